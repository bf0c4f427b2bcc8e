"""Every rule that a shipped checklist requires refuses in a real flow, and says on what facts and what to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta

import pytest

from showclear.app.adopted import shipped_files
from showclear.app.production import Production, RulesRefuseError
from showclear.app.walking import Told, sign_all
from showclear.domain.checklists import Procedure
from showclear.domain.rules import RULES
from showclear.domain.runs import Phase
from showclear.domain.situation.status import State
from showclear.errors import InputError, RefusedError, ShowClearError, SigningError
from tests.app.stage import (
    BOX,
    COLT,
    EMPTY,
    HOLDER,
    PISTOL_BOX,
    RUBBER,
    SECOND_COLT,
    SLATE,
    TOLD,
    Stage,
    plan,
)

ARMORER, HANDLER, DIRECTOR, OFFICER = "mara-reyes", "sam-tran", "jonas-weil", "ines-park"
NO_FEEDS = {
    "weapon.tag": "P-09", "weapon.make": "Halvorsen", "weapon.model": "Model 9", "weapon.calibre": "9 mm",
    "weapon.serial": "HV1", "weapon.class": "plugged", "weapon.action": "semi-auto", "weapon.ignition": "cartridge",
    "weapon.chambers": "1", "weapon.barrels": "1", "weapon.has": "magazine", "weapon.feeds": "",
}  # fmt: skip


def taken_in_without_magazine(stage: Stage) -> None:
    """A pistol whose magazine nobody registered."""
    told = Told({"how-many-chambers": "1", "which-lock": "safe 1", "stays": "with", "owner": "A house, note 3"})
    stage.do(Procedure.INTAKE, "", NO_FEEDS, told)


def withdrawn(stage: Stage) -> None:
    """A gun that two people looked at and withdrew."""
    session = stage.start(Procedure.INSPECTION, COLT, EMPTY)
    stage.walk(session, Told({("performer", "chambers", "3"): "unsure"}))
    session.withdraw("a crack")


def issued(stage: Stage) -> None:
    """A gun in somebody's hand."""
    stage.clear()
    stage.hand_over()


Case = tuple[str, str, Callable[[Stage], object], Procedure, str, Mapping[str, str]]
HANDED = {"holder": HOLDER, "scene": SLATE}
CASES: tuple[Case, ...] = (
    ("weapon-taken-in", "R-001", lambda stage: None, Procedure.INSPECTION, "Z-99", EMPTY),
    ("weapon-not-taken-in", "R-002", lambda stage: None, Procedure.INTAKE, "", {**NO_FEEDS, "weapon.tag": COLT}),
    ("container-not-taken-in", "R-004", lambda stage: None, Procedure.AMMUNITION, "", {
        "container.tag": BOX, "container.contents": "dummy", "container.load": "", "container.calibre": ".45 Colt",
        "container.maker": "Kestrel", "container.lot": "1", "container.count": "6", "container.seal": "9",
    }),
    ("weapon-holds-nothing", "R-005", lambda stage: stage.clear(), Procedure.INSPECTION, COLT, EMPTY),
    ("not-barred", "R-007", withdrawn, Procedure.INSPECTION, COLT, EMPTY),
    ("no-hold", "R-008", lambda stage: stage.production.hold("a car"), Procedure.INSPECTION, COLT, EMPTY),
    ("no-stand-down", "R-009", lambda stage: stage.production.stand_down("a bang"), Procedure.INSPECTION, COLT, EMPTY),
    ("in-armorers-custody", "R-010", issued, Procedure.INSPECTION, COLT, EMPTY),
    ("clearance-living", "R-011", lambda stage: None, Procedure.HANDOVER, COLT, HANDED),
    ("clearance for another slate", "R-011", lambda stage: stage.clear(), Procedure.HANDOVER, COLT,
     {**HANDED, "scene": "25A"}),
    ("issued-or-with-handler", "R-012", lambda stage: None, Procedure.RETURN, "Z-99", {"box": ""}),
    ("box of another calibre", "R-013", lambda stage: None, Procedure.INSPECTION, COLT, plan(box=PISTOL_BOX)),
    ("box of another class", "R-013", lambda stage: None, Procedure.INSPECTION, COLT, plan(box="BLK-1")),
    ("unknown box", "R-013", lambda stage: None, Procedure.INSPECTION, COLT, plan(box="DUM-9")),
    ("more than fit", "R-013", lambda stage: None, Procedure.INSPECTION, SECOND_COLT, plan(count=7)),
    ("more than are left", "R-013", lambda stage: None, Procedure.INSPECTION, COLT, plan(count=25)),
    ("back into another box", "R-013", lambda stage: stage.clear(), Procedure.RETURN, COLT, {"box": PISTOL_BOX}),
    ("handover-to-holder", "R-016", lambda stage: stage.clear(), Procedure.HANDOVER, COLT,
     {**HANDED, "holder": "somebody"}),
    ("handover to an AD", "R-016", lambda stage: stage.clear(), Procedure.HANDOVER, COLT,
     {**HANDED, "holder": DIRECTOR}),
    ("turn-round-allowed", "R-017", lambda stage: stage.clear(), Procedure.TURN_ROUND, COLT, {}),
    ("devices-known", "R-018", taken_in_without_magazine, Procedure.INSPECTION, "P-09", EMPTY),
)  # fmt: skip


