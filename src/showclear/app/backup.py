"""A production on a stick and back: what is copied is verified as a whole, and a restored log says that it is one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from showclear.app.opening import find_production, open_log, production_digest
from showclear.errors import InputError, StorageError
from showclear.ledger.record import read_name
from showclear.ledger.results import LogResult
from showclear.ledger.verification import Verifier
from showclear.storage.attachments import LARGEST
from showclear.storage.clock import Clock
from showclear.storage.copying import Copied, CopyStoppedError, copy_files
from showclear.storage.files import FileSystem
from showclear.storage.paths import MachinePaths, ProductionPaths
from showclear.storage.places import place_of
from showclear.words import english


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of a production, verified."""

    folder: Path
    files: Copied
    result: LogResult
    """What verification says of the whole copy, read back from its disk."""
    warnings: tuple[tuple[str, str], ...]
    """What speaks against the place where it lies: what is so, and what to do."""


@dataclass(frozen=True, slots=True)
class Restored:
    """A production that came back from a copy."""

    copy: Copy
    log: str
    """The log that this laptop begins there."""
    newest: datetime | None
    """When the newest record of the copy was made, by its own words; None where no record can be read."""
    missing: tuple[str, ...]
    """Records that this laptop has seen before and that the copy does not have."""


def copy_production(filesystem: FileSystem, folder: Path, target: Path, machine: MachinePaths) -> Copy:
    """Copy what the production in `folder` has published into `target`: what is there stays, what is new is added.

    Raises:
        InputError: no production here, or `target` is no place for a copy of it.
        StorageError: a disk refused; what was copied stays (`CopyStoppedError` says how much).
    """
    paths = find_production(folder)
    digest = production_digest(filesystem, paths, machine)
    there = ProductionPaths(target)
    _refuse_overlap(paths.root, target)
    _refuse_others(filesystem, there, digest)
    return _copied(filesystem, paths, there, digest)


def restore_production(
    filesystem: FileSystem, backup: Path, target: Path, machine: MachinePaths, clock: Clock, *, laptop: str
) -> Restored:
    """Make a production folder out of a copy. This laptop begins a log of its own in it.

    Args:
        laptop: names that log.

    Raises:
        InputError: `backup` holds no production, or `target` is there and not empty.
        StorageError: a disk refused; what was copied stays.
    """
    paths = find_production(backup)
    digest = production_digest(filesystem, paths)
    there = ProductionPaths(target)
    _refuse_overlap(paths.root, target)
    if filesystem.exists(target) and (not target.is_dir() or filesystem.listdir(target)):
        raise InputError(
            english("{target}: it is there already and not empty.", target=target),
            english(
                "Name a new folder. To bring what is missing into a production, copy into it: showclear copy BACKUP DIR"
            ),
        )
    try:
        copy = _copied(filesystem, paths, there, digest)
    except CopyStoppedError as error:
        raise CopyStoppedError(error.message, english("Name a folder on another disk, and restore into it.")) from error
    book = open_log(filesystem, there, machine, clock, digest)
    log = book.folder.start_log(laptop)
    return Restored(copy, log, _newest(copy.result), book.folder.missing())


def _copied(filesystem: FileSystem, paths: ProductionPaths, there: ProductionPaths, digest: str) -> Copy:
    first = next((one for one in filesystem.listdir(paths.log) if one.endswith(f"-{digest[:32]}.toml")), "")
    files = copy_files(filesystem, paths, there, first)
    warnings = tuple(
        (says, remedy) for _, says, remedy in place_of(filesystem, there.root).warnings(english("The copy"))
    )
    return Copy(there.root, files, verified(filesystem, there, digest), warnings)


def verified(filesystem: FileSystem, paths: ProductionPaths, digest: str) -> LogResult:
    """What verification says of the log in a folder by itself, without what this laptop has seen elsewhere.

    Raises:
        StorageError: it cannot be read.
    """
    verifier = Verifier(digest)
    verifier.add(_files(filesystem, paths))
    return verifier.result()


def _files(filesystem: FileSystem, paths: ProductionPaths) -> Mapping[str, bytes]:
    names = [name for name in filesystem.listdir(paths.log) if not name.startswith(".")]
    return {name: filesystem.read(paths.log / name) for name in names if _is_readable(filesystem, paths.log / name)}


def _is_readable(filesystem: FileSystem, path: Path) -> bool:
    state = filesystem.stat(path)
    return not state.is_folder and state.size <= LARGEST


def _refuse_overlap(folder: Path, target: Path) -> None:
    try:
        here, there = folder.resolve(), target.resolve()
    except (OSError, RuntimeError) as error:
        raise InputError(
            english("{target}: this path leads nowhere.", target=target),
            english("Check it for links that point to each other."),
        ) from error
    if here == there or here in there.parents or there in here.parents:
        raise InputError(
            english("{target}: it and {folder} lie in each other.", target=target, folder=folder),
            english("Name a folder outside of it, best on another disk."),
        )


def _refuse_others(filesystem: FileSystem, there: ProductionPaths, digest: str) -> None:
    """Only a new or empty folder, or a copy of the same production, is a place to copy to."""
    try:
        found = filesystem.listdir(there.root)
    except StorageError as error:
        if there.root.is_dir():
            raise
        raise InputError(
            english("{root}: this is a file, not a folder.", root=there.root), english("Name a folder.")
        ) from error
    records = [name for name in filesystem.listdir(there.log) if read_name(name) is not None]
    if records and digest[:32] not in {name[-37:-5] for name in records}:
        raise InputError(
            english("{root}: it holds another production.", root=there.root),
            english("Give each production a folder of its own on the stick."),
        )
    if not records and set(found) - {"log", "definitions", "attachments"}:
        raise InputError(
            english("{root}: it is there already and holds other things.", root=there.root),
            english("Name a folder of its own, such as {folder}.", folder=there.root / "show-clear"),
        )


def _newest(result: LogResult) -> datetime | None:
    heads = (record.head for record in result.records.values())
    return max((head.made_at for head in heads if head is not None), default=None)
