"""Waits that nobody can skip, and lists that are read aloud while it happens."""

from __future__ import annotations

from dataclasses import replace

import pytest

from showclear.domain.checklists import AnswerKind, Option, Otherwise, PinAt, Procedure, Step, Style
from showclear.domain.people import Role
from showclear.domain.runs import (
    IDLE_MS,
    Abandoned,
    Answered,
    BlockExpired,
    Cast,
    Cause,
    Exit,
    IllegalEvent,
    LookAgain,
    PassOpened,
    Phase,
    Reason,
    Reopened,
    Resumed,
    RunPlan,
    WentOn,
    apply,
    from_journal,
    restrictions,
    start,
    to_journal,
)
from tests.domain.runs.run_cases import AD, ARMORER, HANDLER, OFFICER, T0, Walk, block, checklist, plan, step

WAIT_S = 30
WAIT = Step("still", AnswerKind.COUNTDOWN, "Nobody moves for {wait} seconds.", "STILL", wait="misfire_wait_seconds")
MUZZLE = step("muzzle", AnswerKind.CHOICE, options=(Option("safe", "safe"), Option("people", "people", stops=True)))
CALLED = Step("called", AnswerKind.SPOKEN, "Call it.", "CALL", do=(Role.ASSISTANT_DIRECTOR,))
BORE = step(
    "bore",
    AnswerKind.CHOICE,
    options=(Option("clear", "clear"), Option("stuck", "something in it", stops=True)),
    otherwise=Otherwise.QUARANTINE,
)
COUNT = step("count")
VALUES = {"called": "said", "muzzle": "safe", "still": "waited", "bore": "clear", "count": "5"}
LIMITS = {"misfire_wait_seconds": WAIT_S, "block_minutes": 15}


def emergency(*steps: Step, **more: object) -> RunPlan:
    """A plan of an emergency list of two blocks."""
    blocks = (block("now", *(steps or (CALLED, MUZZLE, WAIT))), block("after", BORE, COUNT))
    everybody = (Role.ARMORER, Role.HANDLER, Role.ASSISTANT_DIRECTOR, Role.SAFETY_OFFICER)
    made = checklist(
        *blocks, style=Style.EMERGENCY, procedure=Procedure.MISFIRE, pin_at=PinAt.SIGNATURE, do=everybody, see=everybody
    )
    return plan(checklist=made, limits=LIMITS, **more)


def at_the_wait() -> Walk:
    """An emergency in which the wait is asked; the entry before it was made 4 s after the start."""
    walk = Walk(start(emergency()))
    walk.apply(PassOpened(walk.moment(0), ARMORER.id))
    walk.good_answer(values=VALUES)
    walk.good_answer(values=VALUES)
    return walk


def to_the_second_pass() -> Walk:
    """An emergency that the performer has walked."""
    walk = at_the_wait()
    walk.good_answer(WAIT_S * 1000, VALUES)
    while walk.run.phase is Phase.ASKING:
        walk.good_answer(values=VALUES)
    return walk


def test_nobody_answers_a_wait_before_it_is_over():
    """R-RUN-18: not one millisecond."""
    walk = at_the_wait()
    question = walk.run.question
    assert question is not None
    assert (question.wait_ms, question.ready_at_ms) == (WAIT_S * 1000, 4_000 + WAIT_S * 1000)
    assert question.text == "Nobody moves for 30 seconds."
    with pytest.raises(IllegalEvent, match="another 1 s"):
        walk.answer("waited", later=WAIT_S * 1000 - 1)
    walk.ms = question.ready_at_ms
    walk.answer("waited", later=0)
    assert walk.run.question is not None
    assert walk.run.question.key.block == "after"


def test_a_first_question_waits_from_the_start_of_the_run():
    """R-RUN-18: opening the pass later makes the wait no longer."""
    walk = Walk(start(emergency(WAIT, MUZZLE)))
    walk.apply(PassOpened(walk.moment(20_000), ARMORER.id))
    assert walk.run.question is not None
    assert walk.run.question.ready_at_ms == WAIT_S * 1000
    with pytest.raises(IllegalEvent):
        walk.answer("waited", later=9_000)
    walk.ms = 29_999
    walk.answer("waited", later=1)


