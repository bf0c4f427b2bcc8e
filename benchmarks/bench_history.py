"""Making plausible signed days (`showclear demo --history N`), told for 36,000 records.

Demonstrations of two units on two laptops, each in a process of its own, are made in a temporary folder, one with a
quarter of the records of the other. Three parts of each are timed by the clock: the founding with its guns; the days,
from the first record of the first laptop to the last of the second; and the tail, in which the first laptop takes in
what the second one brings, opens today, and keeps a snapshot. Days and tail are told for 36,000 on the line through the
two, so that the start of the processes is counted once. Whether a record costs the same in a long folder as in a short
one only making them all can tell (minutes):

    time showclear demo /path/to/new --history 36000
    time showclear verify /path/to/new

    python benchmarks/bench_history.py [--json] [--records N] [--folder DIR]

DIR must lie on a real disk; without it, `build/` of this checkout.
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
    processor: float
    """Of the processor, for one record of days, on the laptop that makes it."""


def told(small: Times, large: Times, wanted: int) -> tuple[float, float, float]:
    """What founding, days and tail of so many records would take: on the line through two that were made."""

    def on_line(one: float, other: float) -> float:
        return other + (wanted - large.records) * (other - one) / (large.records - small.records)

    return large.founding, on_line(small.days, large.days), on_line(small.tail, large.tail)


def make(folder: Path, records: int) -> Times:
    """Make a demonstration of two units."""
    seen: list[tuple[int, float, float]] = []

    def note(done: int, wanted: int) -> None:
        seen.append((done, time.perf_counter(), time.process_time()))

    began = time.perf_counter()
    make_demo(
        folder, now=datetime.now(UTC), history=records, seed=1, rounds=4, two_units=records, progress=note
    )  # fmt: skip
    over = time.perf_counter()
    own = [one for one in seen if one[0] < records]
    (_, start, processor), (_, end, _) = seen[0], seen[-1]
    # This process makes every other record; once it is done it waits for the second one.
    return Times(records, start - began, end - start, over - end, (own[-1][2] - processor) / (records // 2))


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
        small, large = (make(root / str(records), records) for records in (options.records // 4, options.records))
    finally:
        shutil.rmtree(root)
    founding, days, tail = told(small, large, WANTED)
    whole = founding + days + tail
    if options.json:
        print(json.dumps({"small": asdict(small), "large": asdict(large), "told": whole, "goal": GOAL_SECONDS}))
        return
    what = (
        f"`demo --history {WANTED}`, from {options.records} records: {duration(large.processor)} of processor time "
        f"each, the days {duration(days)}, the tail {duration(tail)}"
    )
    print(limit_row(what, duration(whole), "< 5 min", reached=whole < GOAL_SECONDS))


if __name__ == "__main__":
    main()
