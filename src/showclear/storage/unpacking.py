"""Unpacking what somebody was sent, without believing any of it: plain files below one folder, and no more than fit."""

from __future__ import annotations

import errno
import shutil
import stat
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from lzma import LZMAError
from pathlib import Path
from typing import IO

from showclear.errors import InputError, StorageError
from showclear.ledger.record import read_name
from showclear.storage.failures import storage_error
from showclear.words import english

PACKED = (".zip", ".tar", ".gz", ".tgz", ".bz2", ".tbz2", ".xz", ".txz", ".7z", ".rar", ".zst")
"""Endings of files that hold others, whether or not they can be unpacked here."""
_BEGINNINGS = (
    b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00", b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07",
    b"\x28\xb5\x2f\xfd",
)  # fmt: skip
"""The first bytes of such files, for one whose name does not say it."""
_TAR, _TAR_AT = b"ustar", 257
MOST_FILES = 500_000
LARGEST = 8 * 1024**3
"""Bytes that all files together may have."""
_SPARE = 256 * 1024**2
"""Bytes that stay free on the disk."""
_BLOCK = 1024 * 1024
_LONGEST_PART, _DEEPEST = 200, 12
_REMEDY = english("Unpack it yourself into a new folder, look at it, and name that folder.")


def is_packed(path: Path) -> bool:
    """Whether a file holds others, by its ending or its first bytes; never one that has the name of a record.

    Raises: `StorageError` where it cannot be read.
    """
    if read_name(path.name) is not None:
        return False
    if path.suffix.lower() in PACKED:
        return True
    try:
        with path.open("rb") as file:
            start = file.read(_TAR_AT + len(_TAR))
    except OSError as error:
        raise storage_error(error, "read", path) from error
    return start.startswith(_BEGINNINGS) or start[_TAR_AT:] == _TAR


@contextmanager
def unpacked(path: Path) -> Iterator[Path]:
    """A folder with the files of a zip or tar file; it is gone afterwards.

    Raises:
        InputError: it is none, or holds what is no plain file, a name that leads elsewhere, or too much.
        StorageError: it cannot be read, or what is in it cannot be written.
    """
    try:
        with tempfile.TemporaryDirectory(prefix="showclear-") as folder:
            root = Path(folder)
            room = min(LARGEST, shutil.disk_usage(root).free - _SPARE)
            _Unpacking(path, root, room).run()
            yield root
    except OSError as error:
        raise StorageError(
            f"{path}: {error.strerror or error}.", english("Free some room, or unpack it elsewhere.")
        ) from error


class _Unpacking:
    """One file that is unpacked."""

    def __init__(self, path: Path, root: Path, room: int) -> None:
        self._path = path
        self._root = root
        self._room = room
        self._names: set[str] = set()

    def run(self) -> None:
        """Raises: InputError; OSError."""
        try:
            if zipfile.is_zipfile(self._path):
                self._zip()
            else:
                self._tar()
        except (tarfile.TarError, zipfile.BadZipFile, zlib.error, LZMAError, EOFError, NotImplementedError) as error:
            raise self._fault(english("it cannot be unpacked ({error})", error=error)) from error
        except UnicodeError as error:
            raise self._fault(english("a name in it cannot be read")) from error
        except OSError as error:
            # Damage has no number of the system's own, or leads before the file; a full disk has another.
            if error.errno not in (None, errno.EINVAL):
                raise
            raise self._fault(english("it cannot be unpacked ({error})", error=error)) from error

    def _zip(self) -> None:
        with zipfile.ZipFile(self._path) as packed:
            for member in packed.infolist():
                if not member.filename:
                    raise self._no_file("")
                kind = stat.S_IFMT(member.external_attr >> 16)
                if member.flag_bits & 1:
                    raise self._fault(english("it asks for a password"))
                if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
                    raise self._no_file(member.filename)
                if member.is_dir():
                    self._place(member.filename)
                else:
                    with packed.open(member) as source:
                        self._write(member.filename, source)

    def _tar(self) -> None:
        # As a stream: what is not read yet takes no room, and nothing is looked up twice.
        with tarfile.open(self._path, "r|*", errorlevel=2) as packed:
            for member in packed:
                if member.isdir():
                    self._place(member.name)
                    continue
                source = packed.extractfile(member) if member.isreg() else None
                if source is None:
                    raise self._no_file(member.name)
                with source:
                    self._write(member.name, source)

    def _write(self, name: str, source: IO[bytes]) -> None:
        place = self._place(name)
        key = place.relative_to(self._root).as_posix().casefold()
        if key in self._names or place == self._root:
            raise self._fault(
                english("the name {name!r} stands in it twice, and nobody can say which file is meant", name=name[:80])
            )
        self._names.add(key)
        if len(self._names) > MOST_FILES:
            raise self._fault(english("it holds more than {most_files} files", most_files=MOST_FILES))
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("xb") as target:
            while block := source.read(_BLOCK):
                self._room -= len(block)
                if self._room < 0:
                    raise self._fault(english("what is in it is more than fits here, or than any production has"))
                target.write(block)

    def _place(self, name: str) -> Path:
        """Where a name of it goes: below the folder, or nowhere."""
        parts = [part for part in name.split("/") if part not in ("", ".")]
        strange = any(
            part == ".." or part != part.rstrip(". ") or len(part) > _LONGEST_PART or set(part) & set('\\:*?"<>|')
            or any(ord(sign) < 32 for sign in part)
            for part in parts
        )  # fmt: skip
        if name.startswith("/") or strange or len(parts) > _DEEPEST:
            raise self._fault(
                english("the name {name!r} leads elsewhere, or cannot be kept on every disk", name=name[:80])
            )
        return self._root.joinpath(*parts)

    def _no_file(self, name: str) -> InputError:
        return self._fault(english("{name!r} is a link or no plain file", name=name[:80]))

    def _fault(self, what: str) -> InputError:
        return InputError(f"{self._path}: {what}.", _REMEDY)
