"""A production to count on: founded by the real engine, with its guns taken in and its performer trained."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from scripts.counting.hands import Hands
from showclear.app.demo import ON_SHIFT, KeyInHand, make_demo
from showclear.app.demo_day import ARMORER, DIRECTOR, HANDLER, PERFORMERS, PLACE
from showclear.app.demo_things import BOXES, WEAPONS, DemoBatch, DemoBox, DemoWeapon
from showclear.app.founding import NewKey
from showclear.app.production import Production
from showclear.domain.checklists import Procedure
from showclear.domain.situation.status import WeaponStatus
from showclear.ledger.verification import LogResult
from showclear.storage.clock import FakeClock
from showclear.storage.files import LocalFileSystem
from showclear.storage.key_files import open_key_file
from showclear.storage.unsynced import UnsyncedFileSystem

EVENING = datetime(2026, 3, 1, 23, 0, tzinfo=UTC)
MORNING = datetime(2026, 3, 2, 13, 30, tzinfo=UTC)
"""06:30 where the production is."""

COLT, BOX, BLANKS, RIFLES = "A-07", "DUM-3", "BLK-1", "RUB-1"
DANA = PERFORMERS[0].id
ON_SET, AT_THE_CART, ASKED = (ARMORER.id, DIRECTOR.id), (ARMORER.id, HANDLER.id), (DIRECTOR.id, ARMORER.id)
"""Who performs and who verifies: at the gun, away from the set, and where the AD asks."""

DAY = {"place": PLACE, "day.blanks": "yes"}

USUAL: dict[object, str] = {
    "new-seal": "4711", "seal-now": "4711", "stays": "with", "words": "Cold, six dummies.", "which-lock": "safe 1",
    "contact": "Ines Park", "event-number": "none", "why-working": "none", "first-aid": "Kim, red bag",
    "abort-word": "Cut", "open-items": "none", "why-blank": "Flash on faces", "heads": "4",
    "belts-opened": "3", "pockets-opened": "2", "ppe-sets": "8", "stand-off": "610",
}  # fmt: skip
"""What two honest people say where the record cannot know it."""


def ten_guns() -> tuple[DemoWeapon, ...]:
    """Four revolvers, two pistols, a pump gun, a double, two rubber copies."""
    colt, second, pistol, double, *rubber = WEAPONS
    return (
        colt,
        second,
        DemoWeapon("A-09", "Ridgeway", "Single Action", ".45 Colt", "SA41155", "live-capable", "revolver",
                   "cartridge", 6, 1),
        DemoWeapon("A-10", "Ridgeway", "Single Action", ".45 Colt", "SA41160", "blank-firing", "revolver",
                   "cartridge", 6, 1),
        pistol,
        DemoWeapon("B-03", "Halvorsen", "Model 9", "9 mm", "HV55417", "plugged", "semi-auto", "cartridge", 1, 1,
                   "magazine", "M-3 magazine 8"),
        DemoWeapon("P-01", "Ostrander", "Trench Gun", "12 gauge", "OT3320", "live-capable", "pump", "cartridge", 1, 1,
                   "tube"),
        double,
        *rubber,
    )  # fmt: skip


@dataclass
class Stage:
    """An open production, its hands, and its clock."""

    folder: Path
    production: Production
    clock: FakeClock
    hands: Hands

    def gun(self, tag: str = COLT) -> WeaponStatus:
        """A gun as the board shows it."""
        return next(one for one in self.production.board().weapons if one.weapon.tag == tag)

    def take_in(self, weapons: Iterable[DemoWeapon], boxes: Iterable[DemoBox], batches: Iterable[DemoBatch]) -> None:
        """Everything on the register, the evening before."""
        hands = self.hands
        for weapon in weapons:
            hands.do(Procedure.INTAKE, "", weapon.inputs(), AT_THE_CART, weapon.told())
        for box in boxes:
            hands.do(Procedure.AMMUNITION, "", box.inputs(), AT_THE_CART, box.told())
        for batch in batches:
            hands.do(Procedure.BATCH_INTAKE, "", batch.inputs(), AT_THE_CART, batch.told())

    def train(self, weapons: Iterable[DemoWeapon]) -> None:
        """The performer, for every gun."""
        tags = " ".join(one.tag for one in weapons)
        self.hands.do(Procedure.TRAINING, DANA, {"person": DANA, "guns": tags}, ON_SET)

    def to_morning(self) -> None:
        """The night passes; everybody opens a shift of their own for the day."""
        self.clock.advance((MORNING - self.clock.now()).total_seconds())
        self.production.shifts.lock_all()
        self.open_shifts()

    def open_shifts(self) -> None:
        """The shifts of those who sign."""
        for person in ON_SHIFT:
            self.production.shifts.open(person.id, "", self.hands.pins[person.id])

    def verify(self) -> LogResult:
        """Everything read and verified anew."""
        return self.production.verify()


def make_stage(folder: Path) -> Stage:
    """Found a production in `folder` and open it; no day, no thing."""
    disk = UnsyncedFileSystem()
    made = make_demo(folder, now=EVENING + timedelta(hours=4), rounds=1, bare=True, filesystem=disk)
    secrets = {one.person.id: one for one in made.credentials}

    def opener(person_id: str, passphrase: str, pin: str) -> KeyInHand:
        one = secrets[person_id]
        opened = open_key_file(LocalFileSystem(), made.machine.key_file(person_id), one.passphrase)
        return KeyInHand(NewKey(one.person, one.passphrase, opened.public, opened.seed), pin)

    clock = FakeClock(EVENING + timedelta(hours=1))
    production = Production.open(folder, machine=made.machine, clock=clock, filesystem=disk, opener=opener)
    stage = Stage(folder, production, clock, Hands(production, clock, made.pins, USUAL))
    stage.open_shifts()
    return stage


def the_set(folder: Path) -> Stage:
    """Ten guns, three boxes, forty rubber rifles, a performer trained for all of it; the next morning."""
    stage = make_stage(folder)
    guns = ten_guns()
    stage.take_in(guns, BOXES, (DemoBatch(RIFLES, "rubber rifles", 40),))
    stage.train(guns)
    stage.to_morning()
    return stage


def one_revolver(folder: Path) -> Stage:
    """One revolver and its dummies; the next morning."""
    stage = make_stage(folder)
    stage.take_in(WEAPONS[:1], BOXES[:1], ())
    stage.train(WEAPONS[:1])
    stage.to_morning()
    return stage
