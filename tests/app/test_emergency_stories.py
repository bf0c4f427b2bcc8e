"""Emergencies to their end with the shipped lists: misfires of black powder and of two guns, and I in each class."""

from __future__ import annotations

import pytest

from showclear.app.demo import ARMORER, HANDLER, PRODUCER
from showclear.app.demo_things import WEAPONS, DemoWeapon
from showclear.app.emergencies import Emergency
from showclear.app.views import Published
from showclear.app.walking import Told, sign_all
from showclear.domain.checklists import Procedure
from showclear.domain.runs import Exit, Phase
from showclear.errors import RefusedError
from tests.app.sets import (
    blank_take,
    close_actions,
    lift,
    next_morning,
    prove,
    ready,
    refused,
    release,
    take_in,
    take_in_box,
    told,
    train,
    zone,
)  # fmt: skip
from tests.app.signing_by_hand import sign_out
from tests.app.stage import BOX, COLT, EMPTY, FLINTLOCK_WAIT, RUBBER, SECOND_COLT, Stage

FLINTLOCK = DemoWeapon(
    "F-01", "Marden", "Sea Service", ".69", "MF7316", "live-capable", "muzzle-loader", "flintlock", 1, 1
)
MISFIRED = {"came_out": "1", "misfires": "1", "unfired": "0", "cases": "0", "lost": "0"}


def finish(stage: Stage, emergency: Emergency, answers: Told) -> Published:
    """Walk the only list of an emergency and sign it."""
    assert emergency.why == ""
    (session,) = emergency.sessions
    run = stage.walk(session, answers)
    while Exit.GO_ON in session.run.exits:
        session.go_on()
        run = stage.walk(session, answers)
    assert run.phase is Phase.COMPLETE, (run.stop, run.mismatches())
    return sign_all(session, stage.pins)


def open_kinds(stage: Stage, item: str = "") -> list[str]:
    """What is open on an item, or on the set."""
    return sorted(one.kind for one in stage.production.book.situation.open_restrictions(item))


def test_a_flintlock_misfires_and_nobody_moves_for_a_minute(stage: Stage) -> None:
    """H: the longer wait; what did not fire goes into the red box; after the hold it is proved and fired again."""
    take_in(stage, FLINTLOCK)
    take_in_box(stage, "POW-1")
    prove(stage, FLINTLOCK.tag)
    train(stage, FLINTLOCK.tag)
    zone(stage, FLINTLOCK.tag, "half", 1)
    blank_take(stage, FLINTLOCK.tag, 1, box="POW-1")
    emergency = stage.production.start_emergency(Procedure.MISFIRE, (FLINTLOCK.tag,), by="Jonas Weil")
    assert emergency.wait_seconds == FLINTLOCK_WAIT
    begun = stage.clock.now()
    assert finish(stage, emergency, told(**MISFIRED)).not_counted == ()
    assert (stage.clock.now() - begun).total_seconds() >= FLINTLOCK_WAIT
    assert (open_kinds(stage, FLINTLOCK.tag), open_kinds(stage)) == ([], ["hold"])
    assert stage.box("POW-1").misfires == 1
    lift(stage)
    prove(stage, FLINTLOCK.tag)
    zone(stage, FLINTLOCK.tag, "half", 1)
    blank_take(stage, FLINTLOCK.tag, 1, box="POW-1")
    stage.production.take_back(FLINTLOCK.tag)
    stage.do(Procedure.RETURN, FLINTLOCK.tag, {"box": "POW-1"}, told(all_back="1", cases="1"))
    assert 'reconciled = "yes"' in stage.text(stage.wrap().name)


def test_two_guns_misfire_in_one_take(stage: Stage) -> None:
    """One hold, a list for each gun, each closes its own; one of them goes to the gunsmith and comes back by intake."""
    zone(stage, f"{COLT} {SECOND_COLT}", "quarter", 2)
    blank_take(stage, COLT, 2, box="BLK-1")
    blank_take(stage, SECOND_COLT, 2, box="BLK-1", holder="luis-ortega")
    emergency = stage.production.start_emergency(Procedure.MISFIRE, (COLT, SECOND_COLT))
    assert open_kinds(stage) == ["hold"]
    answers = {"came_out": "2", "misfires": "1", "cases": "1", "unfired": "0", "lost": "0"}
    for session, decision in zip(emergency.sessions, ("back", "withdrawn"), strict=True):
        assert stage.walk(session, told(**answers, decision=decision)).phase is Phase.COMPLETE
        assert sign_all(session, stage.pins).not_counted == ()
    assert (open_kinds(stage, COLT), open_kinds(stage, SECOND_COLT)) == ([], ["withdrawn"])
    assert (stage.box("BLK-1").misfires, stage.box("BLK-1").fired) == (2, 2)
    lift(stage)
    prove(stage, COLT)
    assert stage.clear(COLT, EMPTY).not_counted == ()
    assert refused(stage, "R-007", Procedure.DAY_PROOF, SECOND_COLT, {})
    assert 'reconciled = "yes"' in stage.text(stage.wrap().name)


