"""The main job, as a set does it: clear, hand over, take back, turn round, return; the board and the accounts agree."""

from __future__ import annotations

from datetime import timedelta

import pytest

from showclear.app.walking import Told, sign_all
from showclear.domain.checklists import Procedure
from showclear.domain.custody import Shape
from showclear.domain.situation.status import State
from showclear.domain.weapons import Contents
from showclear.errors import IllegalEvent, RefusedError
from tests.app.stage import BOX, COLT, EMPTY, HOLDER, PISTOL, PISTOL_BOX, RUBBER, SHOTGUN, SLATE, TOLD, Stage, plan


def test_a_revolver_with_six_dummies_is_cleared_by_two_people_and_is_cold_on_the_board(stage: Stage) -> None:
    """The main job: what two people looked at is COLD, for one slate and place, and its rounds are accounted for."""
    assert stage.status().state is State.UNVERIFIED
    stage.clear()
    seen = stage.status()
    assert (seen.state, seen.contents, seen.count) == (State.COLD, Contents.DUMMY, 6)
    assert seen.clearance is not None
    assert (seen.clearance.slate, seen.clearance.place, seen.clearance.use) == (SLATE, "Stage 3", "take")
    assert seen.next == "hand it over"
    assert (stage.box().left, stage.box().in_guns) == (18, ((COLT, 6),))
    assert stage.box().seal == "0777"


def test_the_gun_goes_out_with_a_word_and_comes_back_unverified_holding_what_was_entered(stage: Stage) -> None:
    """A take-back is one key without a signature: it ends the issue, and never says that a gun is empty."""
    stage.clear()
    stage.hand_over()
    out = stage.status()
    assert out.state is State.COLD
    assert out.issue is not None
    assert out.issue.word
    assert out.custody is not None
    assert (out.custody.shape, out.custody.person) == (Shape.ISSUED, HOLDER)
    stage.production.take_back(COLT)
    back = stage.status()
    assert back.state is State.UNVERIFIED
    assert back.issue is None
    assert (back.contents, back.count) == (Contents.DUMMY, 6)
    assert back.custody is not None
    assert (back.custody.shape, back.custody.person) == (Shape.WITH, "mara-reyes")
    assert stage.box().in_guns == ((COLT, 6),)


def test_a_turn_round_makes_it_cold_again_with_the_same_word(stage: Stage) -> None:
    """Between two takes the same gun goes back to the same hand under the same word (R-017), taken back first."""
    stage.clear()
    stage.hand_over()
    word = stage.status().issue
    stage.production.take_back(COLT)
    stage.turn_round()
    again = stage.status()
    assert word is not None
    assert again.state is State.COLD
    assert again.issue is not None
    assert (again.issue.word, again.issue.holder) == (word.word, HOLDER)
    assert again.custody is not None
    assert again.custody.person == HOLDER
    assert again.issue.since > word.since


def test_an_empty_gun_is_turned_round(stage: Stage) -> None:
    """The cheap path between takes: nothing in it, and two people looked again."""
    stage.clear(inputs=EMPTY)
    stage.hand_over()
    stage.production.take_back(COLT)
    stage.turn_round()
    seen = stage.status()
    assert (seen.state, seen.contents) == (State.COLD, Contents.NOTHING)
    assert stage.box().left == 24


def test_return_and_clear_puts_all_dummies_back_into_their_box(stage: Stage) -> None:
    """The account closes: 24 came in, 24 are there, none is in a gun."""
    stage.clear()
    stage.hand_over()
    stage.put_back()
    seen = stage.status()
    assert (seen.state, seen.contents) == (State.UNVERIFIED, Contents.NOTHING)
    assert (stage.box().left, stage.box().in_guns, stage.box().restricted) == (24, (), "")
    stage.clear()
    assert stage.status().state is State.COLD, "it can be cleared again the same day"


