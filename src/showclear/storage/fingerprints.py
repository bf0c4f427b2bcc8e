"""What changes whenever the bytes of a file do, where the system tells it: so that it need not be read to be believed.

The change time (ctime) is set by the system at every write, link, rename and change of mode or times; no ordinary
account can set it back. It counts in ticks, so of a file that changed just now nothing is told: a second change within
the tick would look like the first one. The tick is over when the disk has given another file a later time, or after two
seconds.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from stat import S_ISREG
from typing import TypeAlias

SETTLED_NS = 2_000_000_000
"""How long ago, in nanoseconds, the newest file must have changed: the coarsest tick of the disks that are in use."""

_COARSE_NS = 10_000_000
"""Whole hundredths of a second: the disk keeps the time too roughly (FAT, exFAT, HFS+), or makes it up."""

_DEVICE, _CHANGED = 0, 4


Fingerprint: TypeAlias = tuple[int, int, int, int, int]
"""Where a file lies and when it changed: device, inode, size, times of writing and of change in nanoseconds since 1970.

A bare tuple: before a run some two hundred are made.
"""


def fingerprints(folder: Path, names: Iterable[str], now_ns: int) -> dict[str, Fingerprint]:
    """The fingerprints of those of some files that changed in a tick that is over, on a disk that tells it.

    Args:
        folder: where they lie.
        names: which ones.
        now_ns: the time by the clock of this machine, in nanoseconds since 1970.
    """
    found: dict[str, Fingerprint] = {}
    newest: dict[int, int] = {}
    where = f"{folder}/"
    for name in names:
        try:
            seen = os.stat(where + name)  # noqa: PTH116 - a bare call
        except OSError:
            # Gone, or not to be looked at: whoever reads it is told.
            continue
        device, changed = seen.st_dev, seen.st_ctime_ns
        if S_ISREG(seen.st_mode) and changed % _COARSE_NS:
            found[name] = device, seen.st_ino, seen.st_size, seen.st_mtime_ns, changed
            # A time that is still to come was given by a clock that was set back since: it says nothing.
            if newest.get(device, 0) < changed <= now_ns:
                newest[device] = changed
    return {
        name: one for name, one in found.items()
        if one[_CHANGED] < newest.get(one[_DEVICE], 0) or now_ns - one[_CHANGED] >= SETTLED_NS
    }  # fmt: skip
