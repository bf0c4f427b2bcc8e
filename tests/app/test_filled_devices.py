"""Feed devices filled before the set: filled, fired, emptied; what is sealed counts by its seal."""

from __future__ import annotations

import pytest

from showclear.app.demo import ARMORER, HANDLER
from showclear.app.demo_things import DemoWeapon
from showclear.app.walking import Told
from showclear.domain.checklists import Procedure
from showclear.domain.runs import Phase
from showclear.domain.situation.accounts import DeviceStatus, device_status
from tests.app.sets import NAIL, blank_take, prove, refused, take_in, take_in_box, told, train, zone
from tests.app.stage import PISTOL, PISTOL_BOX, Stage, plan

GUN = DemoWeapon(
    "V-01", "Marden", "No. 2", NAIL, "MV7316", "blank-firing", "semi-auto", "cartridge", 1, 1, "magazine",
    "V-1 magazine 7; V-2 magazine 7",
)  # fmt: skip
BOX, COUNT = "BLK-P", 5


@pytest.fixture
def stage(stage: Stage) -> Stage:
    """A blank-firing pistol with two magazines, proved empty and in its zone."""
    take_in(stage, GUN, vent_where="top")
    take_in_box(stage, BOX)
    prove(stage, GUN.tag)
    train(stage, GUN.tag)
    zone(stage, GUN.tag, "quarter", COUNT)
    return stage


def device(stage: Stage, tag: str = "V-1") -> DeviceStatus:
    """A feed device as the records have it."""
    found = device_status(stage.production.book.situation, tag)
    assert found is not None
    return found


def fill(stage: Stage, tag: str = "V-1", box: str = BOX, count: int = COUNT) -> None:
    """Two custodians."""
    published = stage.do(
        Procedure.FILL, tag, {"box": box, "plan.count": str(count)}, told(device_seal="77", box_closed="0611")
    )
    assert published.not_counted == ()
    assert (device(stage, tag).count, device(stage, tag).seal) == (count, "77")


def empty(stage: Stage, tag: str, box: str, in_box: str) -> None:
    """Not used: back into its box."""
    answers = told(in_box=in_box, new_seal="0612")
    published = stage.do(Procedure.EMPTY_DEVICE, tag, {"box": box}, answers, ARMORER.id, HANDLER.id)
    assert published.not_counted == ()
    assert device(stage, tag).contents == "nothing"


def test_a_filled_magazine_is_fired_and_two_come_back(stage: Stage) -> None:
    """From the box into the magazine, into the gun, three cases out; two unfired back into the box; all agrees."""
    fill(stage)
    assert stage.box(BOX).left == 7
    blank_take(stage, GUN.tag, COUNT, device="V-1")
    assert stage.status(GUN.tag).count == COUNT
    stage.production.take_back(GUN.tag)
    back = stage.do(Procedure.RETURN, GUN.tag, {"box": BOX}, told(all_back="5", cases="3", unfired="2"))
    assert back.not_counted == ()
    assert (stage.box(BOX).left, stage.box(BOX).fired, stage.box(BOX).restricted) == (9, 3, "")
    assert device(stage).contents == "nothing"
    fill(stage, "V-1", count=4)
    blank_take(stage, GUN.tag, 4, device="V-1")
    stage.production.take_back(GUN.tag)
    stage.do(Procedure.RETURN, GUN.tag, {"box": BOX}, told(all_back="4", cases="4"))
    assert (stage.box(BOX).left, stage.box(BOX).fired) == (5, 7)
    assert 'reconciled = "yes"' in stage.text(stage.wrap().name)


def test_unfired_ones_go_back_into_their_box_and_not_into_an_open_magazine(stage: Stage) -> None:
    """R-013: what was open in the gun is no sealed device any more; the remedy names the box."""
    fill(stage)
    blank_take(stage, GUN.tag, COUNT, device="V-1")
    stage.production.take_back(GUN.tag)
    assert BOX in refused(stage, "R-013", Procedure.RETURN, GUN.tag, {"box": "V-1"})


