"""A disk in memory that writes down every change, so that what a power cut may leave can be worked out afterwards."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self, TypeAlias

from showclear.errors import StorageError
from showclear.storage.failures import LockBusyError, storage_error
from showclear.storage.files import FileState
from showclear.storage.fingerprints import Fingerprint
from showclear.storage.names import Look, look_at
from showclear.storage.open_files import OpenFile, ReadFile

ROOT = 0
"""The number of the root folder among the nodes."""


@dataclass(slots=True)
class Node:
    """A file or a folder, as a running program sees it."""

    is_folder: bool
    mode: int = 0o755
    data: bytes = b""
    names: dict[str, int] = field(default_factory=dict)

    def copy(self) -> Node:
        """One that can be changed by itself."""
        return Node(self.is_folder, self.mode, self.data, dict(self.names))


@dataclass(frozen=True, slots=True)
class Names:
    """Names that come and go together: (folder, name) taken away, (folder, name, node) given."""

    removed: tuple[tuple[int, str], ...] = ()
    added: tuple[tuple[int, str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Made:
    """A node that is new; it has no name yet."""

    node: int
    is_folder: bool
    mode: int


@dataclass(frozen=True, slots=True)
class Wrote:
    """Bytes at the end of a file."""

    node: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Cut:
    """A file made shorter."""

    node: int
    size: int


@dataclass(frozen=True, slots=True)
class FlushedFile:
    """The bytes of a file are durable."""

    node: int


@dataclass(frozen=True, slots=True)
class FailedFlush:
    """The disk said that it could not: whatever it says later, nothing of this file is promised any more."""

    node: int


@dataclass(frozen=True, slots=True)
class FlushedFolder:
    """The names that a folder had when change number `begun` was next are durable."""

    folder: int
    begun: int


@dataclass(frozen=True, slots=True)
class Told:
    """Somebody was told something: from here on it must hold."""

    what: object


Change: TypeAlias = "Names | Made | Wrote | Cut | FlushedFile | FailedFlush | FlushedFolder | Told"


class MemoryFile:
    """A file of the disk, open for writing."""

    def __init__(self, disk: MemoryDisk, path: Path, node: int) -> None:
        self._disk = disk
        self._path = path
        self._node = node

    def write(self, data: bytes) -> None:
        """Add to the end; half of it where the disk then says that it is full."""
        try:
            self._disk.before("write", self._path)
        except StorageError:
            self._add(data[: len(data) // 2])
            raise
        self._add(data)

    def _add(self, data: bytes) -> None:
        self._disk.nodes[self._node].data += data
        self._disk.note(Wrote(self._node, data))

    def truncate(self, size: int) -> None:
        """Cut."""
        self._disk.before("truncate", self._path)
        node = self._disk.nodes[self._node]
        node.data = node.data[:size]
        self._disk.note(Cut(self._node, size))

    def fsync(self) -> None:
        """Make the bytes durable."""
        try:
            self._disk.before("fsync", self._path)
        except StorageError:
            self._disk.note(FailedFlush(self._node))
            raise
        if self._disk.flushes_file(self._path):
            self._disk.note(FlushedFile(self._node))

    def close(self) -> None:
        """Nothing is made durable by closing."""

    def __enter__(self) -> MemoryFile:
        return self

    def __exit__(self, *failure: object) -> None:
        self.close()


class MemoryReadFile:
    """A file open for reading."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def part(self, start: int, size: int) -> bytes:
        """At most `size` bytes."""
        return self._data[start : start + size]

    def close(self) -> None:
        """Nothing to let go."""


