"""R-CHECKED-1: was every gun checked every time? What was due on each shooting day, and the record that did it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from showclear.domain.custody import Shape
from showclear.domain.situation.course import ShootingDay, of_kind, text
from showclear.domain.situation.records import RecordFacts
from showclear.words import english

NOT_INTACT = english("A record says so, and that record is not intact.")

PLANNED = "planned"
"""How a gun was counted that is to be used on that day."""


class Due(StrEnum):
    """What is due for a gun on a shooting day."""

    COUNTED = "counted"
    """Every gun of the unit, when the day begins."""
    PROVED = "proved-empty"
    """A gun that is on the plan of the day."""
    CHECKED = "checked-before-handover"
    """Each handover: an inspection of the day, the turn-round itself, or the proof in a take with blanks."""
    BACK = "taken-back"
    """Each handover."""
    AFTER = "proved-empty-after-use"
    """A gun that was handed over, after the last time."""
    LOCKED = "locked-at-wrap"
    """Every gun of the unit, when the day ends."""


DUE_WORDS = {
    Due.COUNTED: english("Counted at the start of the day"),
    Due.PROVED: english("Proved empty before use"),
    Due.CHECKED: english("Checked by two before the handover"),
    Due.BACK: english("Taken back after the handover"),
    Due.AFTER: english("Proved empty after use"),
    Due.LOCKED: english("Locked up or off the production at the wrap"),
}


class Mark(StrEnum):
    """Whether what was due is on record."""

    DONE = "done"
    MISSING = "missing"
    DOUBTFUL = "doubtful"
    """A record says that it was done, and that record is not intact."""
    OPEN = "open"
    """The day goes on: it may still be done."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was due."""

    due: Due
    mark: Mark
    because: str
    """The record that made it due, without suffix."""
    record: str = ""
    """The record that did it; empty where there is none."""
    why: str = ""
    """Why it is missing, in a sentence."""


@dataclass(frozen=True, slots=True)
class GunDay:
    """A gun on a shooting day."""

    unit: str
    day: str
    opened: str
    """The record that opened the day: two days may be called alike."""
    tag: str
    handovers: int
    checks: tuple[Check, ...]

    def count(self, mark: Mark) -> int:
        """How many of what was due stand so."""
        return sum(one.mark is mark for one in self.checks)


@dataclass(slots=True)
class _Gun:
    """What is on record of a gun while the records are walked."""

    unit: str
    shape: str = ""
    gone: bool = False


@dataclass(slots=True)
class _Walk:
    guns: dict[str, _Gun] = field(default_factory=dict)
    events: dict[tuple[int, str], list[tuple[RecordFacts, str, str]]] = field(default_factory=dict)
    at_opening: dict[int, tuple[str, ...]] = field(default_factory=dict)
    at_wrap: dict[tuple[int, str], str] = field(default_factory=dict)


_KEPT = ("counted", "proved-empty", "cleared", "issued", "custody", "departed")


def gun_days(
    records: Iterable[RecordFacts], days: Iterable[ShootingDay], first_unit: str, faults: Iterable[str]
) -> tuple[GunDay, ...]:
    """What was due for every gun on every shooting day, in their order.

    Args:
        records: all of them, ancestors first.
        days: their shooting days.
        first_unit: to which a gun belongs that names no unit.
        faults: titles of records in which the rules found something wrong: what they permit does not count.
    """
    ordered = tuple(days)
    wrong = frozenset(faults)
    walk = _walked(records, ordered, first_unit)
    return tuple(
        _gun_day(day, at, tag, walk, wrong)
        for at, day in enumerate(ordered)
        for tag in sorted({*walk.at_opening[at], *(tag for when, tag in walk.events if when == at)})
        if _is_of(walk, at, tag)
    )


def _is_of(walk: _Walk, at: int, tag: str) -> bool:
    """Whether a gun was there when the day began, or was used on it."""
    events = walk.events.get((at, tag), ())
    return tag in walk.at_opening[at] or any(kind in ("counted", "issued") for _, kind, _ in events)


def _walked(records: Iterable[RecordFacts], days: tuple[ShootingDay, ...], first_unit: str) -> _Walk:
    walk = _Walk()
    opens = {day.opened.name for day in days}
    running: dict[str, int] = {}
    for facts in records:
        if facts.name in opens:
            for at, day in enumerate(days):
                if day.opened is facts:
                    running[day.unit] = at
                    walk.at_opening[at] = tuple(
                        tag for tag, gun in walk.guns.items() if gun.unit == day.unit and not gun.gone
                    )
        for effect in facts.effects:
            tag = text(effect, "weapon") or text(effect, "item")
            _place(walk, effect.kind, tag, text(effect, "unit") or first_unit, text(effect, "shape"))
            mine = walk.guns.get(tag)
            if mine is not None and effect.kind in _KEPT and mine.unit in running:
                said = text(effect, "how") or text(effect, "condition") or text(effect, "shape")
                walk.events.setdefault((running[mine.unit], tag), []).append((facts, effect.kind, said))
        for effect in of_kind(facts, "wrapped"):
            unit = text(effect, "unit")
            for tag, gun in walk.guns.items():
                if gun.unit == unit and unit in running:
                    walk.at_wrap[running[unit], tag] = Shape.OFF_PRODUCTION if gun.gone else gun.shape
    return walk


