"""Reading a folder from nothing: verified, taken apart and folded, against parsing it and verifying its signatures.

The folder holds plausible signed days of `showclear demo`. Ours is what opening it does without a snapshot, by as many
processes as it is worth; the reference is one `rtoml` parse of each record and PyNaCl over what its signatures cover,
by one process. Both are told by the clock, so the machine must be quiet. A second row has ours by one process, in
processor time.

`rtoml` belongs to no part of Show Clear; without it (`pip install rtoml`) the row says that it was not measured.

    python benchmarks/bench_index.py [--records N | --folder FOLDER]
"""

from __future__ import annotations

import argparse
import importlib
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from nacl.signing import SigningKey, VerifyKey
from rows import interleaved, limit_row, row

from showclear.app.inspecting import inspect_files, processors
from showclear.app.log_reading import LogReading
from showclear.ledger.record import parse_frame
from showclear.ledger.steps import Verdict
from showclear.ledger.verification import Verifier
from showclear.storage.clock import SystemClock
from showclear.storage.files import LocalFileSystem
from showclear.storage.log_folder import LogFolder
from showclear.storage.paths import ProductionPaths, ProductionState

GOAL = 2.0


def reading(folder: Path, state: ProductionState, production: str, processes: int | None) -> Callable[[], None]:
    """Everything that a start without a snapshot reads."""
    paths = ProductionPaths(folder)

    def read() -> None:
        book = LogReading(LogFolder(LocalFileSystem(), paths, state), SystemClock(), production)
        book.processes = processes
        book.refresh()
        assert book.result.verdict is Verdict.INTACT, book.result.all_findings()

    return read


def bare(records: list[bytes], parse: Callable[[str], object]) -> Callable[[], None]:
    """One parse of each record, and its signatures: by a key of ours over the very bytes that they cover."""
    key = SigningKey.generate()
    signed: list[tuple[str, list[tuple[VerifyKey, bytes, bytes]]]] = []
    for data in records:
        covered = [data[: block.covered] for block in parse_frame(data).blocks]
        signed.append((data.decode(), [(key.verify_key, one, key.sign(one).signature) for one in covered]))

    def check() -> None:
        for text, signatures in signed:
            parse(text)
            for public, data, signature in signatures:
                public.verify(data, signature)

    return check


def measure(folder: Path, state: ProductionState, rounds: int) -> None:
    """Print the rows for a folder. `state` keeps its marks."""
    log = folder / "log"
    names = sorted(path.name for path in log.iterdir())
    verifier = Verifier()
    verifier.add_inspections(inspect_files(log, names))
    production = verifier.context().production or ""
    what = f"verify and index from nothing, {len(names)} records of days"
    try:
        parse: Callable[[str], object] = importlib.import_module("rtoml").loads
    except ModuleNotFoundError:
        print(limit_row(f"{what}: not measured, rtoml is not installed", "–", f"≤ {GOAL:g}", reached=False))
        return
    reference = bare([(log / name).read_bytes() for name in names], parse)
    against = "one rtoml parse + PyNaCl over what is signed, by one process"
    ways = (
        (None, time.perf_counter, f"by the clock, ours by {processors()} processes beside this one"),
        (1, time.process_time, "processor time, ours by one process"),
    )
    for processes, clock, how in ways:
        ours = reading(folder, state, production, processes)
        took, other = interleaved(ours, reference, rounds=rounds, clock=clock)
        print(row(f"{what}: {how}", against, took / len(names), other / len(names), GOAL), flush=True)


def main() -> None:
    """Print the rows."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=3000, help="how many records of days are made")
    parser.add_argument("--folder", type=Path, help="a production that is there already; nothing is written into it")
    parser.add_argument("--rounds", type=int, default=7, help="how often each is measured")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-index-") as root:
        folder = options.folder or Path(root) / "demo"
        if options.folder is None:
            # Every process that reads imports this file: what only makes the days is no part of that.
            from showclear.app.demo import make_demo

            make_demo(folder, now=datetime.now(UTC), history=options.records, rounds=4)
        measure(folder, ProductionState(Path(root) / "state"), options.rounds)


if __name__ == "__main__":
    main()
