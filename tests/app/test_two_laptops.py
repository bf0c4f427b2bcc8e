"""The day on two laptops: what one did is there on the other as soon as its files are, and nothing gets laxer."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from showclear.app.production import RulesRefuseError
from showclear.app.walking import Told
from showclear.domain.checklists import Procedure
from showclear.storage.paths import MachinePaths
from tests.app.stage import COLT, EMPTY, RUBBER, TOLD, Stage

DAY = {"place": "The quarry", "day.blanks": "yes"}


@pytest.fixture
def other(stage: Stage, tmp_path: Path) -> Stage:
    """The same production on a laptop of somebody else."""
    folder = tmp_path / "truck"
    shutil.copytree(stage.folder, folder)
    machine = MachinePaths(tmp_path / "another account")
    return Stage(folder, machine, stage.keys, stage.pins, stage.clock)


def copy_log(source: Stage, target: Stage) -> None:
    """Carry the files of one log folder into the other, as a stick or a shared folder does."""
    for path in (source.folder / "log").iterdir():
        if not path.name.startswith(".") and not (target.folder / "log" / path.name).exists():
            shutil.copy2(path, target.folder / "log" / path.name)


def test_a_day_that_was_opened_on_the_cart_is_open_on_the_truck_with_its_files(stage: Stage, other: Stage) -> None:
    """Day, count and place are records: the other laptop needs nothing but the files."""
    cart, truck = stage.open(), other.open()
    stage.do(Procedure.DAY_PEOPLE, "", DAY, TOLD)
    stage.do(Procedure.DAY_COUNT, "", {}, TOLD)
    stage.do(Procedure.DAY_PROOF, COLT, {}, TOLD)
    before = truck.board().day
    assert before is not None
    assert before.place == "Stage 3"
    copy_log(stage, other)
    assert truck.refresh()
    after = truck.board().day
    assert after == cart.board().day
    assert after is not None
    assert after.place == "The quarry"
    assert [one.word for one in after.rests if one.at is not None] == ["Swept", "Counted"]
    other.close()
    other.assert_whole()


def test_a_move_that_the_other_laptop_does_not_know_yet_takes_its_clearance_when_it_does(
    stage: Stage, other: Stage
) -> None:
    """A clearance for the old place lives on a laptop that cannot know better, and ends as soon as it can."""
    stage.open()
    truck = other.open()
    other.clear(COLT, EMPTY)
    assert other.status(COLT).state == "cold"
    stage.do(Procedure.MOVE, "", {"new-place": "The quarry"}, TOLD)
    copy_log(stage, other)
    truck.refresh()
    assert other.status(COLT).state == "unverified"
    copy_log(other, stage)
    stage.production.refresh()
    assert stage.status(COLT).state == "unverified"
    other.close()
    other.assert_whole()


def test_two_laptops_that_open_the_day_apart_have_none_until_it_is_opened_anew(stage: Stage, other: Stage) -> None:
    """Two openings that do not know of each other: nobody can say where the unit is, so nothing is cleared."""
    cart, truck = stage.open(), other.open()
    stage.do(Procedure.DAY_PEOPLE, "", DAY, TOLD)
    other.do(Procedure.DAY_PEOPLE, "", {**DAY, "place": "Stage 9"}, TOLD)
    copy_log(stage, other)
    copy_log(other, stage)
    for production in (cart, truck):
        production.refresh()
        day = production.board().day
        assert day is not None
        assert not day.open
        assert day.why
    with pytest.raises(RulesRefuseError, match="R-061"):
        stage.start(Procedure.INSPECTION, RUBBER, EMPTY)
    stage.do(Procedure.DAY_PEOPLE, "", DAY, TOLD)
    day = cart.board().day
    assert day is not None
    assert day.open
    other.close()
    other.assert_whole()


def test_both_laptops_work_at_once_on_different_guns(stage: Stage, other: Stage) -> None:
    """Two armorers' carts on one stage: each clears its own gun, and both boards show both."""
    stage.open()
    other.open()
    stage.clear(COLT, EMPTY)
    other.do(Procedure.INSPECTION, RUBBER, EMPTY, Told({**TOLD.answers}))
    copy_log(stage, other)
    copy_log(other, stage)
    for side in (stage, other):
        side.production.refresh()
        assert [side.status(tag).state for tag in (COLT, RUBBER)] == ["cold", "cold"]
        assert not side.production.board().findings
    other.close()
    other.assert_whole()
