"""Whether the folder of a production looks different: names only, cheap enough for every two seconds in a thread.

Taking in what changed is left to the production, in the one thread that also writes.
"""

from __future__ import annotations

from pathlib import Path

from showclear.storage.paths import ProductionPaths

UNREADABLE = frozenset({"unreadable"})
"""Stands for a folder that cannot be listed: a stick that was pulled out."""


def folder_names(root: Path) -> frozenset[str]:
    """The names of all records and of everything that waits to be published."""
    paths = ProductionPaths(root)
    try:
        folders = [paths.log, *((paths.pending,) if paths.pending.is_dir() else ())]
        return frozenset(one.name for folder in folders for one in folder.iterdir())
    except OSError:
        # The production says what is wrong when it is asked for the change.
        return UNREADABLE
