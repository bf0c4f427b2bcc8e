"""Trying out a disk: whether it does what a record relies on."""

from __future__ import annotations

import secrets
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from showclear.errors import StorageError
from showclear.storage.failures import AlreadyThereError, LockBusyError, NoHardLinksError
from showclear.storage.files import PRIVATE, READ_ONLY, FileSystem

FLUSHES = 9
"""Flushed writes that are timed; their median is told."""
_BYTES = b"showclear\n"


@dataclass(frozen=True, slots=True)
class DiskProbe:
    """What a disk did when it was tried."""

    writes: bool
    """A new file holds what was written, and its name is taken from then on."""
    links: bool
    """A file can have two names. Without it a record is copied and renamed, under the lock."""
    read_only_kept: bool
    """A file that was made read-only says so afterwards."""
    locks: bool
    """A second holder of a lock is turned away."""
    flush_ms: int
    """How long one flushed write took, in milliseconds (the median of nine)."""
    free_bytes: int
    trouble: tuple[StorageError, ...]
    """What the disk refused on the way, in its own words."""


def probe_disk(filesystem: FileSystem, folder: Path, seconds: Callable[[], float] = time.perf_counter) -> DiskProbe:
    """Try out the disk of `folder` in a scratch folder inside it, which is taken away again.

    Args:
        seconds: the clock that times the flushes.

    Raises: `StorageError` if nothing can be written there at all.
    """
    scratch = folder / f"probe-{secrets.token_hex(4)}"
    filesystem.mkdir(scratch)
    trouble: list[StorageError] = []
    try:
        writes = _said(trouble, lambda: _keeps_what_is_written(filesystem, scratch))
        links = _said(trouble, lambda: _knows_links(filesystem, scratch))
        read_only = _said(trouble, lambda: not filesystem.stat(scratch / "first").mode & 0o222)
        locks = _said(trouble, lambda: _turns_away(filesystem, scratch))
        flush_ms = _flush_ms(filesystem, scratch, trouble, seconds)
    finally:
        _take_away(filesystem, scratch, trouble)
    return DiskProbe(writes, links, read_only, locks, flush_ms, shutil.disk_usage(folder).free, tuple(trouble))


def _said(trouble: list[StorageError], check: Callable[[], bool]) -> bool:
    try:
        return check()
    except StorageError as error:
        trouble.append(error)
        return False


def _keeps_what_is_written(filesystem: FileSystem, scratch: Path) -> bool:
    path = scratch / "first"
    with filesystem.create(path, READ_ONLY) as file:
        file.write(_BYTES)
        file.fsync()
    filesystem.fsync_folder(scratch)
    try:
        filesystem.create(path, READ_ONLY).close()
    except AlreadyThereError:
        return filesystem.read(path) == _BYTES
    return False


def _knows_links(filesystem: FileSystem, scratch: Path) -> bool:
    try:
        filesystem.link(scratch / "first", scratch / "second")
    except NoHardLinksError:
        return False
    try:
        filesystem.link(scratch / "first", scratch / "second")
    except AlreadyThereError:
        return True
    return False


def _turns_away(filesystem: FileSystem, scratch: Path) -> bool:
    with filesystem.lock(scratch / "lock", 0):
        try:
            with filesystem.lock(scratch / "lock", 0):
                return False
        except LockBusyError:
            return True


def _flush_ms(filesystem: FileSystem, scratch: Path, trouble: list[StorageError], seconds: Callable[[], float]) -> int:
    taken: list[float] = []
    try:
        with filesystem.create(scratch / "journal", PRIVATE) as file:
            for _ in range(FLUSHES):
                begun = seconds()
                file.write(_BYTES)
                file.fsync()
                taken.append(seconds() - begun)
    except StorageError as error:
        trouble.append(error)
        return -1
    return round(sorted(taken)[len(taken) // 2] * 1000)


def _take_away(filesystem: FileSystem, scratch: Path, trouble: list[StorageError]) -> None:
    try:
        for name in filesystem.listdir(scratch):
            filesystem.unlink(scratch / name)
        filesystem.rmdir(scratch)
    except StorageError as error:
        trouble.append(error)
