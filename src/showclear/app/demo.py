"""A ready production to try: people with keys, guns, ammunition, and on wish many signed days behind it.

Everything goes through the same engine, journal, signatures and publishing as real work; only the clock is wound and
the keys are held in this process while the records are made. The production record says that it is a demonstration.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from showclear.app import demo_day
from showclear.app.adopted import shipped_files
from showclear.app.demo_day import ARMORER, DIRECTOR, HANDLER, OFFICER, PERFORMERS, PLACE, PRODUCER, UNIT, Walk
from showclear.app.demo_history import RECORDS_A_DAY, SHORTEST, History
from showclear.app.demo_place import HOME as HOME
from showclear.app.demo_place import demo_machine as demo_machine
from showclear.app.demo_things import BOXES, WEAPONS, DemoBox, DemoWeapon
from showclear.app.founding import Founding, NewKey, new_key
from showclear.app.logbook import LogBook
from showclear.app.opening import open_log
from showclear.app.production import Production
from showclear.app.signing import SigningSession
from showclear.app.walking import Told, sign_all, sign_session, walk
from showclear.domain.checklists import Procedure
from showclear.domain.people import Person
from showclear.domain.runs import Phase, Question
from showclear.errors import ShowClearError, SigningError, StorageError
from showclear.storage.clock import FakeClock
from showclear.storage.files import FileSystem, LocalFileSystem
from showclear.storage.paths import MachinePaths, ProductionPaths
from showclear.storage.pin import check_pin_choice
from showclear.storage.unsynced import UnsyncedFileSystem

NAME = "The Long Draw (demonstration)"
ZONE = "America/Denver"

DEMO_ROUNDS = 16
"""bcrypt rounds of demonstration keys: weaker than real ones (128), so that a newcomer does not wait."""

WITH_KEYS = (OFFICER, PRODUCER, ARMORER, HANDLER, DIRECTOR)
ON_SHIFT = (ARMORER, DIRECTOR, HANDLER, OFFICER)
"""Whose shifts `showclear demo` opens."""

TODAY = timedelta(hours=2)
"""How long before its end the day of the demonstration is opened."""

LOOK_SECONDS = 3
"""How long each look takes in a made-up run."""


@dataclass(frozen=True, slots=True)
class Credential:
    """What a newcomer needs to sign as somebody of the demonstration."""

    person: Person
    passphrase: str
    pin: str


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


@dataclass(slots=True)
class KeyInHand:
    """A key in this process, for making demonstrations and tests; real shifts hold theirs in a process of its own."""

    key: NewKey
    pin: str
    tries_left: int = 5
    ended_reason: str | None = None
    how: str = "pin"
    asks_pin: bool = True

    @property
    def public_key_line(self) -> str:
        """The key as `ssh-ed25519 AAAA…`."""
        return self.key.public.line

    @property
    def fingerprint(self) -> str:
        """`SHA256:` and 43 characters."""
        return self.key.public.fingerprint

    def check_pin(self, pin: str) -> int:
        """Raises: SigningError."""
        if self.ended_reason is not None:
            raise SigningError("The shift is over.", "Open a new one.")
        if pin != self.pin:
            self.tries_left -= 1
            if self.tries_left == 0:
                self.ended_reason = "wrong-pins"
            raise SigningError(f"Wrong PIN: {self.tries_left} tries left.", "Type the six digits of this shift.")
        return self.tries_left

    def sign(self, pin: str, data: bytes) -> str:
        """Raises: SigningError."""
        from showclear.ledger.sshsig import sign

        self.check_pin(pin)
        return sign(self.key.seed, data)

    def lock(self) -> None:
        """End the shift."""
        self.ended_reason = "locked"


def make_demo(
    folder: Path,
    *,
    now: datetime,
    history: int = 0,
    seed: int = 0,
    rounds: int = DEMO_ROUNDS,
    bare: bool = False,
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
        filesystem: the disk; with a history one that is synced once at the end.
        progress: called with records written and wanted.

    Raises:
        StorageError: the folder is not empty or cannot be written.
    """
    disk: FileSystem = filesystem or (UnsyncedFileSystem() if history else LocalFileSystem())
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise StorageError(f"{folder}: it is not empty.", "Name a new folder; nothing here is ever overwritten.")
    maker = _Maker(folder, disk, Random(seed), now, history, rounds)
    maker.found()
    if bare:
        return Demonstration(folder, maker.machine, maker.credentials, 0)
    production = maker.open()
    try:
        for record_count in maker.fill(production):
            progress(record_count, history)
    finally:
        production.close()
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
    rounds: int
    keys: dict[str, NewKey] = field(default_factory=dict)
    pins: dict[str, str] = field(default_factory=dict)
    written: int = 0
    clock: FakeClock = field(init=False)

    def __post_init__(self) -> None:
        days = -(-self.history // RECORDS_A_DAY)
        self.clock = FakeClock(self.now - timedelta(days=days, hours=4))

    @property
    def machine(self) -> MachinePaths:
        return demo_machine(self.folder)

    @property
    def credentials(self) -> tuple[Credential, ...]:
        return tuple(Credential(one, self.keys[one.id].passphrase, self.pins[one.id]) for one in WITH_KEYS)

    def found(self) -> None:
        paths = ProductionPaths(self.folder)
        for person in WITH_KEYS:
            self.keys[person.id] = new_key(self.disk, self.machine, person, rounds=self.rounds)
            self.pins[person.id] = _pin()
        founding = Founding(
            self.disk,
            paths,
            lambda digest: open_log(self.disk, paths, self.machine, self.clock, digest),
            self.clock,
        )
        officer, producer = self.keys[OFFICER.id], self.keys[PRODUCER.id]
        book = founding.found(NAME, officer, producer, laptop="cart", demonstration=True, zone=ZONE)
        self._enrol(founding, book, officer, producer)
        founding.unit(book, UNIT, PLACE, ZONE, self.keys[DIRECTOR.id], officer)
        founding.adopt(book, shipped_files(), officer, self.keys[ARMORER.id])

    def _enrol(self, founding: Founding, book: LogBook, officer: NewKey, producer: NewKey) -> None:
        for person in (ARMORER, HANDLER, DIRECTOR):
            founding.enrol(book, person, self.keys[person.id], (officer,), "passport")
        for person in PERFORMERS:
            founding.enrol(book, person, None, (officer, producer), "passport")

    def open(self) -> Production:
        production = Production.open(
            self.folder, machine=self.machine, clock=self.clock, filesystem=self.disk,
            opener=lambda person_id, passphrase, pin: KeyInHand(self.keys[person_id], self.pins[person_id]),
        )  # fmt: skip
        for person in ON_SHIFT:
            production.shifts.open(person.id, "", self.pins[person.id])
        return production

    def fill(self, production: Production) -> Iterator[int]:
        for weapon in WEAPONS:
            self._intake(production, weapon)
        for box in BOXES:
            self._take_in_box(production, box)
        walk = self.walk_of(production)
        demo_day.take_in_batch(walk)
        demo_day.train(walk)
        before = self.written = len(production.book.names())
        yield 0
        days = History(_Set(self, production), self.random)
        while (left := before + self.history - self.written) > 0:
            self._next_morning(self.written - before)
            for _ in days.day(left) if left >= SHORTEST else self._few(production, left):
                self.written += 1
                yield self.written - before
        if self.history:
            self.clock.set(self.now - TODAY)
        demo_day.open_day(walk)
        demo_day.count_batch(walk)
        self.written = len(production.book.names())

    def _next_morning(self, done: int) -> None:
        days_left = -(-(self.history - done) // RECORDS_A_DAY)
        morning = (self.now - timedelta(days=days_left)).replace(hour=14, minute=5, second=0)
        self.clock.advance(max(1.0, (morning - self.clock.now()).total_seconds()))

    def _few(self, production: Production, left: int) -> Iterator[None]:
        """Too few for a day: guns that go from hand to hand."""
        for _ in range(left):
            production.take_back(WEAPONS[0].tag, ARMORER.id)
            yield

    def _intake(self, production: Production, weapon: DemoWeapon) -> None:
        self._run(production, Procedure.INTAKE, "", weapon.inputs(), ARMORER, HANDLER, weapon.told())

    def _take_in_box(self, production: Production, box: DemoBox) -> None:
        self._run(production, Procedure.AMMUNITION, "", box.inputs(), ARMORER, HANDLER, box.told())

    def walk_of(self, production: Production) -> Walk:
        """Walks and signs runs of this production."""

        def walk(
            procedure: Procedure,
            subject: str,
            inputs: Mapping[str, str],
            performer: Person,
            verifier: Person,
            told: Told | None = None,
        ) -> str:
            return self._run(production, procedure, subject, inputs, performer, verifier, told)

        return walk

    def _run(
        self,
        production: Production,
        procedure: Procedure,
        subject: str,
        inputs: Mapping[str, str],
        performer: Person,
        verifier: Person,
        told: Told | None = None,
    ) -> str:
        session = production.start_run(procedure, subject, inputs, performer.id, verifier.id)
        walk(session, self.pins, self._told(told), self._look)
        if session.run.phase is not Phase.COMPLETE:
            stop = session.run.stop
            raise ShowClearError(
                f"The demonstration did not get through {procedure} of {subject or 'a new item'}: "
                f"{stop.reason if stop else session.run.mismatches()}",
                "Report this.",
            )
        return sign_all(session, self.pins).name

    def _told(self, told: Told | None) -> Told:
        """What the record cannot know, with what is told for this run."""
        seal = f"{self.random.randrange(1000, 9999)}"
        usual: dict[object, str] = {"new-seal": seal, "stays": "with", "words": "As you showed me."}
        return Told({**usual, **told.answers}, told.people) if told else Told(usual)

    def _look(self, question: Question) -> None:
        self.clock.advance(LOOK_SECONDS + self.random.random() * 2)


class _Set:
    """The production under the hands of the made-up days."""

    def __init__(self, maker: _Maker, production: Production) -> None:
        self.walk = maker.walk_of(production)
        self._maker = maker
        self._production = production

    def pause(self, least: int, most: int) -> None:
        self._maker.clock.advance(self._maker.random.randrange(least, most))

    def take_back(self, tag: str) -> None:
        self._production.take_back(tag)

    def hold(self, reason: str) -> str:
        self._production.hold(reason)
        return self._stop("hold")

    def report(self, reason: str) -> str:
        self._production.stops.report("near-miss", reason)
        return self._stop("incident")

    def lift(self, record: str, reason: str, answer: str) -> SigningSession:
        return self._production.lift_hold(record, reason, answer, ARMORER.id, DIRECTOR.id)

    def seal(self) -> SigningSession:
        return self._production.seals.seal(UNIT, ARMORER.id, DIRECTOR.id)

    def sign(self, session: SigningSession) -> None:
        sign_session(session, self._maker.pins)

    def _stop(self, kind: str) -> str:
        (found,) = (one.restriction for one in self._production.stops.open() if one.restriction.kind == kind)
        return found.record


def _pin() -> str:
    """A PIN that may be chosen."""
    while True:
        pin = f"{secrets.randbelow(1_000_000):06d}"
        try:
            return check_pin_choice(pin)
        except ShowClearError:
            continue
