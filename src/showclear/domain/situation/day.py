"""Units and their shooting days: what is open, where, who is on duty, and what was done for the day.

Nothing in here scans records: every question looks at the newest records of a lane. Where two records do not know of
each other the stricter reading is taken.
"""

from __future__ import annotations

from collections.abc import Callable, Set
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from showclear.domain import limits as limit
from showclear.domain.custody import Shape
from showclear.domain.situation.history import Aspect, pair
from showclear.domain.situation.stopping import MEETINGS
from showclear.domain.situation.values import THE_SET
from showclear.domain.situation.view import View, once
from showclear.words import english

if TYPE_CHECKING:
    from showclear.domain.situation.fold import Situation

# not said: words of records
ON_DUTY, HANDED_OVER = "on duty", "handed over"
"""The two things that a record says of the duty of a person for a unit."""

CHECKS = ("count", "sweep", "readiness", "blank-readiness", "meeting", "blank-meeting")
"""What is checked for a day, in the order of the day."""

_IMPLIED_BY = {"readiness": ("blank-readiness",), "meeting": ("blank-meeting",)}
"""What is ready for blanks is ready; a meeting with the dry run for blanks is the safety meeting."""

HOW = ("seal", "planned", "proved")
"""How an item was counted, the strictest first."""


@dataclass(frozen=True, slots=True, order=True)
class UnitEntry:
    """A unit as its newest record has it. Place and 1st AD (an id) are empty where two records disagree."""

    unit: str
    place: str
    zone: str
    first: str


@dataclass(frozen=True, slots=True)
class DayOpened:
    """Said of a unit by the record that opens its day."""

    day: str
    place: str
    armorer: str
    papers: tuple[str, ...] = ()
    """Limits whose paper was named when the day was opened."""


@dataclass(frozen=True, slots=True)
class DayMoved:
    """Said of a unit by the record that moves it within the day that the record `opened` (a digest) opened."""

    place: str
    opened: str


@dataclass(frozen=True, slots=True)
class DayWrapped:
    """Said of a unit by the record that ends its day. `reconciled` only if it says so and the accounts agree."""

    day: str
    reconciled: bool
    gaps: str


@dataclass(frozen=True, slots=True)
class Checked:
    """Said of a unit: something was done at this place."""

    place: str


@dataclass(frozen=True, slots=True)
class Counted:
    """Said of an item: a unit counted it, and how (one of `HOW`)."""

    unit: str
    how: str


@dataclass(frozen=True, slots=True)
class Day:
    """A shooting day that no record ended. `opened` and `since` are records: its opening, and its last move or that."""

    unit: str
    day: str
    place: str
    opened: int
    since: int
    papers: tuple[str, ...] = ()
    """Limits whose paper was named when it was opened."""


@dataclass(frozen=True, slots=True)
class NoDay:
    """Why no shooting day is open, with the record that says so; empty where none does."""

    text: str
    record: str = ""


def units(of: Situation | View) -> tuple[UnitEntry, ...]:
    """Every unit of the production, by name."""
    view = _view(of)
    found = (unit_entry(view, name) for name in view.names_said(Aspect.UNIT))
    return tuple(one for one in found if one is not None)


def unit_entry(view: View, unit: str) -> UnitEntry | None:
    """One unit by name; None if no record opens it."""
    entries = [one for _, one in view.said(Aspect.UNIT, unit) if isinstance(one, UnitEntry)]
    if not entries:
        return None
    if len(set(entries)) == 1:
        return entries[0]
    place, zone, first = (_same({getattr(one, name) for one in entries}) for name in ("place", "zone", "first"))
    return UnitEntry(unit, place, zone, first)


def unit_of(of: Situation | View, item: str) -> str:
    """The unit that an item belongs to: as the newest transfer or intake says, else the first one of the production.

    Empty where two records disagree, and where the production has no unit.
    """
    view = _view(of)
    found = {str(one) for _, one in view.said(Aspect.UNIT_OF, item)}
    return _same(found) if found else first_unit(view)


def first_unit(of: Situation | View) -> str:
    """The unit that was opened before the others, whatever they are called: opening another one moves nothing to it.

    Of those that do not know of each other the first one by name; empty where there is none.
    """
    return _first_unit(_view(of))


@once
def _first_unit(view: View) -> str:
    openings = {name: view.oldest(Aspect.UNIT, name) for name in view.names_said(Aspect.UNIT)}

    def precedes(other: str, name: str) -> bool:
        return any(all(view.precedes(one, each) for each in openings[name]) for one in openings[other])

    return next((name for name in openings if not any(precedes(other, name) for other in openings)), "")


def items_of(of: Situation | View, unit: str, kind: str) -> tuple[str, ...]:
    """The tags of the weapons, devices or containers of a unit that are not off the production, sorted."""
    view = _view(of)
    return tuple(tag for tag in view.tags(kind) if unit_of(view, tag) == unit and not _is_off(view, tag))