def test_a_pistol_is_cleared_with_its_magazines(stage: Stage) -> None:
    """What goes with the gun is cleared with it: the clearance names every magazine (R-018)."""
    stage.clear(PISTOL, plan(count=5, box=PISTOL_BOX))
    seen = stage.status(PISTOL)
    assert seen.state is State.COLD
    assert seen.clearance is not None
    assert seen.clearance.devices == ("M-1", "M-2")
    assert (stage.box(PISTOL_BOX).left, seen.count) == (11, 5)
    stage.hand_over(PISTOL)
    stage.put_back(PISTOL, PISTOL_BOX)
    assert stage.box(PISTOL_BOX).left == 16


def test_a_shotgun_and_a_rubber_gun_are_cleared_empty(stage: Stage) -> None:
    """Barrels are looked through one by one; a thing that has none costs the fewest looks."""
    for tag in (SHOTGUN, RUBBER):
        stage.clear(tag, EMPTY)
        assert stage.status(tag).state is State.COLD
    stage.hand_over(RUBBER)
    stage.hand_over(SHOTGUN, "luis-ortega")
    assert stage.status(RUBBER).issue != stage.status(SHOTGUN).issue
    words = {one.issue.word for one in map(stage.status, (RUBBER, SHOTGUN)) if one.issue}
    assert len(words) == 2, "two guns out have two words"


def test_the_spare_cylinder_is_looked_into_and_goes_with_the_revolver(stage: Stage) -> None:
    """A loaded spare cylinder in a pocket is a loaded gun two seconds later."""
    stage.clear(inputs=EMPTY)
    seen = stage.status()
    assert seen.clearance is not None
    assert seen.clearance.devices == ("C-07",)


def test_the_guns_that_are_out_are_counted_by_the_board(stage: Stage) -> None:
    """The AD enters how many guns he sees out; one more or less than the board says stops the handover."""
    stage.clear(inputs=EMPTY)
    stage.clear(RUBBER, EMPTY)
    stage.hand_over()
    session = stage.start(Procedure.HANDOVER, RUBBER, {"holder": "luis-ortega", "scene": SLATE})
    run = stage.walk(session, Told({"guns-out": "1", "words": "A rubber gun."}))
    assert run.stop is not None
    assert run.stop.question.step.id == "guns-out"
    session.abandon("counted again")


def test_a_clearance_runs_out_after_fifteen_minutes(stage: Stage) -> None:
    """R-037: the minutes count from the oldest look of the verifier, never from a signature."""
    stage.clear(inputs=EMPTY)
    clearance = stage.status().clearance
    assert clearance is not None
    assert clearance.ends - clearance.since == timedelta(minutes=15)
    stage.clock.set(clearance.ends - timedelta(seconds=1))
    assert stage.status().state is State.COLD
    stage.clock.set(clearance.ends)
    assert stage.status().state is State.UNVERIFIED


def test_an_issue_runs_out_after_ten_minutes_and_the_board_says_collect(stage: Stage) -> None:
    """R-047: unverified and still out. Nobody may take it for cold because it is in the right hand."""
    stage.clear(inputs=EMPTY)
    stage.hand_over()
    issue = stage.status().issue
    assert issue is not None
    assert issue.ends - issue.since == timedelta(minutes=10)
    stage.clock.set(issue.ends)
    seen = stage.status()
    assert (seen.state, seen.collect) == (State.UNVERIFIED, True)
    assert seen.next == "COLLECT: take it back"
    stage.production.take_back(COLT)
    assert not stage.status().collect


def test_locking_and_losing_sight_end_a_clearance(stage: Stage) -> None:
    """One key each, no signature, and never refused."""
    stage.clear(inputs=EMPTY)
    stage.production.lock(COLT, lock="safe 1", seal="88", key="mara-reyes")
    seen = stage.status()
    assert seen.state is State.UNVERIFIED
    assert seen.custody is not None
    assert (seen.custody.shape, seen.custody.lock, seen.custody.seal) == (Shape.LOCKED, "safe 1", "88")
    stage.clear(inputs=EMPTY)
    stage.production.out_of_sight(COLT)
    assert stage.status().state is State.UNVERIFIED


