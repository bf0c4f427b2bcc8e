"""Where the snapshot of a folder lies: opened where it fits, replaced, and taken away where it was wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from showclear.app.snapshot.codec import SnapshotFault
from showclear.app.snapshot.remembered import Remembered
from showclear.app.snapshot.rows import Kept
from showclear.app.snapshot.writing import Contents, sections_and_rows
from showclear.errors import StorageError
from showclear.storage.files import FileSystem
from showclear.storage.snapshot_file import open_snapshot, remove_snapshot, write_snapshot


class Snapshots:
    """The snapshot of one folder on this machine account. Nothing here fails: without one the records are read."""

    def __init__(self, filesystem: FileSystem, path: Path, key: Mapping[str, str] | None) -> None:
        """`key` says what it has to be a snapshot of; without one there is none."""
        self._filesystem = filesystem
        self._path = path
        self._key = key

    def open(self, derive: Callable[[Remembered, int], Kept]) -> Remembered | None:
        """What was remembered; None where there is nothing that fits. `derive` gives a row that does not hold."""
        file = open_snapshot(self._filesystem, self._path) if self._key is not None else None
        if file is None:
            return None
        try:
            if file.header == self._key:
                return Remembered(file, derive)
        except SnapshotFault:
            self.remove()
        file.close()
        return None

    def write(self, contents: Contents) -> bool:
        """Replace the snapshot; whether it is there now."""
        if self._key is None:
            return False
        try:
            sections, rows = sections_and_rows(contents)
            write_snapshot(self._filesystem, self._path, self._key, sections, rows)
        except (SnapshotFault, TypeError, StorageError):
            # A value that no snapshot holds, or a disk that is full: the next start reads the records.
            return False
        return True

    def remove(self) -> None:
        """Take it away: it said something that the files do not say."""
        remove_snapshot(self._filesystem, self._path)