def _is_off(view: View, tag: str) -> bool:
    custody = view.custody(tag)
    return custody is not None and custody.shape is Shape.OFF_PRODUCTION


@once
def day_by_records(view: View, unit: str) -> Day | NoDay:
    """The shooting day of a unit, whatever the time is."""
    tips = view.said(Aspect.DAY, unit)
    if not tips:
        return NoDay(
            english("Start of day (C) has not been signed for unit {unit}.", unit=unit)
            if unit
            else english("No unit is known.")
        )
    if len(tips) > 1:
        return NoDay(
            english("Two records about the day of unit {unit} do not know of each other.", unit=unit),
            view.title(tips[0][0]),
        )
    index, value = tips[0]
    if isinstance(value, DayWrapped):
        return NoDay(
            english("The shooting day {day} of unit {unit} is over.", day=value.day, unit=unit), view.title(index)
        )
    opened = view.history.index_of(value.opened) if isinstance(value, DayMoved) else index
    assert opened is not None
    opening = view.judgement(opened).said[Aspect.DAY, unit]
    assert isinstance(opening, DayOpened)
    place = value.place if isinstance(value, DayMoved) else opening.place
    return Day(unit, opening.day, place, opened, index, opening.papers)


def open_day(view: View, unit: str, now: datetime | None, limits: limit.Limits) -> Day | NoDay:
    """The shooting day of a unit that is open at `now`, or why there is none. An unknown time is an expired time."""
    day = day_by_records(view, unit)
    if isinstance(day, NoDay):
        return day
    record = view.record(day.opened)
    if now is None or now < record.made_at:
        why = (
            english("The time is not known.")
            if now is None
            else english("The clock shows less than the opening of the day.")
        )
        return NoDay(why, record.title)
    hours = limit.number(limits, "day_hours")
    if now >= day_ends_at(view, day, limits):
        return NoDay(
            english(
                "The shooting day {day} of unit {unit} was opened {hours} hours ago or more.",
                day=day.day,
                unit=unit,
                hours=hours,
            ),
            record.title,
        )
    return day


def day_ends_at(view: View, day: Day, limits: limit.Limits) -> datetime:
    """When an open day ends by itself."""
    return view.record(day.opened).made_at + timedelta(hours=limit.number(limits, "day_hours"))


def holds_since(view: View, start: int, index: int) -> bool:
    """Whether the record at `index` is the one at `start` or has it as ancestor."""
    return index == start or view.precedes(start, index)


def checked(view: View, day: Day, what: str) -> str:
    """The record that says that something was done today at this place; empty if none does."""
    for name in (what, *_IMPLIED_BY.get(what, ())):
        for index, value in view.said(Aspect.CHECKED, pair(day.unit, name)):
            here = isinstance(value, Checked) and value.place == day.place and holds_since(view, day.since, index)
            if here and (what not in MEETINGS or _told_all(view, day, index)):
                return view.title(index)
    return ""


def meeting_in_vain(view: View, day: Day) -> str:
    """Why the safety meeting that was held today at this place does not count; empty where one does, or none was."""
    held = [
        index
        for index, value in view.said(Aspect.CHECKED, pair(day.unit, "meeting"))
        if value == Checked(day.place) and holds_since(view, day.since, index)
    ]
    if not held or checked(view, day, "meeting"):
        return ""
    if any(_knows_of_stand_downs(view, index) for index in held):
        return english("the last one was held before count and sweep")
    return english("a stand-down came after the last one")


def _knows_of_stand_downs(view: View, index: int) -> bool:
    """Whether a meeting was held after every stand-down: those before it told nobody what had happened."""
    return view.not_before(Aspect.STAND_DOWN, THE_SET, index) is None


def _told_all(view: View, day: Day, index: int) -> bool:
    """Whether a meeting came after every stand-down, and after count and sweep: before, nobody knew what comes out."""
    return _knows_of_stand_downs(view, index) and is_counted_and_swept(view.before(index), day)


@once
def is_counted_and_swept(view: View, day: Day) -> bool:
    """Whether everything was counted and swept today at this place."""
    return bool(checked(view, day, "count") and checked(view, day, "sweep"))


def counted(view: View, day: Day, item: str) -> str:
    """How an item was counted today at this place (one of `HOW`); empty if it was not."""
    tips = view.said(Aspect.COUNTED, item)
    hows = set()
    for index, value in tips:
        if not isinstance(value, Counted) or value.unit != day.unit or not holds_since(view, day.since, index):
            return ""
        hows.add(value.how)
    return min(hows, key=HOW.index, default="")


@once
def is_on_duty(view: View, day: Day, person: str) -> bool:
    """Whether somebody handles guns for the unit today, and for no other."""
    tips = view.said(Aspect.DUTY, pair(day.unit, person))
    fresh = [index for index, _ in tips if holds_since(view, day.opened, index)]
    if not fresh or any(value != ON_DUTY for _, value in tips):
        return False
    return not any(
        _elsewhere(view, other, person, fresh) for other in view.names_said(Aspect.UNIT) if other != day.unit
    )