def test_a_block_that_is_older_than_fifteen_minutes_starts_again(stage: Stage) -> None:
    """R-RUN-9: a look from before lunch is no look."""
    session = stage.start(Procedure.INSPECTION, COLT, EMPTY)
    stage.walk_until(session, "chambers")
    stage.clock.advance(15 * 60 + 1)
    before = session.run.attempts
    assert session.check_age()
    assert session.run.attempts != before
    run = stage.walk(session)
    assert run.phase.value == "complete"
    sign_all(session, stage.pins)
    restarted = {row["state"] for row in stage.body_of(session)["entries"]["entered"]}
    assert "restarted" in restarted


def test_two_idle_minutes_ask_for_the_pin_again_also_when_the_laptop_slept(stage: Stage) -> None:
    """R-RUN-5: the monotonic clock of a run counts sleep, so a closed lid is an idle keyboard."""
    session = stage.start(Procedure.INSPECTION, COLT, EMPTY)
    stage.walk_until(session, "chambers")
    assert not session.needs_pin()
    stage.clock.advance(121)
    assert session.needs_pin()
    question = session.run.question
    with pytest.raises(IllegalEvent):
        session.answer("empty")
    assert session.run.question == question
    session.open_pass("mara-reyes", stage.pins["mara-reyes"])
    stage.walk(session)
    sign_all(session, stage.pins)


def test_the_clock_of_the_clearance_is_not_stopped_by_slow_signatures(stage: Stage) -> None:
    """R-037: since the oldest killer entry of the verifying pass. Signing late shortens what is left."""
    session = stage.start(Procedure.INSPECTION, COLT, EMPTY)
    stage.walk(session)
    stage.clock.advance(300)
    sign_all(session, stage.pins)
    clearance = stage.status().clearance
    assert clearance is not None
    assert clearance.ends - stage.clock.now() < timedelta(minutes=10)


def test_an_ammunition_box_stays_sealed_under_its_new_number(stage: Stage) -> None:
    """The number that two people wrote is the number that the next opening has to read."""
    stage.clear()
    stage.put_back()
    assert stage.box(BOX).seal == "0777"


def test_a_turn_round_that_began_in_time_may_be_signed_after_the_ten_minutes(stage: Stage) -> None:
    """R-017: what counts is when the look began; the new issue counts from that look, so nothing is won by waiting."""
    stage.clear(inputs=EMPTY)
    stage.hand_over()
    issue = stage.status().issue
    assert issue is not None
    stage.production.take_back(COLT)
    stage.clock.set(issue.ends - timedelta(seconds=10))
    session = stage.start(Procedure.TURN_ROUND, COLT, {})
    stage.walk(session, TOLD)
    assert stage.clock.now() > issue.ends
    sign_all(session, stage.pins)
    assert stage.status().state is State.COLD


def test_a_gun_goes_on_to_another_performer_as_planned(stage: Stage) -> None:
    """R-016: the record names both in their order, and the board says to whom it goes next; nobody else may follow."""
    stage.clear(inputs=EMPTY)
    published = stage.do(Procedure.HANDOVER, COLT, {"holder": HOLDER, "scene": SLATE, "then": "Luis Ortega"}, TOLD)
    assert published.not_counted == ()
    assert "with Dana Osei, then as planned Luis Ortega, cold" in stage.text(published.name)
    seen = stage.status()
    assert seen.state is State.COLD
    assert seen.next == "to Luis Ortega as planned, or back"
    stage.production.take_back(COLT)
    stage.put_back(box="")
    stage.clear(inputs=EMPTY)
    with pytest.raises(RefusedError, match="R-016"):
        stage.start(Procedure.HANDOVER, COLT, {"holder": HOLDER, "scene": SLATE, "then": "Sam Tran"})
