"""Durable entry and published record, as ratios against the bare calls in the same run.

    python benchmarks/bench_storage.py [--json] [--folder DIR] [--rounds N]

DIR must lie on the disk to be measured (a memory disk gives nonsense); without it, `build/` of this checkout.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter

from rows import interleaved, row

from showclear.ledger.head import SCHEMA, Head
from showclear.ledger.record import render_body, with_cut
from showclear.storage.drafts import Drafts
from showclear.storage.files import LocalFileSystem
from showclear.storage.log_folder import LogFolder
from showclear.storage.marks import LogHead
from showclear.storage.paths import MachinePaths, ProductionPaths

PRODUCTION = "ab" * 32
MADE_AT = datetime(2026, 5, 4, 12, tzinfo=UTC)
EVENT = {"event": "answered", "block": "prove-empty", "step": "chamber", "slot": "3", "value": "empty", "ms": 81234}
GOAL = 1.5


@dataclass(frozen=True, slots=True)
class Measured:
    """One row; times are medians in seconds."""

    what: str
    reference: str
    ours: float
    theirs: float


def durable_entry(root: Path, rounds: int) -> Measured:
    """One journal event against one bare append + fsync of as many bytes."""
    journal = Drafts(LocalFileSystem(), ProductionPaths(root / "entries")).create("0" * 32, {"plan": "D"})
    data = b"x" * (len(json.dumps(EVENT, separators=(",", ":"))) + 10)
    with (root / "bare.jsonl").open("ab", buffering=0) as file:

        def bare() -> None:
            file.write(data)
            os.fsync(file.fileno())

        ours, theirs = interleaved(lambda: journal.append(EVENT), bare, rounds=rounds)
    journal.close()
    return Measured("durable entry", "bare append + fsync", ours, theirs)


def record_after(head: LogHead, number: int) -> bytes:
    """A record of about 4 kB."""
    facts = {f"step_{letter}": "x" * 180 for letter in "abcdefghijklmnopqrst"}
    id_ = f"{number:032x}"
    place = (head.log, head.sequence + 1, head.digest)
    return with_cut(render_body(Head(SCHEMA, "hold", id_, PRODUCTION, *place, MADE_AT, (), ()), facts))


def bare_publish(folder: Path, data: bytes, name: str) -> None:
    """Temporary file, fsync, link, fsync of the folder."""
    temporary = folder / "new"
    with temporary.open("xb", buffering=0) as file:
        file.write(data)
        os.fsync(file.fileno())
    os.link(temporary, folder / name)
    descriptor = os.open(folder, os.O_RDONLY)
    os.fsync(descriptor)
    os.close(descriptor)
    temporary.unlink()


def published_record(root: Path, rounds: int) -> Measured:
    """From the finished bytes of an open run to the acknowledgement; the run is begun before the clock starts."""
    state = MachinePaths(root / "home").production(PRODUCTION)
    log = LogFolder(LocalFileSystem(), ProductionPaths(root / "production"), state)
    log.start_log("bench")
    folder = root / "bare"
    folder.mkdir()
    took: tuple[list[float], list[float]] = ([], [])
    for number in range(rounds):
        run_id = f"{number:032x}"
        data = record_after(log.head(), number)
        log.drafts.create(run_id, {"plan": "D"}).close()
        began = perf_counter()
        log.publish(data, run_id)
        took[0].append(perf_counter() - began)
        began = perf_counter()
        bare_publish(folder, data, f"{number}.toml")
        took[1].append(perf_counter() - began)
        # What the app does when nobody waits.
        log.tidy()
    return Measured("published record", "bare temp + fsync + link + fsync", median(took[0]), median(took[1]))


def main() -> None:
    """Print the rows, or JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="print JSON, times in seconds")
    parser.add_argument("--folder", type=Path, help="a folder on the disk to be measured")
    parser.add_argument("--rounds", type=int, default=200, help="how often each side runs")
    options = parser.parse_args()
    parent: Path = options.folder or Path(__file__).resolve().parent.parent / "build"
    parent.mkdir(exist_ok=True)
    root = Path(tempfile.mkdtemp(prefix="bench-storage-", dir=parent))
    benchmarks: tuple[Callable[[Path, int], Measured], ...] = (durable_entry, published_record)
    try:
        measured = [benchmark(root, options.rounds) for benchmark in benchmarks]
    finally:
        shutil.rmtree(root)
    if options.json:
        rows = [asdict(one) | {"ratio": one.ours / one.theirs, "goal": GOAL} for one in measured]
        json.dump(rows, sys.stdout, indent=2)
        print()
        return
    for one in measured:
        print(row(one.what, one.reference, one.ours, one.theirs, GOAL))


if __name__ == "__main__":
    main()
