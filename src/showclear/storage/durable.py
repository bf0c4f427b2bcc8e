"""Durable writes: created whole or not at all, never overwritten."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

from showclear.errors import StorageError
from showclear.storage.failures import AlreadyThereError, NoHardLinksError
from showclear.storage.files import READ_ONLY, FileSystem
from showclear.words import english


def take_back(filesystem: FileSystem, path: Path) -> None:
    """Remove a file so that no power cut brings it back. Raises: `StorageError`: then one may."""
    if filesystem.exists(path):
        filesystem.unlink(path)
    filesystem.fsync_folder(path.parent)


def write_durably(
    filesystem: FileSystem, path: Path, data: bytes, mode: int = READ_ONLY, *, named: bool = False
) -> None:
    """Create `path` with `data` and wait until the bytes, with `named` also the name, are on the disk.

    A crash in between can leave a torn file: callers give names that betray it, or rename afterwards.

    Raises: `AlreadyThereError` if the name is taken; `StorageError`; a half file is then removed if the
    disk lets us.
    """
    try:
        with filesystem.create(path, mode) as file:
            file.write(data)
            with filesystem.fsync_folder_during(path.parent) if named else nullcontext():
                file.fsync()
    except AlreadyThereError:
        raise
    except StorageError as failure:
        _take_back(filesystem, path, failure)
        raise


def give_name(filesystem: FileSystem, source: Path, target: Path) -> None:
    """Let the durable file `source` appear as `target`, whole; the name is durable when the folder is flushed.

    On disks without hard links (exFAT) a copy is renamed into place; the caller holds the lock, so nobody
    else can take the name between the look and the rename.

    Raises: `AlreadyThereError` if `target` is there already; `StorageError` if the disk refused.
    """
    try:
        filesystem.link(source, target)
    except NoHardLinksError:
        _rename_into_place(filesystem, source, target)


def create_durably(filesystem: FileSystem, path: Path, data: bytes, mode: int = READ_ONLY) -> None:
    """Create `path` with `data`: temporary file, fsync, link, fsync of the folder.

    Raises: `AlreadyThereError` if the name is taken; `StorageError` if the disk refused.
    """
    temporary = path.with_name(f".{path.name}.new")
    if filesystem.exists(temporary):
        filesystem.unlink(temporary)
    write_durably(filesystem, temporary, data, mode)
    try:
        give_name(filesystem, temporary, path)
        try:
            filesystem.fsync_folder(path.parent)
        except StorageError as failure:
            # It is there and not durable: whoever tries again must not take it for one that is.
            _take_back(filesystem, path, failure)
            raise
    finally:
        filesystem.unlink(temporary)


def replace_durably(filesystem: FileSystem, path: Path, data: bytes, mode: int) -> None:
    """Put `data` in the place of what `path` holds: temporary file, fsync, rename, fsync of the folder.

    Only for working files (a journal after a failed fsync); a record is never replaced.
    """
    temporary = path.with_name(f".{path.name}.new")
    if filesystem.exists(temporary):
        filesystem.unlink(temporary)
    write_durably(filesystem, temporary, data, mode)
    filesystem.rename(temporary, path)
    filesystem.fsync_folder(path.parent)


def make_folder(filesystem: FileSystem, path: Path) -> None:
    """Create a folder, and those above it that are missing, so that the names survive a power cut."""
    if filesystem.exists(path):
        return
    make_folder(filesystem, path.parent)
    filesystem.mkdir(path)
    try:
        filesystem.fsync_folder(path.parent)
    except StorageError as failure:
        # It is there and not durable: whoever tries again must not take it for one that is.
        try:
            filesystem.rmdir(path)
        except StorageError as second:
            failure.add_note(english("The folder could not be removed either: {second}", second=second))
        raise


def _rename_into_place(filesystem: FileSystem, source: Path, target: Path) -> None:
    if filesystem.exists(target):
        raise AlreadyThereError(
            english("{target}: something with that name exists already.", target=target),
            english("Choose another name."),
        )
    copy = target.with_name(f".{target.name}.copy")
    if filesystem.exists(copy):
        filesystem.unlink(copy)
    write_durably(filesystem, copy, filesystem.read(source))
    filesystem.rename(copy, target)


def _take_back(filesystem: FileSystem, path: Path, failure: StorageError) -> None:
    try:
        filesystem.unlink(path)
    except StorageError as second:
        failure.add_note(english("The unfinished file could not be removed either: {second}", second=second))
