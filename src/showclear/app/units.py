"""Units as the records have them: where one is, who leads it, what is its own; and the one that a laptop works for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from showclear.domain.custody import Shape
from showclear.domain.people import Person
from showclear.domain.situation import Situation
from showclear.domain.situation import day as days
from showclear.domain.situation.day import NoDay
from showclear.errors import InputError, StorageError
from showclear.storage.durable import make_folder, replace_durably
from showclear.storage.files import FileSystem
from showclear.storage.paths import ProductionState
from showclear.words import english

USUAL_UNIT = "main"
"""What a unit is called where no record names one."""

_PRIVATE = 0o600


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as it is now. Texts are empty and people None where no record says so."""

    name: str
    place: str = ""
    zone: str = "UTC"  # not said: the name of a zone
    first: Person | None = None
    """Its 1st assistant director."""
    armorer: Person | None = None
    """Its armorer in charge."""
    day: str = ""
    """The date of its shooting day, while one is open."""

    def date(self, now: datetime) -> str:
        """The date at the place of the unit."""
        try:
            zone = ZoneInfo(self.zone)
        except (ZoneInfoNotFoundError, ValueError):
            return now.strftime("%Y-%m-%d")  # not said: a pattern
        return now.astimezone(zone).strftime("%Y-%m-%d")  # not said: a pattern


def unit_names(situation: Situation) -> tuple[str, ...]:
    """Every unit of the production, by name."""
    return tuple(entry.unit for entry in days.units(situation))


def find_unit(situation: Situation, name: str) -> Unit:
    """A unit as the records have it, whatever the time is; one that no record opened has its name only."""
    view = situation.view
    entry = days.unit_entry(view, name)
    if entry is None:
        return Unit(name)
    day = days.day_by_records(view, name)
    first = situation.person(entry.first)
    if isinstance(day, NoDay):
        return Unit(name, entry.place, entry.zone, first)
    return Unit(name, day.place, entry.zone, first, situation.person(days.armorer_in_charge(view, day)), day.day)


def items_of_unit(situation: Situation, unit: str, kind: str) -> tuple[str, ...]:
    """The weapons, devices or containers of a unit by tag, without those that left the production."""
    return tuple(tag for tag in days.items_of(situation, unit, kind) if not _left(situation, tag))


def _left(situation: Situation, tag: str) -> bool:
    custody = situation.custody(tag)
    return custody is not None and custody.shape is Shape.OFF_PRODUCTION


class UnitChoice:
    """For which unit this laptop works in one production; remembered on this machine account."""

    def __init__(self, filesystem: FileSystem, state: ProductionState) -> None:
        self._filesystem = filesystem
        self._state = state
        self._name: str | None = None

    def name(self, units: tuple[str, ...], first: str) -> str:
        """The chosen unit; the `first` one where none was chosen, or where it is not a unit any more."""
        if self._name is None:
            self._name = self._read()
        return self._name if self._name in units else first or USUAL_UNIT

    def choose(self, name: str, units: tuple[str, ...]) -> None:
        """Work for another unit from now on.

        Raises:
            InputError: there is no such unit.
            StorageError: it could not be remembered; it counts in this window.
        """
        if name not in units:
            raise InputError(
                english('There is no unit "{name}".', name=name[:80]),
                english("It is one of: {units}.", units=", ".join(units)),
            )
        self._name = name
        make_folder(self._filesystem, self._state.folder)
        replace_durably(self._filesystem, self._state.unit, f"{name}\n".encode(), _PRIVATE)

    def _read(self) -> str:
        try:
            return self._filesystem.read(self._state.unit).decode(errors="replace").strip()
        except StorageError:
            # Never chosen, or not readable: the first unit is what everybody starts with.
            return ""
