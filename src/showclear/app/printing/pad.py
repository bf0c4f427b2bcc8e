"""Today's pad: every adopted checklist as a blank sheet, for the hours in which no battery is left."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from showclear.app.knowing import know_set
from showclear.app.printing.identity import Identity, identity
from showclear.app.printing.sheets import Known, Sheet, sheet_of
from showclear.app.units import find_unit, items_of_unit
from showclear.domain.checklists import PROCEDURE_LETTERS, Checklist, Procedure
from showclear.domain.situation import day as days
from showclear.domain.situation.day import Day
from showclear.domain.weapons import Weapon
from showclear.errors import InputError

if TYPE_CHECKING:
    from showclear.app.production import Production

NEW_THINGS = frozenset({Procedure.INTAKE})
"""Procedures about a gun that is on no register yet: they get one sheet without a gun's name."""

_USUAL_ORDER = tuple(Procedure)


@dataclass(frozen=True, slots=True)
class GunRow:
    """A gun of today, for the stop card."""

    tag: str
    name: str


@dataclass(frozen=True, slots=True)
class Pad:
    """The sheets of one day. They hold no state: what a gun held when this was printed may be wrong by noon."""

    identity: Identity
    unit: str
    date: str
    """Of the shooting day that is open, else of the day of printing; at the place of the unit."""
    guns: tuple[GunRow, ...]
    sheets: tuple[Sheet, ...]


def pad(production: Production, wanted: Iterable[str] = ()) -> Pad:
    """The blank sheets for the unit of this laptop.

    Args:
        production: whose.
        wanted: letters (D) or names (inspection) of procedures; all that are adopted where it is empty.

    Raises:
        InputError: no adopted procedure has that letter or name.
        ChecklistError: an adopted list does not hold.
        StorageError: one cannot be read.
    """
    chosen = _chosen(production.adopted.checklists(), tuple(wanted))
    situation = production.book.situation
    unit = find_unit(situation, production.unit)
    guns = _todays_guns(production, unit.name)
    known = _known(production, unit.name)
    return Pad(
        identity=identity(production),
        unit=unit.name,
        date=unit.day or unit.date(production.clock.now()),
        guns=tuple(GunRow(gun.tag, gun.name) for gun in guns),
        sheets=tuple(sheet for checklist in chosen for sheet in _sheets(checklist, guns, known)),
    )


def _chosen(adopted: tuple[Checklist, ...], wanted: tuple[str, ...]) -> tuple[Checklist, ...]:
    ordered = sorted(adopted, key=lambda one: _USUAL_ORDER.index(one.procedure))
    if not wanted:
        return tuple(ordered)
    for name in wanted:
        if not any(_is_called(one, name) for one in adopted):
            names = ", ".join(f"{PROCEDURE_LETTERS.get(one.procedure, '-')} {one.procedure}" for one in ordered)
            raise InputError(f'No adopted procedure is called "{name[:40]}".', f"Name one of these: {names}.")
    return tuple(one for one in ordered if any(_is_called(one, name) for name in wanted))


def _is_called(checklist: Checklist, name: str) -> bool:
    letter = PROCEDURE_LETTERS.get(checklist.procedure, "")
    return name.casefold() in (letter.casefold(), str(checklist.procedure), checklist.id) and bool(name)


def _sheets(checklist: Checklist, guns: tuple[Weapon, ...], known: Known) -> list[Sheet]:
    """One sheet for each gun, and one without a name, for a gun that comes later or is about nobody knows which."""
    if checklist.subject != "weapon":
        return [sheet_of(checklist, None, known)]
    named = [] if checklist.procedure in NEW_THINGS else [sheet_of(checklist, gun, known) for gun in guns]
    applying = [sheet for sheet in named if sheet.blocks]
    return [*applying, sheet_of(checklist, None, known)]


def _known(production: Production, unit: str) -> Known:
    situation = production.book.situation
    known = know_set(situation, unit, {}, unit)
    return Known(
        unit=known.unit,
        limits=situation.limits,
        feeds={tag: situation.devices_of(tag) for tag in situation.weapons()},
        capacities={tag: one.capacity for tag, one in situation.devices().items()},
        rows={
            "set.weapons": known.weapons,
            "set.containers": tuple(tag for tag, _ in known.containers),
            "set.devices": tuple(tag for tag, _ in known.devices),
            "set.batches": tuple(tag for tag, _ in known.batches),
            "set.people": tuple(known.people),
            "set.handlers": tuple(known.handlers),
        },
    )


def _todays_guns(production: Production, unit: str) -> tuple[Weapon, ...]:
    """The guns that were counted today to be used; all of the unit where nothing was counted yet.

    A gun that was counted by its seal is barred for the day, so that no sheet for it would be right.
    """
    situation = production.book.situation
    day = days.day_by_records(situation.view, unit)
    tags = items_of_unit(situation, unit, "weapon")
    if isinstance(day, Day):
        how = {tag: days.counted(situation.view, day, tag) for tag in tags}
        tags = tuple(tag for tag in tags if how[tag] != "seal") if any(how.values()) else tags
    return tuple(situation.weapons()[tag] for tag in tags)
