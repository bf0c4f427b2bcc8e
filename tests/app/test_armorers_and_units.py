"""Who is in charge and whose gun it is: change of armorer, delegation, two units, departure and return."""

from __future__ import annotations

import pytest

from showclear.app.demo import ARMORER, DIRECTOR, HANDLER, OFFICER, PRODUCER
from showclear.app.units import find_unit
from showclear.app.walking import Told
from showclear.domain.checklists import Procedure
from showclear.domain.people import Role
from showclear.domain.situation.day import unit_of
from showclear.errors import RefusedError
from tests.app.sets import enrol, producer_on_shift, prove, ready, refused, second_unit, start_day, told
from tests.app.signing_by_hand import sign_out
from tests.app.stage import BOX, COLT, EMPTY, HOLDER, RUBBER, SECOND_COLT, SHOTGUN, SLATE, Stage, plan
from tests.app.test_stops import INTAKE_AGAIN, INTAKE_TOLD


def test_one_armorer_gives_the_set_over_to_another(stage: Stage) -> None:
    """O: all guns back, counted by both; what was cleared has ended, and only the new one clears from then on."""
    per = enrol(stage, "Per Holm", Role.ARMORER)
    stage.clear(COLT, EMPTY)
    stage.clear(SECOND_COLT)
    stage.hand_over(COLT)
    over = (Procedure.CHANGE_OF_ARMORER, "", {}, ARMORER.id, per.id)
    assert "back" in refused(stage, "R-076", *over).lower()
    stage.production.take_back(COLT)
    assert "Return and clear each" in refused(stage, "R-077", *over), "one is loaded"
    stage.put_back(SECOND_COLT)
    stage.put_back(COLT, "")
    stage.clear(RUBBER, EMPTY)
    published = stage.do(Procedure.CHANGE_OF_ARMORER, "", {}, told(keys="3"), ARMORER.id, per.id)
    assert published.not_counted == ()
    assert stage.status(RUBBER).clearance is None
    board = stage.production.board()
    assert find_unit(stage.production.book.situation, "main").armorer == per
    assert per in [one.person for one in board.on_duty]
    refused(stage, "R-069", Procedure.INSPECTION, COLT, EMPTY)
    stage.production.take_back(COLT, per.id)
    prove_by(stage, COLT, per.id)
    cleared = stage.do(Procedure.INSPECTION, COLT, plan(), told(), per.id, DIRECTOR.id)
    assert cleared.not_counted == ()
    handed = {"holder": HOLDER, "scene": SLATE}
    refused(stage, "R-011", Procedure.HANDOVER, COLT, handed)
    out = stage.do(Procedure.HANDOVER, COLT, handed, told(), per.id, DIRECTOR.id)
    assert out.not_counted == ()
    assert stage.status(COLT).state == "cold"
    stage.production.take_back(COLT, per.id)
    stage.do(Procedure.RETURN, COLT, {"box": BOX}, told(), per.id, DIRECTOR.id)
    wrapped = stage.do(Procedure.WRAP, "", {}, told(), per.id, DIRECTOR.id)
    assert wrapped.not_counted == ()
    assert not stage.production.board().open_items


def prove_by(stage: Stage, tag: str, armorer: str) -> None:
    """Proved empty by another armorer."""
    assert stage.do(Procedure.DAY_PROOF, tag, {}, told(), armorer, DIRECTOR.id).not_counted == ()


