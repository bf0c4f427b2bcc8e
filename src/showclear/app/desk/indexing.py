"""Keeping the search index true to the verified records: what is new or changed goes in, the rest stays."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, tzinfo
from itertools import islice
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from showclear.app.desk.filling import NotFilledError, Said, fill_elsewhere, row_for
from showclear.app.desk.noting import Surroundings
from showclear.app.logbook import LogBook
from showclear.domain.situation import Situation
from showclear.errors import StorageError
from showclear.ledger.past import Past
from showclear.ledger.results import RecordResult
from showclear.ledger.steps import Finding, Verdict
from showclear.storage.index import Index, IndexFaultError
from showclear.words import english

BATCH = 16
"""Records that go in together: nobody who searches meanwhile waits for more."""

MANY = 1500
"""So many records go in by another process: below that, this one is done before the other one has begun."""

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


def bring_up_to_date(
    index: Index, now: Verified, read: Read, progress: Progress = lambda done, of: None, log: Path | None = None
) -> int:
    """Make the index what verification says now; how many records went in.

    Args:
        index: the index.
        now: what is known of the files.
        read: gives the bytes of a file.
        progress: told after each batch.
        log: where the files lie, if another process may read them where there are many.

    Raises:
        StorageError: no index can be made.
    """
    try:
        return _bring(index, now, read, progress, log)
    except IndexFaultError:
        index.make_anew(english("The search index was damaged."))
        return _bring(index, now, read, progress, log)


def _bring(index: Index, now: Verified, read: Read, progress: Progress, log: Path | None) -> int:
    new = _new(index, now)
    progress(0, len(new))
    if log is not None and len(new) >= MANY and not index.private:
        try:
            with closing(fill_elsewhere(index.path, now.key, log, new, now.around)) as filling:
                for done in filling:
                    progress(done, len(new))
            return len(new)
        except NotFilledError:
            # No further process here: this one does what is left.
            left = _new(index, now)
            return len(new) - len(left) + _fill_here(index, left, now, read, progress)
    return _fill_here(index, new, now, read, progress)


def _new(index: Index, now: Verified) -> list[Said]:
    """The files that are not in the index as verification has them, the newest first; what is gone is taken out."""
    there = index.known()
    files = {name: (digest, verdict) for name, digest, verdict in now.files()}
    gone = [name for name in there if name not in files]
    if gone:
        index.update((), gone)
    new = [(name, *said, now.findings(name)) for name, said in files.items() if there.get(name) != said]
    new.reverse()
    return new


def _fill_here(index: Index, new: Sequence[Said], now: Verified, read: Read, progress: Progress) -> int:
    done = 0
    for files in _batches(new):
        index.update([row_for(said, _bytes(said[0], read), now.around) for said in files])
        done += len(files)
        progress(done, len(new))
    return done


def _bytes(name: str, read: Read) -> bytes:
    try:
        return read(name)
    except StorageError:
        return b""


def _batches(files: Iterable[Said]) -> Iterator[list[Said]]:
    left = iter(files)
    while batch := list(islice(left, BATCH)):
        yield batch
