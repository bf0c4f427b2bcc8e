"""What follows an emergency key: the list is walked without a PIN, signed by two, and then closes what it opened."""

from __future__ import annotations

import pytest

from showclear.app.emergencies import Emergency
from showclear.app.production import RulesRefuseError
from showclear.app.walking import Told, sign_all
from showclear.domain.checklists import Procedure
from showclear.domain.runs import Phase
from showclear.errors import IllegalEvent
from tests.app.stage import ARMORER, COLT, DIRECTOR, EMPTY, HOLDER, SECOND_COLT, TOLD, Stage

WAIT = 30


def kinds(stage: Stage, item: str = "") -> list[str]:
    """What is open on an item, or on the set."""
    return [one.kind for one in stage.production.book.situation.open_restrictions(item)]


def hot(stage: Stage) -> None:
    """A gun that was handed over with two blanks."""
    zone = {"scene": "25A", "place": "Stage 3", "guns": COLT, "plan.load": "quarter", "plan.count": "2"}
    stage.do(Procedure.BLANK_ZONE, "", zone, Told({**TOLD.answers, "heads": "4"}))
    take = {
        "scene": "25A", "use": "take", "place": "Stage 3", "plan.from": "box", "plan.count": "2", "box": "BLK-1",
        "holder": HOLDER,
    }  # fmt: skip
    stage.do(Procedure.BLANK_TAKE, COLT, take, TOLD)
    assert stage.status().state == "hot"


def misfire(stage: Stage) -> Emergency:
    """The key is pressed for the gun that is out."""
    return stage.production.start_emergency(Procedure.MISFIRE, (COLT,), by="Jonas Weil")


def test_nobody_answers_the_wait_before_it_is_over(stage: Stage) -> None:
    """The wait cannot be skipped, and nobody is asked for a PIN while it runs."""
    hot(stage)
    emergency = misfire(stage)
    (session,) = emergency.sessions
    turn = session.run.turn
    assert turn is not None
    assert turn.person == ARMORER
    assert not session.needs_pin()
    session.open_pass(ARMORER.id)
    stage.clock.advance(WAIT - 2)
    with pytest.raises(IllegalEvent, match="wait is not over"):
        session.answer("waited")
    stage.clock.advance(2)
    session.answer("waited")
    session.leave()


def test_a_report_with_its_stand_down_is_due_once_and_goes_on_with_the_run_that_was_begun(stage: Stage) -> None:
    """Another run would be a second report of one event."""
    emergency = stage.production.start_emergency(Procedure.INCIDENT, (COLT,), report_class="live-round")
    (session,) = emergency.sessions
    session.leave()
    (line,) = (one for one in stage.production.board().due if one.label.startswith("Report to close"))
    assert (line.act, line.target, line.procedure) == ("resume", session.run.plan.run_id, "")
    stage.production.abandon(line.target, "the key was hit by mistake")
    (line,) = (one for one in stage.production.board().due if one.label.startswith("Report to close"))
    assert (line.procedure, line.inputs) == (Procedure.INCIDENT, {"restriction": emergency.records[0]})


def test_a_misfire_is_walked_to_its_end_and_then_closed_by_name(stage: Stage) -> None:
    """Two counted, two sign; the gun is empty, its misfires are in quarantine, the hold still waits to be lifted."""
    hot(stage)
    emergency = misfire(stage)
    (session,) = emergency.sessions
    session.leave()
    # What is due goes on with the run that the key began: another one would wait and have it opened once more.
    (line,) = (one for one in stage.production.board().due if one.label.startswith("Finish"))
    assert (line.label, line.act, line.target) == (f"Finish the misfire of {COLT}", "resume", session.run.plan.run_id)
    # After a crash no shift is open, and none is needed before the signatures: the list comes before the five words.
    stage.production.shifts.lock_all()
    assert [one.act for one in stage.production.board().due][:2] == ["resume", "shift"]
    for person_id, pin in stage.pins.items():
        stage.production.shifts.open(person_id, "", pin)
    session = stage.production.resume(line.target)
    answers = {"came-out": "2", "misfires": "1", "unfired": "1", "cases": "0", "lost": "0", "red-box": "8881"}
    run = stage.walk(session, Told({**TOLD.answers, **answers}))
    assert run.phase is Phase.COMPLETE, run.stop
    published = sign_all(session, stage.pins)
    assert published.not_counted == ()
    assert kinds(stage, COLT) == []
    assert kinds(stage) == ["hold"]
    assert stage.status().contents == "nothing"
    assert stage.box("BLK-1").misfires == 1


def test_each_gun_of_a_misfire_has_a_run_of_its_own(stage: Stage) -> None:
    """One may be opened after its wait while somebody still holds the other."""
    emergency = stage.production.start_emergency(Procedure.MISFIRE, (COLT, SECOND_COLT))
    assert [session.subject for session in emergency.sessions] == [COLT, SECOND_COLT]
    assert len({session.run.plan.run_id for session in emergency.sessions}) == 2
    assert emergency.why == ""
    for session in emergency.sessions:
        session.leave()
    assert {one.subject for one in stage.production.open_runs()} == {COLT, SECOND_COLT}


def test_after_a_crash_the_list_goes_on_and_closes_what_it_opened(stage: Stage) -> None:
    """The laptop dies while everybody stands still: the stop is in the log, the list is offered."""
    misfire(stage)
    stage.crash()
    production = stage.open()
    assert kinds(stage) == ["hold"]
    (left,) = production.open_runs()
    session = production.resume(left.run_id)
    run = stage.walk(session, Told({**TOLD.answers, "came-out": "0"}))
    assert run.phase is Phase.COMPLETE, run.stop
    sign_all(session, stage.pins)
    assert kinds(stage, COLT) == []


def test_a_near_miss_is_closed_by_its_list_and_then_blocks_nothing(stage: Stage) -> None:
    """L: cause and control, two signatures; until then no gun is cleared."""
    emergency = stage.production.start_emergency(Procedure.INCIDENT, (), report_class="near-miss", reason="it slipped")
    assert kinds(stage) == ["incident"]
    with pytest.raises(RulesRefuseError, match="R-110"):
        stage.start(Procedure.INSPECTION, COLT, EMPTY)
    (session,) = emergency.sessions
    assert session.run.plan.inputs["restriction"] == emergency.records[0]
    who = {"who-restarts": DIRECTOR.name, "cause": "wet grip", "control": "gloves"}
    run = stage.walk(session, Told({**TOLD.answers, **who}))
    assert run.phase is Phase.COMPLETE, run.stop
    published = sign_all(session, stage.pins)
    assert published.not_counted == ()
    assert kinds(stage) == []
    stage.clear(COLT, EMPTY)


def test_a_gun_that_becomes_evidence_under_its_misfire_list_is_not_opened(stage: Stage) -> None:
    """R-112: whoever calls that somebody is hurt freezes it; nobody is asked to open it, and none says that he did."""
    hot(stage)
    (session,) = misfire(stage).sessions
    session.open_pass(ARMORER.id)
    stage.clock.advance(WAIT)
    session.answer("waited")
    stage.production.start_emergency(Procedure.INCIDENT, (COLT,), report_class="injury")
    with pytest.raises(RulesRefuseError, match="R-112"):
        session.answer("said")
    words = [line.label for line in stage.production.board().due]
    assert not [line for line in words if line.startswith("Finish the misfire")], words
    session.leave()
