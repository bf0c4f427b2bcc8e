"""A disk in memory that forgets what was not made durable, in every way that a real one may.

Data of a file is safe after fsync of the file; a name is safe after fsync of its folder; nothing else is promised.
A rename is one change of both folders, made safe by fsync of either.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from showclear.storage.failures import LockBusyError, storage_error
from showclear.storage.files import FileState
from showclear.storage.open_files import OpenFile, ReadFile
from tests.storage.fakes import Crash


@dataclass
class Node:
    """A file or a folder; what is durable stands beside what a running program sees."""

    is_folder: bool
    mode: int = 0o755
    data: bytes = b""
    durable_data: bytes = b""
    names: dict[str, int] = field(default_factory=dict)
    durable_names: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Change:
    """Names that come and go together: (folder node, name, node)."""

    removed: tuple[tuple[int, str], ...] = ()
    added: tuple[tuple[int, str, int], ...] = ()

    def touches(self, folder: int) -> bool:
        """Whether fsync of that folder makes it durable."""
        return any(one[0] == folder for one in (*self.removed, *self.added))


class WeakFile:
    """A file of the disk, open for writing."""

    def __init__(self, disk: WeakDisk, path: Path, node: int) -> None:
        self._disk = disk
        self._path = path
        self._node = node

    def write(self, data: bytes) -> None:
        """Visible at once, durable later."""
        self._disk.step("write", self._path)
        self._disk.nodes[self._node].data += data
        self._disk.changed()

    def truncate(self, size: int) -> None:
        """Visible at once, durable later."""
        self._disk.step("truncate", self._path)
        node = self._disk.nodes[self._node]
        node.data = node.data[:size]
        self._disk.changed()

    def fsync(self) -> None:
        """Make the data durable, unless the disk is told to lie."""
        self._disk.step("fsync", self._path)
        if self._disk.fsyncs_files:
            node = self._disk.nodes[self._node]
            node.durable_data = node.data
        self._disk.changed()

    def close(self) -> None:
        """Nothing is made durable by closing."""

    def __enter__(self) -> WeakFile:
        return self

    def __exit__(self, *failure: object) -> None:
        self.close()


class WeakDisk:
    """Implements `FileSystem`. `crash_after` counts changes; `fsyncs_*` and `links` plant faults."""

    def __init__(
        self, *, fsyncs_files: bool = True, fsyncs_folders: bool = True, links: bool = True, folders_first: bool = True
    ) -> None:
        self.nodes: list[Node] = [Node(True)]
        self.pending: list[Change] = []
        self.fsyncs_files = fsyncs_files
        self.fsyncs_folders = fsyncs_folders
        self.links = links
        self.folders_first = folders_first
        self.crash_after = -1
        self.dead = False
        self.changes = 0
        self._locked: set[Path] = set()

    def step(self, operation: str, path: Path) -> None:
        """Every operation passes here first."""
        del operation, path
        if self.dead:
            raise Crash

    def changed(self) -> None:
        """Every change passes here last."""
        self.changes += 1
        if self.changes == self.crash_after:
            self.dead = True
            raise Crash

    # The file system

    def create(self, path: Path, mode: int) -> OpenFile:
        """A new file."""
        self.step("create", path)
        folder, name = self._parent(path, "create")
        if name in self.nodes[folder].names:
            raise self._error(errno.EEXIST, "create", path)
        node = self._new(Node(False, mode))
        self._apply(Change(added=((folder, name, node),)))
        return WeakFile(self, path, node)

    def open_append(self, path: Path) -> OpenFile:
        """A file to add to."""
        self.step("open_append", path)
        found = self._find(path)
        return WeakFile(self, path, found) if found is not None else self.create(path, 0o600)

    def link(self, source: Path, target: Path) -> None:
        """A second name."""
        self.step("link", target)
        if not self.links:
            raise self._error(errno.EPERM, "link", target)
        folder, name = self._parent(target, "link")
        if name in self.nodes[folder].names:
            raise self._error(errno.EEXIST, "link", target)
        self._apply(Change(added=((folder, name, self._need(source, "link")),)))

    def rename(self, source: Path, target: Path) -> None:
        """Move, replacing a file."""
        self.step("rename", target)
        node = self._need(source, "rename")
        old, new = self._parent(source, "rename"), self._parent(target, "rename")
        self._apply(Change(removed=(old,), added=((*new, node),)))

    def fsync_folder(self, path: Path) -> None:
        """Make the names in a folder durable, unless the disk is told to lie."""
        self.step("fsync_folder", path)
        folder = self._need(path, "fsync_folder")
        if self.fsyncs_folders:
            for change in [one for one in self.pending if one.touches(folder)]:
                self.pending.remove(change)
                self._keep(change)
        self.changed()

    @contextmanager
    def fsync_folder_during(self, path: Path) -> Iterator[None]:
        """Whichever comes first, the folder or what the block flushes, the other is not durable yet."""
        if self.folders_first:
            self.fsync_folder(path)
        yield
        if not self.folders_first:
            self.fsync_folder(path)

    def mkdir(self, path: Path) -> None:
        """A folder and those above it."""
        self.step("mkdir", path)
        if self._find(path) is not None:
            return
        self.mkdir(path.parent)
        folder, name = self._parent(path, "mkdir")
        self._apply(Change(added=((folder, name, self._new(Node(True))),)))

    def rmdir(self, path: Path) -> None:
        """Remove an empty folder."""
        self.step("rmdir", path)
        if self.nodes[self._need(path, "rmdir")].names:
            raise self._error(errno.ENOTEMPTY, "rmdir", path)
        self._apply(Change(removed=(self._parent(path, "rmdir"),)))

    def unlink(self, path: Path) -> None:
        """Remove a file."""
        self.step("unlink", path)
        self._need(path, "unlink")
        self._apply(Change(removed=(self._parent(path, "unlink"),)))

    def listdir(self, path: Path) -> tuple[str, ...]:
        """The names."""
        self.step("listdir", path)
        found = self._find(path)
        return tuple(sorted(self.nodes[found].names)) if found is not None else ()

    def read(self, path: Path, start: int = 0) -> bytes:
        """The bytes."""
        self.step("read", path)
        return self.nodes[self._need(path, "read")].data[start:]

    def open_read(self, path: Path) -> ReadFile:
        """Not for what has to survive."""
        raise self._error(errno.ENOTSUP, "open_read", path)

    def stat(self, path: Path) -> FileState:
        """Size and kind; there is no time on this disk."""
        self.step("stat", path)
        node = self.nodes[self._need(path, "stat")]
        return FileState(len(node.data), 0, node.is_folder, node.mode)

    def exists(self, path: Path) -> bool:
        """Whether the name is taken."""
        self.step("exists", path)
        return self._find(path) is not None

    @contextmanager
    def lock(self, path: Path, timeout_seconds: float) -> Iterator[None]:
        """One holder at a time; a crash lets go."""
        del timeout_seconds
        if path in self._locked:
            raise LockBusyError(f"{path}: locked twice", "")
        self._locked.add(path)
        try:
            yield
        finally:
            self._locked.discard(path)

    # What a power cut may leave

    def after_power_cut(self, limit: int = 64) -> Iterator[WeakDisk]:
        """Disks as they may be found afterwards: every kind of loss and tear, at most `limit`."""
        yield from islice(self._states(), limit)

    def _states(self) -> Iterator[WeakDisk]:
        everything = range(len(self.pending))
        kept_sets = [frozenset[int](), frozenset(everything)]
        kept_sets += [frozenset((one,)) for one in everything]
        kept_sets += [frozenset(everything) - {one} for one in everything]
        unsynced = [number for number, node in enumerate(self.nodes) if node.data != node.durable_data]
        seen: set[tuple[frozenset[int], tuple[bytes, ...]]] = set()
        for kept in kept_sets:
            for choice in self._contents(unsynced):
                if (kept, choice) not in seen:
                    seen.add((kept, choice))
                    yield self._found(kept, dict(zip(unsynced, choice, strict=True)))

    def _contents(self, unsynced: list[int]) -> Iterator[tuple[bytes, ...]]:
        nodes = [self.nodes[number] for number in unsynced]
        yield tuple(node.data for node in nodes)
        yield tuple(node.durable_data for node in nodes)
        yield tuple(_torn(node) for node in nodes)
        yield tuple(b"\0" * len(node.data) if not node.durable_data else node.durable_data for node in nodes)

    def _found(self, kept: frozenset[int], contents: dict[int, bytes]) -> WeakDisk:
        disk = WeakDisk(
            links=self.links,
            fsyncs_files=self.fsyncs_files,
            fsyncs_folders=self.fsyncs_folders,
            folders_first=self.folders_first,
        )
        disk.nodes = []
        for number, node in enumerate(self.nodes):
            data = contents.get(number, node.durable_data)
            disk.nodes.append(
                Node(node.is_folder, node.mode, data, data, dict(node.durable_names), dict(node.durable_names))
            )
        for number, change in enumerate(self.pending):
            if number in kept:
                disk._keep(change)
        for node in disk.nodes:
            node.names = dict(node.durable_names)
        return disk

    def settle(self) -> None:
        """Make everything durable: the state before a scenario begins."""
        for node in self.nodes:
            node.durable_data = node.data
            node.durable_names = dict(node.names)
        self.pending.clear()
        self.changes = 0

    def _apply(self, change: Change) -> None:
        for folder, name in change.removed:
            del self.nodes[folder].names[name]
        for folder, name, node in change.added:
            self.nodes[folder].names[name] = node
        self.pending.append(change)
        self.changed()

    def _keep(self, change: Change) -> None:
        for folder, name in change.removed:
            self.nodes[folder].durable_names.pop(name, None)
        for folder, name, node in change.added:
            self.nodes[folder].durable_names[name] = node

    def _new(self, node: Node) -> int:
        self.nodes.append(node)
        return len(self.nodes) - 1

    def _find(self, path: Path) -> int | None:
        node = 0
        for part in path.parts[1:]:
            found = self.nodes[node].names.get(part)
            if found is None:
                return None
            node = found
        return node

    def _need(self, path: Path, operation: str) -> int:
        found = self._find(path)
        if found is None:
            raise self._error(errno.ENOENT, operation, path)
        return found

    def _parent(self, path: Path, operation: str) -> tuple[int, str]:
        return self._need(path.parent, operation), path.name

    def _error(self, code: int, operation: str, path: Path) -> Exception:
        return storage_error(OSError(code, os.strerror(code), str(path)), operation, path)


def _torn(node: Node) -> bytes:
    if node.data.startswith(node.durable_data):
        return node.data[: (len(node.durable_data) + len(node.data)) // 2]
    return node.data[: len(node.data) // 2]