def _place(walk: _Walk, kind: str, tag: str, unit: str, shape: str) -> None:
    match kind:
        case "weapon-taken-in":
            walk.guns[tag] = _Gun(unit)
        case "transferred" if tag in walk.guns:
            walk.guns[tag].unit, walk.guns[tag].shape = unit, Shape.WITH
        case "departed" if tag in walk.guns:
            walk.guns[tag].gone = True
        case "issued" if tag in walk.guns:
            walk.guns[tag].shape = Shape.ISSUED
        case "custody" if tag in walk.guns:
            walk.guns[tag].shape = shape


def _gun_day(day: ShootingDay, at: int, tag: str, walk: _Walk, wrong: frozenset[str]) -> GunDay:
    events = tuple(walk.events.get((at, tag), ()))
    handed = tuple(place for place, (_, kind, _) in enumerate(events) if kind == "issued")
    checks = [
        *_counted(day, events, there=tag in walk.at_opening[at]),
        *_proved(day, events, handed),
        *(one for place in handed for one in _handed(day, events, place, wrong)),
        *_after(day, events, handed),
        *_locked(day, walk.at_wrap.get((at, tag))),
    ]
    return GunDay(day.unit, day.day, day.opened.title, tag, len(handed), tuple(checks))


_Events = tuple[tuple[RecordFacts, str, str], ...]


def _first(events: _Events, kind: str) -> RecordFacts | None:
    """The first record that did it; one that is not intact only where there is no other."""
    found = [facts for facts, did, _ in events if did == kind]
    return next((one for one in found if one.intact), found[0] if found else None)


def _found(due: Due, because: RecordFacts, done: RecordFacts | None, why: str, *, is_open: bool = False) -> Check:
    if done is not None and not done.intact:
        return Check(due, Mark.DOUBTFUL, because.title, done.title, NOT_INTACT)
    if done is not None:
        return Check(due, Mark.DONE, because.title, done.title)
    return Check(due, Mark.OPEN if is_open else Mark.MISSING, because.title, "", "" if is_open else why)


def _counted(day: ShootingDay, events: _Events, *, there: bool) -> Iterator[Check]:
    done = _first(events, "counted")
    if there or done is not None:
        yield _found(Due.COUNTED, day.opened, done, english("It is in no count of the day."), is_open=day.is_open)


def _proved(day: ShootingDay, events: _Events, handed: tuple[int, ...]) -> Iterator[Check]:
    planned = next((facts for facts, kind, how in events if kind == "counted" and how == PLANNED), None)
    if not handed:
        if planned is not None:
            why = english("It was on the plan of the day and nobody proved it empty; it was not handed over.")
            yield _found(Due.PROVED, planned, _first(events, "proved-empty"), why, is_open=day.is_open)
        return
    first = events[handed[0]][0]
    # A take with blanks proves it empty in the record that hands it over, whatever the order of its effects.
    before = (*events[: handed[0]], *(one for one in events if one[0] is first))
    why = english("Nobody proved it empty before it was handed over.")
    yield _found(Due.PROVED, planned or first, _first(before, "proved-empty"), why)


def _handed(day: ShootingDay, events: _Events, place: int, wrong: frozenset[str]) -> Iterator[Check]:
    facts = events[place][0]
    rests = _rests_on(events, place)
    record = rests.title if rests else ""
    if not facts.intact:
        yield Check(
            Due.CHECKED, Mark.DOUBTFUL, facts.title, record, english("The record of the handover is not intact.")
        )
    elif facts.title in wrong:
        yield Check(Due.CHECKED, Mark.MISSING, facts.title, record, english("The rules do not accept this handover."))
    else:
        yield _found(Due.CHECKED, facts, rests, english("No inspection of the day stands before it."))
    # A turn-round begins with the gun in the armorer's hand again: its record says so.
    back = next((one for one, kind, said in events[place + 1 :] if kind in _RETURNS or said in _HELD), None)
    yield _found(Due.BACK, facts, back, english("No later record takes it back."), is_open=day.is_open)


_RETURNS = ("issued", "departed")
_HELD = (Shape.WITH, Shape.LOCKED, Shape.OFF_PRODUCTION)


def _rests_on(events: _Events, place: int) -> RecordFacts | None:
    """What two people looked at for a handover: an earlier clearance or turn-round, or the proof in the same record."""
    facts = events[place][0]
    if any(one is facts and kind == "proved-empty" for one, kind, _ in events):
        return facts
    return next((one for one, kind, _ in reversed(events[:place]) if kind in ("cleared", "issued")), None)


def _after(day: ShootingDay, events: _Events, handed: tuple[int, ...]) -> Iterator[Check]:
    if handed:
        last = events[handed[-1]][0]
        after = tuple(one for one in events[handed[-1] + 1 :] if one[0] is not last)
        why = english("Nobody proved it empty after it was back.")
        yield _found(Due.AFTER, last, _first(after, "proved-empty"), why, is_open=day.is_open)


def _locked(day: ShootingDay, shape: str | None) -> Iterator[Check]:
    if day.is_open:
        return
    if day.wrapped is None:
        yield Check(Due.LOCKED, Mark.MISSING, day.opened.title, "", english("The day was never wrapped."))
    elif shape in (Shape.LOCKED, Shape.OFF_PRODUCTION):
        yield _found(Due.LOCKED, day.opened, day.wrapped, "")
    elif shape is not None:
        why = english("At the wrap no record had it locked.")
        yield Check(Due.LOCKED, Mark.MISSING, day.opened.title, day.wrapped.title, why)