def test_a_gun_is_found_alone(stage: Stage) -> None:
    """I: the set is held; everything is counted; the report stays open until L closes it; then the hold is lifted."""
    stage.clear(COLT)
    emergency = stage.production.start_emergency(
        Procedure.FOUND, (COLT,), report_class="unattended", reason="on a crate"
    )
    assert open_kinds(stage) == ["hold", "incident"]
    answers = {**told().answers, "guns-here": "locked", ("guns-here", COLT): "in-hand"}
    published = finish(stage, emergency, Told(answers))
    assert published.not_counted == ()
    assert stage.status(COLT).state == "unverified"
    assert refused(stage, "R-110", Procedure.INSPECTION, SECOND_COLT, EMPTY)
    close_report(stage)
    lift(stage)
    stage.put_back(COLT)
    assert stage.clear(COLT).not_counted == ()


def close_report(stage: Stage) -> None:
    """L, for the report that is open."""
    (report,) = (one for one in stage.production.stops.open() if one.restriction.kind == "incident")
    inputs = {"report.class": "unattended", "restriction": report.restriction.record, "guns": ""}
    answers = told(as_it_was="0", cause="left", control="never", armorer_agrees="enough", who_restarts="Ines Park")
    assert stage.do(Procedure.INCIDENT, "", inputs, answers).not_counted == ()
    assert "incident" not in open_kinds(stage)


def test_a_gun_is_missing_and_is_found_the_next_day(stage: Stage) -> None:
    """R-075: not found stands the set down and the list goes on; the wrap says the gap, and nothing is cleared on the
    next day until it is written off; what turns up is taken in anew."""
    emergency = stage.production.start_emergency(Procedure.FOUND, (), report_class="missing", reason=SECOND_COLT)
    kinds = open_kinds(stage)
    assert "stand-down" in kinds or "hold" in kinds
    answers = {**told().answers, "guns-here": "locked", ("guns-here", SECOND_COLT): "not-found"}
    finish(stage, emergency, Told(answers))
    custody = stage.status(SECOND_COLT).custody
    assert custody is not None
    assert custody.shape == "unaccounted"
    assert "stand-down" in open_kinds(stage)
    missing = Told({**told().answers, ("guns-here", SECOND_COLT): "elsewhere"})
    wrapped = stage.do(Procedure.WRAP, "", {}, missing)
    assert 'reconciled = "no"' in stage.text(wrapped.name)
    assert f"{SECOND_COLT} is unaccounted for" in stage.text(wrapped.name)
    next_morning(stage, missing)
    release(stage, "missing")
    close_actions(stage)
    prove(stage, COLT)
    assert refused(stage, "R-075", Procedure.INSPECTION, COLT, EMPTY)
    turns_up(stage)


def turns_up(stage: Stage) -> None:
    """Written off to the police; then it is found: two take it in again, it is proved empty and cleared."""
    moves = stage.production.moves
    with pytest.raises(RefusedError, match="R-133"):
        moves.departure(SECOND_COLT, "the police", "case 7", HANDLER.id, PRODUCER.id)
    gone = moves.departure(SECOND_COLT, "the police", "case 7", ARMORER.id, PRODUCER.id)
    assert "is missing and was searched for" in gone.view().statement
    assert sign_out(stage, gone).not_counted == ()
    assert stage.clear(COLT, EMPTY).not_counted == ()
    assert 'reconciled = "yes"' in stage.text(stage.wrap().name)
    next_morning(stage)
    ready(stage)
    taken = take_in(stage, next(one for one in WEAPONS if one.tag == SECOND_COLT))
    assert taken.not_counted == ()
    prove(stage, SECOND_COLT)
    assert stage.clear(SECOND_COLT, EMPTY).not_counted == ()
    assert stage.status(SECOND_COLT).state == "cold"


def test_the_round_that_was_missing_turns_up(stage: Stage) -> None:
    """The short form: exactly one dummy, positively inert, back in its box; the gap and its report are closed."""
    one_short(stage)
    assert stage.box(BOX).restricted
    emergency = stage.production.start_emergency(Procedure.FOUND, (), report_class="count-gap", reason="one dummy")
    (session,) = emergency.sessions
    session.abandon("the box has to be named")
    report = next(one.restriction.record for one in stage.production.stops.open() if one.restriction.kind == "incident")
    inputs = {"report.class": "count-gap", "restriction": report, "guns": "", "box": BOX}
    published = stage.do(Procedure.FOUND, "", inputs, told(in_box="24", new_seal="0700"))
    assert published.not_counted == ()
    assert (stage.box(BOX).restricted, stage.box(BOX).left, stage.box(BOX).seal) == ("", 24, "0700")
    assert "incident" not in open_kinds(stage)


def one_short(stage: Stage) -> None:
    """Two counted the box at noon: one is not in it."""
    published = stage.do(Procedure.DAY_COUNT, "", {}, Told({**told().answers, ("boxes", BOX): "23"}))
    assert published.not_counted


@pytest.mark.parametrize("report_class", ["unattended", "missing", "count-gap"])
def test_each_class_of_found_reaches_its_signature(stage: Stage, report_class: str) -> None:
    """Whatever turned up or not, the list ends with two signatures."""
    emergency = stage.production.start_emergency(Procedure.FOUND, (RUBBER,), report_class=report_class)
    answers = {**told().answers, "guns-here": "locked", "in-box": "24"}
    assert emergency.why == ""
    (session,) = emergency.sessions
    run = stage.walk(session, Told(answers))
    assert run.phase is Phase.COMPLETE, run.stop
    not_counted = sign_all(session, stage.pins).not_counted
    assert bool(not_counted) == (report_class == "count-gap"), "nothing lacked a round: the short form closes nothing"
