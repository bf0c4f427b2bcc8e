"""Open files: to write, and to read in parts."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from showclear.storage.files import LocalFileSystem

# A pipe in the place of a file is not waited for.
_READING = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)

Operation = Callable[[str, Path], AbstractContextManager[None]]


def no_file(path: str | Path) -> OSError:
    """What is said of a folder, a pipe, a device, or a link to nothing in the place of a file."""
    return OSError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))


def open_to_read(path: str | Path) -> int:
    """A descriptor to read from. Raises: OSError; FileNotFoundError only where nothing has that name."""
    try:
        return os.open(path, _READING)
    except FileNotFoundError:
        if os.path.islink(path):  # noqa: PTH114 - a bare call, of a text too
            raise no_file(path) from None
        raise


class OpenFile(Protocol):
    """A file open for writing. Close it; nothing is durable before `fsync` returned."""

    def write(self, data: bytes) -> None:
        """Write all of `data` (at the end, for a file opened to append)."""

    def truncate(self, size: int) -> None:
        """Cut the file to `size` bytes."""

    def fsync(self) -> None:
        """Wait until the bytes are on the disk. After an error, throw the file away: never try again."""

    def close(self) -> None:
        """Close it."""

    def __enter__(self) -> OpenFile: ...
    def __exit__(self, *failure: object) -> None: ...


class ReadFile(Protocol):
    """A file open for reading. It stays the same file when another one takes its name."""

    def part(self, start: int, size: int) -> bytes:
        """At most `size` bytes from `start` on; fewer at the end of the file. Raises: `StorageError`."""

    def close(self) -> None:
        """Close it; closing twice does nothing."""


class LocalFile:
    """A real file. `owner` sees every operation before and after it happens."""

    __slots__ = ("_descriptor", "_owner", "path")

    def __init__(self, owner: LocalFileSystem, path: Path, descriptor: int) -> None:
        self._owner = owner
        self._descriptor = descriptor
        self.path = path

    @property
    def is_open(self) -> bool:
        """Whether `close` was not called yet."""
        return self._descriptor >= 0

    def write(self, data: bytes) -> None:
        """Write all of `data`."""
        with self._owner.operation("write", self.path):
            view = memoryview(self._owner.before_write(self.path, data))
            while view:
                view = view[os.write(self._descriptor, view) :]

    def truncate(self, size: int) -> None:
        """Cut the file to `size` bytes."""
        with self._owner.operation("truncate", self.path):
            os.ftruncate(self._descriptor, size)

    def fsync(self) -> None:
        """Wait until the bytes are on the disk."""
        with self._owner.operation("fsync", self.path):
            if self._owner.flushes():
                flush(self._descriptor)

    def close(self) -> None:
        """Close it; closing twice does nothing."""
        if self._descriptor >= 0:
            descriptor, self._descriptor = self._descriptor, -1
            os.close(descriptor)

    def __enter__(self) -> LocalFile:
        return self

    def __exit__(self, *failure: object) -> None:
        self.close()


def flush(descriptor: int) -> None:
    """fsync, and on macOS the stronger call: there fsync leaves the bytes in the drive's own cache."""
    if sys.platform == "darwin":
        import fcntl

        try:
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            return
        except OSError:
            # Network drives refuse F_FULLFSYNC; plain fsync reports the real error, if there is one.
            pass
    os.fsync(descriptor)


class LocalReadFile:
    """A real file; `operation` turns what the disk says into a `StorageError`."""

    __slots__ = ("_file", "_operation", "_path")

    def __init__(self, path: Path, operation: Operation) -> None:
        self._path = path
        self._operation = operation
        with operation("open_read", path):
            self._file = path.open("rb", buffering=0)

    def part(self, start: int, size: int) -> bytes:
        """At most `size` bytes from `start` on."""
        with self._operation("read", self._path):
            self._file.seek(start, os.SEEK_SET)
            first = self._file.read(size)
            if len(first) == size or not first:
                return first
            found = bytearray(first)
            while len(found) < size and (data := self._file.read(size - len(found))):
                found += data
            return bytes(found)

    def close(self) -> None:
        """Close it."""
        self._file.close()
