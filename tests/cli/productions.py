"""A production to ask about, founded through the real use cases; only its keys are cheaper to open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from showclear.app.adopted import shipped_files
from showclear.app.founding import Founding, NewKey, new_key
from showclear.app.opening import open_log
from showclear.domain.people import Person, Role
from showclear.storage.clock import SystemClock
from showclear.storage.files import LocalFileSystem
from showclear.storage.paths import MachinePaths, ProductionPaths

PEOPLE = (
    Person("ada-nilsen", "Ada Nilsen", Role.SAFETY_OFFICER),
    Person("otto-brandt", "Otto Brandt", Role.PRODUCER),
    Person("mara-reyes", "Mara Reyes", Role.ARMORER),
    Person("jonas-weil", "Jonas Weil", Role.ASSISTANT_DIRECTOR),
)


@dataclass(frozen=True, slots=True)
class Founded:
    """A production with four people, a unit and the shipped checklists: five records."""

    folder: Path
    names: tuple[str, ...]
    words: Mapping[str, str]
    """The five words of each person, by id."""

    def file(self, number: int) -> Path:
        """The record with this number."""
        return self.folder / "log" / self.names[number - 1]

    def overwrite(self, number: int, data: bytes) -> None:
        """Put other bytes in the place of a record."""
        self.file(number).chmod(0o644)
        self.file(number).write_bytes(data)


def found(folder: Path, home: Path) -> Founded:
    """Found a production in `folder` with the keys of the machine account in `home`."""
    disk, paths, machine, clock = LocalFileSystem(), ProductionPaths(folder), MachinePaths(home), SystemClock()
    keys: dict[Role, NewKey] = {person.role: new_key(disk, machine, person, rounds=1) for person in PEOPLE}
    officer, producer = keys[Role.SAFETY_OFFICER], keys[Role.PRODUCER]
    founding = Founding(disk, paths, lambda digest: open_log(disk, paths, machine, clock, digest), clock)
    book = founding.found("The Long Ride", officer, producer, laptop="cart", demonstration=False, zone="UTC")
    for person in PEOPLE[2:]:
        founding.enrol(book, person, keys[person.role], (officer,), "passport")
    director = keys[Role.ASSISTANT_DIRECTOR]
    founding.unit(book, "Main unit", "Stage 4", "UTC", director, officer)
    founding.adopt(book, shipped_files(), officer, keys[Role.ARMORER])
    words = {key.person.id: key.passphrase for key in keys.values()}
    return Founded(folder, tuple(sorted(path.name for path in (folder / "log").iterdir())), words)
