"""A ready production to try: people with keys, guns, ammunition, and on wish many signed days behind it.

Everything goes through the same engine, journal, signatures and publishing as real work; only the clock is wound and
the keys are held in this process while the records are made. The production record says that it is a demonstration.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from showclear.app import demo_day
from showclear.app.adopted import shipped_files
from showclear.app.demo_day import ARMORER, DIRECTOR, HANDLER, MAIN, OFFICER, PERFORMERS, PLACE, PRODUCER, SECOND, UNIT
from showclear.app.demo_making import KeyInHand as KeyInHand
from showclear.app.demo_making import Making, first_day, open_laptop
from showclear.app.demo_place import HOME as HOME
from showclear.app.demo_place import demo_machine as demo_machine
from showclear.app.demo_second import TWO_UNITS, Order, SecondLaptop
from showclear.app.founding import Founding, NewKey, new_key
from showclear.app.logbook import LogBook
from showclear.app.opening import open_log
from showclear.domain.people import Person
from showclear.errors import ShowClearError, StorageError
from showclear.storage.clock import FakeClock
from showclear.storage.files import FileSystem, LocalFileSystem
from showclear.storage.paths import MachinePaths, ProductionPaths
from showclear.storage.pin import check_pin_choice
from showclear.storage.unsynced import UnsyncedFileSystem
from showclear.words import english

NAME = "The Long Draw (demonstration)"  # not said: records stay English
ZONE = "America/Denver"  # not said: the name of a zone

DEMO_ROUNDS = 16
"""bcrypt rounds of demonstration keys: weaker than real ones (128), so that a newcomer does not wait."""

WITH_KEYS = (OFFICER, PRODUCER, ARMORER, HANDLER, DIRECTOR)
SECOND_WITH_KEYS = (SECOND.armorer, SECOND.handler, SECOND.director)
ON_SHIFT = (ARMORER, DIRECTOR, HANDLER, OFFICER)
"""Whose shifts `showclear demo` opens."""

TODAY = timedelta(hours=2)
"""How long before its end the day of the demonstration is opened."""


@dataclass(frozen=True, slots=True)
class Credential:
    """What a newcomer needs to sign as somebody of the demonstration."""

    person: Person
    passphrase: str
    pin: str


@dataclass(frozen=True, slots=True)
class Drill:
    """What makes a demonstration a drill."""

    name: str
    words: str
    """Which drill it is, as the production record says."""
    guns: tuple[str, ...]
    """The guns of the day; the others stay under their seals."""


@dataclass(frozen=True, slots=True)
class Demonstration:
    """A demonstration that was made."""

    folder: Path
    machine: MachinePaths
    credentials: tuple[Credential, ...]
    records: int

    @property
    def pins(self) -> dict[str, str]:
        """PIN of each person by id."""
        return {one.person.id: one.pin for one in self.credentials}


def make_demo(
    folder: Path,
    *,
    now: datetime,
    history: int = 0,
    seed: int = 0,
    rounds: int = DEMO_ROUNDS,
    bare: bool = False,
    two_units: int = TWO_UNITS,
    drill: Drill | None = None,
    filesystem: FileSystem | None = None,
    progress: Callable[[int, int], None] = lambda done, wanted: None,
) -> Demonstration:
    """Make a demonstration in an empty or new folder.

    Args:
        folder: where.
        now: the time at which it ends; everything in it happened before.
        history: how many further records of earlier days to write.
        seed: what the made-up days are drawn from.
        rounds: bcrypt rounds of the keys.
        bare: only found it: people, unit and checklists, no thing and no day.
        two_units: from how many further records on a second unit, on a laptop of its own, makes half of them.
        drill: which drill it is, where it is one.
        filesystem: the disk; with a history one that is synced once at the end.
        progress: called with records written and wanted.

    Raises:
        StorageError: the folder is not empty or cannot be written.
    """
    disk: FileSystem = filesystem or (UnsyncedFileSystem() if history else LocalFileSystem())
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise StorageError(
            english("{folder}: it is not empty.", folder=folder),
            english("Name a new folder; nothing here is ever overwritten."),
        )
    maker = _Maker(folder, disk, Random(seed), now, history, history // 2 if history >= two_units else 0, rounds, drill)
    maker.found()
    if bare:
        return Demonstration(folder, maker.machine, maker.credentials, 0)
    for made in maker.fill():
        progress(made, history)
    if isinstance(disk, UnsyncedFileSystem):
        disk.settle()
    return Demonstration(folder, maker.machine, maker.credentials, maker.written)


@dataclass(slots=True)
class _Maker:
    folder: Path
    disk: FileSystem
    random: Random
    now: datetime
    history: int
    of_second: int
    """How many of them the second unit makes; none where there is no such unit."""
    rounds: int
    drill: Drill | None = None
    keys: dict[str, NewKey] = field(default_factory=dict)
    pins: dict[str, str] = field(default_factory=dict)
    written: int = 0
    clock: FakeClock = field(init=False)

    def __post_init__(self) -> None:
        self.clock = first_day(self.now, self.history - self.of_second)

    @property
    def machine(self) -> MachinePaths:
        return demo_machine(self.folder)

    @property
    def credentials(self) -> tuple[Credential, ...]:
        return tuple(Credential(one, self.keys[one.id].passphrase, self.pins[one.id]) for one in self.with_keys)

    @property
    def with_keys(self) -> tuple[Person, ...]:
        """Everybody who has a key."""
        return (*WITH_KEYS, *SECOND_WITH_KEYS) if self.of_second else WITH_KEYS

    def found(self) -> None:
        paths = ProductionPaths(self.folder)
        for person in self.with_keys:
            self.keys[person.id] = new_key(self.disk, self.machine, person, rounds=self.rounds)
            self.pins[person.id] = _pin()
        founding = Founding(
            self.disk,
            paths,
            lambda digest: open_log(self.disk, paths, self.machine, self.clock, digest),
            self.clock,
        )
        officer, producer = self.keys[OFFICER.id], self.keys[PRODUCER.id]
        name, laptop, which = (self.drill.name, "drill", self.drill.words) if self.drill else (NAME, "cart", "")
        book = founding.found(name, officer, producer, laptop=laptop, demonstration=True, zone=ZONE, drill=which)
        self._enrol(founding, book, officer, producer)
        founding.unit(book, UNIT, PLACE, ZONE, self.keys[DIRECTOR.id], officer)
        if self.of_second:
            founding.unit(book, SECOND.unit, SECOND.place, ZONE, self.keys[SECOND.director.id], officer)
        founding.adopt(book, shipped_files(), officer, self.keys[ARMORER.id])

    def _enrol(self, founding: Founding, book: LogBook, officer: NewKey, producer: NewKey) -> None:
        for person in self.with_keys[2:]:
            founding.enrol(book, person, self.keys[person.id], (officer,), "passport")
        for person in (*PERFORMERS, *(SECOND.performers if self.of_second else ())):
            founding.enrol(book, person, None, (officer, producer), "passport")

    def fill(self) -> Iterator[int]:
        """Guns, boxes and days; yields now and then how many records of days there are."""
        production = open_laptop(self.folder, self.keys, self.pins, ON_SHIFT, self.clock, self.disk)
        second = self._second()
        try:
            making = Making(production, MAIN, self.pins, self.clock, self.random, self.now)
            making.take_in()
            demo_day.take_in_batch(making.walk)
            demo_day.train(making.walk)
            yield 0
            for made in making.days(self.history - self.of_second):
                yield made + (second.made if second else 0)
            if second:
                for made in second.finish(self.disk, self.folder):
                    yield self.history - self.of_second + made
                yield self.history
                production.refresh()
            if self.history:
                self.clock.set(self.now - TODAY)
            demo_day.open_day(making.walk, self.drill.guns if self.drill else ())
            demo_day.count_batch(making.walk)
            self.written = len(production.book.names())
        finally:
            if second:
                second.stop()
            production.close()

    def _second(self) -> SecondLaptop | None:
        """The laptop of the second unit, at work; None where there is no such unit."""
        if not self.of_second:
            return None
        paths = ProductionPaths(self.folder)
        files = {
            f"{folder.name}/{name}": self.disk.read(folder / name)
            for folder in (paths.log, paths.definitions)
            for name in self.disk.listdir(folder)
        }
        return SecondLaptop(
            Order(
                self.machine.root / "second-laptop", files, self.keys, self.pins, self.clock.now(), self.now,
                self.of_second, self.random.randrange(2**32),
            )
        )  # fmt: skip


def _pin() -> str:
    """A PIN that may be chosen."""
    while True:
        pin = f"{secrets.randbelow(1_000_000):06d}"
        try:
            return check_pin_choice(pin)
        except ShowClearError:
            continue
