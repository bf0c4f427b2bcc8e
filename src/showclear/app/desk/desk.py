"""The desk of one production: it finds records, and says what a safety officer should look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Lock, RLock
from typing import TypeVar

from showclear.app.correcting import times
from showclear.app.desk import needs
from showclear.app.desk.history import DeskDay, Lane, day_lanes, desk_day, life_lanes
from showclear.app.desk.indexing import Progress, Verified, bring_up_to_date, verified
from showclear.app.desk.needs import Need
from showclear.app.desk.noting import FLAGS
from showclear.app.desk.record_view import Review, reviews_of
from showclear.app.logbook import LogBook
from showclear.app.views import Board
from showclear.domain.situation.stops import unreviewed
from showclear.ledger.inspection import inspect_record
from showclear.ledger.naming import names_of, with_names
from showclear.ledger.steps import Finding
from showclear.storage.index import Index, IndexFaultError
from showclear.storage.index_rows import MOST, DayCount, Hit, Search
from showclear.storage.paths import ProductionPaths
from showclear.words import english

DAMAGED = english("The search index was damaged.")

MOST_OF_A_DAY = 2000
"""Records of one day that are looked at."""

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Glance:
    """What the index knows for a look at the desk."""

    days: tuple[DayCount, ...] = ()
    """Every day that has records, the newest first."""
    flags: tuple[tuple[Hit, Mapping[str, str]], ...] = ()
    """Records that should be looked at and that no signed record names since, with a sentence for each mark."""


class Desk:
    """Finds records by the search index and reads them from their files. The index is opened when it is first used."""

    def __init__(self, book: LogBook, folder: Path, index: Path, clocks: Callable[[], Sequence[str]]) -> None:
        """
        Args:
            book: the log book.
            folder: the production folder.
            index: where the search index lies.
            clocks: what is wrong with the clocks of the laptops, in words.
        """
        self._book = book
        self._folder = folder
        self._path = index
        self._clocks = clocks
        self._index: Index | None = None
        self._opening = RLock()
        self._filling = Lock()

    @property
    def seen(self) -> object:
        """Another object whenever files came, went, or are judged anew."""
        return self._book.result

    @property
    def verdict(self) -> str:
        """What verification says of all of it, in a few words."""
        result = self._book.result
        return english("{verdict}, {count:,} records", verdict=result.verdict, count=len(result.records))

    def guns(self) -> dict[str, str]:
        """The name of every gun of the register, by tag."""
        return {tag: one.name for tag, one in sorted(self._book.situation.weapons().items())}

    def title(self, name: str) -> str:
        """What a record calls itself; its name where it says nothing."""
        return self._book.title(name) or name

    def times_corrected(self, name: str) -> int:
        """How often a record was corrected; 0 for most."""
        return times(self._book, name)

    def now(self) -> Verified:
        """What verification says of every file now, for `update` in another thread."""
        return verified(self._book, self._folder)

    def update(self, now: Verified, progress: Progress = lambda done, of: None) -> int:
        """Bring the index up to date; how many records went in. Another thread may do it. Raises: StorageError."""
        log = ProductionPaths(self._folder).log
        with self._filling:
            # Who comes second finds what the first one has put in.
            return bring_up_to_date(self._opened(now), now, self._book.folder.read, progress, log)

    @property
    def notice(self) -> str:
        """Why the index was made anew, in words; empty where it was there and held."""
        return self._index.notice if self._index is not None else ""

    def search(self, wanted: Search, most: int = MOST) -> list[Hit]:
        """The newest records that fit, of those that are in the index by now. Raises: StorageError."""
        return self._ask(lambda index: index.search(wanted, most), [])

    def says(self, name: str) -> dict[str, str]:
        """What is to be looked at in a record, in a sentence each; empty for one that is not in the index."""
        return self._ask(lambda index: index.says(name), {})

    def days(self) -> list[DayCount]:
        """Every day that has records, the newest first. Raises: StorageError."""
        return self._ask(Index.days, [])

    def life(self, tag: str) -> list[DayCount]:
        """The days on which a gun stands in a record, the newest first. Raises: StorageError."""
        nothing: frozenset[str] = frozenset()
        there = self._ask(lambda index: index.days_of(tag), nothing)
        return [one for one in self.days() if one.day in there]

    def glance(self) -> Glance:
        """What the index says for a look at the desk; another thread may ask. Raises: StorageError."""
        hits = self.search(Search(marks=FLAGS, unreviewed=True), needs.MOST + 1)
        return Glance(tuple(self.days()), tuple((one, self.says(one.name)) for one in hits))

    def reviews(self, name: str) -> list[Hit]:
        """The signed records that name a record since, the oldest first. Raises: StorageError."""
        return self._ask(lambda index: index.reviews_of(name), [])

    def _ask(self, question: Callable[[Index], Answer], nothing: Answer) -> Answer:
        index = self._index
        if index is None:
            return nothing
        try:
            return question(index)
        except IndexFaultError:
            if index is self._index:
                index.make_anew(DAMAGED)
            return nothing

    # What waits for somebody

    def needs(self, board: Board, unit: str, glance: Glance) -> tuple[Need, ...]:
        """What is altered, not signed, missing, or should be looked at."""
        book = self._book
        situation = book.situation
        found = with_names(book.result.all_findings(), names_of(book.result.roster))
        altered = needs.altered(found, book.result.records)
        unsigned = needs.not_signed(board)
        missing = needs.missing(board, situation, unit, unreviewed(situation), situation.people())
        return (
            *altered,
            *unsigned,
            *missing,
            *needs.flagged(glance.flags, situation.findings, self._clocks(), (*altered, *unsigned, *missing)),
        )

    # What was

    def day(self, count: DayCount, now: datetime) -> DeskDay:
        """A day with its records. Raises: StorageError."""
        hits = self.search(Search(between=(count.first, count.last)), MOST_OF_A_DAY)
        return desk_day(count, hits, now)

    def lanes(self, day: DeskDay) -> Iterator[Lane]:
        """What each gun was on a day; each lane is worked out when it is asked for."""
        return day_lanes(self._book.situation, day)

    def life_lanes(self, tag: str, days: Sequence[DeskDay]) -> Iterator[Lane]:
        """What a gun was on these days; each lane is worked out when it is asked for."""
        return life_lanes(self._book.situation, tag, days)

    def reviews_of(self, name: str) -> tuple[Review, ...]:
        """What was signed about a record afterwards, from the files. Raises: StorageError."""
        return reviews_of(self._book, [one.name for one in self.reviews(name)], name)

    def read_again(self, name: str) -> tuple[Finding, ...]:
        """Read the file of a record anew, and run the steps that need it alone (1 to 9). Raises: StorageError."""
        return inspect_record(self._book.folder.read(name), name).findings

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
