"""The one seam for file operations: everything durable goes through a `FileSystem`.

Tests put a recording, a failing or an in-memory file system here; see `fakes`.
"""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from operator import attrgetter
from pathlib import Path
from stat import S_ISREG
from types import TracebackType
from typing import NamedTuple, Protocol

from showclear.storage.beside import flush_beside
from showclear.storage.failures import storage_error
from showclear.storage.fingerprints import Fingerprint, fingerprints
from showclear.storage.locking import POLL_SECONDS, acquire
from showclear.storage.names import Look, look_at
from showclear.storage.open_files import LocalFile, LocalReadFile, OpenFile, ReadFile, flush, no_file, open_to_read
from showclear.words import english

__all__ = ["FileSystem", "LocalFileSystem", "OpenFile"]

READ_ONLY = 0o444
"""Mode of a published record: it is never edited."""
PRIVATE = 0o600
"""Mode of a private key, a journal, marks."""
_NAME = attrgetter("name")
_BINARY = getattr(os, "O_BINARY", 0)
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY | getattr(os, "O_NOFOLLOW", 0)
_SHARING_VIOLATIONS = frozenset({5, 32})
"""What Windows reports while a virus scanner or an indexer has a file open for a moment: access denied, sharing."""
_SHARING_TRIES = 25


class FileState(NamedTuple):
    """What `stat` says of a file: size in bytes, change time in nanoseconds, whether it is a folder."""

    size: int
    modified_ns: int
    is_folder: bool
    mode: int


class FileSystem(Protocol):
    """File operations, each of which raises `StorageError` (or a leaf of it) and no `OSError`."""

    def create(self, path: Path, mode: int) -> OpenFile:
        """Open a new file for writing; raises `AlreadyThereError` if the name is taken."""

    def open_append(self, path: Path) -> OpenFile:
        """Open a file to add to its end; it is created if it is not there."""

    def link(self, source: Path, target: Path) -> None:
        """Give a file a second name, never overwriting.

        Raises: `AlreadyThereError` if the name is taken, `NoHardLinksError` where the disk cannot.
        """

    def rename(self, source: Path, target: Path) -> None:
        """Move a file or a folder on the same disk; a file that has the name is replaced."""

    def fsync_folder(self, path: Path) -> None:
        """Make the names in a folder durable (does nothing where the system cannot, as on Windows)."""

    def fsync_folder_during(self, path: Path) -> AbstractContextManager[None]:
        """The same while the block flushes something else: both are durable when the block is left, in any order."""

    def mkdir(self, path: Path) -> None:
        """Create a folder and those above it; it may be there already."""

    def rmdir(self, path: Path) -> None:
        """Remove an empty folder."""

    def unlink(self, path: Path) -> None:
        """Remove a file."""

    def listdir(self, path: Path) -> tuple[str, ...]:
        """The names in a folder, sorted; none if there is no such folder."""

    def as_listed(self, path: Path) -> Sequence[str]:
        """The same in the order in which the disk gives them: a third of the time is the sorting."""

    def each_name(self, path: Path) -> Iterator[str]:
        """The same one after the other, in no order: nothing large is made of many."""

    def look(self, path: Path, listed: Sequence[str] | None = None) -> Look:
        """How the names in a folder look, or how it looked when they were `listed`: the same while they are."""

    def read(self, path: Path, start: int = 0) -> bytes:
        """The bytes of a file from `start` on."""

    def open_read(self, path: Path) -> ReadFile:
        """Open a file to read parts of it."""

    def stat(self, path: Path) -> FileState:
        """Size, change time and kind."""

    def fingerprints(self, folder: Path, names: Iterable[str]) -> Mapping[str, Fingerprint]:
        """What changes with the bytes of some files; nothing of one that changed just now, or where nobody tells."""

    def set_time(self, path: Path, seconds: int) -> None:
        """Let the file claim that it was last changed then, in seconds since 1970."""

    def exists(self, path: Path) -> bool:
        """Whether the name is taken."""

    def lock(self, path: Path, timeout_seconds: float) -> AbstractContextManager[None]:
        """Hold the lock file `path`; raises `LockBusyError` if another holds it longer than the timeout."""


