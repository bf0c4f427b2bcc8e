"""A long made-up history: two units on two laptops, each with its own log, that come together in one folder."""

from __future__ import annotations

import multiprocessing
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from showclear.app import demo_day
from showclear.app.demo import Demonstration, make_demo
from showclear.app.demo_day import MAIN
from showclear.app.demo_history import SHORTEST, History
from showclear.app.demo_making import MadeSet, Making
from showclear.app.production import Production
from showclear.ledger.record import read_name
from showclear.ledger.steps import Verdict
from tests.app.stage import NOW, Stage

HISTORY = 50
"""A short day for each unit."""


def made(folder: Path, *, ended: bool = False) -> Demonstration:
    """Half of the records by a second unit; with `ended` somebody ends its process at once."""

    def progress(done: int, wanted: int) -> None:
        if ended:
            for process in multiprocessing.active_children():
                process.kill()

    return make_demo(folder, now=NOW, history=HISTORY, seed=3, rounds=4, two_units=HISTORY, progress=progress)


@pytest.mark.parametrize("ended", [False, True])
def test_two_units_make_the_number_that_was_asked_for_between_them(tmp_path: Path, *, ended: bool) -> None:
    """Each in its own log; what the other process did not finish this one makes."""
    demonstration = made(tmp_path / "two", ended=ended)
    names = sorted(path.name for path in (demonstration.folder / "log").iterdir())
    logs = Counter(parsed.log.partition("-")[0] for name in names if (parsed := read_name(name)))
    assert set(logs) == {"cart", "second"}
    production = Production.open(demonstration.folder, machine=demonstration.machine, window=False)
    try:
        board = production.board()
        assert (production.unit, set(production.units)) == ("main", {"main", "second"})
        assert not board.findings
        assert not production.book.situation.findings
        assert not board.stops
        assert not [name for name in names if production.book.not_counted(name)]
        assert {one.verdict for one in production.book.result.records.values()} == {Verdict.INTACT}
        assert len(names) == demonstration.records == production.book.situation.size
    finally:
        production.close()
    assert not (demonstration.machine.root / "second-laptop").exists()
    assert not multiprocessing.active_children()


def test_a_day_goes_on_after_everything_that_is_drawn_for_one(stage: Stage) -> None:
    """A stop leaves something to do, a box gets empty, a gun comes back hot: the next morning begins as any other."""
    making = Making(stage.production, MAIN, stage.pins, stage.clock, Random(5), NOW)
    history = History(MadeSet(making), making.random, MAIN)
    guns = [one for one in MAIN.weapons if one.tag in ("A-07", "B-02", "R-01")]
    history.blanks_left = 2
    for drawn in (history._near_miss, history._hold, history._blanks, history._takes, history._setup):
        before = making.records
        assert list(drawn(guns, "12A"))
        assert making.records > before
    demo_day.wrap(making.walk)
    stage.clock.advance(10 * 3600)
    assert list(history.day(SHORTEST))
    board = stage.production.board()
    assert not board.stops
    assert not stage.production.book.situation.findings