class MemoryDisk:
    """Implements `FileSystem`. `links=False` is a stick that knows no hard links."""

    def __init__(self, nodes: Mapping[int, Node] | None = None, *, links: bool = True) -> None:
        self.nodes: dict[int, Node] = dict(nodes) if nodes else {ROOT: Node(True)}
        self.changes: list[Change] = []
        self.links = links
        self.next_node = max(self.nodes) + 1
        self._locked: set[Path] = set()

    # What tests change

    def before(self, operation: str, path: Path) -> None:
        """Called before every operation; may raise."""

    def flushes_file(self, path: Path) -> bool:
        """Whether fsync of this file does anything; planted bugs say no."""
        return True

    def flushes_folder(self, path: Path) -> bool:
        """Whether fsync of this folder does anything; planted bugs say no."""
        return True

    def note(self, change: Change) -> None:
        """Write down a change."""
        self.changes.append(change)

    def copy(self) -> Self:
        """The same disk, with nothing written down yet."""
        return type(self)({number: node.copy() for number, node in self.nodes.items()}, links=self.links)

    # The file system

    def create(self, path: Path, mode: int) -> OpenFile:
        """A new file."""
        self.before("create", path)
        folder, name = self._parent(path, "create")
        if name in self.nodes[folder].names:
            raise _error(errno.EEXIST, "create", path)
        return MemoryFile(self, path, self._make(folder, name, is_folder=False, mode=mode))

    def open_append(self, path: Path) -> OpenFile:
        """A file to add to."""
        self.before("open_append", path)
        found = self._find(path)
        if found is not None:
            return MemoryFile(self, path, found)
        folder, name = self._parent(path, "open_append")
        return MemoryFile(self, path, self._make(folder, name, is_folder=False, mode=0o600))

    def link(self, source: Path, target: Path) -> None:
        """A second name."""
        self.before("link", target)
        if not self.links:
            raise _error(errno.EPERM, "link", target)
        folder, name = self._parent(target, "link")
        if name in self.nodes[folder].names:
            raise _error(errno.EEXIST, "link", target)
        self._change(Names(added=((folder, name, self._need(source, "link")),)))

    def rename(self, source: Path, target: Path) -> None:
        """Move, replacing a file."""
        self.before("rename", target)
        node = self._need(source, "rename")
        old, new = self._parent(source, "rename"), self._parent(target, "rename")
        self._change(Names(removed=(old,), added=((*new, node),)))

    def fsync_folder(self, path: Path) -> None:
        """Make the names in a folder durable."""
        with self.fsync_folder_during(path):
            pass

    @contextmanager
    def fsync_folder_during(self, path: Path) -> Iterator[None]:
        """The flush may be done before the block does anything: only what was there then is promised."""
        self.before("fsync_folder", path)
        folder, begun = self._need(path, "fsync_folder"), len(self.changes)
        yield
        if self.flushes_folder(path):
            self.note(FlushedFolder(folder, begun))

    def mkdir(self, path: Path) -> None:
        """A folder and those above it."""
        self.before("mkdir", path)
        if self._find(path) is not None:
            return
        self.mkdir(path.parent)
        folder, name = self._parent(path, "mkdir")
        self._make(folder, name, is_folder=True, mode=0o755)

    def rmdir(self, path: Path) -> None:
        """Remove an empty folder."""
        self.before("rmdir", path)
        if self.nodes[self._need(path, "rmdir")].names:
            raise _error(errno.ENOTEMPTY, "rmdir", path)
        self._change(Names(removed=(self._parent(path, "rmdir"),)))

    def unlink(self, path: Path) -> None:
        """Remove a file."""
        self.before("unlink", path)
        self._need(path, "unlink")
        self._change(Names(removed=(self._parent(path, "unlink"),)))

    def listdir(self, path: Path) -> tuple[str, ...]:
        """The names."""
        self.before("listdir", path)
        found = self._find(path)
        return tuple(sorted(self.nodes[found].names)) if found is not None else ()

    def as_listed(self, path: Path) -> Sequence[str]:
        """The names."""
        return self.listdir(path)

    def each_name(self, path: Path) -> Iterator[str]:
        """The names."""
        return iter(self.listdir(path))

    def look(self, path: Path, listed: Sequence[str] | None = None) -> Look:
        """How the names look."""
        return look_at(self.each_name(path) if listed is None else listed)

    def read(self, path: Path, start: int = 0) -> bytes:
        """The bytes."""
        self.before("read", path)
        return self.nodes[self._need(path, "read")].data[start:]

    def open_read(self, path: Path) -> ReadFile:
        """A file to read parts of."""
        self.before("open_read", path)
        return MemoryReadFile(self.nodes[self._need(path, "open_read")].data)

    def stat(self, path: Path) -> FileState:
        """Size and kind; there is no time on this disk."""
        self.before("stat", path)
        node = self.nodes[self._need(path, "stat")]
        return FileState(len(node.data), 0, node.is_folder, node.mode)

    def fingerprints(self, folder: Path, names: Iterable[str]) -> Mapping[str, Fingerprint]:
        """There is no time on this disk."""
        self.before("stat", folder)
        return {}

    def set_time(self, path: Path, seconds: int) -> None:
        """There is no time on this disk."""

    def exists(self, path: Path) -> bool:
        """Whether the name is taken."""
        self.before("exists", path)
        return self._find(path) is not None

    @contextmanager
    def lock(self, path: Path, timeout_seconds: float) -> Iterator[None]:
        """One holder at a time; a crash lets go."""
        self.before("lock", path)
        if path in self._locked:
            raise LockBusyError(f"{path}: locked twice", "")
        self._locked.add(path)
        try:
            yield
        finally:
            self._locked.discard(path)

    # Below

    def _make(self, folder: int, name: str, *, is_folder: bool, mode: int) -> int:
        node, self.next_node = self.next_node, self.next_node + 1
        self.nodes[node] = Node(is_folder, mode)
        self.note(Made(node, is_folder, mode))
        self._change(Names(added=((folder, name, node),)))
        return node

    def _change(self, change: Names) -> None:
        apply_names(self.nodes, change)
        self.note(change)

    def _find(self, path: Path) -> int | None:
        node = ROOT
        for part in path.parts[1:]:
            found = self.nodes[node].names.get(part)
            if found is None:
                return None
            node = found
        return node

    def _need(self, path: Path, operation: str) -> int:
        found = self._find(path)
        if found is None:
            raise _error(errno.ENOENT, operation, path)
        return found

    def _parent(self, path: Path, operation: str) -> tuple[int, str]:
        return self._need(path.parent, operation), path.name


def apply_names(nodes: Mapping[int, Node], change: Names) -> None:
    """Let the names go and come; one that is gone already stays gone."""
    for folder, name in change.removed:
        nodes[folder].names.pop(name, None)
    for folder, name, node in change.added:
        nodes[folder].names[name] = node


def _error(code: int, operation: str, path: Path) -> Exception:
    return storage_error(OSError(code, os.strerror(code), str(path)), operation, path)
