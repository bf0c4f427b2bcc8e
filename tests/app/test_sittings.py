"""Several guns in one sitting: one pass each for all of them, one record each, one PIN each at the end."""

from __future__ import annotations

import pytest

from showclear.app.production import RulesRefuseError
from showclear.app.sittings import Sitting
from showclear.app.walking import Told
from showclear.domain.checklists import Procedure
from showclear.domain.runs import Phase
from showclear.errors import IllegalEvent, InputError, RefusedError, SigningError
from tests.app.sitting_walk import sign_sitting, walk_sitting
from tests.app.stage import ARMORER, COLT, DIRECTOR, EMPTY, PISTOL, SECOND_COLT, TOLD, Stage, plan

GUNS = (COLT, SECOND_COLT, PISTOL)


def start(stage: Stage, *tags: str, procedure: Procedure = Procedure.INSPECTION) -> Sitting:
    """A sitting of the usual two people."""
    return stage.production.start_sitting(procedure, tags or GUNS, EMPTY, ARMORER.id, DIRECTOR.id)


def walk(stage: Stage, sitting: Sitting, **told: Told) -> None:
    """Walk it with the usual answers, besides those of one tag (with _ for -)."""
    answers = {session.subject: TOLD for session in sitting.sessions}
    answers |= {tag.replace("_", "-"): one for tag, one in told.items()}
    walk_sitting(sitting, stage.pins, answers, stage.look)


def test_three_guns_take_one_pin_a_pass_and_one_pin_each_at_the_end(stage: Stage) -> None:
    """The second person does not type six digits again between two guns, and each gun has its own record."""
    sitting = start(stage)
    asked = []
    check = stage.production.shifts.check_pin
    sitting._check_pin = lambda person, pin: (asked.append(person), check(person, pin))[1]
    before = set(stage.names())
    walk(stage, sitting)
    assert asked == [ARMORER.id, DIRECTOR.id]
    signed = sign_sitting(sitting, stage.pins)
    assert asked == [ARMORER.id, DIRECTOR.id, ARMORER.id, DIRECTOR.id]
    assert not signed.unsigned
    assert [one.title.split(":")[0] for one in signed.published] == list(GUNS)
    assert len(set(stage.names()) - before) == len(GUNS)
    assert [stage.status(tag).state for tag in GUNS] == ["cold"] * len(GUNS)
    assert not stage.production.open_runs()


def test_a_person_finishes_all_guns_before_the_other_one_is_asked(stage: Stage) -> None:
    """Gun by gun within a pass: the keys change hands once, not at every gun."""
    sitting = start(stage)
    order: list[tuple[str, str]] = []

    def seen() -> None:
        session = sitting.current
        assert session is not None
        assert sitting.due is not None
        if not order or order[-1] != (sitting.due.id, session.subject):
            order.append((sitting.due.id, session.subject))

    answers = {session.subject: TOLD for session in sitting.sessions}
    walk_sitting(sitting, stage.pins, answers, lambda question: (stage.look(question), seen())[1])
    people = (ARMORER.id, DIRECTOR.id, ARMORER.id)  # The last block is the armorer's: where each gun stays.
    assert order == [(person, tag) for person in people for tag in GUNS]


def test_nothing_is_signed_before_both_have_entered_their_pin(stage: Stage) -> None:
    """The first PIN is checked at once, and alone it signs nothing."""
    sitting = start(stage, COLT, SECOND_COLT)
    walk(stage, sitting)
    before = stage.names()
    signing = sitting.signing()
    assert [view.title.split(":")[0] for view in signing.views()] == [COLT, SECOND_COLT]
    with pytest.raises(SigningError):
        signing.sign(ARMORER.id, "000000")
    assert signing.sign(ARMORER.id, stage.pins[ARMORER.id]) is None
    with pytest.raises(IllegalEvent):
        signing.sign(ARMORER.id, stage.pins[ARMORER.id])
    assert stage.names() == before
    assert signing.sign(DIRECTOR.id, stage.pins[DIRECTOR.id]) is not None


def test_a_pin_is_forgotten_after_two_minutes_without_the_other_one(stage: Stage) -> None:
    """Nobody signs for somebody who has gone away in between."""
    sitting = start(stage, COLT, SECOND_COLT)
    walk(stage, sitting)
    signing = sitting.signing()
    signing.sign(ARMORER.id, stage.pins[ARMORER.id])
    stage.clock.advance(121)
    with pytest.raises(SigningError, match="two minutes"):
        signing.sign(DIRECTOR.id, stage.pins[DIRECTOR.id])
    assert signing.person == ARMORER


