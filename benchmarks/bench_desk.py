"""The search index of the desk: a day, a weapon, a word as it is typed, at 36,000 and 100,000 records.

The records are those of a demonstration with some days of work, laid again and again into earlier days; the reference
is the bare SQLite query on the same file in the same run, in processor time; how long a key waits is by the clock.

python benchmarks/bench_desk.py                  both sizes
python benchmarks/bench_desk.py --records 5000   a quick look
"""

from __future__ import annotations

import argparse
import sqlite3
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

from rows import interleaved, limit_row, row

from showclear.app.demo import demo_machine, make_demo
from showclear.app.desk.indexing import verified
from showclear.app.desk.noting import row_of
from showclear.app.production import Production
from showclear.storage.index import Index
from showclear.storage.index_rows import MOST, IndexRow, Search

SIZES = (36_000, 100_000)
HISTORY = 300
DAY_SECONDS = 86_400
BATCH = 2000
LONGEST_MS = 50.0
TYPED = ("i", "in", "ins", "insp", "inspection a", "inspection a-07", "inspection a-07 dummy", "ladder", "jonas")

QUERIES = {
    "one day": (
        "SELECT name, ts, day, date, kind, what, scene, title, verdict, things, marks FROM records "
        "WHERE day = ? ORDER BY id DESC LIMIT ?"
    ),
    "one weapon": (
        "SELECT name, ts, day, date, kind, what, scene, title, verdict, things, marks FROM things "
        "JOIN records ON records.id = things.record WHERE thing = ? ORDER BY record DESC LIMIT ?"
    ),
    "one search": (
        "SELECT name, ts, day, date, kind, what, scene, title, verdict, things, marks FROM words "
        "JOIN records ON records.id = words.rowid WHERE words MATCH ? ORDER BY words.rowid DESC LIMIT ?"
    ),
}


def templates(folder: Path) -> list[IndexRow]:
    """The rows of a demonstration with some days."""
    make_demo(folder, now=datetime(2026, 3, 2, 19, tzinfo=UTC), history=HISTORY, rounds=4)
    production = Production.open(folder, machine=demo_machine(folder), window=False)
    now = verified(production.book, folder)
    read = production.book.folder.read
    rows = [row_of(*one, now.findings(one[0]), read(one[0]), now.around) for one in now.files()]
    production.close()
    return rows


def many(rows: Sequence[IndexRow], records: int) -> Iterator[IndexRow]:
    """So many rows: the same days, again and again, each time as long before as they last."""
    span = (max(one.made_at for one in rows) - min(one.made_at for one in rows)) // DAY_SECONDS + 1
    for number in range(records):
        again, one = divmod(number, len(rows))
        template = rows[one]
        digest = sha256(f"{number}".encode()).hexdigest()
        made_at = template.made_at - again * span * DAY_SECONDS
        date = f"{datetime.fromtimestamp(made_at, UTC):%Y-%m-%d}"
        name = f"cart-ab12-{number + 1:06d}-{digest[:32]}.toml"
        yield replace(template, name=name, digest=digest, made_at=made_at, date=date, day=date if template.day else "")


def fill(path: Path, rows: Sequence[IndexRow], records: int) -> Index:
    """An index with so many records."""
    index = Index(path, {"production": "benchmark", "folder": "benchmark"})
    batch: list[IndexRow] = []
    for one in many(rows, records):
        batch.append(one)
        if len(batch) == BATCH:
            index.update(batch)
            batch.clear()
    index.update(batch)
    return index


def table(index: Index, path: Path, records: int) -> Iterator[str]:
    """The rows for one size."""
    day = index.days()[len(index.days()) // 2].day
    bare = sqlite3.connect(path)
    asked: dict[str, tuple[Search, str]] = {
        "one day": (Search(day=day), day),
        "one weapon": (Search(thing="A-07"), "A-07"),
        "one search": (Search(words="inspection dummy"), '"inspection"* "dummy"*'),
    }
    for what, (wanted, value) in asked.items():
        bare_query = partial(_bare, bare, QUERIES[what], value)
        took, bare_took = interleaved(partial(index.search, wanted), bare_query, rounds=51, clock=process_time)
        yield row(f"{what} over {records:,} records", "the bare SQLite query", took, bare_took, 2.0)
    worst = max(_typed(index, typed) for typed in TYPED)
    words = f"{worst:.1f} ms"
    yield limit_row(
        f"the slowest of {len(TYPED)} searches as they are typed, {records:,} records", words, f"< {LONGEST_MS:g} ms",
        reached=worst < LONGEST_MS,
    )  # fmt: skip


def _bare(connection: sqlite3.Connection, sql: str, value: str) -> list[tuple[object, ...]]:
    return connection.execute(sql, (value, MOST)).fetchall()


def _typed(index: Index, typed: str) -> float:
    took = []
    for _ in range(7):
        began = perf_counter()
        index.search(Search(words=typed))
        took.append(1000 * (perf_counter() - began))
    return median(took)


def main() -> int:
    """Print the rows of the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, action="append", help="instead of both sizes")
    wanted = parser.parse_args().records or SIZES
    with tempfile.TemporaryDirectory() as folder:
        rows = templates(Path(folder) / "demo")
        for records in wanted:
            path = Path(folder) / f"index-{records}.sqlite"
            began = perf_counter()
            index = fill(path, rows, records)
            size = path.stat().st_size / 2**20
            print(f"{records:,} rows in {perf_counter() - began:.1f} s, {size:.0f} MiB", file=sys.stderr)
            for line in table(index, path, records):
                print(line, flush=True)
            index.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
