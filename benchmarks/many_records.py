"""A production with many records, for the benchmarks of start and memory.

The first ones are plausible signed days of `showclear demo`; the others are take-backs of one gun, which are short and
unsigned. They are written in bulk, with the marks of this laptop, by the functions that write every record.
"""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from pathlib import Path

from showclear.app import custody
from showclear.app.bodies import restriction_facts
from showclear.app.demo import ARMORER, demo_machine, make_demo
from showclear.app.demo_things import WEAPONS
from showclear.app.production import Production
from showclear.ledger.head import SCHEMA, Head
from showclear.ledger.record import digest_of, record_name, render_body, with_cut
from showclear.storage.lines import encode_line
from showclear.storage.paths import ProductionPaths

SIGNED = 1000
"""How many records of signed days there are, at most."""


def make(folder: Path, records: int, signed: int = SIGNED) -> None:
    """Make a production with that many records in a new folder, and open it once, so that it is remembered."""
    make_demo(folder, now=datetime.now(UTC), history=min(signed, records), rounds=4)
    fill(folder, records)
    open_once(folder)


def fill(folder: Path, records: int) -> None:
    """Write take-backs until there are that many records."""
    production = Production.open(folder, machine=demo_machine(folder), window=False)
    book, log = production.book, production.book.folder
    after, digest = log.marks.head(_own(folder)), book.production
    act = custody.take_back(WEAPONS[0].tag, ARMORER.id, (), "")
    facts = restriction_facts(act.title, act.effects)
    now, marks = datetime.now(UTC).replace(microsecond=0), []
    sequence, previous = after.sequence, after.digest
    for _ in range(records - len(book.names())):
        sequence += 1
        head = Head(SCHEMA, act.kind, secrets.token_hex(16), digest, after.log, sequence, previous, now, (), ())
        data = with_cut(render_body(head, facts))
        previous = digest_of(data)
        name = record_name(head, previous)
        (ProductionPaths(folder).log / name).write_bytes(data)
        marks.append(encode_line(f"published {name} {previous}"))
    with demo_machine(folder).production(digest).marks.open("ab") as file:
        file.write(b"".join(marks))
    production.close()


def open_once(folder: Path) -> None:
    """Read every record, and leave the snapshot for the next start."""
    production = Production.open(folder, machine=demo_machine(folder))
    assert not production.reads_only, production.reads_only
    production.close()


def _own(folder: Path) -> str:
    (log,) = {name.rsplit("-", 2)[0] for name in (one.name for one in (folder / "log").iterdir())}
    return log
