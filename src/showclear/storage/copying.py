"""Copying what a production has published: file by file, whole or not at all, and nothing is ever overwritten.

A file has the name that its own bytes give it, so a copy can be checked without the one that it was made from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from showclear.errors import StorageError
from showclear.ledger.record import digest_of, read_name
from showclear.storage.attachments import LARGEST
from showclear.storage.durable import make_folder, write_durably
from showclear.storage.failures import DamagedFileError, storage_error
from showclear.storage.files import FileSystem
from showclear.storage.paths import HEX64, ProductionPaths
from showclear.words import english


@dataclass(slots=True)
class Copied:
    """What became of the files. Names are those in the production folder, such as `log/cart-ab12-000001-….toml`."""

    new: list[str] = field(default_factory=list)
    """Written now, and read back."""
    there: list[str] = field(default_factory=list)
    """In the copy already, read, and the same."""
    damaged: list[str] = field(default_factory=list)
    """Here not what their names say, and so not copied."""
    saved: list[str] = field(default_factory=list)
    """Those of the damaged that the copy has whole."""
    different: list[str] = field(default_factory=list)
    """In the copy under the same name with other bytes; they were left as they are."""
    strays: list[str] = field(default_factory=list)
    """Links, folders, and files whose names are none of ours: not copied."""

    @property
    def is_whole(self) -> bool:
        """Whether everything that carries a name of ours is in the copy, as its name says."""
        return not (self.damaged or self.different)


class CopyStoppedError(StorageError):
    """The disk stopped a copy half way; what was copied stays, and the next copy goes on from there."""

    title = english("Not all of it was copied")


@dataclass(frozen=True, slots=True)
class _Part:
    """One folder of a production: how a file in it is checked against its name."""

    source: Path
    target: Path
    is_named: Callable[[str], bool]
    holds: Callable[[str, bytes], bool]


def copy_files(filesystem: FileSystem, source: ProductionPaths, target: ProductionPaths, first: str = "") -> Copied:
    """Copy the records, definitions and attachments that are not in `target` yet. No key, no pending run, no lock.

    Args:
        first: the name of the record to begin with, so that a copy which stops says whose it is.

    Raises:
        CopyStoppedError: the disk refused; says how many files are in the copy.
        StorageError: a folder cannot be listed, or a link stands in its place.
    """
    copied = Copied()
    parts = _parts(source, target)
    names = [(part, name) for part in parts for name in _names(filesystem, part, copied)]
    names.sort(key=lambda one: one[1] != first)
    try:
        for part in parts:
            _refuse_link(part.target)
            make_folder(filesystem, part.target)
        for part, name in names:
            _copy(filesystem, part, name, copied)
        for part in parts:
            filesystem.fsync_folder(part.target)
    except StorageError as error:
        done = len(copied.new) + len(copied.there)
        raise CopyStoppedError(
            english(
                "{message} {done} of {count_names} files are in the copy, {count_new} of them new.",
                message=error.message,
                done=done,
                count_names=len(names),
                count_new=len(copied.new),
            ),
            english(
                "{remedy} Then copy again: what is there stays, and the copy goes on from there.", remedy=error.remedy
            ),
        ) from error
    return copied


def _parts(source: ProductionPaths, target: ProductionPaths) -> tuple[_Part, ...]:
    return (
        _Part(source.log, target.log, lambda name: read_name(name) is not None, _is_record),
        _Part(source.definitions, target.definitions, _is_definition_name, _is_definition),
        _Part(source.attachments, target.attachments, lambda name: HEX64.fullmatch(name) is not None, _is_attachment),
    )


def _is_record(name: str, data: bytes) -> bool:
    parsed = read_name(name)
    return parsed is not None and digest_of(data).startswith(parsed.digest_start)


def _is_definition_name(name: str) -> bool:
    return name.endswith(".toml") and HEX64.fullmatch(name[:-5]) is not None


def _is_definition(name: str, data: bytes) -> bool:
    return sha256(data).hexdigest() == name[:-5]


def _is_attachment(name: str, data: bytes) -> bool:
    return sha256(data).hexdigest() == name


def _names(filesystem: FileSystem, part: _Part, copied: Copied) -> Iterator[str]:
    """The files of ours in one folder; whatever else lies there is noted as stray."""
    _refuse_link(part.source)
    for name in filesystem.listdir(part.source):
        if name.startswith("."):
            continue  # A half file of a write that was cut off.
        path = part.source / name
        if not part.is_named(name) or not _is_file(path):
            copied.strays.append(f"{part.source.name}/{name}")
        else:
            yield name


def _copy(filesystem: FileSystem, part: _Part, name: str, copied: Copied) -> None:
    said = f"{part.source.name}/{name}"
    target = part.target / name
    too_large = filesystem.stat(part.source / name).size > LARGEST
    data = b"" if too_large else filesystem.read(part.source / name)
    good = not too_large and part.holds(name, data)
    if filesystem.exists(target):
        same = _is_file(target) and part.holds(name, filesystem.read(target))
        _note_there(copied, said, good=good, same=same)
        return
    if not good:
        copied.damaged.append(said)
        return
    # No other program writes under these names, and whoever did would write the same bytes: no lock is needed.
    temporary = part.target / f".{name}.new"
    if filesystem.exists(temporary):
        filesystem.unlink(temporary)
    write_durably(filesystem, temporary, data)
    filesystem.rename(temporary, target)
    if filesystem.read(target) != data:
        raise DamagedFileError(
            english("{target}: the disk gives back other bytes than were written.", target=target),
            english("Use another disk."),
        )
    copied.new.append(said)


def _note_there(copied: Copied, said: str, *, good: bool, same: bool) -> None:
    if not same:
        copied.different.append(said)
    elif good:
        copied.there.append(said)
    if not good:
        copied.damaged.append(said)
        if same:
            copied.saved.append(said)


def _is_file(path: Path) -> bool:
    """Whether it is a file itself: what a link points to is not part of the production."""
    try:
        return path.is_file() and not path.is_symlink()
    except OSError as error:
        raise storage_error(error, "stat", path) from error


def _refuse_link(folder: Path) -> None:
    try:
        is_link = folder.is_symlink()
    except OSError as error:
        raise storage_error(error, "stat", folder) from error
    if is_link:
        raise StorageError(
            english("{folder}: it is a link to somewhere else.", folder=folder),
            english("Name the folder that it points to."),
        )
