"""Until two have signed what is in it, no laptop says of something that rounds go into that it is empty."""

from __future__ import annotations

import pytest

from showclear.app.demo import ARMORER, DIRECTOR, HANDLER
from showclear.app.walking import sign_all
from showclear.domain.checklists import Procedure
from showclear.domain.custody import Custody, Shape
from showclear.domain.runs import Phase
from tests.app.sets import refused, told
from tests.app.stage import BOX, COLT, EMPTY, HOLDER, PISTOL_BOX, SLATE, TOLD, Stage, plan
from tests.app.test_filled_devices import COUNT, GUN, device, fill, take
from tests.app.test_filled_devices import stage as blank_stage  # noqa: F401

WITH_ARMORER = Custody(Shape.WITH, ARMORER.id)


def test_a_gun_is_hot_and_in_the_armorers_hand_from_the_first_blank_to_the_signatures(blank_stage: Stage) -> None:  # noqa: F811
    """R-RUN-25: it was locked and empty by the record; the first blank is entered, and it is neither for anybody."""
    stage = blank_stage
    inputs = {**take(""), "plan.from": "box", "box": "BLK-P"}
    session = stage.start(Procedure.BLANK_TAKE, GUN.tag, inputs)
    stage.walk_until(session, "blanks", told())
    assert stage.status(GUN.tag).state == "unverified"
    stage.answer(session, told())
    found = stage.status(GUN.tag)
    assert (found.state, found.contents, found.count, found.custody) == ("hot", "blank", -1, WITH_ARMORER)
    assert "nobody has signed" in found.why
    assert found.next == "sign what is in it, or two people take it in again"
    (line,) = (one for one in stage.production.board().due if GUN.tag in one.label)
    assert (line.act, line.target, line.blocking) == ("resume", session.run.plan.run_id, True)
    assert stage.walk(session, told()).phase is Phase.COMPLETE
    assert stage.status(GUN.tag).state == "hot"
    published = sign_all(session, stage.pins)
    assert published.not_counted == ()
    after = stage.status(GUN.tag)
    assert (after.state, after.count, after.custody) == ("hot", COUNT, Custody(Shape.ISSUED, HOLDER))
    stage.assert_whole()


def test_a_gun_is_hot_from_the_sealed_magazine_that_goes_in(blank_stage: Stage) -> None:  # noqa: F811
    """R-RUN-25: blanks that come in a device are blanks."""
    stage = blank_stage
    fill(stage)
    session = stage.start(Procedure.BLANK_TAKE, GUN.tag, take("V-1"))
    stage.walk_until(session, "top-blank", told())
    stage.answer(session, told())
    assert (stage.status(GUN.tag).state, stage.status(GUN.tag).count) == ("hot", -1)
    session.abandon("the light is gone")
    assert stage.status(GUN.tag).state == "hot"
    # R-087 refuses to return it: the one key of the board offers what is not refused.
    assert refused(stage, "R-087", Procedure.RETURN, GUN.tag, {"box": ""})
    (line,) = (one for one in stage.production.board().due if GUN.tag in one.label)
    assert line.label == f"Take {GUN.tag} in again: nobody knows what it holds"
    assert (line.procedure, line.subject, dict(line.inputs)) == ("intake", "", {"weapon.tag": GUN.tag})
    assert line.blocking


def test_a_gun_that_was_cleared_empty_is_not_cold_while_dummies_go_in(stage: Stage) -> None:
    """R-RUN-25: the clearance says that it holds nothing, and that is not so any more."""
    stage.clear(COLT, EMPTY)
    assert stage.status(COLT).state == "cold"
    session = stage.start(Procedure.INSPECTION, COLT, plan())
    stage.walk_until(session, "rounds", TOLD)
    assert stage.status(COLT).state == "cold"
    stage.answer(session, TOLD)
    found = stage.status(COLT)
    assert (found.state, found.contents, found.count) == ("unverified", "unknown", -1)
    assert stage.walk(session, TOLD).phase is Phase.COMPLETE


