"""Whether the folder of a production looks different: names only, cheap enough for every two seconds in a thread.

Only a file that was not whole when it was read is looked at itself: it may still be on its way here. Taking in what
changed is left to the production, in the one thread that also writes.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from showclear.storage.paths import ProductionPaths


@dataclass(frozen=True, slots=True)
class Look:
    """How a folder looks: a digest stands for its names, of which there may be a hundred thousand."""

    files: int
    digest: bytes = b""


UNREADABLE = Look(0)
"""Stands for a folder that cannot be listed: a stick that was pulled out."""


def look_at(root: Path, not_whole: Iterable[str] = ()) -> Look:
    """How all records and everything that waits to be published look by their names.

    Args:
        root: the production folder.
        not_whole: records whose size and time of change stand behind their names.
    """
    paths = ProductionPaths(root)
    try:
        folders = [paths.log, *((paths.pending,) if paths.pending.is_dir() else ())]
        names = sorted(name for folder in folders for name in os.listdir(folder))  # noqa: PTH208 - names only
        states = [_as_it_is(paths.log / name) for name in sorted(not_whole) if name in names]
        # A name that is no text to this system still counts.
        return Look(len(names), sha256("\0".join([*names, *states]).encode("utf-8", "surrogatepass")).digest())
    except OSError:
        # The production says what is wrong when it is asked for the change.
        return UNREADABLE


def _as_it_is(path: Path) -> str:
    found = path.stat()
    return f"{path.name} {found.st_size} {found.st_mtime_ns}"
