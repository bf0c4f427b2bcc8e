"""Making plausible signed days (`showclear demo --history N`), told for 36,000 records.

A demonstration of two units on two laptops, each in a process of its own, is made in a temporary folder, and three
parts of it are timed by the clock: the founding with its guns, which is the same for any N; the days, from the first
record of the first laptop to the last of the second; and the tail, in which the first laptop takes in what the second
one brings, opens today, and keeps a snapshot. Days and tail (but for the records of today) are told for 36,000 in
proportion. Whether a record costs the same in a long folder as in a short one only making them all can tell (minutes):

    time showclear demo /path/to/new --history 36000
    time showclear verify /path/to/new

    python benchmarks/bench_history.py [--json] [--records N] [--folder DIR]

From 3,000 records on the tail reads by as many processes as a long one does; that they have to be started is then told
for many times over. DIR must lie on a real disk; without it, `build/` of this checkout.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
import time
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from rows import duration, limit_row

from showclear.app.demo import make_demo

GOAL_SECONDS = 300.0
WANTED = 36_000


@dataclass(frozen=True, slots=True)
class Times:
    """What making so many records of days took, in seconds by the clock."""

    records: int
    founding: float
    days: float
    tail: float
    """Without the records of today."""
    today: float
    processor: float
    """Of the processor, for one record of days, on the laptop that makes it."""

    def told(self, records: int) -> float:
        """What so many records would take."""
        return self.founding + self.today + (self.days + self.tail) * records / self.records

    def tail_told(self, records: int) -> float:
        """What of that is the tail."""
        return self.today + self.tail * records / self.records


def make(folder: Path, records: int) -> Times:
    """Make a demonstration of two units."""
    seen: list[tuple[int, float, float]] = []
    before_today = 0

    def note(done: int, wanted: int) -> None:
        nonlocal before_today
        seen.append((done, time.perf_counter(), time.process_time()))
        if done == wanted:
            before_today = sum(1 for _ in (folder / "log").iterdir())

    began = time.perf_counter()
    made = make_demo(
        folder, now=datetime.now(UTC), history=records, seed=1, rounds=4, two_units=records, progress=note
    )  # fmt: skip
    over = time.perf_counter()
    own = [one for one in seen if one[0] < records]
    (_, start, processor), (_, end, _) = seen[0], seen[-1]
    # This process makes every other record; once it is done it waits for the second one.
    each = (own[-1][2] - processor) / (records // 2)
    today = (made.records - before_today) * each
    return Times(records, start - began, end - start, over - end - today, today, each)


def main() -> None:
    """Print the row, or JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="print JSON, times in seconds")
    parser.add_argument("--records", type=int, default=3200, help="how many records of days are made")
    parser.add_argument("--folder", type=Path, help="a folder on the disk to be measured")
    options = parser.parse_args()
    parent: Path = options.folder or Path(__file__).resolve().parent.parent / "build"
    parent.mkdir(exist_ok=True)
    root = Path(tempfile.mkdtemp(prefix="bench-history-", dir=parent))
    try:
        times = make(root / "demo", options.records)
    finally:
        shutil.rmtree(root)
    told = times.told(WANTED)
    if options.json:
        print(json.dumps({**asdict(times), "told": told, "goal": GOAL_SECONDS}))
        return
    what = (
        f"`demo --history {WANTED}`, from {options.records} records: {duration(times.processor)} of processor time "
        f"each, {duration(times.tail_told(WANTED))} at the end"
    )
    print(limit_row(what, duration(told), "< 5 min", reached=told < GOAL_SECONDS))


if __name__ == "__main__":
    main()
