"""One measurement of `bench_flat.py` in a process of its own, so that nothing is left over from another one.

    python flat_worker.py WHAT FOLDER WARM

`FOLDER/log` holds the records. `WARM` is the beginning of the same production: with it everything is done once before
the clock runs, so that no module is loaded meanwhile. Prints processor seconds, wall seconds and the number of records.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench_verify import Prepared, over_bytes

from showclear.app.log_reading import LogReading
from showclear.cli.verifying import Verified, verify_records
from showclear.ledger.steps import Verdict
from showclear.storage.clock import SystemClock
from showclear.storage.files import LocalFileSystem
from showclear.storage.log_folder import LogFolder
from showclear.storage.paths import ProductionPaths, ProductionState

SAMPLE = 10_000
"""Records that PyNaCl is given, at most; of more records every so many."""
AT_ONCE = 500
"""Records of which the covered bytes are made ready, while the clock stands."""
Took = tuple[float, float, int]
"""Processor seconds, wall seconds, records."""


def processor() -> float:
    """Seconds of this process and of those that it started and that have ended."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Processor and wall seconds of one call."""
    began, used = time.perf_counter(), processor()
    work()
    return processor() - used, time.perf_counter() - began


def verify(folder: Path, production: str) -> Took:
    """What `showclear verify` does before it prints."""
    found: list[Verified] = []
    used, took = timed(lambda: found.append(verify_records(folder / "log")))
    result = found[0].result
    assert result.verdict is Verdict.INTACT, result.all_findings()
    assert result.production == production
    return used, took, len(result.records)


def alone(folder: Path, production: str) -> Took:
    """The same on one processor, where it starts no other process."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    return verify(folder, production)


def index(folder: Path, production: str) -> Took:
    """What opening does on a laptop that never saw the production: verified, taken apart, folded, marked as seen."""
    books: list[LogReading] = []

    def read() -> None:
        log = LogFolder(LocalFileSystem(), ProductionPaths(folder), ProductionState(Path(state)))
        books.append(LogReading(log, SystemClock(), production))
        books[0].refresh()

    with tempfile.TemporaryDirectory(prefix="bench-flat-") as state:
        used, took = timed(read)
    result = books[0].result
    assert result.verdict is Verdict.INTACT, result.all_findings()
    return used, took, len(result.records)


def pynacl(folder: Path, production: str) -> Took:
    """Two bare verifications a record, over the bytes that its signatures cover."""
    paths = sorted((folder / "log").iterdir())
    paths = paths[:: -(-len(paths) // SAMPLE)]
    used = took = 0.0
    for at in range(0, len(paths), AT_ONCE):
        prepared = [over_bytes(path.read_bytes()) for path in paths[at : at + AT_ONCE]]
        assert all(len(pair) == 2 for pair in prepared)
        more_used, more_took = timed(lambda some=prepared: check(some))  # type: ignore[misc]
        used, took = used + more_used, took + more_took
    return used, took, len(paths)


def check(prepared: list[Prepared]) -> None:
    """Only the signatures."""
    for pair in prepared:
        for key, message, signature in pair:
            key.verify(message, signature)


WAYS = {"pynacl": pynacl, "verify": verify, "alone": alone, "index": index}


def main() -> None:
    """Measure once and print it."""
    way, folder, warm = WAYS[sys.argv[1]], Path(sys.argv[2]), Path(sys.argv[3])
    production = verify_records(warm / "log").result.production
    assert production
    way(warm, production)
    print(json.dumps(way(folder, production)))


if __name__ == "__main__":
    main()
