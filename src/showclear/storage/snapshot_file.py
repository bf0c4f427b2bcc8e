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

    def __init__(self, file: ReadFile, header: Mapping[str, str], sections: dict[str, bytes], parts: int) -> None:
        """`parts` is where the first part lies."""
        self._file = file
        self._parts = parts
        self.header = header
        self.sections = sections
        """Whoever takes one out of it keeps it; the others go with `taken`."""

    def part(self, part: Part) -> bytes | None:
        """The bytes of a part; None where they are not those that were written. Raises: StorageError."""
        data = self._file.part(self._parts + part.offset, part.size)
        return data if sum_of(data) == part.sum else None

    def taken(self) -> None:
        """Whoever opened it has what is needed of the sections: the other bytes go."""
        self.sections.clear()

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
    except (StorageError, ValueError, KeyError, TypeError, RecursionError):
        # What it says of itself was read before its digest was.
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
    line = file.part(_START, _SIZE + 1)
    end = line.index(b"\n")
    head = file.part(_START, end + 1 + int(line[:end]))
    table = json.loads(head[end + 1 :])
    # One section after the other: all of it at once would take twice its size, and a heap keeps what it once had.
    sum_, at, sections = sha256(head), _START + len(head), dict[str, bytes]()
    for name, length in table["sections"]:
        if at + length > _START + int(size):
            return None
        sections[name] = file.part(at, length)
        sum_.update(sections[name])
        at += length
    if at != _START + int(size) or sum_.hexdigest().encode() != wanted:
        return None
    return SnapshotFile(file, table["header"], sections, at)


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
