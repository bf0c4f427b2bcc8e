"""Inert batches with the shipped lists: in, counted, out, a break, the wrap; one missing; a chamber in one."""

from __future__ import annotations

from showclear.app.walking import Told
from showclear.domain.checklists import Procedure
from showclear.domain.limits import FLOOR
from showclear.domain.runs import Phase
from showclear.domain.situation.batches import batch_status
from tests.app.sets import lift, next_morning, producer_on_shift, ready, refused, release, told
from tests.app.stage import COLT, EMPTY, RUBBER, Stage

BATCH, COUNT = "RUB-1", 12
NAMED = "Will Ames 4; Ruth Okoro 3"
OUT = {"scene": "31A", "holders": NAMED}
AGAIN = {"batch.tag": BATCH, "batch.what": "rubber rifles", "batch.count": "11"}


def out(stage: Stage) -> int:
    """How many items are out."""
    found = batch_status(stage.production.book.situation, BATCH, stage.clock.now(), FLOOR)
    assert found is not None
    return found.out


def test_a_batch_through_a_day(stage: Stage) -> None:
    """Out by a list under one handler, no minutes; back at the break; counted in the wrap; the next day begins anew."""
    given = stage.do(Procedure.BATCH_ISSUE, BATCH, OUT, told(given="7"))
    assert given.not_counted == ()
    assert out(stage) == 7
    assert "back" in refused(stage, "R-103", Procedure.BATCH_DAY, BATCH, {})
    assert "Take them back" in refused(stage, "R-106", Procedure.BREAK, "", {"reason": "lunch"})
    back = stage.do(Procedure.BATCH_COUNT, BATCH, {}, told(came_back="7", counted="12"))
    assert back.not_counted == ()
    assert out(stage) == 0
    stage.do(Procedure.BREAK, "", {"reason": "lunch"}, told())
    stage.do(Procedure.BATCH_ISSUE, BATCH, OUT, told(given="7"))
    stage.do(Procedure.BATCH_COUNT, BATCH, {}, told(came_back="7", counted="12"))
    wrapped = stage.wrap()
    assert 'reconciled = "yes"' in stage.text(wrapped.name)
    next_morning(stage)
    ready(stage)
    assert refused(stage, "R-102", Procedure.BATCH_ISSUE, BATCH, OUT)
    stage.do(Procedure.BATCH_DAY, BATCH, {}, told(counted="12"))
    assert stage.do(Procedure.BATCH_ISSUE, BATCH, OUT, told(given="7")).not_counted == ()


def test_what_leaves_the_crate_is_what_the_list_names(stage: Stage) -> None:
    """Seven by the list: six in two blind counts are no issue, but a hold, and nothing is signed."""
    run = stage.walk(stage.start(Procedure.BATCH_ISSUE, BATCH, OUT), told(given="6"))
    assert run.phase is Phase.STOPPED
    assert [stop.kind for stop in stage.production.board().stops] == ["hold"]


def test_one_item_does_not_come_back(stage: Stage) -> None:
    """A hold at once; the wrap says the gap; the next day is refused until what is there is taken in again."""
    stage.do(Procedure.BATCH_ISSUE, BATCH, OUT, told(given="7"))
    session = stage.start(Procedure.BATCH_COUNT, BATCH, {})
    run = stage.walk(session, told(came_back="6", counted="11"))
    assert run.phase is Phase.STOPPED
    assert [stop.kind for stop in stage.production.board().stops] == ["hold"]
    session.abandon("searched, not found")
    lift(stage)
    wrapped = stage.do(Procedure.WRAP, "", {}, Told({**told().answers, ("batches", BATCH): "11"}))
    assert 'reconciled = "no"' in stage.text(wrapped.name)
    next_morning(stage)
    assert refused(stage, "R-075", Procedure.INSPECTION, COLT, EMPTY)
    taken = stage.do(Procedure.BATCH_INTAKE, "", AGAIN, told(counted="11", owner="Northlight Props"))
    assert taken.not_counted == ()
    assert out(stage) == 0
    stage.do(Procedure.DAY_PROOF, RUBBER, {}, told())
    ready(stage)
    assert stage.clear(RUBBER, EMPTY).not_counted == ()
    assert stage.do(Procedure.BATCH_DAY, BATCH, {}, told(counted="11")).not_counted == ()


def test_the_missing_item_turns_up(stage: Stage) -> None:
    """A later count of all of it closes the gap without a new intake."""
    stage.do(Procedure.BATCH_ISSUE, BATCH, OUT, told(given="7"))
    stage.do(Procedure.WRAP, "", {}, Told({**told().answers, ("batches", BATCH): "11"}))
    next_morning(stage)
    assert refused(stage, "R-075", Procedure.INSPECTION, RUBBER, EMPTY)
    back = stage.do(Procedure.BATCH_COUNT, BATCH, {}, told(came_back="7", counted="12"))
    assert back.not_counted == ()
    stage.do(Procedure.DAY_PROOF, RUBBER, {}, told())
    ready(stage)
    assert stage.clear(RUBBER, EMPTY).not_counted == ()
    stage.do(Procedure.BATCH_DAY, BATCH, {}, told(counted="12"))
    assert stage.do(Procedure.BATCH_ISSUE, BATCH, OUT, told(given="7")).not_counted == ()


def test_a_chamber_is_found_in_one(stage: Stage) -> None:
    """An unknown gun: stand-down, the batch is quarantined; L, K, release; the eleven others are taken in again."""
    producer_on_shift(stage)
    session = stage.start(Procedure.BATCH_DAY, BATCH, {})
    run = stage.walk(session, told(counted="12", all_solid="way-in"))
    assert run.phase is Phase.STOPPED
    session.abandon("one has a chamber")
    (stop,) = stage.production.board().stops
    assert stop.kind == "stand-down"
    assert refused(stage, "R-101", Procedure.BATCH_ISSUE, BATCH, OUT)
    release(stage)
    assert refused(stage, "R-101", Procedure.BATCH_ISSUE, BATCH, OUT)
    assert stage.do(Procedure.BATCH_INTAKE, "", AGAIN, told(counted="11", owner="Northlight Props")).not_counted == ()
    assert stage.do(Procedure.BATCH_DAY, BATCH, {}, told(counted="11")).not_counted == ()
    assert stage.do(Procedure.BATCH_ISSUE, BATCH, OUT, told(given="7")).not_counted == ()
