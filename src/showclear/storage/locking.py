"""Lock files: one program of this laptop at a time."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from showclear.storage.failures import LockBusyError
from showclear.words import english

POLL_SECONDS = 0.02
_OWNER_ONLY = 0o600


def acquire(path: Path, timeout_seconds: float) -> Callable[[], None]:
    """Take the lock file; gives what lets it go again."""
    if sys.platform == "win32":
        return _acquire_with_filelock(path, timeout_seconds)
    import fcntl

    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, _OWNER_ONLY)
    end = time.monotonic() + timeout_seconds
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= end:
                os.close(descriptor)
                raise _busy(path) from None
            time.sleep(POLL_SECONDS)
        except OSError:
            os.close(descriptor)
            raise
        else:
            return lambda: os.close(descriptor)


def _acquire_with_filelock(path: Path, timeout_seconds: float) -> Callable[[], None]:
    """The way for Windows. Elsewhere flock alone does: filelock loads asyncio, and takes ten times as long."""
    from filelock import FileLock, Timeout

    lock = FileLock(path, timeout=timeout_seconds, poll_interval=POLL_SECONDS)
    try:
        lock.acquire()
    except Timeout:
        raise _busy(path) from None
    return lock.release


def _busy(path: Path) -> LockBusyError:
    return LockBusyError(
        english("{path}: another Show Clear window on this laptop is writing.", path=path),
        english("Wait a moment and try again; close windows that you do not need."),
    )
