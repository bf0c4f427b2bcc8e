"""File systems for tests: they keep a list, fail, crash, or know no hard links, on a real folder."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

from showclear.storage.files import LocalFileSystem

CHANGES = frozenset(
    {
        "create",
        "open_append",
        "write",
        "truncate",
        "fsync",
        "link",
        "rename",
        "fsync_folder",
        "mkdir",
        "rmdir",
        "unlink",
    }
)
"""Operations that change a disk; a crash or a fault between two others changes nothing."""


class Crash(BaseException):
    """The power is gone. Not an Exception, so that no handler of ours survives it."""


class RecordingFileSystem(LocalFileSystem):
    """Keeps (operation, file name) of every change."""

    def __init__(self) -> None:
        self.operations: list[tuple[str, str]] = []

    def after(self, operation: str, path: Path) -> None:
        """Keep it."""
        if operation in CHANGES:
            self.operations.append((operation, path.name))


class FailingFileSystem(LocalFileSystem):
    """Reports an error at the n-th change (from 0), once; or wherever `when` says so."""

    def __init__(
        self,
        at: int = -1,
        code: int = errno.ENOSPC,
        when: Callable[[str, Path], bool] = lambda operation, path: False,
    ) -> None:
        self._left = at
        self._code = code
        self._when = when
        self.failed = ""

    def before(self, operation: str, path: Path) -> None:
        """Fail if it is time."""
        if operation in CHANGES:
            self._left -= 1
            if self._left == -1 or self._when(operation, path):
                self.failed = f"{operation} {path.name}"
                raise OSError(self._code, os.strerror(self._code), str(path))


class FullDisk(LocalFileSystem):
    """Takes only the first half of the bytes of the n-th write, then is full."""

    def __init__(self, at: int) -> None:
        self._left = at
        self.failed = False

    def before_write(self, path: Path, data: bytes) -> bytes:
        """Write half, then fail."""
        self._left -= 1
        if self._left == -1:
            self.failed = True
            with path.open("ab") as file:
                file.write(data[: len(data) // 2])
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        return data


class NoLinksFileSystem(LocalFileSystem):
    """A stick formatted as exFAT."""

    def before(self, operation: str, path: Path) -> None:
        """No hard links."""
        if operation == "link":
            raise OSError(errno.EPERM, os.strerror(errno.EPERM), str(path))


class CrashingFileSystem(LocalFileSystem):
    """Dies after the n-th change (from 0), or in the middle of it if it is a write; nothing works afterwards."""

    def __init__(self, at: int, *, torn: bool = False, links: bool = True) -> None:
        self._left = at
        self._torn = torn
        self._links = links
        self.crashed_at = ""

    def before(self, operation: str, path: Path) -> None:
        """Refuse everything once the power is gone."""
        if self.crashed_at:
            raise Crash
        if operation == "link" and not self._links:
            raise OSError(errno.EPERM, os.strerror(errno.EPERM), str(path))

    def before_write(self, path: Path, data: bytes) -> bytes:
        """Tear the write at which the power goes."""
        return data[: len(data) // 2] if self._torn and self._left == 0 else data

    def after(self, operation: str, path: Path) -> None:
        """Count, and crash if it is time."""
        if operation in CHANGES:
            self._left -= 1
            if self._left == -1:
                self.crashed_at = f"{operation} {path.name}"
                raise Crash
