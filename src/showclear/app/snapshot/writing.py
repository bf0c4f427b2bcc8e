"""Making a snapshot of a folder in which all is well. Where anything is not, there is none, and the files are read."""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from showclear.app.snapshot.codec import encode
from showclear.app.snapshot.lanes import pack
from showclear.app.snapshot.remembered import Remembered
from showclear.app.snapshot.rows import Kept, row_of
from showclear.domain.situation.history import History
from showclear.ledger.inspection import Inspection
from showclear.ledger.past import Columns, Lookup
from showclear.storage.marks import MarksState
from showclear.storage.names import Names
from showclear.storage.snapshot_file import sum_of


@dataclass(frozen=True, slots=True)
class Contents:
    """What goes into a snapshot. Rows are the indices of the history."""

    columns: Columns
    history: History
    names: Sequence[str]
    """The names of all files, sorted."""
    kept: Callable[[int], Kept]
    """A row that is not of the snapshot before."""
    states: Sequence[tuple[int, int]]
    """Size and change time of each file, from before it was last read."""
    people: tuple[Inspection, ...]
    founding: frozenset[str]
    identity: Mapping[str, str | bool]
    warned: tuple[int, ...]
    marks: MarksState | None
    """What the marks say, where they name just these files."""
    before: Remembered | None
    """The snapshot that the history goes on from; its rows are taken over as they stand."""


def sections_and_rows(contents: Contents) -> tuple[dict[str, bytes], list[bytes]]:
    """The sections of a snapshot and its rows.

    Raises:
        SnapshotFault, TypeError: something in it cannot stand in a snapshot.
    """
    rows = list(_rows(contents))
    columns, lanes = contents.columns, pack(contents.history)
    offsets, at = array("Q"), 0
    for row in rows:
        offsets.append(at)
        at += len(row)
    tables = {
        "logs": columns.logs,
        "marks": None if contents.marks is None else encode(MarksState, contents.marks),
        "kinds": columns.kinds,
        "identity": dict(contents.identity),
        "founding": sorted(contents.founding),
        "people": [encode(Inspection, one) for one in contents.people],
        "warned": contents.warned,
    }
    sections = {
        "tables": json.dumps(tables, separators=(",", ":")).encode(),
        "names": Names(contents.names).data,
        "digests": columns.digests,
        "ids": columns.ids,
        "kind-of": columns.kind_of.tobytes(),
        "log-of": columns.log_of.tobytes(),
        "sequence": columns.sequence.tobytes(),
        "made-at": columns.made_at.tobytes(),
        "rank": columns.rank.tobytes(),
        **{f"clock-{number}": clock.tobytes() for number, clock in enumerate(columns.clocks)},
        **_lookup("digest", columns.by_digest),
        **_lookup("id", columns.by_id),
        "sizes": array("Q", [size for size, _ in contents.states]).tobytes(),
        "times": array("q", [time for _, time in contents.states]).tobytes(),
        "offsets": offsets.tobytes(),
        "lengths": array("I", map(len, rows)).tobytes(),
        "sums-of-rows": b"".join(map(sum_of, rows)),
        "lanes": lanes.tables,
        "lane-indices": lanes.indices,
        "lane-sums": lanes.sums,
    }
    return sections, rows


def _lookup(name: str, lookup: Lookup) -> dict[str, bytes]:
    return {f"{name}-starts": lookup.starts.tobytes(), f"{name}-rows": lookup.rows.tobytes()}


def _rows(contents: Contents) -> Iterator[bytes]:
    before = contents.before
    for index in range(len(contents.history)):
        stored = before.stored(index) if before is not None and index < before.size else None
        yield stored if stored is not None else row_of(contents.kept(index))
