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
from showclear.domain.weapons import Contents, Weapon
from showclear.errors import InputError

if TYPE_CHECKING:
    from showclear.app.production import Production
    from showclear.domain.situation import Situation

NEW_THINGS = frozenset({Procedure.INTAKE})
"""Procedures about a gun that is on no register yet: they get one sheet without a gun's name."""

NAMELESS = NEW_THINGS | {Procedure.MISFIRE}
"""One sheet does for any gun: what is new, and what nobody hopes to need."""

CAN_WAIT = frozenset({Procedure.INTAKE, Procedure.AMMUNITION, Procedure.BATCH_INTAKE, Procedure.TRAINING})
"""What nobody begins on paper while a day runs; printed when it is asked for by name."""

WITH_BLANKS = frozenset({Procedure.FILL, Procedure.BLANK_ZONE, Procedure.BLANK_TAKE})
WITH_DEVICES = frozenset({Procedure.FILL, Procedure.EMPTY_DEVICE})
WITH_BATCHES = frozenset({Procedure.BATCH_DAY, Procedure.BATCH_ISSUE, Procedure.BATCH_COUNT})

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
        wanted: letters (D) or names (inspection) of procedures; where it is empty, what this unit may need today.

    Raises:
        InputError: no adopted procedure has that letter or name.
        ChecklistError: an adopted list does not hold.
        StorageError: one cannot be read.
    """
    names = tuple(wanted)
    chosen = _chosen(production.adopted.checklists(), names)
    situation = production.book.situation
    unit = find_unit(situation, production.unit)
    known = _known(production, unit.name)
    if not names:
        needed = _needed(situation, unit.name, known)
        chosen = tuple(one for one in chosen if one.procedure in needed)
    guns = _todays_guns(production, unit.name)
    return Pad(
        identity=identity(production),
        unit=unit.name,
        date=unit.day or unit.date(production.clock.now()),
        guns=tuple(GunRow(gun.tag, gun.name) for gun in guns),
        sheets=tuple(sheet for checklist in chosen for sheet in _sheets(checklist, guns, known, any_gun=bool(names))),
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


def _needed(situation: Situation, unit: str, known: Known) -> frozenset[Procedure]:
    """What may be needed before there is a battery again, with what the unit has."""
    boxes = (situation.containers()[tag] for tag in items_of_unit(situation, unit, "container"))
    left_out = CAN_WAIT
    if not any(one.contents in (Contents.BLANK, Contents.POWDER) for one in boxes):
        left_out |= WITH_BLANKS
    if not known.rows["set.devices"]:
        left_out |= WITH_DEVICES
    if not known.rows["set.batches"]:
        left_out |= WITH_BATCHES
    return frozenset(Procedure) - left_out


def _sheets(checklist: Checklist, guns: tuple[Weapon, ...], known: Known, *, any_gun: bool) -> list[Sheet]:
    """One sheet for each gun of today; one without a name where there is none, or `any_gun` may be meant."""
    if checklist.subject != "weapon":
        return [sheet_of(checklist, None, known)]
    fires = checklist.procedure is Procedure.BLANK_TAKE
    named = () if checklist.procedure in NAMELESS else (gun for gun in guns if not (fires and gun.inert))
    applying = [sheet for sheet in (sheet_of(checklist, gun, known) for gun in named) if sheet.blocks]
    return applying if applying and not any_gun else [*applying, sheet_of(checklist, None, known)]


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