@pytest.mark.parametrize(("name", "rule", "before", "procedure", "subject", "inputs"), CASES, ids=[c[0] for c in CASES])
def test_a_rule_refuses_with_its_facts_their_records_and_a_remedy(
    stage: Stage, name: str, rule: str, before: Callable[[Stage], object], procedure: Procedure, subject: str,
    inputs: Mapping[str, str],
) -> None:  # fmt: skip
    """A refusal is a value: which rule, on what facts with their records, what would make it true. No run is begun."""
    before(stage)
    with pytest.raises(RulesRefuseError) as caught:
        stage.start(procedure, subject, inputs)
    refusal = next(one for one in caught.value.refusals if one.rule == rule)
    assert refusal.sentence
    assert refusal.remedy
    assert refusal.facts
    known = {name.removesuffix(".toml") for name in stage.names()}
    assert {fact.record for fact in refusal.facts} - {""} <= known
    assert caught.value.message.startswith("R-")
    assert stage.production.open_runs() == ()


def test_every_rule_that_a_shipped_checklist_requires_was_tried() -> None:
    """A rule that nobody tried is a promise: tried in a flow here, or by itself where the rules are tested."""
    import re
    import tomllib
    from pathlib import Path

    required = {
        slug for what, _, _, data in shipped_files() if what == "checklist"
        for slug in tomllib.loads(data.decode())["requires"]
    }  # fmt: skip
    tried = {case[1] for case in CASES}
    elsewhere = {
        "R-006",  # unknown contents need two laptops: test_laptops.py
        "R-014",  # a blank cannot be planned: test_a_blank_cannot_be_planned
        "R-015",  # test_one_person_cannot_stand_on_both_sides
    }
    domain = Path(__file__).parents[1] / "domain" / "rules"
    by_itself = set(re.findall(r"R-\d{3}", "\n".join(path.read_text("utf-8") for path in domain.glob("test_*.py"))))
    ids = {RULES[slug].id for slug in required}
    assert tried | elsewhere <= ids
    assert ids - tried - elsewhere - by_itself == set()


def test_a_blank_cannot_be_planned(stage: Stage) -> None:
    """R-014: what can be planned is nothing or dummies; the word blank is not even an answer."""
    with pytest.raises(InputError, match="blank"):
        stage.start(Procedure.INSPECTION, COLT, plan("blank", box="BLK-1"))


@pytest.mark.parametrize(
    ("performer", "verifier"),
    [
        (ARMORER, ARMORER), (DIRECTOR, DIRECTOR), (DIRECTOR, ARMORER), (HANDLER, DIRECTOR), (ARMORER, HANDLER),
        (HOLDER, DIRECTOR), (ARMORER, HOLDER), (OFFICER, DIRECTOR),
    ],
)  # fmt: skip
def test_nobody_stands_where_their_role_does_not_belong(stage: Stage, performer: str, verifier: str) -> None:
    """R-015, R-RUN-2: two people, an armorer who performs and an AD who verifies; an AD never handles a gun."""
    stage.production.lock(COLT, "safe 1")
    with pytest.raises(RefusedError) as caught:
        stage.start(Procedure.INSPECTION, COLT, EMPTY, performer, verifier)
    assert caught.value.remedy
    assert stage.production.open_runs() == ()


def test_a_stranger_is_refused_by_name(stage: Stage) -> None:
    """Only who is on the roster walks anything."""
    with pytest.raises(InputError, match='"nobody-here" is not on the roster'):
        stage.start(Procedure.INSPECTION, COLT, EMPTY, "nobody-here")


