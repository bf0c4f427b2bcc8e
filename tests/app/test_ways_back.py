"""Every state that bars a thing has a way back that two people can walk; each ends with the gun cold again."""

from __future__ import annotations

from showclear.app.demo import OFFICER
from showclear.app.demo_things import BOXES, WEAPONS
from showclear.app.walking import Told
from showclear.domain.checklists import Procedure
from showclear.domain.runs import Phase
from tests.app.sets import blank_take, lift, producer_on_shift, prove, refused, release, take_in, told, zone
from tests.app.signing_by_hand import sign_out
from tests.app.stage import BOX, COLT, HOLDER, PISTOL, PISTOL_BOX, SECOND_COLT, Stage, plan


def in_again(stage: Stage, tag: str = COLT) -> tuple[str, ...]:
    """Two take a gun in again, open and empty; what does not count of it."""
    return take_in(stage, next(one for one in WEAPONS if one.tag == tag)).not_counted


def box_in_again(stage: Stage, tag: str, count: int) -> None:
    """Two take a box in again, round by round."""
    box = next(one for one in BOXES if one.tag == tag)
    inputs = {**box.inputs(), "container.count": str(count)}
    answers = Told({**told().answers, **box.told().answers})
    assert stage.do(Procedure.AMMUNITION, "", inputs, answers).not_counted == ()
    assert (stage.box(tag).restricted, stage.box(tag).left) == ("", count)


def cold_again(stage: Stage, tag: str = COLT, box: str = BOX) -> None:
    """Proved, cleared with dummies, put back, and the day agrees."""
    prove(stage, tag)
    assert stage.clear(tag, plan(count=5, box=box)).not_counted == ()
    assert stage.status(tag).state == "cold"
    stage.put_back(tag, box)
    assert 'reconciled = "yes"' in stage.text(stage.wrap().name)


def test_a_gun_that_is_barred_and_holds_dummies(stage: Stage) -> None:
    """Withdrawn at the handover with six in it: opened at the intake, its rounds go through the intake of their box."""
    stage.clear(COLT)
    session = stage.start(Procedure.HANDOVER, COLT, {"holder": "dana-osei", "scene": "24C"})
    assert stage.walk(session, told(serial="00")).phase is Phase.STOPPED
    session.withdraw("its number cannot be read")
    assert "take it in again" in refused(stage, "R-007", Procedure.RETURN, COLT, {"box": BOX})
    assert any("did not come back" in words for words in in_again(stage))
    assert stage.status(COLT).contents == "nothing"
    box_in_again(stage, BOX, 24)
    cold_again(stage)


def test_a_barred_pistol_with_rounds_in_its_magazines(stage: Stage) -> None:
    """The same with feed devices: they come in again with their gun."""
    stage.clear(PISTOL, plan(count=5, box=PISTOL_BOX))
    session = stage.start(Procedure.HANDOVER, PISTOL, {"holder": "dana-osei", "scene": "24C"})
    assert stage.walk(session, told(serial="00")).phase is Phase.STOPPED
    session.withdraw("its number cannot be read")
    in_again(stage, PISTOL)
    box_in_again(stage, PISTOL_BOX, 16)
    cold_again(stage, PISTOL, PISTOL_BOX)


def test_a_blank_in_a_gun_after_a_stand_down(stage: Stage) -> None:
    """What is not frozen comes out by return and clear while the stand-down is open; then L, K, release, zone anew."""
    zone(stage, COLT, "quarter", 2)
    blank_take(stage, COLT, 2, box="BLK-1")
    stage.production.stand_down("somebody fell")
    stage.production.take_back(COLT)
    assert stage.status(COLT).state == "hot"
    back = stage.do(Procedure.RETURN, COLT, {"box": "BLK-1"}, told(all_back="2", unfired="2"))
    assert back.not_counted == ()
    assert stage.status(COLT).contents == "nothing"
    release(stage, "injury")
    zone(stage, COLT, "quarter", 2)
    assert stage.box("BLK-1").restricted == "unverified: nobody looked at it since the stand-down"
    box_in_again(stage, "BLK-1", 20)
    blank_take(stage, COLT, 2, box="BLK-1")
    stage.production.take_back(COLT)
    stage.do(Procedure.RETURN, COLT, {"box": "BLK-1"}, told(all_back="2", cases="2"))
    assert 'reconciled = "yes"' in stage.text(stage.wrap().name)