def test_dummies_that_were_given_up_half_way_are_in_the_gun_or_in_the_box(stage: Stage) -> None:
    """R-RUN-25: neither says that it holds what it held; both are opened and counted by two before anything goes on."""
    session = stage.start(Procedure.INSPECTION, COLT, plan())
    stage.walk_until(session, "rounds", TOLD)
    stage.answer(session, TOLD)
    session.abandon("a thunderstorm")
    found = stage.status(COLT)
    assert (found.state, found.contents, found.count, found.next) == (
        "unverified", "unknown", -1, "two people take it in again",
    )  # fmt: skip
    assert "perhaps in A-07" in stage.box(BOX).gap
    refusals = stage.production.refusals(Procedure.INSPECTION, COLT, plan(), ARMORER.id, DIRECTOR.id)
    assert {"R-005", "R-013"} <= {one.rule for one in refusals}


def test_a_laptop_that_dies_while_rounds_go_in_leaves_them_in_doubt(stage: Stage) -> None:
    """R-RUN-25: what is durable says so before the answer is, and who goes on may still sign."""
    session = stage.start(Procedure.INSPECTION, COLT, plan())
    run_id = session.run.plan.run_id
    stage.walk_until(session, "rounds", TOLD)
    stage.answer(session, TOLD)
    stage.crash()
    assert stage.open().board()
    assert stage.status(COLT).contents == "unknown"
    again = stage.production.resume(run_id)
    assert stage.walk(again, TOLD).phase is Phase.COMPLETE
    assert sign_all(again, stage.pins).not_counted == ()
    assert (stage.status(COLT).state, stage.status(COLT).count) == ("cold", 6)
    stage.assert_whole()


def test_a_magazine_that_is_filled_half_way_is_not_empty(stage: Stage) -> None:
    """R-RUN-25: a feed device is no other than a gun; filled to the end it says what is in it."""
    session = stage.start(Procedure.FILL, "M-1", {"box": PISTOL_BOX, "plan.count": "5"})
    stage.walk_until(session, "rounds", told())
    stage.answer(session, told())
    assert (device(stage, "M-1").contents, device(stage, "M-1").count) == ("unknown", -1)
    session.abandon("called away")
    assert device(stage, "M-1").contents == "unknown"
    assert "perhaps in M-1" in stage.box(PISTOL_BOX).gap


@pytest.mark.parametrize(
    ("step", "custody"), [("giver", WITH_ARMORER), ("taker", Custody(Shape.ISSUED, HOLDER))], ids=["before", "after"]
)
def test_a_handover_that_is_given_up_says_in_whose_hand_the_gun_is(stage: Stage, step: str, custody: Custody) -> None:
    """R-RUN-27: once it left the armorer's hand, giving up does not put it back there: collect it."""
    stage.clear(COLT)
    session = stage.start(Procedure.HANDOVER, COLT, {"holder": HOLDER, "scene": SLATE})
    stage.walk_until(session, step, TOLD)
    session.abandon("rain")
    assert stage.status(COLT).custody == custody
    assert stage.status(COLT).collect is (custody.shape is Shape.ISSUED)


def test_a_gun_that_went_another_way_is_unaccounted_for_when_its_handover_is_given_up(stage: Stage) -> None:
    """R-RUN-27: who has it then nobody entered."""
    stage.clear(COLT)
    session = stage.start(Procedure.HANDOVER, COLT, {"holder": HOLDER, "scene": SLATE})
    stage.walk_until(session, "taker", TOLD)
    stage.answer(session, told(taker="Jonas Weil"))
    assert session.run.phase is Phase.STOPPED
    session.abandon("it went to somebody else")
    assert stage.status(COLT).custody == Custody(Shape.UNACCOUNTED)
    assert stage.status(COLT).next == "COLLECT: take it back"


def test_a_gun_that_goes_another_way_is_to_be_collected_before_anybody_chooses_a_way_out(stage: Stage) -> None:
    """R-RUN-27: while the two look at the exits everybody sees that it is not with its armorer; who takes it back
    then is not contradicted when the run ends.
    """
    stage.clear(COLT)
    session = stage.start(Procedure.HANDOVER, COLT, {"holder": HOLDER, "scene": SLATE})
    stage.walk_until(session, "taker", TOLD)
    stage.answer(session, told(taker="Jonas Weil"))
    assert session.run.phase is Phase.STOPPED
    found = stage.status(COLT)
    assert (found.state, found.custody, found.next) == (
        "unverified", Custody(Shape.UNACCOUNTED), "COLLECT: take it back",
    )  # fmt: skip
    stage.production.take_back(COLT)
    assert stage.status(COLT).custody == WITH_ARMORER
    session.abandon("it is back")
    assert stage.status(COLT).custody == WITH_ARMORER
    stage.assert_whole()