def test_a_wait_goes_on_while_the_run_is_closed():
    """R-RUN-18: the entry before it is asked again and keeps its time, if it is only confirmed."""
    walk = at_the_wait()
    walk.apply(Resumed(walk.moment(10_000)))
    walk.apply(PassOpened(walk.moment(), ARMORER.id))
    walk.good_answer(values=VALUES)
    assert walk.run.question is not None
    assert walk.run.question.ready_at_ms == 4_000 + WAIT_S * 1000
    walk.apply(Resumed(walk.moment()))
    walk.apply(PassOpened(walk.moment(), ARMORER.id))
    walk.good_answer(values=VALUES)
    assert walk.run.question.ready_at_ms == 4_000 + WAIT_S * 1000


def test_a_changed_entry_begins_the_wait_again():
    """R-RUN-18: whoever corrects what is before it has only now seen it."""
    walk = at_the_wait()
    walk.apply(Reopened(walk.moment(), ARMORER.id, Reason.MISREAD))
    walk.good_answer(values=VALUES)
    assert walk.run.question is not None
    assert walk.run.question.ready_at_ms == walk.ms + WAIT_S * 1000


def test_unknown_time_shortens_no_wait():
    """R-RUN-18: a machine that was started anew has a clock that somebody may have set."""
    walk = at_the_wait()
    event = walk.moment(86_400_000)
    walk.apply(Resumed(event, lost=True))
    walk.apply(PassOpened(walk.moment(0), ARMORER.id))
    walk.good_answer(values=VALUES, later=0)
    assert walk.run.question is not None
    assert walk.run.question.ready_at_ms == event.ms + WAIT_S * 1000
    with pytest.raises(IllegalEvent):
        walk.answer("waited")


def test_a_wait_in_any_other_list_holds_as_well():
    """R-RUN-18: and its block may grow too old meanwhile."""
    walk = Walk.of(block("a", step("first"), WAIT), limits={**LIMITS, "block_minutes": 1})
    walk.sit_down()
    walk.answer("1")
    with pytest.raises(IllegalEvent):
        walk.answer("waited")
    walk.answer("waited", later=WAIT_S * 1000)
    assert walk.run.expired_blocks(walk.ms + 60_000) == ("a",)


def test_an_emergency_list_is_walked_at_once_and_entered_again_afterwards():
    """R-RUN-19: the performer reads all of it, also what an assistant director calls; the second one only looks."""
    walk = to_the_second_pass()
    assert [entry.key.step for entry in walk.run.entries(ARMORER.id)] == ["called", "muzzle", "still", "bore", "count"]
    assert walk.run.turn is not None
    assert (walk.run.turn.person, walk.run.turn.blocks) == (AD, ("now", "after"))
    walk.apply(PassOpened(walk.moment(), AD.id))
    assert "safe" not in repr(walk.run.steps())
    while walk.run.phase is Phase.ASKING:
        walk.good_answer(values=VALUES)
    assert [entry.key.step for entry in walk.run.entries(AD.id)] == ["muzzle", "bore", "count"]
    assert walk.run.phase is Phase.COMPLETE
    assert walk.run.refusal_to_sign(walk.ms) is None


def test_an_emergency_list_does_not_grow_old():
    """R-RUN-19: the second entries come when there is time, the signatures after that."""
    walk = to_the_second_pass()
    hours = 5 * 3_600_000
    assert walk.run.expired_blocks(walk.ms + hours) == ()
    assert walk.run.begun_blocks() == ()
    walk.apply(BlockExpired(walk.moment(hours), "now", Cause.CUSTODY))
    assert len(walk.run.entries(ARMORER.id)) == 5
    walk.apply(PassOpened(walk.moment(), AD.id))
    while walk.run.phase is Phase.ASKING:
        walk.good_answer(later=IDLE_MS + 1_000, values=VALUES)
    assert walk.run.refusal_to_sign(walk.ms + hours) is None


def test_the_second_entries_wait_for_nobody():
    """R-RUN-19: whoever read it aloud may be on the way to the hospital; what they entered stands."""
    walk = to_the_second_pass()
    walk.apply(Resumed(walk.moment(3_600_000)))
    assert walk.run.turn is not None
    assert walk.run.turn.person == AD
    assert len(walk.run.entries(ARMORER.id)) == 5
    walk.sit_down()
    walk.answer("safe")
    walk.apply(Resumed(walk.moment(3_600_000)))
    walk.sit_down()
    assert walk.run.question is not None
    assert walk.run.question.key.step == "muzzle"