class Operation:
    """One operation on the disk, as a `with` block; a class, because publishing one record enters forty of them."""

    __slots__ = ("_name", "_owner", "_path")

    def __init__(self, owner: LocalFileSystem, name: str, path: Path) -> None:
        self._owner = owner
        self._name = name
        self._path = path

    def __enter__(self) -> None:
        try:
            self._owner.before(self._name, self._path)
        except OSError as error:
            raise storage_error(error, self._name, self._path) from error

    def __exit__(
        self, kind: type[BaseException] | None, failure: BaseException | None, where: TracebackType | None
    ) -> None:
        if failure is None:
            self._owner.after(self._name, self._path)
        elif isinstance(failure, OSError):
            raise storage_error(failure, self._name, self._path) from failure


class LocalFileSystem:
    """The disk. Subclasses in `fakes` override `before` and `after` to record, fail or crash."""

    system = sys.platform
    """Whose ways the disk has, as `sys.platform` names them; a fake stands in for another one's."""

    def before(self, operation: str, path: Path) -> None:
        """Called before each operation; may raise OSError, which becomes a `StorageError`."""

    def after(self, operation: str, path: Path) -> None:
        """Called after each operation that succeeded."""

    def before_write(self, path: Path, data: bytes) -> bytes:
        """The bytes that are really written; a fake may shorten them."""
        return data

    def flushes(self) -> bool:
        """Whether fsync waits for the disk."""
        return True

    def is_read_by_path(self) -> bool:
        """Whether another process that opens a path reads what this one would; not where something stands in."""
        return type(self) is LocalFileSystem

    def operation(self, name: str, path: Path) -> Operation:
        """Run one operation; OSError leaves as a `StorageError` that says where, what and what to do."""
        return Operation(self, name, path)

    def create(self, path: Path, mode: int) -> OpenFile:
        """Open a new file for writing."""
        with self.operation("create", path):
            return LocalFile(self, path, os.open(path, _NEW, mode))

    def open_append(self, path: Path) -> OpenFile:
        """Open a file to add to its end."""
        with self.operation("open_append", path):
            return LocalFile(self, path, os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | _BINARY, PRIVATE))

    def link(self, source: Path, target: Path) -> None:
        """Give a file a second name, never overwriting."""
        with self.operation("link", target):
            if self.system == "win32":
                # NTFS could, but the read-only mark is then shared, and has to go before the twin can be removed.
                raise OSError(errno.ENOTSUP, english("links share the read-only mark here"), str(target))
            os.link(source, target)

    def rename(self, source: Path, target: Path) -> None:
        """Move a file or folder; a file that has the name is replaced."""
        with self.operation("rename", target):
            if self.system == "win32" and target.is_file():
                # Windows replaces no read-only file.
                target.chmod(0o666)
            self._patiently(lambda: self.replace(source, target))

    def fsync_folder(self, path: Path) -> None:
        """Make the names in a folder durable."""
        with self.fsync_folder_during(path):
            pass

    @contextmanager
    def fsync_folder_during(self, path: Path) -> Iterator[None]:
        """Make the names in a folder durable while the block flushes something else."""
        with self.operation("fsync_folder", path):
            if self.system == "win32" or not self.flushes():
                yield
                return
            descriptor = os.open(path, os.O_RDONLY)
            try:
                wait = flush_beside(lambda: flush(descriptor))
                try:
                    yield
                finally:
                    failure = wait()
                if failure is not None:
                    raise failure
            finally:
                os.close(descriptor)

    def mkdir(self, path: Path) -> None:
        """Create a folder and those above it."""
        with self.operation("mkdir", path):
            path.mkdir(parents=True, exist_ok=True)

    def rmdir(self, path: Path) -> None:
        """Remove an empty folder."""
        with self.operation("rmdir", path):
            path.rmdir()

    def unlink(self, path: Path) -> None:
        """Remove a file."""
        with self.operation("unlink", path):
            if self.system == "win32":
                # Windows refuses to remove a read-only file.
                path.chmod(0o666)
            self._patiently(lambda: self.remove(path))

    def remove(self, path: Path) -> None:
        """The bare call below `unlink`."""
        path.unlink()

    def replace(self, source: Path, target: Path) -> None:
        """The bare call below `rename`."""
        source.replace(target)

    def _patiently(self, act: Callable[[], object]) -> None:
        """Do it; on Windows again for half a second while something else has the file open."""
        tries = _SHARING_TRIES if self.system == "win32" else 1
        for left in reversed(range(tries)):
            try:
                act()
            except OSError as error:
                if not left or getattr(error, "winerror", 0) not in _SHARING_VIOLATIONS:
                    raise
                self.pause()
            else:
                return

    def pause(self) -> None:
        """Wait a moment for another program to close a file."""
        time.sleep(POLL_SECONDS)

    def listdir(self, path: Path) -> tuple[str, ...]:
        """The names in a folder, sorted; none if there is no such folder."""
        return tuple(sorted(self.as_listed(path)))

    def as_listed(self, path: Path) -> Sequence[str]:
        """The same in the order in which the disk gives them."""
        with self.operation("listdir", path):
            try:
                return os.listdir(path)  # noqa: PTH208 - names only, twice as fast
            except FileNotFoundError:
                return ()

    def each_name(self, path: Path) -> Iterator[str]:
        """The same one after the other, in no order."""
        with self.operation("listdir", path):
            try:
                with os.scandir(path) as entries:
                    yield from map(_NAME, entries)
            except FileNotFoundError:
                return

    def look(self, path: Path, listed: Sequence[str] | None = None) -> Look:
        """How the names in a folder look."""
        return look_at(self.each_name(path) if listed is None else listed)

    def read(self, path: Path, start: int = 0) -> bytes:
        """The bytes of a file from `start` on."""
        # Bare calls: before a run some hundred records are read.
        with self.operation("read", path):
            descriptor = open_to_read(path)
            try:
                found = os.fstat(descriptor)
                if not S_ISREG(found.st_mode):
                    raise no_file(path)
                size = max(0, found.st_size - start)
                if start and not size:
                    return b""
                if start:
                    os.lseek(descriptor, start, os.SEEK_SET)
                # One byte more than there should be: where the first reading gives all of it, there is no more.
                first = os.read(descriptor, size + 1)
                if len(first) == size:
                    return first
                return b"".join((first, *iter(lambda: os.read(descriptor, size + 1), b"")))
            finally:
                os.close(descriptor)

    def open_read(self, path: Path) -> ReadFile:
        """Open a file to read parts of it."""
        return LocalReadFile(path, self.operation)

    def stat(self, path: Path) -> FileState:
        """Size, change time and kind."""
        with self.operation("stat", path):
            found = path.stat()
            return FileState(found.st_size, found.st_mtime_ns, path.is_dir(), found.st_mode & 0o777)

    def fingerprints(self, folder: Path, names: Iterable[str]) -> Mapping[str, Fingerprint]:
        """What changes with the bytes of some files. On Windows the time that cannot be set back is not told."""
        with self.operation("stat", folder):
            return {} if self.system == "win32" else fingerprints(folder, names, self.now_ns())

    def now_ns(self) -> int:
        """The time by which this system stamps files, in nanoseconds since 1970."""
        return time.time_ns()

    def set_time(self, path: Path, seconds: int) -> None:
        """Let the file claim that it was last changed then, in seconds since 1970."""
        with self.operation("set_time", path):
            os.utime(path, (seconds, seconds))

    def exists(self, path: Path) -> bool:
        """Whether the name is taken."""
        with self.operation("exists", path):
            return os.path.lexists(path)

    @contextmanager
    def lock(self, path: Path, timeout_seconds: float) -> Iterator[None]:
        """Hold the lock file `path`."""
        with self.operation("lock", path):
            try:
                release = acquire(path, timeout_seconds)
            except FileNotFoundError:
                path.parent.mkdir(parents=True, exist_ok=True)
                release = acquire(path, timeout_seconds)
        try:
            yield
        finally:
            release()
