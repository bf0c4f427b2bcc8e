"""More guns and boxes than the demonstration has: one of each action, ignition and class, to try each through a day."""

from __future__ import annotations

import secrets
from collections.abc import Mapping

import pytest

from showclear.app.action_views import Standing
from showclear.app.bodies import signed_facts
from showclear.app.demo import ARMORER, DIRECTOR, OFFICER, PRODUCER
from showclear.app.demo_things import DemoBox, DemoWeapon
from showclear.app.founding import NewKey
from showclear.app.production import RulesRefuseError
from showclear.app.signing import Draft, SignaturePlace
from showclear.app.views import Published
from showclear.app.walking import NOTHING_TOLD, Told, sign_session
from showclear.domain.checklists import Procedure
from showclear.domain.effects import Effect
from showclear.domain.people import Person, Role
from showclear.domain.situation.stops import Need
from showclear.storage.files import LocalFileSystem
from showclear.storage.key_files import open_key_file
from tests.app.signing_by_hand import sign_out
from tests.app.stage import HOLDER, TOLD, Stage

HOUR = 3600
PIN = "424242"

HEADS = "4"
"""People in a zone."""

SHELL, RIFLE, NAIL = "12 gauge", ".44-40", "8 mm PAK"
BOXES = {
    box.tag: box
    for box in (
        DemoBox("DUM-S", "dummy", "", SHELL, "Kestrel Inert", "K-2301", 6, "0501"),
        DemoBox("BLK-S", "blank", "half", SHELL, "Harrow Blanks", "H-801", 6, "0502"),
        DemoBox("DUM-R", "dummy", "", RIFLE, "Kestrel Inert", "K-2302", 6, "0503"),
        DemoBox("BLK-R", "blank", "full", RIFLE, "Harrow Blanks", "H-802", 6, "0504"),
        DemoBox("BLK-P", "blank", "quarter", NAIL, "Harrow Blanks", "H-803", 12, "0505"),
        DemoBox("POW-1", "powder", "half", "none", "Harrow Blanks", "P-11", 12, "0506"),
        DemoBox("CAP-1", "caps", "", "no. 11", "Harrow Blanks", "C-4", 20, "0507"),
    )
}


def told(**more: str) -> Told:
    """The usual answers, and those of this run (with _ for -)."""
    usual = {**TOLD.answers, "which-lock": "safe 1", "seal-now": "0778", "heads": HEADS, "red-box": "0901"}
    return Told({**usual, **{name.replace("_", "-"): value for name, value in more.items()}})


def take_in(stage: Stage, weapon: DemoWeapon, **more: str) -> Published:
    """A."""
    answers = {**told(**more).answers, **weapon.told().answers}
    return stage.do(Procedure.INTAKE, "", weapon.inputs(), Told(answers))


def take_in_box(stage: Stage, tag: str) -> Published:
    """B."""
    box = BOXES[tag]
    return stage.do(Procedure.AMMUNITION, "", box.inputs(), Told({**told().answers, **box.told().answers}))


def prove(stage: Stage, tag: str) -> Published:
    """C, one gun."""
    return stage.do(Procedure.DAY_PROOF, tag, {}, told())


def train(stage: Stage, *tags: str, person: str = HOLDER) -> Published:
    """A performer learns guns."""
    return stage.do(Procedure.TRAINING, person, {"person": person, "guns": " ".join(tags)}, told())


def zone(stage: Stage, guns: str, load: str, count: int, scene: str = "25A") -> Published:
    """F, once for a sequence."""
    inputs = {"scene": scene, "place": "Stage 3", "guns": guns, "plan.load": load, "plan.count": str(count)}
    return stage.do(Procedure.BLANK_ZONE, "", inputs, told())


def blank_take(
    stage: Stage, tag: str, count: int, *, box: str = "", device: str = "", holder: str = HOLDER, scene: str = "25A"
) -> Published:
    """F, one take of one gun."""
    inputs = {
        "scene": scene, "use": "take", "place": "Stage 3", "plan.from": "device" if device else "box",
        "plan.count": str(count), "box": box, "device": device, "holder": holder,
    }  # fmt: skip
    published = stage.do(Procedure.BLANK_TAKE, tag, inputs, told())
    assert published.not_counted == ()
    assert stage.status(tag).state == "hot"
    return published


def blanks_back(stage: Stage, tag: str, box: str, *, fired: int, unfired: int = 0, lost: int = 0) -> Published:
    """G after blanks."""
    stage.production.take_back(tag)
    answers = {"cases": fired, "unfired": unfired, "lost": lost, "all_back": fired + unfired + lost}
    named = {name: str(value) for name, value in answers.items()}
    return stage.do(Procedure.RETURN, tag, {"box": box}, told(**named))