def test_the_same_blocks_in_any_other_style_do_grow_old():
    """R-RUN-9, R-RUN-19: only an emergency is exempt."""
    made = emergency()
    other = replace(made, checklist=replace(made.checklist, style=Style.CHALLENGE_RESPONSE), cast=Cast(ARMORER, AD))
    walk = Walk(start(other))
    walk.sit_down()
    walk.good_answer(values=VALUES)
    assert walk.run.expired_blocks(walk.ms + 16 * 60_000) == ("now",)


@pytest.mark.parametrize("cast", [Cast(AD, OFFICER), Cast(HANDLER, ARMORER), Cast(OFFICER, HANDLER)])
def test_any_two_of_the_roles_named_walk_an_emergency(cast: Cast):
    """R-RUN-19: whoever is there reads it; no step waits for a role that is not."""
    walk = Walk(start(emergency(cast=cast)))
    walk.apply(PassOpened(walk.moment(0), cast.performer.id))
    while walk.run.phase is not Phase.COMPLETE:
        if walk.run.phase is Phase.NEEDS_PASS:
            walk.sit_down()
        later = WAIT_S * 1000 if walk.run.question and walk.run.question.step.wait else 2_000
        walk.good_answer(later, VALUES)
    assert walk.run.refusal_to_sign(walk.ms) is None


def test_an_emergency_goes_on_after_a_stop():
    """R-RUN-19: its restriction is written, and what still has to be done is still read aloud."""
    walk = at_the_wait()
    walk.good_answer(WAIT_S * 1000, VALUES)
    walk.answer("stuck")
    assert walk.run.phase is Phase.STOPPED
    assert [effect.kind for effect in restrictions(walk.run)] == ["quarantined"]
    assert walk.run.exits == (Exit.GO_ON, Exit.ABANDON)
    walk.apply(WentOn(walk.moment()))
    assert walk.run.question is not None
    assert walk.run.question.key.step == "count"
    walk.answer("5")
    walk.sit_down()
    walk.answer("safe")
    walk.answer("stuck")
    assert [effect.kind for effect in restrictions(walk.run)] == ["quarantined"]
    walk.apply(WentOn(walk.moment()))
    walk.answer("5")
    assert walk.run.phase is Phase.COMPLETE
    assert walk.run.refusal_to_sign(walk.ms) is None


def test_in_an_emergency_two_people_still_have_to_agree():
    """R-RUN-19, R-RUN-1: what differs is looked at again, by both."""
    walk = to_the_second_pass()
    walk.sit_down()
    walk.answer("safe")
    walk.answer("clear")
    walk.answer("6")
    assert walk.run.phase is Phase.MISMATCH
    assert walk.run.exits == (Exit.LOOK_AGAIN, Exit.ABANDON)
    assert [effect.kind for effect in restrictions(walk.run)] == ["unverified"]
    walk.apply(LookAgain(walk.moment()))
    assert walk.run.turn is not None
    assert (walk.run.turn.person, walk.run.turn.blocks) == (ARMORER, ("after",))


def test_nothing_else_goes_on_after_a_stop():
    """R-RUN-7, R-RUN-19: outside of an emergency the four ways out are all there are."""
    walk = Walk.of(block("a", MUZZLE))
    walk.sit_down()
    with pytest.raises(IllegalEvent):
        walk.apply(WentOn(walk.moment()))
    walk.answer("people")
    assert Exit.GO_ON not in walk.run.exits
    with pytest.raises(IllegalEvent):
        walk.apply(WentOn(walk.moment()))
    walk.apply(Abandoned(walk.moment()))


def test_the_journal_of_an_emergency_replays():
    """R-RUN-17: going on, and a time that no clock counted, are in it."""
    walk = at_the_wait()
    walk.apply(Resumed(walk.moment(), lost=True))
    walk.sit_down()
    walk.answer("people")
    walk.apply(WentOn(walk.moment()))
    again = start(emergency())
    for event in walk.events:
        again = apply(again, from_journal(to_journal(event)))
    assert again == walk.run
    assert any(isinstance(event, Answered) for event in walk.events)
    assert again.plan.started_at == T0
