"""Open files: to write, and to read in parts."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

Operation = Callable[[str, Path], AbstractContextManager[None]]


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
