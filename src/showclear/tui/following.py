"""Whether the folder of a production looks different: names only, cheap enough for every two seconds in a thread.

Only a file that was not whole when it was read is looked at itself: it may still be on its way here. Taking in what
changed is left to the production, in the one thread that also writes.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from showclear.storage.paths import ProductionPaths

UNREADABLE = frozenset({"unreadable"})
"""Stands for a folder that cannot be listed: a stick that was pulled out."""


def folder_names(root: Path, not_whole: Iterable[str] = ()) -> frozenset[str]:
    """The names of all records and of everything that waits to be published.

    Args:
        root: the production folder.
        not_whole: records whose size and time of change stand behind their names.
    """
    paths = ProductionPaths(root)
    try:
        folders = [paths.log, *((paths.pending,) if paths.pending.is_dir() else ())]
        names = frozenset(one.name for folder in folders for one in folder.iterdir())
        return names | {_as_it_is(paths.log / name) for name in not_whole if name in names}
    except OSError:
        # The production says what is wrong when it is asked for the change.
        return UNREADABLE


def _as_it_is(path: Path) -> str:
    found = path.stat()
    return f"{path.name} {found.st_size} {found.st_mtime_ns}"
