"""Writing a bundle: a new folder or one zip, whole or not at all, never over anything."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from showclear.errors import InputError, StorageError
from showclear.storage.durable import give_name, make_folder, write_durably
from showclear.storage.failures import DamagedFileError, LockBusyError, storage_error
from showclear.storage.files import READ_ONLY, FileSystem, OpenFile
from showclear.words import english

SUMS = "SHA256SUMS"  # not said: a file name
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest that a zip can say: the same files are the same bytes whenever they are packed."""
_MODE = 0o644
_HELD, _WHOLE = "being-made", "whole"
"""What lies in the folder of a bundle that is being made: its lock, and what becomes the bundle."""
_ELSEWHERE = english("Name another place with --out.")


@dataclass(frozen=True, slots=True)
class Written:
    """A bundle on the disk."""

    path: Path
    files: int
    """With the list of sums."""
    digest: str
    """SHA-256 of the list of sums, 64 hexadecimal digits: it stands for the whole bundle."""


def write_folder(
    disk: FileSystem, target: Path, files: Iterable[tuple[str, bytes]], *, with_sums: bool = True
) -> Written:
    """Write files into a new folder, with `SHA256SUMS` over them as `sha256sum -c` reads it, and read them back.

    Nothing is there under the name before all of it is.

    Raises:
        InputError: the name is taken.
        StorageError: the disk refused; then nothing is left of it where the disk lets us.
    """
    sums: dict[str, str] = {}
    with _begun(disk, target) as part:
        disk.mkdir(part)
        for name, data in files:
            sums[name] = _put(disk, part / name, data)
        listed = _sums(sums)
        if with_sums:
            write_durably(disk, part / SUMS, listed, _MODE, named=True)
        for name, digest in sums.items():
            if sha256(disk.read(part / name)).hexdigest() != digest:
                raise DamagedFileError(
                    english("{part}: the disk gives back other bytes.", part=part / name), english("Use another disk.")
                )
        _settle()
        _refuse_taken(disk, target)
        disk.rename(part, target)
        disk.fsync_folder(target.parent)
    return Written(target, len(sums) + with_sums, sha256(listed).hexdigest())


def write_zip(
    disk: FileSystem, target: Path, files: Iterable[tuple[str, bytes]], folder: str, *, with_sums: bool = True
) -> Written:
    """The same as one zip, in which everything lies in `folder`. Raises: as `write_folder`."""
    sums: dict[str, str] = {}
    with _begun(disk, target) as part:
        with disk.create(part, _MODE) as file:
            with _zip_faults(part), zipfile.ZipFile(_Stream(file), "w", zipfile.ZIP_DEFLATED) as packed:
                for name, data in files:
                    sums[name] = sha256(data).hexdigest()
                    packed.writestr(_entry(f"{folder}/{name}", read_only=name.startswith("records/")), data)
                listed = _sums(sums)
                if with_sums:
                    packed.writestr(_entry(f"{folder}/{SUMS}"), listed)
            file.fsync()
        give_name(disk, part, target)
        disk.fsync_folder(target.parent)
    return Written(target, len(sums) + with_sums, sha256(listed).hexdigest())


@contextmanager
def _begun(disk: FileSystem, target: Path) -> Iterator[Path]:
    """Under which name it is made until it is whole: in a folder beside it that is gone afterwards.

    What an export left that was killed is taken away first; its lock is free. Raises: InputError, StorageError.
    """
    _refuse_taken(disk, target)
    make_folder(disk, target.parent)
    part = target.with_name(f".{target.name}.part")
    if disk.exists(part) and (part.is_symlink() or set(disk.listdir(part)) - {_HELD, _WHOLE}):
        raise InputError(english("{part}: this is in the way, and it was left alone.", part=part), _ELSEWHERE)
    with _held(disk, part, target):
        _take_away(disk, part / _WHOLE)
        try:
            yield part / _WHOLE
        finally:
            _take_away(disk, part / _WHOLE)


@contextmanager
def _held(disk: FileSystem, part: Path, target: Path) -> Iterator[None]:
    """Hold the folder in which it is made; it has to be empty when it is let go, and goes with the lock."""
    left = disk.exists(part / _WHOLE)
    with ExitStack() as lock:
        try:
            lock.enter_context(disk.lock(part / _HELD, 0))
        except LockBusyError as error:
            raise InputError(
                english("{target}: another export is making it now.", target=target), _ELSEWHERE
            ) from error
        except StorageError as error:
            # A network drive without locks: nobody can tell whether what lies there is still being made.
            if left:
                raise InputError(
                    english("{part}: this is left of a bundle that was not finished, or is being made.", part=part),
                    _ELSEWHERE,
                ) from error
        try:
            yield
        finally:
            lock.close()
            _take_away(disk, part)


def _refuse_taken(disk: FileSystem, target: Path) -> None:
    if disk.exists(target) or target.is_symlink():
        raise InputError(
            english("{target}: something with that name is there already, and it was left alone.", target=target),
            _ELSEWHERE,
        )


def _put(disk: FileSystem, path: Path, data: bytes) -> str:
    """Without a flush for each: a bundle has tens of thousands of files, and can be made again."""
    if not disk.exists(path.parent):
        disk.mkdir(path.parent)
    with disk.create(path, READ_ONLY if path.parent.name == "records" else _MODE) as file:
        file.write(data)
    return sha256(data).hexdigest()


def _sums(sums: dict[str, str]) -> bytes:
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(sums.items())).encode()


def _entry(name: str, *, read_only: bool = False) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _ZIP_TIME)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3  # the same on every system; it says how the next line is read
    entry.external_attr = (0o100000 | (READ_ONLY if read_only else _MODE)) << 16
    return entry


class _Stream:
    """A file of ours as a zip writes it: from its beginning to its end."""

    def __init__(self, file: OpenFile) -> None:
        self._file = file

    def write(self, data: bytes) -> int:
        self._file.write(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing is held back here."""

    def close(self) -> None:
        """Whoever opened it closes it."""


@contextmanager
def _zip_faults(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, zipfile.LargeZipFile) as error:
        failure = error if isinstance(error, OSError) else OSError(str(error))
        raise storage_error(failure, "write", path) from error


def _take_away(disk: FileSystem, path: Path) -> None:
    """What was written of a bundle that could not be finished. No link is followed."""
    if not disk.exists(path):
        return
    if path.is_symlink() or not disk.stat(path).is_folder:
        disk.unlink(path)
        return
    for name in disk.listdir(path):
        _take_away(disk, path / name)
    disk.rmdir(path)


def _settle() -> None:
    """Wait once until everything is on the disk, where the system can."""
    if hasattr(os, "sync"):
        os.sync()
