"""What a record costs in short and in long logs: verifying, reading from nothing, and `auditchain` beside them.

Records of two signatures and 22 answers each are made once, by two laptops that cite each other; the shorter logs are
the beginnings of the longest. Every figure is of a process of its own, and PyNaCl has its turn before and after each.

    python benchmarks/bench_flat.py                                    rows of the table, for 1,000 and 10,000 records
    python benchmarks/bench_flat.py --records 1000 10000 36000 100000 --table
    python benchmarks/bench_flat.py --auditchain PYTHON                with a Python that has `auditchain[ed25519]`
    python benchmarks/bench_flat.py --folder FOLDER                    keep the records there, or take those that are
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from rows import duration, row

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from showclear.storage.paths import HOME_VARIABLE
from tests.ledger.workshop import AD, ARMORER, SECOND_ARMORER, crewed

HERE = Path(__file__).resolve().parent
SIZES = (1000, 10_000)
WARM = 20
WEAPONS = 40
MIDDLE = 10_000
"""Records of a log that is measured three times; a longer one is measured twice."""
GOAL = 2.0
FLAT = 1.1
"""What a record may cost in the longest log, against the shortest."""
REFERENCE = "pynacl"
OURS = {
    "verify": "`showclear verify`",
    "alone": "the same by one process",
    "index": "verify and index from nothing",
}
THEIRS = {
    "plain": "`auditchain`: chain of SHA-256, no signature",
    "once": "the same, its file read once",
    "signed": "`auditchain`: chain of HMAC and one Ed25519 signature",
}
ENTRIES: list[dict[str, Any]] = [
    {"step": "chamber-empty", "slot": str(number % 6), "person": ARMORER.person, "value": "empty", "ms": number}
    for number in range(22)
]


@dataclass
class Measured:
    """Seconds for one record, of every round."""

    processor: dict[tuple[str, int], list[float]] = field(default_factory=dict)
    wall: dict[tuple[str, int], list[float]] = field(default_factory=dict)

    def take(self, what: str, size: int, took: tuple[float, float, int]) -> None:
        """One more round of it."""
        used, seconds, records = took
        self.processor.setdefault((what, size), []).append(used / records)
        self.wall.setdefault((what, size), []).append(seconds / records)


def facts(number: int) -> dict[str, Any]:
    """An inspection of one of the guns."""
    tag = f"R-{number % WEAPONS}"
    effect = {"effect": "weapon-cleared", "weapon": tag, "contents": "dummies", "count": 6}
    return {"title": f"Inspection of {tag}", "effects": [effect], "entries": ENTRIES}


def records(number: int) -> Iterator[tuple[str, bytes]]:
    """Names and bytes of that many records, in the order in which they were written."""
    workshop = crewed()
    workshop.enrol(SECOND_ARMORER)
    yield from workshop.files.items()
    for at in range(len(workshop.files), number):
        workshop.files.clear()
        log = "cart-a1b2" if at % 2 else "truck-c3d4"
        written = workshop.write(log, "procedure", [(ARMORER, "inspected"), (AD, "witnessed")], facts(at))
        yield written.name, written.data


def make(root: Path, sizes: tuple[int, ...]) -> None:
    """A folder for each number of records, unless they are there: `root/SIZE/log`."""
    missing = [size for size in sorted({WARM, *sizes}) if not (root / str(size) / "log").is_dir()]
    if not missing:
        return
    root.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="making-", dir=root) as making:
        made: list[Path] = []
        for name, data in records(missing[-1]):
            made.append(Path(making) / name)
            made[-1].write_bytes(data)
            if len(made) in missing:
                begin = Path(making) / "log"
                begin.mkdir()
                for path in made:
                    os.link(path, begin / path.name)
                place = root / str(len(made))
                place.mkdir(exist_ok=True)
                begin.rename(place / "log")


def add_entries(folder: Path, size: int, auditchain: str) -> None:
    """As many entries of `auditchain` beside the records, unless they are there, as long as those are on average."""
    if all((folder / f"{kind}.jsonl").is_file() for kind in ("plain", "signed")):
        return
    lengths = [path.stat().st_size for path in (folder / "log").iterdir()]
    length = round(sum(lengths) / len(lengths))
    print(f"… {size} entries of {length} bytes", file=sys.stderr, flush=True)
    run(auditchain, "on_auditchain.py", "make", folder, size, length, json.dumps(ENTRIES))


def run(python: str, script: str, *given: object) -> Any:
    """What a measuring process printed."""
    with tempfile.TemporaryDirectory(prefix="bench-flat-") as home:
        done = subprocess.run(
            (python, HERE / script, *map(str, given)),
            stdout=subprocess.PIPE,
            text=True,
            check=True,
            env=os.environ | {HOME_VARIABLE: home},
        )
    return json.loads(done.stdout) if done.stdout else None


def measure(root: Path, sizes: tuple[int, ...], rounds: int, auditchain: str | None) -> Measured:
    """Everything in turn, the shortest log the most often."""
    measured = Measured()
    for number in range(rounds):
        for size in sizes:
            if number >= (rounds if size == sizes[0] else 3 if size <= MIDDLE else 2):
                continue
            folder, warm = root / str(size), root / str(WARM)
            turn = [(sys.executable, "flat_worker.py", what) for what in OURS]
            if auditchain:
                turn += [(auditchain, "on_auditchain.py", what) for what in THEIRS]
            for python, script, what in turn if number % 2 == 0 else turn[::-1]:
                measured.take(REFERENCE, size, run(sys.executable, "flat_worker.py", REFERENCE, folder, warm))
                measured.take(what, size, run(python, script, what, folder, warm))
            print(f"… round {number + 1}, {size} records, load {os.getloadavg()[0]:.1f}", file=sys.stderr, flush=True)
        print(table(measured, sizes), file=sys.stderr, flush=True)
    return measured


def table(measured: Measured, sizes: tuple[int, ...]) -> str:
    """Two tables: processor time with the ratio to PyNaCl, and wall time."""
    lines = []
    for title, seconds in (("processor time", measured.processor), ("wall time", measured.wall)):
        named = [f"{size:,} records" for size in sizes]
        lines += [
            f"| {title} of one record | {' | '.join(named)} | {sizes[-1]:,} to {sizes[0]:,} |",
            f"|---|{'---:|' * (len(sizes) + 1)}",
        ]
        for what, words in ((REFERENCE, "two PyNaCl verifications of the same bytes"), *OURS.items(), *THEIRS.items()):
            if (what, sizes[0]) not in seconds:
                continue
            cost = [median(seconds[what, size]) for size in sizes]
            least = [median(seconds[REFERENCE, size]) for size in sizes]
            cells = [
                duration(one) if what == REFERENCE else f"{duration(one)} ({one / other:.2f} ×)"
                for one, other in zip(cost, least, strict=True)
            ]
            lines.append(f"| {words} | {' | '.join(cells)} | {cost[-1] / cost[0]:.2f} |")
        lines.append("")
    return "\n".join(lines)


def rows(measured: Measured, sizes: tuple[int, ...]) -> str:
    """Rows of the table of all benchmarks: processor time."""
    lines = []
    cost = {key: median(found) for key, found in measured.processor.items()}
    for what, words in OURS.items():
        lines += [
            row(
                f"{words}: a record of {size:,}",
                "two PyNaCl verifications of the same bytes",
                cost[what, size],
                cost[REFERENCE, size],
                GOAL,
            )
            for size in sizes
        ]
        lines.append(
            row(
                f"{words}: a record of {sizes[-1]:,}",
                f"a record of {sizes[0]:,}",
                cost[what, sizes[-1]],
                cost[what, sizes[0]],
                FLAT,
            )
        )
    return "\n".join(lines)


def main() -> None:
    """Print the rows, or the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, nargs="+", default=SIZES, help="how many records the logs have")
    parser.add_argument("--rounds", type=int, default=5, help="how often the shortest log is measured")
    parser.add_argument("--folder", type=Path, help="where the records are kept")
    parser.add_argument("--auditchain", metavar="PYTHON", help="a Python that has auditchain[ed25519]")
    parser.add_argument("--table", action="store_true", help="tables with wall time and `auditchain` instead of rows")
    options = parser.parse_args()
    sizes = tuple(sorted(options.records))
    with tempfile.TemporaryDirectory(prefix="bench-flat-") as temporary:
        root = options.folder or Path(temporary)
        make(root, sizes)
        if options.auditchain:
            print(f"… auditchain {run(options.auditchain, 'on_auditchain.py', 'version', root)}", file=sys.stderr)
            for size in (WARM, *sizes):
                add_entries(root / str(size), size, options.auditchain)
        measured = measure(root, sizes, options.rounds, options.auditchain)
    print(table(measured, sizes) if options.table else rows(measured, sizes))


if __name__ == "__main__":
    main()
