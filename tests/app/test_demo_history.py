"""A long made-up history: two units on two laptops, each with its own log, that come together in one folder."""

from __future__ import annotations

import multiprocessing
from collections import Counter
from pathlib import Path

import pytest

from showclear.app.demo import Demonstration, make_demo
from showclear.app.production import Production
from showclear.ledger.record import read_name
from showclear.ledger.steps import Verdict
from tests.app.stage import NOW

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
