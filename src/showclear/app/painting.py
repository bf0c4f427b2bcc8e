"""The board as it was left, kept beside the snapshot: what the first frame shows before the log is read.

It permits nothing and says nothing that permits: a gun stands in it as at an unknown time, so none is cold. It is shown
only while the folder holds the names that it was made of, and nothing waits there to be counted. What it is made of is
imported before the first frame, so this module needs no rule.
"""

from __future__ import annotations

import json
import sys
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any, NamedTuple

from showclear.app.snapshot.key import key
from showclear.errors import StorageError
from showclear.storage.durable import make_folder
from showclear.storage.files import PRIVATE, FileSystem
from showclear.storage.names import sum_of_names
from showclear.storage.paths import MachinePaths, ProductionPaths, ProductionState
from showclear.storage.snapshot_file import snapshot_sum

_MAGIC = b"showclear-painting/2\n"
_LARGEST = 1 << 20
_DIGITS = 32
"""How many digits of its digest stand in the name of a record."""
_JOURNAL = frozenset({"journal.jsonl"})
"""What the folder of an open run holds; anything else beside it counts, or is on its way into the log."""

STATES = ("hot", "quarantined", "unverified")
"""What a painted gun may be. None of them permits anything."""
STOPS = ("stand-down", "hold", "incident", "concern")
"""What may stop the set, the heaviest first."""


class PaintedGun(NamedTuple):
    """A gun in one line."""

    tag: str
    name: str
    state: str
    """One of `STATES`."""
    custody: str
    """Who has it, in words."""


class Painting(NamedTuple):
    """What a production last said of itself."""

    production: str
    demonstration: bool
    stops: tuple[str, ...]
    """What stops the set, each kind once."""
    guns: tuple[PaintedGun, ...]
    """In the order of the board."""


def keep_painting(
    filesystem: FileSystem,
    paths: ProductionPaths,
    state: ProductionState,
    production: str,
    listed: Sequence[str],
    painting: Painting,
) -> bool:
    """Keep a painting of the records `listed`, sorted, beside the snapshot of them; whether it is there now."""
    try:
        bound = _bound(filesystem, paths, state, production)
        if bound is None:
            return False
        shown, as_listed = _shown(listed), filesystem.as_listed(paths.log)
        names = [sum_of_names(shown)]
        if _shown(sorted(as_listed)) == shown:
            names.append(sum_of_names(as_listed))
        said = {
            "production": painting.production,
            "demonstration": painting.demonstration,
            "stops": painting.stops,
            "guns": [[one.tag, one.name, one.state, one.custody] for one in painting.guns],
        }
        data = json.dumps({"of": {**bound, "names": names}, "said": said}, separators=(",", ":")).encode()
        make_folder(filesystem, state.folder)
        temporary = state.painting.with_name(f".{state.painting.name}.new")
        if filesystem.exists(temporary):
            filesystem.unlink(temporary)
        with filesystem.create(temporary, PRIVATE) as file:
            file.write(_MAGIC + sha256(data).hexdigest().encode() + b"\n" + data)
        filesystem.rename(temporary, state.painting)
    except StorageError:
        # It is only what is seen half a second earlier.
        return False
    return True


def first_records(listed: Iterable[str]) -> tuple[str, ...]:
    """Of some names of records those with which a log begins; a production record is one of them."""
    return tuple([name for name in listed if "-000001-" in name])


def find_painting(
    filesystem: FileSystem,
    paths: ProductionPaths,
    machine: MachinePaths,
    listed: Sequence[str],
    first: Sequence[str],
) -> Painting | None:
    """What may be shown of a folder before it is read; None where anything speaks against it.

    Args:
        listed: the names in its log folder as they are now, in the order in which the disk gives them.
        first: the `first_records` of them.
    """
    try:
        production = _production(filesystem, machine, first)
        state = machine.production(production) if production else None
        if state is None or _waits(filesystem, paths):
            return None
        found = _read(filesystem, state)
        bound = _bound(filesystem, paths, state, production) if found is not None else None
        if found is None or bound is None:
            return None
        names = found["of"]["names"]
        fits = found["of"] == {**bound, "names": names} and _are_those(listed, names)
        return _painting(found["said"]) if fits else None
    except (StorageError, ValueError, KeyError, TypeError, RecursionError):
        # Torn, of another version, or not to be read: the log says it all.
        return None


def _bound(
    filesystem: FileSystem, paths: ProductionPaths, state: ProductionState, production: str
) -> Mapping[str, Any] | None:
    """What a painting is of beside the names: the code, the folder, its snapshot, and what this laptop has marked."""
    made_by, snapshot = key(production, paths.root), snapshot_sum(filesystem, state.snapshot)
    if made_by is None or snapshot is None:
        return None
    return {**made_by, "snapshot": snapshot, "marks": filesystem.stat(state.marks).size}


def _are_those(listed: Sequence[str], sums: object) -> bool:
    """Whether these are the names that a painting is of.

    A disk gives the same names in the same order nearly always; to sort 36,000 takes as long as the rest of the look.
    """
    if not isinstance(sums, list):
        return False
    return sum_of_names(listed) in sums or sum_of_names(_shown(sorted(listed))) in sums


def _shown(names: Sequence[str]) -> list[str]:
    """Sorted names without those that a desktop hides in every folder: they are no records, and stand together."""
    return [*names[: bisect_left(names, ".")], *names[bisect_left(names, "/") :]]


def _production(filesystem: FileSystem, machine: MachinePaths, first: Sequence[str]) -> str:
    """The production whose record is in the log and that this laptop has worked on; empty unless there is just one."""
    digests = {name[-5 - _DIGITS : -5] for name in first}
    found = [one for one in filesystem.listdir(machine.productions) if one[:_DIGITS] in digests]
    return found[0] if len(found) == 1 else ""


def _waits(filesystem: FileSystem, paths: ProductionPaths) -> bool:
    """Whether something counts that is not in the log yet: a stop, or a record on its way."""
    pending = filesystem.listdir(paths.pending)
    return any(not _JOURNAL.issuperset(filesystem.listdir(paths.pending / one)) for one in pending)


def _read(filesystem: FileSystem, state: ProductionState) -> Mapping[str, Any] | None:
    if not filesystem.exists(state.painting):
        return None
    file = filesystem.stat(state.painting)
    if file.size > _LARGEST or (sys.platform != "win32" and file.mode & 0o077):
        # Somebody else may have written it.
        return None
    data = filesystem.read(state.painting)
    start = len(_MAGIC) + 64
    if not data.startswith(_MAGIC) or sha256(data[start + 1 :]).hexdigest().encode() != data[len(_MAGIC) : start]:
        return None
    found = json.loads(data[start + 1 :])
    return found if isinstance(found, dict) else None


def _painting(said: Mapping[str, Any]) -> Painting:
    """Raises: ValueError, KeyError, TypeError."""
    guns = tuple(PaintedGun(*map(_text, row)) for row in said["guns"])
    stops = tuple(map(_text, said["stops"]))
    if any(one.state not in STATES for one in guns) or not set(stops) <= set(STOPS):
        raise ValueError("a painting says what none may say")
    return Painting(_text(said["production"]), said["demonstration"] is True, stops, guns)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value
