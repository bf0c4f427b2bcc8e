"""Concerns that wait for the end of the day: no name, no time finer than the day, in no order in which they came.

The file is written anew as a whole each time, sorted, and claims to be as old as midnight. What this cannot hide: who
looks at the disk twice sees that something came in between, and some disks keep a second time that no program can set.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from showclear.errors import StorageError
from showclear.storage.durable import make_folder, replace_durably
from showclear.storage.failures import DamagedFileError
from showclear.storage.files import PRIVATE, FileSystem
from showclear.storage.journal import Event, decode_event, encode_event
from showclear.storage.lines import decode_lines, encode_line
from showclear.storage.paths import ProductionPaths
from showclear.words import english


@dataclass(frozen=True, slots=True, order=True)
class WaitingConcern:
    """What somebody wrote, and on which day (`2026-03-04`)."""

    day: str
    words: str

    def midnight(self) -> datetime:
        """When its day began, in UTC: the only time that is ever written."""
        return datetime.combine(date.fromisoformat(self.day), datetime.min.time(), UTC)


class WaitingConcerns:
    """The file of concerns that are not published yet."""

    def __init__(self, filesystem: FileSystem, paths: ProductionPaths) -> None:
        self._filesystem = filesystem
        self._path = paths.concerns

    def list(self) -> tuple[WaitingConcern, ...]:
        """What waits, sorted.

        Raises: `DamagedFileError` if the file holds something else; `StorageError`.
        """
        if not self._filesystem.exists(self._path):
            return ()
        texts = decode_lines(self._filesystem.read(self._path), self._path).texts
        events = (decode_event(text, self._path, number) for number, text in enumerate(texts, 1))
        return tuple(sorted(self._read(event) for event in events))

    def _read(self, event: Event) -> WaitingConcern:
        day, words = event.get("day"), event.get("words")
        try:
            if isinstance(day, str) and isinstance(words, str):
                found = WaitingConcern(day, words)
                found.midnight()
                return found
        except ValueError as error:
            raise self._damaged() from error
        raise self._damaged()

    def _damaged(self) -> DamagedFileError:
        return DamagedFileError(
            english("{path}: it does not hold concerns.", path=self._path),
            english("Keep the file and show it to the safety officer."),
        )

    def add(self, concern: WaitingConcern) -> None:
        """Keep a concern; it is on the disk when this returns. Raises: `StorageError`."""
        self._write({*self.list(), concern})

    def take_away(self, published: Iterable[WaitingConcern]) -> None:
        """Forget what was published. Raises: `StorageError`."""
        self._write({*self.list()} - {*published})

    def _write(self, concerns: set[WaitingConcern]) -> None:
        make_folder(self._filesystem, self._path.parent)
        if not concerns:
            if self._filesystem.exists(self._path):
                self._filesystem.unlink(self._path)
            return
        kept = sorted(concerns)
        data = b"".join(encode_line(encode_event({"day": one.day, "words": one.words})) for one in kept)
        replace_durably(self._filesystem, self._path, data, PRIVATE)
        try:
            self._filesystem.set_time(self._path, int(kept[-1].midnight().timestamp()))
        except StorageError as failure:
            failure.add_note(english("The concern is kept; only the time of its file could not be set."))
            raise
