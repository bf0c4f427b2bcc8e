"""What changes whenever the bytes of a file do, where the system tells it: so that it need not be read to be believed.

The change time (ctime) is set by the system at every write, link, rename and change of mode or times; no ordinary
account can set it back. It counts in ticks, so of a file that changed just now nothing is told: a second change within
the tick would look like the first one.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from stat import S_ISREG
from typing import NamedTuple

SETTLED_NS = 2_000_000_000
"""How long ago, in nanoseconds, a file must have changed: the coarsest tick of the disks that are in use."""

_COARSE_NS = 10_000_000
"""Whole hundredths of a second: the disk keeps the time too roughly (FAT, exFAT, HFS+), or makes it up."""


class Fingerprint(NamedTuple):
    """Where a file lies and when it changed, times in nanoseconds since 1970."""

    device: int
    inode: int
    size: int
    modified_ns: int
    changed_ns: int


def fingerprints(folder: Path, names: Iterable[str], now_ns: int) -> dict[str, Fingerprint]:
    """The fingerprints of those of some files that changed long enough before `now_ns`, on a disk that tells it."""
    found = {}
    for name in names:
        try:
            # Bare calls: before a run some hundred records are looked at.
            seen = os.stat(f"{folder}/{name}")  # noqa: PTH116
        except OSError:
            # Gone, or not to be looked at: whoever reads it is told.
            continue
        changed = seen.st_ctime_ns
        if S_ISREG(seen.st_mode) and changed % _COARSE_NS and now_ns - changed >= SETTLED_NS:
            found[name] = Fingerprint(seen.st_dev, seen.st_ino, seen.st_size, seen.st_mtime_ns, changed)
    return found
