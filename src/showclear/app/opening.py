"""Finding and opening a production folder: which production it is, whose log this laptop writes, who else is at it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from showclear.app.logbook import LogBook
from showclear.app.snapshot.key import key
from showclear.app.snapshot.store import Snapshots
from showclear.errors import InputError, ShowClearError, StorageError
from showclear.storage.clock import Clock
from showclear.storage.failures import LockBusyError
from showclear.storage.files import FileSystem
from showclear.storage.identity import identify
from showclear.storage.log_folder import LogFolder
from showclear.storage.ownership import LogOwnership
from showclear.storage.paths import HEX64, MachinePaths, ProductionPaths
from showclear.storage.places import place_of
from showclear.storage.window import Window
from showclear.words import english

_PRODUCTION = re.compile(rb'production = "sha256:([0-9a-f]{64})"\n')


@dataclass(slots=True)
class Opened:
    """An opened production folder."""

    paths: ProductionPaths
    machine: MachinePaths
    book: LogBook
    window: Window | None
    """Held by the window that runs and signs; None where it was opened for reading."""
    reads_only: str
    """Why nothing can be signed or published from here; empty when it can."""
    laptop: str = "laptop"
    """Names a new log."""


class DoubtfulPlaceError(StorageError):
    """The production folder lies where flushes, locks or names cannot be trusted. Work can go on."""

    title = english("Not a good place for a log")


def doubt_about(filesystem: FileSystem, folder: Path) -> DoubtfulPlaceError | None:
    """What speaks against working in `folder`, to be acknowledged once when it is opened; None if nothing does."""
    place = place_of(filesystem, folder)
    for finding, says, remedy in place.warnings(english("The production folder")):
        # What lies in memory is a trial: the doctor tells it, nobody has to acknowledge it.
        if finding != "fleeting":
            return DoubtfulPlaceError(says, remedy)
    return None


def find_production(folder: Path) -> ProductionPaths:
    """The production in `folder`.

    Raises:
        InputError: there is none.
    """
    paths = ProductionPaths(folder)
    if not folder.is_dir():
        raise InputError(
            english("{folder}: there is no such folder.", folder=folder),
            english("Give the folder of a production, or make one: showclear new"),
        )
    if not paths.log.is_dir():
        raise InputError(
            english("{folder}: this is not a production.", folder=folder),
            english("Make one with showclear new, or try showclear demo."),
        )
    return paths


def production_digest(
    filesystem: FileSystem,
    paths: ProductionPaths,
    machine: MachinePaths | None = None,
    first: Sequence[str] | None = None,
) -> str:
    """The digest of the production record: one that this laptop has worked on, else the one that most records name.

    So a log of others that somebody copied into the folder does not take its place.

    Args:
        first: the names that may be those of production records, where the caller has just listed the log.

    Raises:
        InputError: the log holds no production record.
        StorageError: the folder cannot be read.
    """
    worked_on = _worked_on(filesystem, paths, machine, first) if machine is not None else []
    if len(worked_on) == 1:
        return worked_on[0]
    founding, named = _productions_in(filesystem, paths)
    if not founding:
        raise InputError(
            english("{root}: the log has no production record.", root=paths.root),
            english("Copy it from another laptop or a backup: without it nobody can be verified."),
        )

    def weight(digest: str) -> tuple[bool, int]:
        known = machine is not None and filesystem.exists(machine.production(digest).ownership)
        return known, named[digest]

    return max(sorted(founding), key=weight)


def _productions_in(filesystem: FileSystem, paths: ProductionPaths) -> tuple[list[str], Counter[str]]:
    """The digests of the production records in a log, and how many records name each. Raises: StorageError."""
    founding: list[str] = []
    named: Counter[str] = Counter()
    for name in filesystem.listdir(paths.log):
        if not name.endswith(".toml") or name.startswith("."):
            continue
        data = _start_of(filesystem, paths.log / name)
        found = _PRODUCTION.search(data[:1000])
        if found is None:
            continue
        digest = found[1].decode()
        if digest == "0" * 64:
            founding += filter(None, (_digest(data),))
        else:
            named[digest] += 1
    return founding, named


def _worked_on(
    filesystem: FileSystem, paths: ProductionPaths, machine: MachinePaths, first: Sequence[str] | None
) -> list[str]:
    """The productions whose record is in the log and that this laptop has worked on: nearly always the one it is.

    A production record says in its name what its digest begins with, so only those files are read. Where this laptop
    has worked here on another one too, whose record is not under its name, nothing is returned: all files have to be
    read.
    """
    known = {one[:32]: one for one in filesystem.listdir(machine.productions) if HEX64.fullmatch(one)}
    known = {start: one for start, one in known.items() if filesystem.exists(machine.production(one).ownership)}
    found = set()
    for name in filesystem.each_name(paths.log) if first is None else first:
        digest = known.get(name[-37:-5])
        if digest is not None and name.endswith(".toml") and not name.startswith("."):
            data = _start_of(filesystem, paths.log / name)
            named = _PRODUCTION.search(data[:1000])
            if named is not None and named[1] == b"0" * 64 and _digest(data) == digest:
                found.add(digest)
    others = (digest for digest in known.values() if digest not in found)
    return [] if any(_worked_in(filesystem, paths, machine, digest) for digest in others) else sorted(found)


def _worked_in(filesystem: FileSystem, paths: ProductionPaths, machine: MachinePaths, digest: str) -> bool:
    """Whether this laptop wrote a log of a production in this folder; also where it cannot tell."""
    try:
        return paths.root.resolve() in LogOwnership(filesystem, machine.production(digest)).folders()
    except StorageError:
        return True


def open_log(
    filesystem: FileSystem, paths: ProductionPaths, machine: MachinePaths, clock: Clock, digest: str
) -> LogBook:
    """The log book of a production, nothing read yet."""
    holder: list[LogBook] = []
    folder = LogFolder(
        filesystem,
        paths,
        machine.production(digest),
        lambda restriction, head: holder[0].render_restriction(restriction, head),
    )
    snapshots = Snapshots(filesystem, machine.production(digest).snapshot, key(digest, paths.root))
    holder.append(LogBook(folder, clock, digest, snapshots))
    return holder[0]


def open_folder(
    filesystem: FileSystem,
    folder: Path,
    machine: MachinePaths,
    clock: Clock,
    *,
    laptop: str,
    window: bool,
    first: Sequence[str] | None = None,
) -> Opened:
    """Open a production: take the window lock, finish what a crash left, verify and fold the log.

    Args:
        laptop: names a new log where this laptop has none here (a copied folder).
        window: whether to sign and publish; a second window reads and stops only.
        first: as for `production_digest`.

    Raises:
        InputError: no production here.
        StorageError: the folder cannot be read.
    """
    paths = find_production(folder)
    book = open_log(filesystem, paths, machine, clock, production_digest(filesystem, paths, machine, first))
    held = Window(filesystem, paths) if window else None
    why = english("It was opened for reading.") if held is None else _why_it_reads(held)
    if not why:
        try:
            if book.folder.own_log() is None:
                book.folder.start_log(laptop)
            book.refresh()
            if book.recover():
                book.refresh()
        except StorageError as error:
            why = _words(error)
    if why:
        book.refresh()
    return Opened(paths, machine, book, held, why, laptop)


def _start_of(filesystem: FileSystem, path: Path) -> bytes:
    try:
        return filesystem.read(path)
    except StorageError:
        # Gone, a folder, a bad sector: verification says so; here it only names no production.
        return b""


def _digest(data: bytes) -> str:
    try:
        return identify(data).digest
    except ShowClearError:
        return ""


def _why_it_reads(held: Window) -> str:
    """Why a window does not write, beginning with what goes on; empty where it does."""
    if isinstance(held.refusal, LockBusyError):
        return english(
            "Another window on this laptop is at work on this production. This one shows everything, and "
            "takes back, holds and reports. To sign here, close the other one and open this one again."
        )
    return _words(held.refusal)


def _words(error: ShowClearError | None) -> str:
    return str(error) if error else ""