def _elsewhere(view: View, unit: str, person: str, here: list[int]) -> bool:
    """Whether somebody is on duty for another unit in its open day, in a record that is not before those `here`."""
    tips = view.said(Aspect.DUTY, pair(unit, person))
    newer = [index for index, value in tips if value == ON_DUTY and not any(view.precedes(index, one) for one in here)]
    if not newer:
        return False
    day = day_by_records(view, unit)
    return isinstance(day, Day) and any(holds_since(view, day.opened, index) for index in newer)


def is_briefed(view: View, day: Day, person: str) -> bool:
    """Whether somebody heard the safety meeting of the unit today, at this place, after every stand-down."""
    heard = view.tips(Aspect.BRIEFED, pair(day.unit, person))
    return any(holds_since(view, day.since, index) and _knows_of_stand_downs(view, index) for index in heard)


def may_verify(view: View, day: Day, person: str) -> bool:
    """Whether somebody is the 1st assistant director of the unit, or was named for this day by the one who still is."""
    entry = unit_entry(view, day.unit)
    return (entry is not None and bool(person) and entry.first == person) or is_delegate(view, day, person)


def is_delegate(view: View, day: Day, person: str) -> bool:
    """Whether somebody was named for this day by the 1st assistant director whom the unit still has."""
    return any(
        holds_since(view, day.opened, index) and view.not_before(Aspect.UNIT, day.unit, index) is None
        for index in view.tips(Aspect.DELEGATED, pair(day.unit, person))
    )


def is_trained(view: View, person: str, weapon: str) -> bool:
    """Whether somebody was trained for a weapon."""
    return bool(view.newest(Aspect.TRAINED, pair(person, weapon)))


def is_minor(view: View, person: str) -> bool:
    """Whether somebody is a minor."""
    return bool(view.newest(Aspect.MINOR, person))


def minor_plan(view: View, unit: str, slate: str) -> str:
    """The record of the plan for minors near blanks, for one slate of a unit; empty if there is none."""
    tips = view.tips(Aspect.MINOR_PLAN, pair(unit, slate))
    return view.title(tips[0]) if tips else ""


def armorer_in_charge(view: View, day: Day) -> str:
    """The armorer in charge of the day, by id; empty where two records disagree."""
    return _same(in_charge(view, day))


def in_charge(view: View, day: Day) -> frozenset[str]:
    """Who is in charge of the day, by id; more than one where two records disagree."""
    said = view.said(Aspect.ARMORER, day.unit)
    return frozenset(str(one) for index, one in said if holds_since(view, day.opened, index))


def last_wrap(view: View, unit: str) -> tuple[str, DayWrapped] | None:
    """The last wrap of a unit with its record; of two that do not know of each other, one that is not reconciled."""
    tips = [(view.title(index), one) for index, one in view.said(Aspect.WRAPPED, unit) if isinstance(one, DayWrapped)]
    return min(tips, key=lambda tip: (tip[1].reconciled, tip[0])) if tips else None


def on_duty(view: View, day: Day) -> tuple[str, ...]:
    """Everybody who handles guns for the unit today, by id, sorted."""
    return _people(view, Aspect.DUTY, day, is_on_duty)


def briefed(view: View, day: Day) -> tuple[str, ...]:
    """Everybody who heard the safety meeting today at this place, by id, sorted."""
    return _people(view, Aspect.BRIEFED, day, is_briefed)


def here_today(view: View, day: Day) -> tuple[str, ...]:
    """Everybody who heard any meeting today at this place, one that does not count too, by id."""
    heard = (_people(view, aspect, day, partial(_heard, aspect)) for aspect in (Aspect.BRIEFED, Aspect.HEARD_EARLY))
    return tuple(dict.fromkeys(chain.from_iterable(heard)))


def _heard(aspect: Aspect, view: View, day: Day, person: str) -> bool:
    return any(holds_since(view, day.since, index) for index in view.tips(aspect, pair(day.unit, person)))


def delegates(view: View, day: Day) -> tuple[str, ...]:
    """Everybody whom the 1st assistant director named for the unit today, by id, sorted."""
    return _people(view, Aspect.DELEGATED, day, is_delegate)


def _people(view: View, aspect: Aspect, day: Day, holds: Callable[[View, Day, str], bool]) -> tuple[str, ...]:
    prefix = pair(day.unit, "")
    named = (name.removeprefix(prefix) for name in view.names_said(aspect) if name.startswith(prefix))
    return tuple(person for person in named if holds(view, day, person))


def _view(of: Situation | View) -> View:
    return of if isinstance(of, View) else of.view


def _same(values: Set[str]) -> str:
    """The only value; empty where there are two."""
    return next(iter(values)) if len(values) == 1 else ""