def test_an_ad_verifies_only_where_the_first_named_them(stage: Stage) -> None:
    """R-070: a signed delegation for this unit and day, nothing less; it ends with the day."""
    ada = enrol(stage, "Ada Brandt", Role.ASSISTANT_DIRECTOR)
    inspection = (Procedure.INSPECTION, COLT, EMPTY, ARMORER.id, ada.id)
    assert "1st" in refused(stage, "R-070", *inspection)
    sign_out(stage, stage.production.delegations.delegate("main", ada.id, DIRECTOR.id, OFFICER.id))
    assert stage.do(Procedure.INSPECTION, COLT, EMPTY, told(), ARMORER.id, ada.id).not_counted == ()
    handed = {"holder": HOLDER, "scene": SLATE}
    assert stage.do(Procedure.HANDOVER, COLT, handed, told(), ARMORER.id, ada.id).not_counted == ()
    assert stage.status(COLT).state == "cold"
    stage.production.take_back(COLT)
    assert stage.do(Procedure.TURN_ROUND, COLT, {}, told(), ARMORER.id, ada.id).not_counted == ()
    stage.production.take_back(COLT)
    stage.do(Procedure.RETURN, COLT, {"box": ""}, told(), ARMORER.id, ada.id)
    stage.do(Procedure.WRAP, "", {}, told(), ARMORER.id, ada.id)
    start_day(stage)
    prove(stage, COLT)
    ready(stage)
    refused(stage, "R-070", *inspection)


def test_no_more_guns_are_out_than_people_can_watch(stage: Stage) -> None:
    """R-073: two for each on duty; with one on duty the third is refused until one is back. Rubber is not counted."""
    stage.do(
        Procedure.DAY_PEOPLE,
        "",
        {"place": "Stage 3", "day.blanks": "yes"},
        Told({**told().answers, ("duty", HANDLER.name): "not-today"}),
    )
    stage.do(Procedure.DAY_COUNT, "", {}, told())
    guns = (COLT, SECOND_COLT, SHOTGUN, RUBBER)
    for tag in guns:
        prove(stage, tag)
    ready(stage)
    for tag in guns:
        stage.clear(tag, EMPTY)
    stage.hand_over(COLT)
    stage.hand_over(SECOND_COLT, "luis-ortega")
    remedy = refused(stage, "R-073", Procedure.HANDOVER, SHOTGUN, {"holder": HOLDER, "scene": SLATE})
    assert remedy
    stage.hand_over(RUBBER)
    stage.production.take_back(COLT)
    stage.hand_over(SHOTGUN)
    assert stage.status(SHOTGUN).state == "cold"


def test_a_gun_and_a_box_go_to_another_unit_and_come_back(stage: Stage) -> None:
    """R-132: both armorers sign; the other unit counts it, proves it, clears it; R-074 keeps it from the first one."""
    per, ada = enrol(stage, "Per Holm", Role.ARMORER), enrol(stage, "Ada Brandt", Role.ASSISTANT_DIRECTOR)
    other = second_unit(stage, ada)
    moves = stage.production.moves
    box = stage.box().left
    stage.clear(COLT)
    with pytest.raises(RefusedError, match="may hold rounds"):
        moves.transfer(COLT, other, ARMORER.id, per.id)
    stage.put_back(COLT)
    assert sign_out(stage, moves.transfer(COLT, other, ARMORER.id, per.id)).not_counted == ()
    stage.production.lock(BOX, "safe 2", "0777")
    assert sign_out(stage, moves.transfer(BOX, other, ARMORER.id, per.id, {BOX: box})).not_counted == ()
    assert "day" in refused(stage, "R-061", Procedure.INSPECTION, COLT, EMPTY), "the day of the gun's own unit"
    stage.production.choose_unit(other)
    stage.do(
        Procedure.DAY_PEOPLE,
        "",
        {"place": "Stage 5", "day.blanks": "no"},
        Told({**told().answers, ("duty", ARMORER.name): "not-today", ("duty", HANDLER.name): "not-today"}),
        ada.id,
        per.id,
    )
    stage.do(Procedure.DAY_COUNT, "", {}, told(), per.id, ada.id)
    stage.do(Procedure.DAY_PROOF, COLT, {}, told(), per.id, ada.id)
    stage.do(Procedure.MEETING, "", {"scene": "30A", "day.blanks": "no"}, told(), ada.id, per.id)
    stage.do(Procedure.DAY_READINESS, "", {"day.blanks": "no"}, told(), per.id, ada.id)
    inputs = {**plan(slate="30A"), "place": "Stage 5"}
    assert stage.do(Procedure.INSPECTION, COLT, inputs, told(), per.id, ada.id).not_counted == ()
    handed = {"holder": HOLDER, "scene": "30A"}
    assert stage.do(Procedure.HANDOVER, COLT, handed, told(), per.id, ada.id).not_counted == ()
    assert stage.status(COLT).state == "cold"
    stage.production.take_back(COLT, per.id)
    stage.do(Procedure.RETURN, COLT, {"box": BOX}, told(), per.id, ada.id)
    assert stage.do(Procedure.WRAP, "", {}, told(), per.id, ada.id).not_counted == ()

    # And back: the first unit's day goes on, its gun comes late.
    assert sign_out(stage, moves.transfer(COLT, "main", per.id, ARMORER.id)).not_counted == ()
    assert sign_out(stage, moves.transfer(BOX, "main", per.id, ARMORER.id, {BOX: box})).not_counted == ()
    stage.production.choose_unit("main")
    assert unit_of(stage.production.book.situation, "C-07") == "main"
    refused(stage, "R-064", Procedure.INSPECTION, COLT, plan())
    prove(stage, COLT)
    assert stage.clear(COLT).not_counted == ()
    stage.put_back(COLT)
    stage.wrap()
    assert not stage.production.board().open_items


