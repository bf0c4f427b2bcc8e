"""Every shipped checklist with the plan that the app makes for it: what it names is known, in every course."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from showclear.app.definitions import shipped
from showclear.app.inputs import read_inputs
from showclear.app.knowing import BatchKnowledge, DeviceKnowledge, ItemKnowledge, SetKnowledge, Zone
from showclear.app.planning import build_plan
from showclear.app.units import Unit
from showclear.app.walking import obvious_answer
from showclear.domain.checklists import Checklist, Procedure
from showclear.domain.facets import applies, possible_blank_takes, possible_facets
from showclear.domain.people import Person, Role
from showclear.domain.runs import (
    Answered,
    Moment,
    PassOpened,
    Phase,
    RowsDone,
    Run,
    RunPlan,
    apply,
    effects,
    record_entries,
    start,
    statements,
)
from showclear.domain.vocabulary import Facets
from showclear.domain.weapons import (
    Action,
    Contents,
    Device,
    DeviceKind,
    Has,
    Ignition,
    Weapon,
    WeaponClass,
)

AT = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
ROLES = {
    role: Person(role.value[:4], f"The {role.words}", role)
    for role in (Role.ARMORER, Role.HANDLER, Role.ASSISTANT_DIRECTOR, Role.SAFETY_OFFICER)
}
OTHER = Person("pia", "Pia", Role.ARMORER)
KIM = Person("kim", "Kim", Role.PERFORMER)
LIMITS = {
    "clearance_minutes": 15,
    "issue_minutes_cold": 10,
    "issue_minutes_hot": 5,
    "block_minutes": 600,
    "blank_stand_off": 610,
    "misfire_wait_seconds": 30,
    "misfire_wait_seconds_black_powder": 60,
}
GIVEN = {
    "scene": "42 A", "use": "take", "place": "Stage 2", "plan.contents": "nothing", "plan.count": "2", "box": "B-1",
    "holder": "kim", "weapon.tag": "A-07", "weapon.make": "Maker", "weapon.model": "One", "weapon.calibre": ".45",
    "weapon.serial": "S40417", "weapon.vent": "", "container.tag": "D-9", "container.contents": "dummy",
    "container.load": "half",
    "container.calibre": ".45", "container.maker": "Swan", "container.lot": "77", "container.count": "12",
    "container.seal": "4712", "unit": "Main", "guns": "A-07 A-08", "day.blanks": "yes", "plan.load": "half",
    "plan.from": "box", "device": "M-1", "person": "kim", "armorer": "pia", "new-place": "The quarry",
    "restriction": "20260301-0004", "report.class": "near-miss", "reason": "lunch", "guardian": "Ola", "then": "",
    "places": "",
    "batch.tag": "R-1", "batch.what": "rubber rifles", "batch.count": "40", "holders": "Kim 1; Ola 2",
}  # fmt: skip
UNIT = SetKnowledge(
    unit=Unit("Main", "Stage 2", "UTC", ROLES[Role.ASSISTANT_DIRECTOR], ROLES[Role.ARMORER], "2026-03-01"),
    weapons=("A-07", "A-08"),
    containers=(("D-1", 44), ("B-1", 50)),
    devices=(("M-1", 2),),
    batches=(("R-1", 40),),
    people={"Kim": "kim", "Ola": "ola", "Pia": "pia"},
    handlers={"The armorer": "armo", "Pia": "pia"},
    on_duty=2,
    person=KIM,
    armorer=OTHER,
    stop="20260301-0004",
    stop_words="somebody pointed it at the crew",
)


def courses(checklist: Checklist) -> Iterator[Facets]:
    """One combination of facets for each different set of steps that the checklist can ask."""
    seen = set()
    takes_blanks = checklist.procedure is Procedure.BLANK_TAKE
    for facets in possible_blank_takes() if takes_blanks else possible_facets(checklist.subject):
        steps = frozenset(
            step.id
            for block in checklist.blocks
            if applies(block.applies_when, facets)
            for step in block.steps
            if applies(step.applies_when, facets)
        )
        if steps not in seen:
            seen.add(steps)
            yield facets


def value(facets: Facets, name: str, default: str) -> str:
    """The one value of a facet."""
    return next(iter(facets.get(name)), default)


def weapon_of(facets: Facets) -> Weapon:
    """A weapon with these facets."""
    action = Action(value(facets, "weapon.action", Action.REVOLVER))
    looks = action is not Action.NONE
    return Weapon(
        "A-07", "Maker", "One", ".45", "S40417", WeaponClass(value(facets, "weapon.class", WeaponClass.LIVE_CAPABLE)),
        action, Ignition(value(facets, "weapon.ignition", Ignition.CARTRIDGE)), 2 * looks, 1 * looks,
        tuple(Has(word) for word in facets.get("weapon.has")),
    )  # fmt: skip


def plan_of(checklist: Checklist, facets: Facets) -> RunPlan:
    """The plan that the app makes where the situation is as `facets` say."""
    weapon = weapon_of(facets)
    contents = Contents(value(facets, "plan.contents", value(facets, "device.contents", Contents.BLANK)))
    given = dict(GIVEN)
    for name, values in facets.values:
        given |= {name: " ".join(values)} if values else {}
    given |= {"weapon.chambers": str(weapon.chambers), "weapon.barrels": str(weapon.barrels)}
    if weapon.has and checklist.procedure is Procedure.INTAKE:
        given["weapon.feeds"] = "M-1 magazine 8"
    inputs = read_inputs(checklist.inputs, {name: given[name] for name in checklist.inputs if name in given})
    performer = next(ROLES[role] for role in checklist.do if role in ROLES)
    verifier = next((ROLES[role] for role in checklist.see if ROLES.get(role, performer) != performer), OTHER)
    device = DeviceKnowledge(Device("M-1", DeviceKind.MAGAZINE, 8, ".45", "A-07"), contents, 2, "4713")
    holds = Contents.NOTHING if "plan.contents" in inputs or checklist.procedure is Procedure.BLANK_TAKE else contents
    known = ItemKnowledge(
        weapon=None if checklist.subject != "weapon" or checklist.procedure is Procedure.INTAKE else weapon,
        holds=holds,
        holds_count=0 if holds is Contents.NOTHING else 2,
        load="half" if holds is Contents.BLANK else "",
        feeds=("M-1",) if weapon.has and checklist.procedure is not Procedure.INTAKE else (),
        box="B-1",
        box_seal="4711",
        box_left=44,
        box_contents=str(contents),
        guns_out=2,
        holder=KIM,
        issue_word="WALNUT",
        slate="42 A",
        use="take",
        place="Stage 2",
        zone=Zone("half", 2, 5),
        device=device if checklist.subject == "device" or "device" in inputs else None,
        batch=BatchKnowledge("R-1", "rubber rifles", 40, 12),
    )
    subject = {"set": "Main", "weapon": "A-07", "device": "M-1", "batch": "R-1", "person": "kim", "container": "D-9"}
    return build_plan(
        checklist,
        subject[checklist.subject],
        inputs,
        performer,
        verifier,
        known,
        UNIT,
        LIMITS,
        run_id="0" * 32,
        seed="seed",
        now=AT,
    )


def walked(plan: RunPlan) -> tuple[Run, list[str]]:
    """A run of two honest people to its end, and everything that was shown to them on the way."""
    run, ms, shown = start(plan), 0, []
    while run.phase in (Phase.NEEDS_PASS, Phase.ASKING):
        question = run.question
        ms = max(ms + 2_000, question.ready_at_ms if question else 0)
        moment = Moment(AT, ms)
        if question is None:
            assert run.turn is not None
            run = apply(run, PassOpened(moment, run.turn.person.id))
            continue
        shown += [question.text, question.say, question.why, question.headline, question.block_say]
        person = question.person.id
        if question.open_rows and question.index:
            run = apply(run, RowsDone(moment, person))
            continue
        key = question.key
        if question.open_rows:
            key = type(key)(key.block, key.step, "Ola")
        run = apply(run, Answered(moment, person, key, obvious_answer(run, question)))
    return run, shown


@pytest.mark.parametrize("checklist", shipped().checklists, ids=lambda one: one.id)
def test_a_plan_of_the_app_is_enough_for_every_course_of_every_checklist(checklist: Checklist) -> None:
    """A fact that the program does not hand in would be found on set, at the start or at the signature."""
    for facets in courses(checklist):
        run, shown = walked(plan_of(checklist, facets))
        assert run.phase is Phase.COMPLETE, (run.stop, run.mismatches())
        assert run.refusal_to_sign() is None
        assert not [text for text in (*shown, *statements(run)) if "{" in text]
        assert len(record_entries(run)) > 0
        for effect in effects(run):
            empty = {
                name for name, one in effect.values.items() if name in effect.spec.needs and str(one).strip() == ""
            }
            assert empty <= {"has"}, effect