def test_a_dummy_in_a_gun_after_a_stand_down(stage: Stage) -> None:
    """Six dummies were in it when all stopped: they come out, and their box is looked at before any goes in again."""
    stage.clear(COLT)
    stage.production.stand_down("somebody fell")
    stage.put_back(COLT)
    release(stage, "injury")
    assert stage.box(BOX).restricted == "unverified: nobody looked at it since the stand-down"
    box_in_again(stage, BOX, 24)
    cold_again(stage)


def test_a_load_that_was_given_up(stage: Stage) -> None:
    """R-RUN-25: called away while rounds go in; they are in the gun or in the box, and both are taken in again."""
    session = stage.start(Procedure.INSPECTION, COLT, plan())
    stage.walk_until(session, "loaded", told())
    session.abandon("called away")
    for rule in ("R-005", "R-013"):
        refused(stage, rule, Procedure.INSPECTION, COLT, plan())
    assert stage.status(COLT).next == "two people take it in again"
    assert in_again(stage) == ()
    box_in_again(stage, BOX, 24)
    cold_again(stage)


def test_blanks_whose_number_differs_leave_the_gun_hot_and_it_comes_back(stage: Stage) -> None:
    """R-057: one is not explained: a hold; it is found in a pocket; the run goes on, or the gun is taken in again."""
    zone(stage, COLT, "quarter", 2)
    blank_take(stage, COLT, 2, box="BLK-1")
    stage.production.take_back(COLT)
    session = stage.start(Procedure.RETURN, COLT, {"box": "BLK-1"})
    assert stage.walk(session, told(all_back="1", cases="1")).phase is Phase.STOPPED
    session.abandon("one is missing")
    assert stage.status(COLT).state == "hot"
    lift(stage)
    back = stage.do(Procedure.RETURN, COLT, {"box": "BLK-1"}, told(all_back="2", cases="1", lost="1"))
    assert back.not_counted == ()
    assert stage.status(COLT).contents == "nothing"
    cold_again(stage)


def test_frozen_quarantined_and_stood_down_at_once(stage: Stage) -> None:
    """The longest way: L lets nothing go, K, release, thaw by name, the gun in again, its six dummies in again."""
    producer_on_shift(stage)
    stage.clear(COLT)
    stage.hand_over(COLT)
    stage.production.start_emergency(Procedure.INCIDENT, (COLT,), report_class="injury")
    stage.production.take_back(COLT)
    release(stage, "injury")
    assert "releases it by name" in refused(stage, "R-112", Procedure.RETURN, COLT, {"box": BOX})
    for one in stage.production.stops.frozen():
        (second, *_) = stage.production.stops.seconds(one.record)
        words = "the police are done"
        thaw = stage.production.stops.unfreeze(one.item, one.record, words, OFFICER.id, second.id)
        assert sign_out(stage, thaw).not_counted == ()
    in_again(stage)
    box_in_again(stage, BOX, 24)
    cold_again(stage)


def test_a_gun_that_went_out_of_sight_with_dummies(stage: Stage) -> None:
    """One key ends its clearance; return and clear says whose hand it came from and what was in it."""
    stage.clear(SECOND_COLT)
    stage.production.out_of_sight(SECOND_COLT)
    assert refused(stage, "R-011", Procedure.HANDOVER, SECOND_COLT, {"holder": "dana-osei", "scene": "24C"})
    stage.put_back(SECOND_COLT)
    cold_again(stage, SECOND_COLT)


def test_a_blank_take_that_was_given_up_with_rounds_in_the_gun(stage: Stage) -> None:
    """Called away while blanks go in: it is hot on every board, and comes back through an intake of gun and box."""
    zone(stage, COLT, "quarter", 2)
    inputs = {
        "scene": "25A", "use": "take", "place": "Stage 3", "plan.from": "box", "plan.count": "2", "box": "BLK-1",
        "device": "", "holder": HOLDER,
    }  # fmt: skip
    session = stage.start(Procedure.BLANK_TAKE, COLT, inputs)
    stage.walk_until(session, "in-gun", told())
    session.abandon("called away")
    assert stage.status(COLT).state == "hot"
    assert refused(stage, "R-005", Procedure.BLANK_TAKE, COLT, inputs)
    in_again(stage)
    assert stage.status(COLT).state == "unverified"