def test_a_performer_has_no_key_and_cannot_open_a_shift(stage: Stage) -> None:
    """Performers need no key, and so can sign nothing."""
    production = stage.production
    with pytest.raises(ShowClearError):
        production._open_signer(HOLDER, "five words that are wrong", "481516")
    assert not production.shifts.can_sign(HOLDER)
    with pytest.raises(SigningError, match="is not on shift"):
        production.shifts.sign(HOLDER, "481516", b"anything")


def test_the_start_of_a_run_names_what_is_refused_already(stage: Stage) -> None:
    """Before anything is filled in, the screen shows what will be refused anyway."""
    stage.production.hold("a car on the set")
    prepared = stage.production.prepare(Procedure.INSPECTION, COLT)
    assert {one.rule for one in prepared.refusals} == {"R-008"}
    assert [one.id for one in prepared.performers] == [ARMORER]
    assert [one.id for one in prepared.verifiers] == [DIRECTOR]
    fields = {field.id: field for field in prepared.fields}
    assert fields["box"].default == BOX, "the only box of this calibre"
    assert [value for value, _ in fields["use"].choices] == ["take", "rehearsal", "line-up", "lens-check"]


# What breaks between the start and the signature


def test_a_hold_raised_during_a_run_refuses_the_signature(stage: Stage) -> None:
    """The rules are asked again before every signature: nobody signs a clearance into a hold."""
    session = stage.start(Procedure.INSPECTION, COLT, EMPTY)
    stage.walk(session)
    signing = session.signing()
    stage.production.hold("a car on the set")
    with pytest.raises(RulesRefuseError, match="R-008"):
        signing.sign(stage.pins[ARMORER])
    with pytest.raises(RulesRefuseError, match="R-008"):
        session.signing()
    assert stage.status().state is State.UNVERIFIED


def test_a_hold_between_the_two_signatures_refuses_the_second(stage: Stage) -> None:
    """The first signature alone is worth nothing."""
    session = stage.start(Procedure.INSPECTION, COLT, EMPTY)
    stage.walk(session)
    signing = session.signing()
    assert signing.sign(stage.pins[ARMORER]) is None
    before = len(stage.names())
    stage.production.hold("a car on the set")
    with pytest.raises(RulesRefuseError, match="R-008"):
        signing.sign(stage.pins[DIRECTOR])
    assert len(stage.names()) == before + 1


@pytest.mark.parametrize("act", ["take_back", "lock", "out_of_sight"])
@pytest.mark.parametrize("when", ["chambers", "stays", "signature", "between"])
def test_a_gun_that_was_moved_during_the_run_is_looked_at_again(stage: Stage, act: str, when: str) -> None:
    """R-RUN-9: what was looked at before a custody break does not count; both look again, and then it can be signed."""
    session = stage.start(Procedure.INSPECTION, COLT, EMPTY)
    if when in ("signature", "between"):
        stage.walk(session, TOLD)
        signing = session.signing()
        if when == "between":
            signing.sign(stage.pins[ARMORER])
    else:
        stage.walk_until(session, when)
    getattr(stage.production, act)(COLT)
    if when in ("signature", "between"):
        with pytest.raises(RefusedError, match="R-RUN-9"):
            signing.sign(stage.pins[DIRECTOR if when == "between" else ARMORER])
    stage.walk(session, TOLD)
    assert session.run.phase is Phase.COMPLETE
    reasons = {dead.reason for dead in session.run.dead}
    assert reasons == {"custody"}
    assert {dead.entry.key.step for dead in session.run.dead} >= {"serial"}
    sign_all(session, stage.pins)
    assert stage.status().state is State.COLD


@pytest.mark.parametrize("when", ["chambers", "stays", "signature"])
def test_what_was_looked_at_before_a_hold_is_looked_at_again_after_it(stage: Stage, when: str) -> None:
    """R-RUN-9: a hold ends every clearance; a look from before it must not become one when it is lifted."""
    session = stage.start(Procedure.INSPECTION, COLT, EMPTY)
    if when == "signature":
        stage.walk(session, TOLD)
    else:
        stage.walk_until(session, when)
    stage.production.hold("a car on the set")
    (hold,) = stage.production.board().stops
    lifting = stage.production.lift_hold(hold.record, "a car", "it is gone", ARMORER, DIRECTOR)
    lifting.sign(stage.pins[ARMORER])
    assert lifting.sign(stage.pins[DIRECTOR]) is not None
    if when == "signature":
        with pytest.raises(RefusedError, match="R-RUN-9"):
            session.signing()
    stage.walk(session, TOLD)
    assert "serial" in {dead.entry.key.step for dead in session.run.dead}
    sign_all(session, stage.pins)
    assert stage.status().state is State.COLD