def test_a_stop_at_one_gun_does_not_stop_the_others(stage: Stage) -> None:
    """A gun that nobody can see through is unverified at once; the other one is cleared."""
    sitting = start(stage, COLT, SECOND_COLT)
    walk(stage, sitting, A_07=Told({**TOLD.answers, "bore": "unsure"}))
    trouble = sitting.trouble
    assert trouble is not None
    assert trouble.subject == COLT
    assert trouble.run.phase is Phase.STOPPED
    trouble.withdraw("nobody sees through it")
    walk(stage, sitting)
    assert sitting.over
    signed = sign_sitting(sitting, stage.pins)
    assert [one.title.split(":")[0] for one in signed.published] == [SECOND_COLT]
    assert stage.status(COLT).state == "quarantined"
    assert stage.status(SECOND_COLT).state == "cold"


def test_a_hold_between_the_two_pins_leaves_every_record_unsigned(stage: Stage) -> None:
    """The rules are asked again before every signature, in a sitting too."""
    sitting = start(stage, COLT, SECOND_COLT)
    walk(stage, sitting)
    signing = sitting.signing()
    signing.sign(ARMORER.id, stage.pins[ARMORER.id])
    stage.production.hold("somebody shouted")
    signed = signing.sign(DIRECTOR.id, stage.pins[DIRECTOR.id])
    assert signed is not None
    assert not signed.published
    assert len(signed.unsigned) == 2
    assert "R-008" in signed.unsigned[0][1]


def test_after_a_crash_each_gun_is_offered_by_itself(stage: Stage) -> None:
    """A sitting is not a thing on the disk: every run has its own journal."""
    sitting = start(stage, COLT, SECOND_COLT)
    sitting.open_pass(ARMORER.id, stage.pins[ARMORER.id])
    stage.crash()
    production = stage.open()
    assert {one.subject for one in production.open_runs()} == {COLT, SECOND_COLT}
    for one in production.open_runs():
        production.abandon(one.run_id)


def test_where_one_gun_is_refused_no_run_is_started(stage: Stage) -> None:
    """What refuses all of them is said once, and names each."""
    stage.production.hold("look at that")
    with pytest.raises(RulesRefuseError, match=f"R-008: {COLT}, {SECOND_COLT}: ") as refused:
        start(stage, COLT, SECOND_COLT)
    assert len([one for one in refused.value.refusals if one.rule == "R-008"]) == 1
    assert not stage.production.open_runs()


def test_every_gun_that_is_refused_is_named_with_its_own_reason(stage: Stage) -> None:
    """Whoever brings the first one in order must not be told of the second one only then."""
    for tag in (COLT, SECOND_COLT):
        session = stage.start(Procedure.INSPECTION, tag, EMPTY)
        assert stage.walk(session, Told(answers={"serial": "00"})).phase is Phase.STOPPED
        session.withdraw(f"the number of {tag} cannot be read")
    with pytest.raises(RulesRefuseError) as refused:
        start(stage, COLT, SECOND_COLT, PISTOL)
    barred = [one for one in refused.value.refusals if one.rule == "R-007"]
    assert [one.sentence.partition(": ")[0] for one in barred] == [COLT, SECOND_COLT]
    assert all(tag in str(one.facts) for tag, one in zip((COLT, SECOND_COLT), barred, strict=True))
    assert not stage.production.open_runs()


def test_two_guns_from_one_box_go_one_after_the_other(stage: Stage) -> None:
    """What is left in the box is another number after each gun, so the second one could not be answered."""
    with pytest.raises(RulesRefuseError, match="R-RUN-30: Guns that are loaded from one box"):
        stage.production.start_sitting(
            Procedure.INSPECTION, (COLT, SECOND_COLT), plan(), ARMORER.id, DIRECTOR.id
        )  # fmt: skip
    assert not stage.production.open_runs()
    with pytest.raises(InputError, match="No gun"):
        start_nothing(stage)


def test_a_box_that_is_named_for_guns_that_shall_hold_nothing_keeps_no_sitting_from_starting(stage: Stage) -> None:
    """The form names the one box there is, whatever the guns are to hold."""
    inputs = {**EMPTY, "box": "DUM-3"}
    sitting = stage.production.start_sitting(
        Procedure.INSPECTION, (COLT, SECOND_COLT), inputs, ARMORER.id, DIRECTOR.id
    )  # fmt: skip
    assert [session.subject for session in sitting.sessions] == [COLT, SECOND_COLT]
    assert not any(session.run.plan.inputs["box"] for session in sitting.sessions)


def start_nothing(stage: Stage) -> Sitting:
    """A sitting of no gun."""
    return stage.production.start_sitting(Procedure.INSPECTION, (), EMPTY, ARMORER.id, DIRECTOR.id)


def test_a_sitting_without_a_complete_gun_has_nothing_to_sign(stage: Stage) -> None:
    """It says so instead of showing an empty list."""
    sitting = start(stage, COLT)
    with pytest.raises(RefusedError, match="complete"):
        sitting.signing()
    sitting.leave()
