"""File systems for tests: they keep a list, fail, crash, or know no hard links, on a real folder."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path

from showclear.storage.files import LocalFileSystem, OpenFile
from showclear.storage.open_files import LocalFile

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


class WindowsFileSystem(LocalFileSystem):
    """A disk with the ways of Windows, on a real folder of another system.

    It removes and replaces no read-only file, and neither moves nor removes what is still open; `busy` times it says
    so of files that only a virus scanner has open.
    """

    system = "win32"

    def __init__(self, busy: int = 0) -> None:
        self.busy = busy
        self.pauses = 0
        self._files: list[LocalFile] = []

    def create(self, path: Path, mode: int) -> OpenFile:
        """Remember that it is open."""
        return self._opened(super().create(path, mode))

    def open_append(self, path: Path) -> OpenFile:
        """Remember that it is open."""
        return self._opened(super().open_append(path))

    def rename(self, source: Path, target: Path) -> None:
        """Not while anything in it is open."""
        with self.operation("rename", target):
            self._refuse_open(source)
        super().rename(source, target)

    def unlink(self, path: Path) -> None:
        """Not while it is open."""
        with self.operation("unlink", path):
            self._refuse_open(path)
        super().unlink(path)

    def pause(self) -> None:
        """Count instead of waiting."""
        self.pauses += 1

    def remove(self, path: Path) -> None:
        """Refuse what is read-only."""
        self._scanner()
        if not path.stat().st_mode & 0o200:
            raise PermissionError(errno.EACCES, "Access is denied", str(path))
        super().remove(path)

    def replace(self, source: Path, target: Path) -> None:
        """Refuse over what is read-only."""
        self._scanner()
        if target.is_file() and not target.stat().st_mode & 0o200:
            raise PermissionError(errno.EACCES, "Access is denied", str(target))
        super().replace(source, target)

    def _opened(self, file: OpenFile) -> OpenFile:
        assert isinstance(file, LocalFile)
        self._files = [one for one in self._files if one.is_open]
        self._files.append(file)
        return file

    def _refuse_open(self, path: Path) -> None:
        if any(one.is_open and one.path.is_relative_to(path) for one in self._files):
            raise SharingViolation

    def _scanner(self) -> None:
        if self.busy:
            self.busy -= 1
            raise SharingViolation


class SharingViolation(PermissionError):
    """What Windows says while another program has the file open."""

    winerror = 32

    def __init__(self) -> None:
        super().__init__(errno.EACCES, "The process cannot access the file because another process is using it")


class CrashingFileSystem(LocalFileSystem):
    """Dies after the n-th change (from 0), or in the middle of it if it is a write; nothing works afterwards."""

    def __init__(self, at: int, *, torn: bool = False, links: bool = True, system: str = sys.platform) -> None:
        self._left = at
        self._torn = torn
        self._links = links
        self.system = system
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