def test_a_run_that_was_started_before_the_register_changed_is_not_signed_after(stage: Stage) -> None:
    """A second magazine was taken in meanwhile: the run never asked anybody to look into it."""
    run = stage.start(Procedure.INSPECTION, COLT, EMPTY).run
    stage.production.recheck(run)
    before = replace(run.plan, slots={**run.plan.slots, "weapon.feeds": ()})
    with pytest.raises(RefusedError, match="taken in anew"):
        stage.production.recheck(replace(run, plan=before))


def test_a_clearance_that_runs_out_during_the_handover_refuses_the_signature(stage: Stage) -> None:
    """R-011: both end at the minute."""
    stage.clear(inputs=EMPTY)
    clearance = stage.status().clearance
    assert clearance is not None
    stage.clock.set(clearance.ends - timedelta(seconds=10))
    session = stage.start(Procedure.HANDOVER, COLT, HANDED)
    stage.walk(session, TOLD)
    with pytest.raises(RulesRefuseError, match="R-011"):
        session.signing()
    session.abandon("too late")


def test_a_run_that_became_too_old_asks_its_blocks_again_instead_of_a_dead_end(stage: Stage) -> None:
    """R-RUN-9: whoever comes back from lunch to sign is told to look again, and can."""
    session = stage.start(Procedure.INSPECTION, COLT, EMPTY)
    stage.walk(session)
    stage.clock.advance(16 * 60)
    with pytest.raises(RefusedError, match="R-RUN-9"):
        session.signing()
    assert session.run.phase is Phase.NEEDS_PASS
    stage.walk(session)
    sign_all(session, stage.pins)
    assert stage.status().state is State.COLD


def test_the_same_gun_cleared_twice_at_once_is_looked_at_again(stage: Stage) -> None:
    """Two runs on one gun: the second one finds that somebody signed something about it."""
    first = stage.start(Procedure.INSPECTION, COLT, EMPTY)
    second = stage.start(Procedure.INSPECTION, COLT, EMPTY)
    stage.walk(first)
    stage.walk(second)
    sign_all(first, stage.pins)
    with pytest.raises(RefusedError, match="R-RUN-9"):
        second.signing()
    second.abandon("the other pair was first")
    assert stage.status().state is State.UNVERIFIED


def test_a_handler_may_take_it_back_and_return_it(stage: Stage) -> None:
    """E is by the armorer whose clearance it rests on; G by armorer or handler."""
    issued(stage)
    stage.production.take_back(COLT, HANDLER)
    stage.do(Procedure.RETURN, COLT, {"box": BOX}, Told({**TOLD.answers, "taker": "Sam Tran"}), HANDLER)
    assert stage.box().left == 24
    stage.clear(RUBBER, EMPTY)
    with pytest.raises(RefusedError):
        stage.start(Procedure.HANDOVER, RUBBER, HANDED, HANDLER)


def test_inputs_that_do_not_hold_name_the_field(stage: Stage) -> None:
    """One message, one field, what to do; nothing is begun."""
    for wrong, words in (
        ({"scene": ""}, "Slate"), ({"use": "party"}, "For"), ({"plan.count": "six"}, "How many"),
        ({"plan.count": "-1"}, "How many"), ({"plan.count": "٦"}, "How many"), ({"box": "a box"}, "Container"),
    ):  # fmt: skip
        with pytest.raises(InputError, match=words) as caught:
            stage.start(Procedure.INSPECTION, COLT, {**plan(), **wrong})
        assert caught.value.remedy
    assert stage.production.open_runs() == ()


def test_a_production_that_is_none_is_refused_with_what_to_do(stage: Stage) -> None:
    """A wrong folder is the most common mistake of all."""
    for folder in (stage.folder.parent / "nothing", stage.folder / "log"):
        with pytest.raises(InputError) as caught:
            Production.open(folder, machine=stage.machine)
        assert "showclear" in caught.value.remedy