def test_a_handover_that_stops_before_the_gun_leaves_the_hand_moves_nothing(stage: Stage) -> None:
    """R-RUN-27: the armorer has it while somebody has a question."""
    stage.clear(COLT)
    session = stage.start(Procedure.HANDOVER, COLT, {"holder": HOLDER, "scene": SLATE})
    stage.walk_until(session, "sure", TOLD)
    stage.answer(session, told(sure="asks"))
    assert session.run.phase is Phase.STOPPED
    assert stage.status(COLT).custody == WITH_ARMORER


def test_a_turn_round_that_is_given_up_after_the_gun_went_back_says_so(stage: Stage) -> None:
    """R-RUN-27: it was taken back for the turn-round, and is in the holder's hand again."""
    stage.clear(COLT)
    stage.hand_over(COLT)
    stage.production.take_back(COLT)
    session = stage.start(Procedure.TURN_ROUND, COLT, {})
    stage.walk_until(session, "shown", TOLD)
    stage.answer(session, TOLD)
    session.abandon("rain")
    assert stage.status(COLT).custody == Custody(Shape.ISSUED, HOLDER)
    assert stage.status(COLT).collect


def test_a_gun_whose_dummies_are_coming_out_is_not_said_to_hold_six(stage: Stage) -> None:
    """R-RUN-25: from the first look into the tray to the signatures; signed, it holds nothing and the box is whole."""
    stage.clear(COLT)
    session = stage.start(Procedure.RETURN, COLT, {"box": BOX})
    stage.walk_until(session, "came-out", TOLD)
    assert (stage.status(COLT).contents, stage.status(COLT).count) == ("dummy", 6)
    stage.answer(session, TOLD)
    found = stage.status(COLT)
    assert (found.state, found.contents, found.count, found.custody) == ("unverified", "unknown", -1, WITH_ARMORER)
    assert found.next == "sign what is in it, or two people take it in again"
    assert stage.walk(session, TOLD).phase is Phase.COMPLETE
    assert sign_all(session, stage.pins).not_counted == ()
    assert (stage.status(COLT).contents, stage.box(BOX).gap) == ("nothing", "")
    assert stage.clear(COLT).not_counted == ()
    stage.assert_whole()


def test_a_return_that_is_given_up_with_rounds_in_the_tray_leaves_both_in_doubt(stage: Stage) -> None:
    """R-RUN-25: some are in the tray, some in the gun, some in the box: two open the one and count the other."""
    stage.clear(COLT)
    session = stage.start(Procedure.RETURN, COLT, {"box": BOX})
    stage.walk_until(session, "came-out", TOLD)
    stage.answer(session, TOLD)
    session.abandon("a fire alarm")
    assert (stage.status(COLT).contents, stage.status(COLT).next) == ("unknown", "two people take it in again")
    assert "perhaps in A-07" in stage.box(BOX).gap
    again = stage.production.refusals(Procedure.RETURN, COLT, {"box": BOX}, ARMORER.id, DIRECTOR.id)
    assert "R-087" in {one.rule for one in again}


def test_a_turn_round_that_is_given_up_with_a_round_out_says_so(stage: Stage) -> None:
    """R-RUN-25: nobody turns it round or hands it over again on the word of a record that says six."""
    stage.clear(COLT)
    stage.hand_over(COLT)
    stage.production.take_back(COLT)
    session = stage.start(Procedure.TURN_ROUND, COLT, {})
    stage.walk_until(session, "rounds", TOLD)
    stage.answer(session, TOLD)
    session.abandon("the light is gone")
    found = stage.status(COLT)
    assert (found.state, found.contents, found.next) == ("unverified", "unknown", "two people take it in again")
    assert stage.production.refusals(Procedure.TURN_ROUND, COLT, {}, ARMORER.id, DIRECTOR.id)


def test_a_magazine_that_was_opened_is_not_full_when_that_is_given_up(blank_stage: Stage) -> None:  # noqa: F811
    """R-RUN-25: nobody puts it into a gun as five blanks."""
    stage = blank_stage
    fill(stage)
    session = stage.start(Procedure.EMPTY_DEVICE, "V-1", {"box": "BLK-P"}, ARMORER.id, HANDLER.id)
    stage.walk_until(session, "taken-out", told())
    stage.answer(session, told())
    session.abandon("called away")
    assert (device(stage, "V-1").contents, device(stage, "V-1").count) == ("blank", -1)
    assert "perhaps in V-1" in stage.box("BLK-P").gap
