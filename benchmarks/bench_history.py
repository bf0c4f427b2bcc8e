"""Making plausible signed days (`showclear demo --history N`), told for 36,000 records.

A demonstration of two units on two laptops, each in a process of its own, is made in a temporary folder, and the time
of its days alone is taken, from the first record of the first to the last of the last. What is told is that time a
record, times 36,000. Whether a record costs the same in a long folder as in a short one, and how long the first laptop
reads what the second one brings at the end, only making them all can tell (minutes):

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
from datetime import UTC, datetime
from pathlib import Path

from rows import duration, limit_row

from showclear.app.demo import make_demo

GOAL_SECONDS = 300.0
WANTED = 36_000


def a_record(folder: Path, records: int) -> tuple[float, float]:
    """Wall seconds that one record of made-up days takes, and processor seconds on the laptop that makes it."""
    seen: list[tuple[int, float, float]] = []

    def note(done: int, wanted: int) -> None:
        seen.append((done, time.perf_counter(), time.process_time()))

    make_demo(
        folder, now=datetime.now(UTC), history=records, seed=1, rounds=4, two_units=records, progress=note
    )  # fmt: skip
    (first, wall, processor), (last, wall_end, processor_end) = seen[1], seen[-1]
    # This process makes every other record.
    return (wall_end - wall) / (last - first), 2 * (processor_end - processor) / (last - first)


def main() -> None:
    """Print the row, or JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="print JSON, times in seconds")
    parser.add_argument("--records", type=int, default=1920, help="how many records of days are made")
    parser.add_argument("--folder", type=Path, help="a folder on the disk to be measured")
    options = parser.parse_args()
    parent: Path = options.folder or Path(__file__).resolve().parent.parent / "build"
    parent.mkdir(exist_ok=True)
    root = Path(tempfile.mkdtemp(prefix="bench-history-", dir=parent))
    try:
        wall, processor = a_record(root / "demo", options.records)
    finally:
        shutil.rmtree(root)
    if options.json:
        print(json.dumps({"records": options.records, "wall": wall, "processor": processor, "goal": GOAL_SECONDS}))
        return
    what = f"`demo --history {WANTED}`, from {options.records} records: {duration(processor)} of processor time each"
    print(limit_row(what, duration(wall * WANTED), "< 5 min", reached=wall * WANTED < GOAL_SECONDS))


if __name__ == "__main__":
    main()
