"""Keeping the search index true to the verified records: what is new or changed goes in, the rest stays."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, tzinfo
from itertools import islice
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from showclear.app.desk.noting import Surroundings, row_of
from showclear.app.logbook import LogBook
from showclear.domain.situation import Situation
from showclear.errors import StorageError
from showclear.ledger.past import Past
from showclear.ledger.record import digest_of
from showclear.ledger.results import RecordResult
from showclear.ledger.steps import Finding, Verdict
from showclear.storage.index import Index, IndexFaultError
from showclear.storage.index_rows import IndexRow

BATCH = 16
"""Records that go in together: nobody who searches meanwhile waits for more."""

Progress = Callable[[int, int], None]
"""How many records are in, of how many that have to go in."""

Read = Callable[[str], bytes]


@dataclass(frozen=True, slots=True)
class Verified:
    """What verification said of all files at one moment. Nothing of it changes, so another thread may read it."""

    past: Past
    later: Mapping[str, RecordResult]
    warned: Mapping[str, tuple[Finding, ...]]
    """What verification warns of in files of the past."""
    around: Surroundings
    key: Mapping[str, str]

    def files(self) -> Iterator[tuple[str, str, str]]:
        """Name, digest and verdict of every file."""
        past = self.past
        for row in range(len(past)):
            name = past.name(row)
            if name not in self.later:
                yield name, past.digest(row), str(Verdict.INTACT)
        yield from ((name, one.digest, str(one.verdict)) for name, one in self.later.items())

    def findings(self, name: str) -> tuple[Finding, ...]:
        """What was found of a file."""
        return self.later[name].findings if name in self.later else self.warned.get(name, ())


def verified(book: LogBook, folder: Path) -> Verified:
    """What is known of the files now."""
    records, situation = book.result.records, book.situation
    past = records.past
    return Verified(
        past=past,
        later=dict(records.later),
        warned={past.name(row): past.warnings(row) for row in past.warned},
        around=Surroundings(book.names_of_people(), frozenset(_tags(situation)), zone_of(book)),
        key={"production": book.production, "folder": str(folder.resolve())},
    )


def zone_of(book: LogBook) -> tzinfo:
    """The zone of the production; UTC where it names none that this machine knows."""
    named = book.identity().get("zone")
    try:
        return ZoneInfo(named) if isinstance(named, str) and named else UTC
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


def _tags(situation: Situation) -> Iterator[str]:
    for kind in ("weapon", "device", "container"):
        yield from situation.view.tags(kind)
    from showclear.domain.situation.batches import batch_tags

    yield from batch_tags(situation.view)


def bring_up_to_date(index: Index, now: Verified, read: Read, progress: Progress = lambda done, of: None) -> int:
    """Make the index what verification says now; how many records went in.

    Args:
        index: the index.
        now: what is known of the files.
        read: gives the bytes of a file.
        progress: told after each batch.

    Raises:
        StorageError: no index can be made.
    """
    try:
        return _bring(index, now, read, progress)
    except IndexFaultError:
        index.make_anew("The search index was damaged.")
        return _bring(index, now, read, progress)


def _bring(index: Index, now: Verified, read: Read, progress: Progress) -> int:
    there = index.known()
    files = {name: (digest, verdict) for name, digest, verdict in now.files()}
    gone = [name for name in there if name not in files]
    if gone:
        index.update((), gone)
    new = [name for name, said in files.items() if there.get(name) != said]
    # The newest first: they are what somebody looks for.
    new.reverse()
    progress(0, len(new))
    done = 0
    for names in _batches(new):
        index.update([_row(name, *files[name], now, read) for name in names])
        done += len(names)
        progress(done, len(new))
    return done


def _row(name: str, digest: str, verdict: str, now: Verified, read: Read) -> IndexRow:
    try:
        data = read(name)
    except StorageError:
        data = b""
    if digest_of(data) != digest:
        # Changed or gone since it was verified. Without a digest it is looked at again the next time.
        return IndexRow(
            name, "", verdict, 0, title="Not as it was when it was verified",
            marks={verdict: "The file changed or went away meanwhile."}, text=name,
        )  # fmt: skip
    return row_of(name, digest, verdict, now.findings(name), data, now.around)


def _batches(names: Iterable[str]) -> Iterator[list[str]]:
    left = iter(names)
    while batch := list(islice(left, BATCH)):
        yield batch
