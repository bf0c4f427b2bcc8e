"""Whether the folder of a production looks different: names, cheap enough for every two seconds in a thread.

Only what may still be on its way here is looked at itself: a file that was not whole when it was read, and what waits
to be published. Taking in what changed is left to the production, in the one thread that also writes.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from showclear.errors import StorageError
from showclear.storage import names
from showclear.storage.files import LocalFileSystem
from showclear.storage.paths import ProductionPaths


class Look(NamedTuple):
    """How a folder looks: one number stands for its names, of which there may be a hundred thousand."""

    files: int
    sums: tuple[int, ...] = ()


UNREADABLE = Look(0)
"""Stands for a folder that cannot be listed: a stick that was pulled out."""


def look_at(root: Path, not_whole: Iterable[str] = (), seen: tuple[names.Look, names.Look] | None = None) -> Look:
    """How all records look by their names, and everything that waits to be published.

    Args:
        root: the production folder.
        not_whole: records whose size and time of change stand behind their names.
        seen: how both looked before they were read, in place of how they look now.
    """
    from showclear.storage.restrictions import look_at_waiting

    paths = ProductionPaths(root)
    try:
        disk = LocalFileSystem()
        looks = seen or (names.look_at(disk.each_name(paths.log)), look_at_waiting(disk, paths))
        states = [_as_it_is(path) for name in sorted(not_whole) if (path := paths.log / name).exists()]
        return Look(sum(one.names for one in looks), (*(one.sum for one in looks), names.look_at(states).sum))
    except (OSError, StorageError):
        # The production says what is wrong when it is asked for the change.
        return UNREADABLE


def _as_it_is(path: Path) -> str:
    found = path.stat()
    return f"{path.name} {found.st_size} {found.st_mtime_ns}"
