"""What was verified before: the records of logs without gap or fork, each of them intact, as columns.

A head is read only where somebody asks for it. Rows are numbers from 0, and every record stands after its ancestors.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeAlias

from showclear.ledger.head import Head
from showclear.ledger.record import read_name
from showclear.ledger.steps import Finding

if TYPE_CHECKING:
    from showclear.ledger.inspection import Inspection

Numbers: TypeAlias = "array[int] | memoryview[int]"
"""A column of numbers."""

DIGEST_BYTES = 32
ID_BYTES = 16
START_DIGITS = 16
"""How many hexadecimal digits of a digest, or of an id, are looked up at once."""


@dataclass(frozen=True, slots=True)
class Lookup:
    """Rows by the first digits of a text: sorted numbers and, beside them, the rows."""

    starts: Numbers = field(default_factory=lambda: array("Q"))
    rows: Numbers = field(default_factory=lambda: array("I"))

    def candidates(self, text: str) -> Iterator[int]:
        """The rows of texts that begin with the same digits; whoever asks compares the whole text."""
        if not self.rows:
            return
        try:
            start = int(text[:START_DIGITS], 16)
        except ValueError:
            return
        position = bisect_left(self.starts, start)
        while position < len(self.starts) and self.starts[position] == start:
            yield self.rows[position]
            position += 1


def lookup(texts: Sequence[str]) -> Lookup:
    """The look-up of texts of hexadecimal digits, one a row."""
    pairs = sorted((int(text[:START_DIGITS], 16), row) for row, text in enumerate(texts))
    return Lookup(array("Q", [start for start, _ in pairs]), array("I", [row for _, row in pairs]))


@dataclass(frozen=True, slots=True)
class Columns:
    """One value a row, and a column a log for what each record knew of that log."""

    logs: tuple[str, ...] = ()
    digests: bytes = b""
    """The digests, one behind the other."""
    ids: bytes = b""
    """The ids, one behind the other."""
    kinds: tuple[str, ...] = ()
    kind_of: Numbers = field(default_factory=lambda: array("H"))
    """Which of `kinds`."""
    log_of: Numbers = field(default_factory=lambda: array("H"))
    """Which of `logs`."""
    sequence: Numbers = field(default_factory=lambda: array("I"))
    made_at: Numbers = field(default_factory=lambda: array("q"))
    """Claimed seconds since 1970."""
    rank: Numbers = field(default_factory=lambda: array("I"))
    """The place in `Chain.order`."""
    clocks: tuple[Numbers, ...] = ()
    """For each of `logs`: the last position in it (from 0) that a record has as ancestor; -1 for none."""
    by_digest: Lookup = field(default_factory=Lookup)
    by_id: Lookup = field(default_factory=Lookup)


def _unread(row: int) -> Head:
    raise IndexError(row)


class Past:
    """The verified past of a folder. It never changes; what comes after it is kept elsewhere."""

    def __init__(
        self,
        columns: Columns | None = None,
        read_head: Callable[[int], Head] = _unread,
        people: tuple[Inspection, ...] = (),
        warnings: Callable[[int], tuple[Finding, ...]] = lambda row: (),
        warned: Sequence[int] = (),
    ) -> None:
        """
        Args:
            columns: none for a folder of which nothing is known.
            read_head: the head of a row.
            people: what the production, enrolment and revocation records say, in the order of the chain.
            warnings: what verification had to say about a row; nothing of it is worse than a warning.
            warned: the rows with warnings.
        """
        self.columns = columns or Columns()
        self.head = read_head
        self.people = people
        self.warnings = warnings
        self.warned = tuple(warned)
        self._rows_of_log: dict[str, array[int]] = {}
        self._by_rank: array[int] | None = None

    def __len__(self) -> int:
        return len(self.columns.sequence)

    @property
    def logs(self) -> tuple[str, ...]:
        """The names of all logs."""
        return self.columns.logs

    def row(self, digest: str) -> int | None:
        """The row of a record; None if it is not among these."""
        if not self.columns.sequence:
            return None
        for row in self.columns.by_digest.candidates(digest):
            if self.digest(row) == digest:
                return row
        return None

    def digest(self, row: int) -> str:
        """The digest of a row, 64 hexadecimal digits."""
        return self.columns.digests[row * DIGEST_BYTES : (row + 1) * DIGEST_BYTES].hex()

    def place(self, row: int) -> tuple[int, int]:
        """The number of the log of a row among `logs`, and the position in it."""
        return self.columns.log_of[row], self.columns.sequence[row] - 1

    def name(self, row: int) -> str:
        """The name of the file of a row."""
        columns = self.columns
        return f"{columns.logs[columns.log_of[row]]}-{columns.sequence[row]:06d}-{self.digest(row)[:32]}.toml"

    def row_named(self, name: str) -> int | None:
        """The row of a file; None if it is not among these."""
        claimed = read_name(name)
        if claimed is None:
            return None
        for row in self.columns.by_digest.candidates(claimed.digest_start):
            if self.name(row) == name:
                return row
        return None

    def names(self) -> Iterator[str]:
        """All file names."""
        return map(self.name, range(len(self)))

    def is_ancestor(self, earlier: int, later: int) -> bool:
        """Whether the record at `earlier` is an ancestor of that at `later`."""
        columns = self.columns
        log = columns.log_of[earlier]
        if columns.log_of[later] == log:
            return columns.sequence[earlier] < columns.sequence[later]
        return columns.sequence[earlier] - 1 <= columns.clocks[log][later]

    def clock(self, row: int) -> dict[int, int]:
        """What a row knows of the other logs: number of the log to the last position."""
        own = self.columns.log_of[row]
        return {log: column[row] for log, column in enumerate(self.columns.clocks) if log != own and column[row] >= 0}

    def length(self, log: str) -> int:
        """How many records of a log are among these: they are numbered from 1 without a gap."""
        return len(self._rows(log))

    def digest_at(self, log: str, sequence: int) -> str | None:
        """The record with that number; None if it is not among these."""
        if log not in self.columns.logs:
            return None
        rows = self._rows(log)
        return self.digest(rows[sequence - 1]) if 0 < sequence <= len(rows) else None

    def tip(self, log: str) -> str:
        """The newest record of one of `logs`."""
        return self.digest(self._rows(log)[-1])

    def ids(self, identifier: str) -> Iterator[int]:
        """The rows with that id."""
        ids = self.columns.ids
        found = self.columns.by_id.candidates(identifier)
        return (row for row in found if ids[row * ID_BYTES : (row + 1) * ID_BYTES].hex() == identifier)

    def of_kind(self, kind: str) -> Iterator[str]:
        """The records of one kind, by digest."""
        columns = self.columns
        if kind in columns.kinds:
            number = columns.kinds.index(kind)
            yield from (self.digest(row) for row, one in enumerate(columns.kind_of) if one == number)

    def claim(self, row: int) -> tuple[str, str, int, str]:
        """Claimed time, log, number and digest of a row: what orders records that do not know of each other."""
        columns = self.columns
        made_at = datetime.fromtimestamp(columns.made_at[row], UTC).isoformat()
        return made_at, columns.logs[columns.log_of[row]], columns.sequence[row], self.digest(row)

    def at_rank(self, rank: int) -> int:
        """The row that stands at a place of the order."""
        if self._by_rank is None:
            by_rank = array("I", bytes(4 * len(self)))
            for row, place in enumerate(self.columns.rank):
                by_rank[place] = row
            self._by_rank = by_rank
        return self._by_rank[rank]

    def _rows(self, log: str) -> array[int]:
        if not self._rows_of_log:
            by_log = [array("I") for _ in self.logs]
            for row, number in enumerate(self.columns.log_of):
                by_log[number].append(row)
            self._rows_of_log = dict(zip(self.logs, by_log, strict=True))
        return self._rows_of_log.get(log, array("I"))
