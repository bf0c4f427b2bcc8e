"""The file of a snapshot: named sections that are read at once, and parts that are read one by one.

It is a cache: never durable, never trusted. Whatever is torn, changed or of another version is as good as no file.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from showclear.errors import StorageError
from showclear.storage.durable import make_folder
from showclear.storage.files import PRIVATE, FileSystem
from showclear.storage.open_files import ReadFile

_MAGIC = b"showclear-snapshot/1\n"
_SUM = 64
_SIZE = 15
_START = len(_MAGIC) + _SUM + 1 + _SIZE + 1 + _SIZE + 1
"""Where the sections begin: behind the digest of all that is read at once, its size, and that of the whole file."""
SUM_BYTES = 16
"""How much of the SHA-256 of a part stands in the sections, which have a digest of their own."""
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Part:
    """Where a part lies, counted from the first part, and what its SHA-256 begins with."""

    offset: int
    size: int
    sum: bytes


class SnapshotFile:
    """An open snapshot whose sections hold what they held when it was written."""

    def __init__(self, file: ReadFile, header: Mapping[str, str], sections: Mapping[str, memoryview]) -> None:
        self._file = file
        self._parts = _START + sum(len(one) for one in sections.values())
        self.header = header
        self.sections = sections
        """Empty once they were taken over (`taken`)."""

    def part(self, part: Part) -> bytes | None:
        """The bytes of a part; None where they are not those that were written. Raises: StorageError."""
        data = self._file.part(self._parts + part.offset, part.size)
        return data if sum_of(data) == part.sum else None

    def taken(self) -> None:
        """Whoever opened it has made of the sections what is needed: their bytes go."""
        self.sections = {}

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()


def sum_of(data: bytes) -> bytes:
    """What the SHA-256 of a part begins with."""
    return sha256(data).digest()[:SUM_BYTES]


def open_snapshot(filesystem: FileSystem, path: Path) -> SnapshotFile | None:
    """The snapshot at `path`; None where there is none that can be used."""
    try:
        if not filesystem.exists(path):
            return None
        state = filesystem.stat(path)
        if sys.platform != "win32" and state.mode & 0o077:
            # Somebody else may have written it.
            return None
        file = filesystem.open_read(path)
    except StorageError:
        return None
    try:
        found = _read(file, state.size)
    except (StorageError, ValueError):
        found = None
    if found is None:
        file.close()
    return found


def _read(file: ReadFile, whole: int) -> SnapshotFile | None:
    start = file.part(0, _START)
    if len(start) != _START or not start.startswith(_MAGIC):
        return None
    wanted, size, all_of_it = start[len(_MAGIC) :].split()
    if int(all_of_it) != whole:
        return None
    data = memoryview(file.part(_START, int(size)))
    if sha256(data).hexdigest().encode() != wanted:
        return None
    end = bytes(data[:20]).index(b"\n")
    first = end + 1
    table = json.loads(bytes(data[first : first + int(data[:end])]))
    first += int(data[:end])
    sections = {"": data[:first]}
    for name, length in table["sections"]:
        sections[name] = data[first : first + length]
        first += length
    return SnapshotFile(file, table["header"], sections) if first == len(data) else None


def snapshot_sum(filesystem: FileSystem, path: Path) -> str | None:
    """The digest that stands at the head of the snapshot at `path`, not checked; None where there is none.

    Raises: StorageError.
    """
    if not filesystem.exists(path):
        return None
    file = filesystem.open_read(path)
    try:
        start = file.part(0, _START)
    finally:
        file.close()
    whole = len(start) == _START and start.startswith(_MAGIC)
    return start[len(_MAGIC) : len(_MAGIC) + _SUM].decode("ascii", "replace") if whole else None


def write_snapshot(
    filesystem: FileSystem,
    path: Path,
    header: Mapping[str, str],
    sections: Mapping[str, bytes],
    parts: Sequence[bytes],
) -> None:
    """Replace the snapshot at `path`. Nothing waits for the disk: a torn file is found out by its digest.

    Raises: StorageError.
    """
    lengths = [[name, len(data)] for name, data in sections.items()]
    table = json.dumps({"header": dict(header), "sections": lengths}, separators=(",", ":")).encode()
    data = b"".join((b"%d\n" % len(table), table, *sections.values()))
    make_folder(filesystem, path.parent)
    temporary = path.with_name(f".{path.name}.new")
    if filesystem.exists(temporary):
        filesystem.unlink(temporary)
    with filesystem.create(temporary, PRIVATE) as file:
        size = _START + len(data) + sum(map(len, parts))
        file.write(_MAGIC + sha256(data).hexdigest().encode())
        file.write(b" %0*d %0*d\n" % (_SIZE, len(data), _SIZE, size))
        file.write(data)
        waiting = bytearray()
        for part in parts:
            waiting += part
            if len(waiting) >= _CHUNK:
                file.write(bytes(waiting))
                waiting.clear()
        file.write(bytes(waiting))
    filesystem.rename(temporary, path)


def remove_snapshot(filesystem: FileSystem, path: Path) -> None:
    """Take a snapshot away that cannot be used. Never fails: it is only a cache."""
    try:
        if filesystem.exists(path):
            filesystem.unlink(path)
    except StorageError:
        # It is looked at and refused again at the next start.
        return
