"""A snapshot that was opened: the verified past of a folder and the situation that was folded from it.

It may paint; it permits nothing. Whatever a permission rests on is read again from its file first (`LogBook`).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, Literal

from showclear.app.snapshot.codec import SnapshotFault, decode
from showclear.app.snapshot.lanes import LaneBytes, lay
from showclear.app.snapshot.rows import Kept, read_row
from showclear.domain.situation import Situation
from showclear.domain.situation.history import History
from showclear.domain.situation.records import Ancestry, RecordFacts
from showclear.domain.situation.values import Judgement
from showclear.domain.situation.view import View
from showclear.errors import StorageError
from showclear.ledger.head import Head
from showclear.ledger.inspection import Inspection
from showclear.ledger.past import DIGEST_BYTES, ID_BYTES, Columns, Lookup, Numbers, Past
from showclear.ledger.steps import Finding
from showclear.storage.marks import MarksState
from showclear.storage.names import Names
from showclear.storage.snapshot_file import SUM_BYTES, Part, SnapshotFile

_MARKS: Any = MarksState | None

CACHED = 4096
"""How many rows are kept in memory once they were read."""


class Remembered:
    """Reads a row where somebody asks for it; a row that does not hold is derived from its file again.

    Implements `domain.situation.history.Past`.
    """

    def __init__(self, file: SnapshotFile, derive: Callable[[Remembered, int], Kept]) -> None:
        """`derive` gives a row from the file of its record.

        Raises:
            SnapshotFault: the sections do not hold what this version writes.
        """
        self._file = file
        self._derive = derive
        self._rows: dict[int, Kept] = {}
        self._mended: dict[int, Kept] = {}
        """Rows that do not hold, as their records say them."""
        sections = file.sections
        try:
            tables: Mapping[str, Any] = json.loads(sections["tables"])
            self.identity: Mapping[str, str | bool] = tables["identity"]
            self.founding: frozenset[str] = frozenset(tables["founding"])
            people = tuple(decode(Inspection, one) for one in tables["people"])
            self._sizes, self._times = _array("Q", sections["sizes"]), _array("q", sections["times"])
            self._offsets, self._lengths = _array("Q", sections["offsets"]), _array("I", sections["lengths"])
            self._sums = sections["sums-of-rows"]
            self.listed = Names.of(sections["names"])
            """The names of all files."""
            self.marks = decode(_MARKS, tables["marks"])
            self._lanes = LaneBytes(sections["lanes"], sections["lane-indices"], sections["lane-sums"])
            columns = _columns(tables["logs"], tables["kinds"], sections)
        except (KeyError, ValueError, TypeError, RecursionError) as error:
            raise SnapshotFault(str(error)) from error
        self.past = Past(columns, self._head, people, self._warnings, tables["warned"])
        self.size = len(self.past)
        self._check()
        file.taken()

    def _check(self) -> None:
        columns, size = self.past.columns, self.size
        counts = (len(columns.digests) // DIGEST_BYTES, len(columns.ids) // ID_BYTES, len(self._sums) // SUM_BYTES)
        arrays = (
            columns.kind_of, columns.log_of, columns.made_at, columns.rank, columns.by_digest.starts,
            columns.by_digest.rows, columns.by_id.starts, columns.by_id.rows, *columns.clocks,
            self._sizes, self._times, self._offsets, self._lengths,
        )  # fmt: skip
        lengths = {*counts, *map(len, arrays)}
        if not size or len(self.listed) != size or lengths != {size} or len(columns.clocks) != len(columns.logs):
            raise SnapshotFault("there is nothing, or its columns differ in length")

    # The situation

    def history(self, ancestry: Ancestry) -> History:
        """The history that was folded, ready to go on. Raises: SnapshotFault."""
        history = History(ancestry, self)
        lay(self._lanes, history)
        history.again = self.history
        return history

    def situation(self, ancestry: Ancestry) -> Situation:
        """The situation that the records of the snapshot make. Raises: SnapshotFault."""
        return Situation(View(self.history(ancestry), self.size))

    # Rows

    def kept(self, index: int) -> Kept:
        """The row at `index`.

        Raises:
            StorageError: neither the snapshot nor the file of the record can be read.
        """
        found = self._rows.get(index) or self._mended.get(index)
        if found is None:
            if len(self._rows) >= CACHED:
                self._rows.clear()
            found = self._rows[index] = self._read(index)
        return found

    def stored(self, index: int) -> bytes | None:
        """The bytes of a row as they stand in the snapshot; None where they do not hold."""
        try:
            return self._file.part(self._part(index))
        except StorageError:
            return None

    def _read(self, index: int) -> Kept:
        found = self._as_stored(index)
        if found is not None:
            return found
        self._mend()
        return self._mended[index] if index in self._mended else self._derive(self, index)

    def _as_stored(self, index: int) -> Kept | None:
        """The row at `index`; None where its bytes do not hold, or hold no row."""
        data = self.stored(index)
        if data is None:
            return None
        try:
            return read_row(data, self.past, index)
        except SnapshotFault:
            return None

    def _mend(self) -> None:
        """Derive every row that does not hold, ancestors first: a record is judged by what came before it."""
        for index in range(self.size):
            if index not in self._mended and self._as_stored(index) is None:
                self._mended[index] = self._derive(self, index)

    def _part(self, index: int) -> Part:
        at = index * SUM_BYTES
        return Part(self._offsets[index], self._lengths[index], self._sums[at : at + SUM_BYTES])

    def _head(self, index: int) -> Head:
        return self.kept(index).head

    def _warnings(self, index: int) -> tuple[Finding, ...]:
        return self.kept(index).warnings

    def record(self, index: int) -> RecordFacts:
        """What the fold was given."""
        return self.kept(index).facts

    def judgement(self, index: int) -> Judgement:
        """What of it counts."""
        return self.kept(index).judgement

    def digest(self, index: int) -> str:
        """The digest of a record."""
        return self.past.digest(index)

    def title(self, index: int) -> str:
        """The name of a record without its suffix."""
        return self.past.name(index).removesuffix(".toml")

    def index_of(self, digest: str) -> int | None:
        """The index of the record with that digest."""
        return self.past.row(digest)

    def index_titled(self, title: str) -> int | None:
        """The index of the record with that name."""
        return self.past.row_named(f"{title}.toml")

    def with_id(self, event: str) -> tuple[int, ...]:
        """The indices of the records with that id."""
        return tuple(self.past.ids(event))

    # Files

    def state(self, index: int) -> tuple[int, int]:
        """Size and change time of the file of a row when it was written down."""
        return self._sizes[index], self._times[index]

    def early(self, latest: int, own: str | None) -> dict[str, str]:
        """Names and digests of other logs' records that claim a later time, in seconds since 1970."""
        columns, past = self.past.columns, self.past
        if max(columns.made_at) <= latest:
            return {}
        late = (index for index, made_at in enumerate(columns.made_at) if made_at > latest)
        return {past.name(index): past.digest(index) for index in late if columns.logs[columns.log_of[index]] != own}

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()


def _array(kind: Literal["H", "I", "Q", "i", "q"], data: bytes) -> Numbers:
    """The numbers that stand in `data`, without another copy of them. Raises: TypeError."""
    return memoryview(data).cast(kind)


def _columns(logs: list[str], kinds: list[str], sections: Mapping[str, bytes]) -> Columns:
    return Columns(
        logs=tuple(logs),
        digests=sections["digests"],
        ids=sections["ids"],
        kinds=tuple(kinds),
        kind_of=_array("H", sections["kind-of"]),
        log_of=_array("H", sections["log-of"]),
        sequence=_array("I", sections["sequence"]),
        made_at=_array("q", sections["made-at"]),
        rank=_array("I", sections["rank"]),
        clocks=tuple(_array("i", sections[f"clock-{number}"]) for number in range(len(logs))),
        by_digest=Lookup(_array("Q", sections["digest-starts"]), _array("I", sections["digest-rows"])),
        by_id=Lookup(_array("Q", sections["id-starts"]), _array("I", sections["id-rows"])),
    )