def test_a_transfer_with_a_wrong_count_leaves_a_gap_that_a_count_closes(stage: Stage) -> None:
    """R-059: a number that two armorers sign opens a gap and closes none; two blind counts that agree do."""
    per, ada = enrol(stage, "Per Holm", Role.ARMORER), enrol(stage, "Ada Brandt", Role.ASSISTANT_DIRECTOR)
    other = second_unit(stage, ada)
    stage.production.lock(BOX, "safe 2", "0418")
    left = stage.box().left
    sign_out(stage, stage.production.moves.transfer(BOX, other, ARMORER.id, per.id, {BOX: left - 1}))
    assert stage.box().restricted
    sign_out(stage, stage.production.moves.transfer(BOX, "main", per.id, ARMORER.id, {BOX: left}))
    assert stage.box().restricted
    stage.do(Procedure.DAY_COUNT, "", {}, told())
    assert stage.box().restricted == ""
    prove(stage, COLT)
    assert stage.clear(COLT).not_counted == ()
    assert stage.status(COLT).state == "cold"


def test_a_gun_and_a_box_leave_the_production_and_come_back_by_intake(stage: Stage) -> None:
    """R-133: off production is nobody's gun; the wrap does not wait for it; two take it in again."""
    producer_on_shift(stage)
    moves = stage.production.moves
    stage.production.lock(COLT, "safe 1")
    sign_out(stage, moves.departure(COLT, "the gunsmith", "a loose spring", ARMORER.id, PRODUCER.id))
    stage.production.lock(BOX, "safe 2", "0418")
    sign_out(stage, moves.departure(BOX, "the house", "not needed", ARMORER.id, PRODUCER.id, {BOX: 24}))
    refused(stage, "R-007", Procedure.INSPECTION, COLT, EMPTY)
    refused(stage, "R-013", Procedure.INSPECTION, SECOND_COLT, plan())
    wrapped = stage.wrap()
    assert 'reconciled = "yes"' in stage.text(wrapped.name)
    start_day(stage)
    again = {**INTAKE_AGAIN, "weapon.tag": COLT}
    assert stage.do(Procedure.INTAKE, "", again, INTAKE_TOLD).not_counted == ()
    inputs = {
        "container.tag": BOX, "container.contents": "dummy", "container.load": "", "container.calibre": ".45 Colt",
        "container.maker": "Kestrel Inert", "container.lot": "K-2231", "container.count": "24",
        "container.seal": "0500",
    }  # fmt: skip
    assert stage.do(Procedure.AMMUNITION, "", inputs, told(new_seal="0500", note="again")).not_counted == ()
    prove(stage, COLT)
    ready(stage)
    assert stage.clear(COLT).not_counted == ()
    assert stage.status(COLT).state == "cold"
