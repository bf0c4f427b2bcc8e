"""Whether the folder of a production looks different: names only, cheap enough for every two seconds in a thread.

Taking in what changed is left to the production, in the one thread that also writes.
"""

from __future__ import annotations

import os
from pathlib import Path

from showclear.storage.paths import ProductionPaths

UNREADABLE = frozenset({"unreadable"})
"""Stands for a folder that cannot be listed: a stick that was pulled out."""


def folder_names(folder: Path) -> frozenset[str]:
    """The names of all records and of everything that waits to be published."""
    paths = ProductionPaths(folder)
    try:
        names = set(os.listdir(paths.log))
        if paths.pending.is_dir():
            names.update(os.listdir(paths.pending))
    except OSError:
        # The production says what is wrong when it is asked for the change.
        return UNREADABLE
    return frozenset(names)
