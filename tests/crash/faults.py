"""A disk that reports an error at any one operation, and people who try again, as the screen tells them."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from showclear.app.beginning import key_of_words
from showclear.domain.people import Person, Role
from showclear.errors import StorageError
from showclear.storage.concerns import WaitingConcern, WaitingConcerns
from showclear.storage.definitions import DefinitionStore
from showclear.storage.failures import storage_error
from showclear.storage.files import FileSystem
from showclear.storage.paths import MachinePaths
from tests.crash.harness import ROOT
from tests.crash.memory import MemoryDisk, Told
from tests.crash.scenario import (
    GIVEN_UP,
    OPEN,
    RUN,
    SECOND,
    STOP,
    WAITING,
    WORDS,
    Event,
    Kept,
    KeyMade,
    Left,
    Stopped,
    Tell,
    WatchedDisk,
    publish,
    set_up,
)
from tests.storage.records import hold, log_folder, make_record, places

Result = TypeVar("Result")


NEEDS_SPACE = frozenset({"create", "open_append", "write", "mkdir", "link", "rename", "fsync", "fsync_folder"})
"""What a full disk may refuse; it can still be read, and what is on it removed."""


@dataclass(frozen=True)
class Fault:
    """Operation number `at` (from 0) reports an error; with `lasting` every later one too that is of `kinds`."""

    at: int
    code: int = errno.EIO
    lasting: bool = False
    kinds: frozenset[str] = frozenset()
    """Empty: every kind."""


class FaultyDisk(WatchedDisk):
    """Reports errors as `fault` says."""

    fault = Fault(-1)
    failed = ""
    """Where it did first."""
    failed_after = 0
    """How many changes had been made by then."""
    _operations = 0

    def before(self, operation: str, path: Path) -> None:
        """Fail if it is time."""
        fault, number = self.fault, self._operations
        self._operations += 1
        if fault.at < 0 or number < fault.at or (number > fault.at and not fault.lasting):
            return
        if not fault.kinds or operation in fault.kinds:
            if not self.failed:
                self.failed, self.failed_after = f"{operation} {path.name}", len(self.changes)
            raise storage_error(OSError(fault.code, os.strerror(fault.code), str(path)), operation, path)


def twice(act: Callable[[], Result]) -> Result | None:
    """Do it, and once more if the disk refused; None if it refused both times."""
    for _ in range(2):
        with suppress(StorageError):
            return act()
    return None


def insist_on_keeping(filesystem: FileSystem, root: Path, tell: Tell) -> None:
    """A definition, a concern and a key, each tried again where the disk refused."""
    production, machine = places(root)[0], MachinePaths(root / "home")
    store, waiting = DefinitionStore(filesystem, production), WaitingConcerns(filesystem, production)
    if twice(lambda: store.put(b"definition")) is not None:
        tell(Kept(b"definition"))
    if twice(lambda: waiting.add(WaitingConcern("2026-05-04", "a concern")) or True):
        tell(Kept("a concern"))
    person = Person("mara", "Mara Reyes", Role.ARMORER)
    key = twice(lambda: key_of_words(filesystem, machine, person, WORDS, rounds=1))
    if key is not None:
        tell(KeyMade(key.public.line))


def insist(filesystem: FileSystem, root: Path, tell: Tell) -> None:
    """A run, its record, a run given up, a stop, a record and an open run, each tried again where the disk refused."""
    log = log_folder(filesystem, root)
    twice(log.recover)

    def answer(run: str, count: int) -> bool:
        lines = twice(lambda: log.drafts.create(run, {"event": 0}))
        if lines is None:
            return False
        tell(Event(run, 0))
        for number in range(1, count + 1):
            event = {"event": number}
            if twice(lambda event=event: lines.append(event) or True) is None:  # type: ignore[misc]
                break
            tell(Event(run, number))
        lines.close()
        return True

    def sign(id_: str, run: str) -> None:
        data = twice(lambda: make_record(log.head(), id_))
        if data is not None:
            twice(lambda: publish(log, tell, data, run))

    sign(RUN, RUN if answer(RUN, 1) else "")
    answer(GIVEN_UP, 1)
    if twice(lambda: log.drafts.leave(GIVEN_UP) or True):
        tell(Left(GIVEN_UP))
    for id_ in (STOP, WAITING):
        # A new id for each try, as the log book does: the one before may lie there, torn.
        with suppress(StorageError):
            log.restrict(hold(id_, "a crack"))
            tell(Stopped(id_))
            break
    sign(SECOND, "")
    answer(OPEN, 1)


@dataclass(frozen=True)
class Insisted:
    """What people did on a disk with a fault: the disk before and after, and what they were told."""

    base: WatchedDisk
    disk: FaultyDisk
    told: tuple[object, ...]

    def healthy(self) -> WatchedDisk:
        """The same disk without a fault: the stick is in another slot, there is space again."""
        return healed(self.disk)


def healed(disk: MemoryDisk) -> WatchedDisk:
    """What is on a disk, on one that reports no errors."""
    return WatchedDisk(disk.copy().nodes, links=disk.links)


def insisted(fault: Fault, *, links: bool = True, on: Callable[[FileSystem, Path, Tell], None] = insist) -> Insisted:
    """Let people insist on a disk with this fault."""
    base = WatchedDisk(links=links)
    set_up(base, ROOT)
    disk = FaultyDisk(base.copy().nodes, links=links)
    disk.fault = fault
    told: list[object] = []

    def tell(what: object) -> None:
        disk.note(Told(what))
        told.append(what)

    on(disk, ROOT, tell)
    return Insisted(base, disk, tuple(told))