def enrol(stage: Stage, name: str, role: Role = Role.PERFORMER, *, minor: bool = False) -> Person:
    """Somebody comes onto the roster; who gets a key has an open shift afterwards."""
    producer_on_shift(stage)
    enrolment = stage.production.roster.enrol(name, role, "passport", minor=minor, rounds=4)
    person = enrolment.person
    for place in enrolment.signing.draft.places:
        mine = place.person.id == person.id
        enrolment.signing.sign(enrolment.passphrase if mine else stage.pins[place.person.id])
    if enrolment.passphrase:
        opened = open_key_file(LocalFileSystem(), stage.machine.key_file(person.id), enrolment.passphrase)
        key = NewKey(person, enrolment.passphrase, opened.public, opened.seed)
        stage.keys, stage.pins = {**stage.keys, person.id: key}, {**stage.pins, person.id: PIN}
        stage.production.shifts.open(person.id, enrolment.passphrase, PIN)
    return person


def producer_on_shift(stage: Stage) -> None:
    """The producer opens a shift, once."""
    if PRODUCER.id not in {one.person.id for one in stage.production.board().shifts}:
        stage.production.shifts.open(PRODUCER.id, "", stage.pins[PRODUCER.id])


def second_unit(stage: Stage, first: Person, place: str = "Stage 5") -> str:
    """Another unit with a 1st assistant director of its own."""
    unit = Effect("unit-opened", {"unit": "splinter", "place": place, "zone": "UTC", "first": first.id})
    places = tuple(SignaturePlace(person, "opened", "x") for person in (first, OFFICER))
    draft = Draft("unit", secrets.token_hex(16), "Unit: splinter", places, lambda at: signed_facts("Unit", (unit,)))
    assert sign_out(stage, stage.production.sign(draft)).not_counted == ()
    return "splinter"


def start_day(stage: Stage, *, answers: Told | None = None, place: str = "Stage 3") -> None:
    """People and paper, sweep and count."""
    people = {"place": place, "day.blanks": "yes"}
    stage.do(Procedure.DAY_PEOPLE, "", people, answers or told())
    stage.do(Procedure.DAY_COUNT, "", {}, answers or told())


def next_morning(stage: Stage, answers: Told = NOTHING_TOLD) -> None:
    """Fourteen hours later everybody opens a shift anew; then the day begins."""
    stage.clock.advance(14 * HOUR)
    stage.reopen()
    start_day(stage, answers=Told({**told().answers, **answers.answers}))


def ready(stage: Stage, armorer: Person = ARMORER, director: Person = DIRECTOR) -> None:
    """K and readiness."""
    blanks = {"day.blanks": "yes"}
    stage.do(Procedure.MEETING, "", {"scene": "24C", **blanks}, told(), director.id, armorer.id)
    stage.do(Procedure.DAY_READINESS, "", blanks, told(), armorer.id, director.id)


def refused(stage: Stage, rule: str, procedure: Procedure, subject: str, inputs: Mapping[str, str], *who: str) -> str:
    """The remedy of the rule that refuses a run; fails where that rule does not refuse it."""
    with pytest.raises(RulesRefuseError) as caught:
        stage.start(procedure, subject, inputs, *who)
    found = {one.rule: one for one in caught.value.refusals}
    assert rule in found, found
    return found[rule].remedy


def lift(stage: Stage) -> None:
    """Armorer and AD lift the hold that is open."""
    (hold,) = (one for one in stage.production.board().stops if one.kind == "hold")
    session = stage.production.lift_hold(hold.record, "it is settled", "said to all", ARMORER.id, DIRECTOR.id)
    assert sign_out(stage, session).not_counted == ()


def _first(stage: Stage, need: Need) -> str:
    """The first stop that still needs it; empty text where none does."""
    return next((one.restriction.record for one in stage.production.stops.open() if need in one.needs), "")


def release(stage: Stage, report_class: str = "live-round") -> None:
    """After stand-downs: a report for each event (L), one meeting (K), a release each by two who were not involved."""
    producer_on_shift(stage)
    production = stage.production
    answers = {"as_it_was": "0", "cause": "not known", "control": "each box anew", "armorer_agrees": "enough"}
    for record in iter(lambda: _first(stage, Need.REPORT), ""):
        inputs = {"report.class": report_class, "restriction": record, "guns": ""}
        report = stage.do(Procedure.INCIDENT, "", inputs, told(**answers, who_restarts=OFFICER.name))
        assert report.not_counted == ()
    ready(stage)
    for record in iter(lambda: _first(stage, Need.RELEASE), ""):
        (second, *_) = production.stops.seconds(record)
        session = production.stops.release(record, "not known", "each box anew", OFFICER.id, second.id)
        assert sign_out(stage, session).not_counted == ()
    assert not production.stops.open()


def close_actions(stage: Stage) -> None:
    """The safety officer and the armorer sign that everything is done that stops left to do."""
    actions = stage.production.actions
    for one in actions.views():
        if one.standing is not Standing.DONE:
            sign_session(actions.close(one.record, "Said again to everybody.", OFFICER.id, ARMORER.id), stage.pins)