def test_a_filled_magazine_that_is_not_used_is_counted_by_its_seal_and_emptied(stage: Stage) -> None:
    """It stays locked while the other guns work, counts in the wrap by its seal, and goes back into its box."""
    fill(stage)
    refused(stage, "R-084", Procedure.FILL, "V-1", {"box": BOX, "plan.count": "2"})
    stage.do(Procedure.BREAK, "", {"reason": "lunch"}, told())
    stage.do(Procedure.DAY_PROOF, GUN.tag, {}, Told({**told().answers, ("feeds", "V-1"): "locked-away"}))
    assert device(stage).count == COUNT
    assert 'reconciled = "yes"' in stage.text(stage.wrap().name)
    empty(stage, "V-1", BOX, "12")
    assert stage.box(BOX).left == 12
    assert stage.box(BOX).restricted == ""


def test_rounds_of_a_magazine_go_back_into_a_box_of_the_register(stage: Stage) -> None:
    """R-003: into one that nobody took in they would be nowhere."""
    fill(stage)
    for box in ("BLK-9", "V-2"):
        refused(stage, "R-003", Procedure.EMPTY_DEVICE, "V-1", {"box": box}, ARMORER.id, HANDLER.id)
    empty(stage, "V-1", BOX, "12")


def test_a_broken_seal_quarantines_the_magazine_and_there_is_a_way_back(stage: Stage) -> None:
    """Somebody was at it: nothing comes out of it until two take it in again with its gun, opened and empty."""
    fill(stage)
    session = stage.start(Procedure.BLANK_TAKE, GUN.tag, take("V-1"))
    run = stage.walk(session, told(its_seal="78"))
    assert run.phase is Phase.STOPPED
    session.abandon("the seal is another one")
    assert device(stage).restricted.startswith("quarantined")
    assert refused(stage, "R-085", Procedure.BLANK_TAKE, GUN.tag, take("V-1"))
    assert refused(stage, "R-083", Procedure.EMPTY_DEVICE, "V-1", {"box": BOX})
    taken = take_in(stage, GUN, vent_where="top")
    assert any("did not come back" in words for words in taken.not_counted), "five lie on the bench"
    assert (device(stage).restricted, device(stage).contents) == ("", "nothing")
    assert stage.box(BOX).restricted
    assert take_in_box(stage, BOX).not_counted == ()
    assert (stage.box(BOX).restricted, stage.box(BOX).left) == ("", 12)
    prove(stage, GUN.tag)
    zone(stage, GUN.tag, "quarter", COUNT)
    fill(stage)
    blank_take(stage, GUN.tag, COUNT, device="V-1")


def take(tag: str) -> dict[str, str]:
    """What a take from a magazine asks."""
    return {
        "scene": "25A", "use": "take", "place": "Stage 3", "plan.from": "device", "plan.count": str(COUNT), "box": "",
        "device": tag, "holder": "dana-osei",
    }  # fmt: skip


def test_dummies_are_filled_too(stage: Stage) -> None:
    """A magazine of dummies, filled and sealed, goes into the gun in the inspection, or back into its box."""
    fill(stage, "M-1", PISTOL_BOX, 5)
    assert stage.box(PISTOL_BOX).left == 11
    empty(stage, "M-1", PISTOL_BOX, "16")
    assert stage.clear(PISTOL, plan(count=5, box=PISTOL_BOX)).not_counted == ()


def test_a_label_that_is_wrong_quarantines_the_box_and_not_only_the_gun(stage: Stage) -> None:
    """R-RUN-7, R-RUN-25: a wrong label bars box and gun; a blank that is not whole too, and one may be in by then."""
    inputs = {**take(""), "plan.from": "box", "box": BOX}
    damaged = Told({**told().answers, ("blanks", "2"): "damaged"})
    for answers, state in ((told(label="no-label"), "quarantined"), (damaged, "hot")):
        session = stage.start(Procedure.BLANK_TAKE, GUN.tag, inputs)
        assert stage.walk(session, answers).phase is Phase.STOPPED
        session.abandon("another box")
        assert [one.kind for one in stage.production.book.situation.open_restrictions(BOX)] == ["quarantined"]
        assert stage.status(GUN.tag).state == state
        assert stage.status(GUN.tag).restrictions
        take_in_box(stage, BOX)
        take_in(stage, GUN, vent_where="top")
        prove(stage, GUN.tag)
        zone(stage, GUN.tag, "quarter", COUNT)
    blank_take(stage, GUN.tag, COUNT, box=BOX)
