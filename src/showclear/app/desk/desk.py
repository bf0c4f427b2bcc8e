"""The desk of one production: it finds records, and says what a safety officer should look at."""

from __future__ import annotations

from pathlib import Path
from threading import RLock

from showclear.app.desk.indexing import Progress, Verified, bring_up_to_date, verified
from showclear.app.logbook import LogBook
from showclear.storage.index import Index, IndexFaultError
from showclear.storage.index_rows import MOST, DayCount, Hit, Search

DAMAGED = "The search index was damaged."


class Desk:
    """Finds records by the search index and reads them from their files. The index is opened when it is first used."""

    def __init__(self, book: LogBook, folder: Path, index: Path) -> None:
        """
        Args:
            book: the log book.
            folder: the production folder.
            index: where the search index lies.
        """
        self._book = book
        self._folder = folder
        self._path = index
        self._index: Index | None = None
        self._opening = RLock()

    def now(self) -> Verified:
        """What verification says of every file now, for `update` in another thread."""
        return verified(self._book, self._folder)

    def update(self, now: Verified, progress: Progress = lambda done, of: None) -> int:
        """Bring the index up to date; how many records went in. Another thread may do it. Raises: StorageError."""
        return bring_up_to_date(self._opened(now), now, self._book.folder.read, progress)

    @property
    def notice(self) -> str:
        """Why the index was made anew, in words; empty where it was there and held."""
        return self._index.notice if self._index is not None else ""

    def search(self, wanted: Search, most: int = MOST) -> list[Hit]:
        """The newest records that fit, of those that are in the index by now. Raises: StorageError."""
        index = self._index
        if index is None:
            return []
        try:
            return index.search(wanted, most)
        except IndexFaultError:
            index.make_anew(DAMAGED)
            return []

    def says(self, name: str) -> dict[str, str]:
        """What is to be looked at in a record, in a sentence each; empty for one that is not in the index."""
        return self._index.says(name) if self._index is not None else {}

    def days(self) -> list[DayCount]:
        """Every day that has records, the newest first. Raises: IndexFaultError."""
        return self._index.days() if self._index is not None else []

    def close(self) -> None:
        """Let go of the index."""
        with self._opening:
            if self._index is not None:
                self._index.close()
                self._index = None

    def _opened(self, now: Verified) -> Index:
        with self._opening:
            if self._index is None:
                self._index = Index(self._path, now.key)
            return self._index
