"""R-CHECKED-1: was every gun checked every time? What was due on each shooting day, and the record that did it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from showclear.domain.custody import Shape
from showclear.domain.effects import Effect
from showclear.domain.situation.course import ShootingDay, of_kind, text
from showclear.domain.situation.history import Aspect, History
from showclear.domain.situation.records import RecordFacts
from showclear.domain.situation.values import Judgement
from showclear.domain.weapons import Contents
from showclear.words import english

NOT_INTACT = english("A record says so, and that record is not intact.")
NOT_ACCEPTED = english("A record says so, and the rules do not accept it.")

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


class _Event(NamedTuple):
    """What a record says of a gun."""

    facts: RecordFacts
    kind: str
    said: str = ""
    counts: bool = True
    """Whether the rules accept it."""


@dataclass(slots=True)
class _Gun:
    """What is on record of a gun while the records are walked."""

    unit: str
    shape: str = ""
    moved: _Event | None = None
    """Who says where it is."""

    @property
    def is_gone(self) -> bool:
        """Whether it is off the production."""
        return self.shape == Shape.OFF_PRODUCTION


@dataclass(slots=True)
class _Walk:
    guns: dict[str, _Gun] = field(default_factory=dict)
    events: dict[tuple[int, str], list[_Event]] = field(default_factory=dict)
    at_opening: dict[int, tuple[str, ...]] = field(default_factory=dict)
    at_wrap: dict[tuple[int, str], tuple[str, _Event | None, _Event]] = field(default_factory=dict)
    """Where a gun is then, who says so, and the wrap."""


_KEPT = ("counted", "proved-empty", "cleared", "issued", "custody", "departed")
_MOVES = {"transferred": Shape.WITH, "departed": Shape.OFF_PRODUCTION, "issued": Shape.ISSUED}

Judged = Callable[[RecordFacts], Judgement]
"""What of a record counts."""


def judged_in(history: History) -> Judged:
    """What the fold says of each record; of one that it does not know nothing counts."""

    def judged(facts: RecordFacts) -> Judgement:
        index = history.index_of(facts.digest)
        return Judgement() if index is None else history.judgement(index)

    return judged


def accepts(judgement: Judgement, effect: Effect) -> bool:
    """Whether what a record says of a gun, or of the end of a day, counts by the rules over its ancestors."""
    tag = text(effect, "weapon") or text(effect, "item")
    match effect.kind:
        case "counted":
            return (Aspect.COUNTED, tag) in judgement.said
        case "proved-empty":
            # Where it is loaded behind that in the same record, both count or what it holds is not known.
            held = judgement.holdings.get(tag)
            return held is not None and held.contents is not Contents.UNKNOWN and held.count >= 0
        case "cleared" | "issued":
            grant = judgement.grants.get(tag)
            return grant is not None and (grant.issued or effect.kind == "cleared")
        case "custody" | "departed" | "transferred":
            custody = judgement.custody.get(tag)
            return custody is not None and custody.shape == _MOVES.get(effect.kind, text(effect, "shape"))
        case "wrapped":
            return (Aspect.WRAPPED, text(effect, "unit")) in judgement.said
    return True


def gun_days(
    records: Iterable[RecordFacts], days: Iterable[ShootingDay], first_unit: str, judged: Judged
) -> tuple[GunDay, ...]:
    """What was due for every gun on every shooting day, in their order.

    Args:
        records: all of them, ancestors first.
        days: their shooting days.
        first_unit: to which a gun belongs that names no unit.
        judged: what of each record counts.
    """
    ordered = tuple(days)
    walk = _walked(records, ordered, first_unit, judged)
    return tuple(
        _gun_day(day, at, tag, walk)
        for at, day in enumerate(ordered)
        for tag in sorted({*walk.at_opening[at], *(tag for when, tag in walk.events if when == at)})
        if _is_of(walk, at, tag)
    )


def _is_of(walk: _Walk, at: int, tag: str) -> bool:
    """Whether a gun was there when the day began, or was used on it."""
    events = walk.events.get((at, tag), ())
    return tag in walk.at_opening[at] or any(one.kind in ("counted", "issued") for one in events)


def _walked(records: Iterable[RecordFacts], days: tuple[ShootingDay, ...], first_unit: str, judged: Judged) -> _Walk:
    walk = _Walk()
    opens = {day.opened.name for day in days}
    running: dict[str, int] = {}
    for facts in records:
        if facts.name in opens:
            for at, day in enumerate(days):
                if day.opened is facts:
                    running[day.unit] = at
                    walk.at_opening[at] = tuple(
                        tag for tag, gun in walk.guns.items() if gun.unit == day.unit and not gun.is_gone
                    )
        for effect in facts.effects:
            _note(walk, running, facts, effect, first_unit, judged)
        for effect in of_kind(facts, "wrapped"):
            unit = text(effect, "unit")
            for tag, gun in walk.guns.items():
                if gun.unit == unit and unit in running:
                    wrap = _Event(facts, effect.kind, counts=accepts(judged(facts), effect))
                    walk.at_wrap[running[unit], tag] = gun.shape, gun.moved, wrap
    return walk


def _note(
    walk: _Walk, running: dict[str, int], facts: RecordFacts, effect: Effect, first_unit: str, judged: Judged
) -> None:
    tag = text(effect, "weapon") or text(effect, "item")
    if effect.kind == "weapon-taken-in":
        walk.guns[tag] = _Gun(text(effect, "unit") or first_unit)
    gun = walk.guns.get(tag)
    if gun is None or (effect.kind not in _KEPT and effect.kind != "transferred"):
        return
    said = text(effect, "how") or text(effect, "condition") or text(effect, "shape")
    event = _Event(facts, effect.kind, said, accepts(judged(facts), effect))
    if effect.kind == "transferred":
        gun.unit = text(effect, "unit") or first_unit
    if effect.kind == "custody" or effect.kind in _MOVES:
        gun.shape, gun.moved = _MOVES.get(effect.kind, said), event
    if effect.kind in _KEPT and gun.unit in running:
        walk.events.setdefault((running[gun.unit], tag), []).append(event)


def _gun_day(day: ShootingDay, at: int, tag: str, walk: _Walk) -> GunDay:
    events = tuple(walk.events.get((at, tag), ()))
    handed = tuple(place for place, one in enumerate(events) if one.kind == "issued")
    checks = [
        *_counted(day, events, there=tag in walk.at_opening[at]),
        *_proved(day, events, handed),
        *(one for place in handed for one in _handed(day, events, place)),
        *_after(day, events, handed),
        *_locked(day, walk.at_wrap.get((at, tag))),
    ]
    return GunDay(day.unit, day.day, day.opened.title, tag, len(handed), tuple(checks))


_Events = tuple[_Event, ...]


def _first(events: Iterable[_Event]) -> _Event | None:
    """The first record that did it; one that is not intact, or not accepted, only where there is no other."""
    found = list(events)
    good = (one for one in found if one.facts.intact and one.counts)
    return next(good, next((one for one in found if one.facts.intact), found[0] if found else None))


def _of(events: Iterable[_Event], kind: str) -> Iterator[_Event]:
    return (one for one in events if one.kind == kind)


def _found(due: Due, because: RecordFacts, done: _Event | None, why: str, *, is_open: bool = False) -> Check:
    if done is None:
        return Check(due, Mark.OPEN if is_open else Mark.MISSING, because.title, "", "" if is_open else why)
    if not done.facts.intact:
        return Check(due, Mark.DOUBTFUL, because.title, done.facts.title, NOT_INTACT)
    if not done.counts:
        return Check(due, Mark.OPEN if is_open else Mark.MISSING, because.title, done.facts.title, NOT_ACCEPTED)
    return Check(due, Mark.DONE, because.title, done.facts.title)


def _counted(day: ShootingDay, events: _Events, *, there: bool) -> Iterator[Check]:
    done = _first(_of(events, "counted"))
    if there or done is not None:
        yield _found(Due.COUNTED, day.opened, done, english("It is in no count of the day."), is_open=day.is_open)


def _proved(day: ShootingDay, events: _Events, handed: tuple[int, ...]) -> Iterator[Check]:
    planned = next((one.facts for one in _of(events, "counted") if one.said == PLANNED), None)
    if not handed:
        if planned is not None:
            why = english("It was on the plan of the day and nobody proved it empty; it was not handed over.")
            yield _found(Due.PROVED, planned, _first(_of(events, "proved-empty")), why, is_open=day.is_open)
        return
    first = events[handed[0]].facts
    # A take with blanks proves it empty in the record that hands it over, whatever the order of its effects.
    before = (*events[: handed[0]], *(one for one in events if one.facts is first))
    why = english("Nobody proved it empty before it was handed over.")
    yield _found(Due.PROVED, planned or first, _first(_of(before, "proved-empty")), why)


def _handed(day: ShootingDay, events: _Events, place: int) -> Iterator[Check]:
    handover = events[place]
    facts, rests = handover.facts, _rests_on(events, place)
    record = rests.facts.title if rests else ""
    if not facts.intact:
        yield Check(
            Due.CHECKED, Mark.DOUBTFUL, facts.title, record, english("The record of the handover is not intact.")
        )
    elif rests is not None and rests.facts.intact and not handover.counts:
        yield Check(Due.CHECKED, Mark.MISSING, facts.title, record, english("The rules do not accept this handover."))
    else:
        yield _found(Due.CHECKED, facts, rests, english("No inspection of the day stands before it."))
    # A turn-round begins with the gun in the armorer's hand again: its record says so.
    back = _first(one for one in events[place + 1 :] if one.kind in _RETURNS or one.said in _HELD)
    yield _found(Due.BACK, facts, back, english("No later record takes it back."), is_open=day.is_open)


_RETURNS = ("issued", "departed")
_HELD = (Shape.WITH, Shape.LOCKED, Shape.OFF_PRODUCTION)


def _rests_on(events: _Events, place: int) -> _Event | None:
    """What two people looked at for a handover: an earlier clearance or turn-round, or the proof in the same record."""
    facts = events[place].facts
    own = next((one for one in _of(events, "proved-empty") if one.facts is facts), None)
    return own or next((one for one in reversed(events[:place]) if one.kind in ("cleared", "issued")), None)


def _after(day: ShootingDay, events: _Events, handed: tuple[int, ...]) -> Iterator[Check]:
    if handed:
        last = events[handed[-1]].facts
        after = (one for one in events[handed[-1] + 1 :] if one.facts is not last)
        why = english("Nobody proved it empty after it was back.")
        yield _found(Due.AFTER, last, _first(_of(after, "proved-empty")), why, is_open=day.is_open)


def _locked(day: ShootingDay, at_wrap: tuple[str, _Event | None, _Event] | None) -> Iterator[Check]:
    if day.is_open:
        return
    if day.wrapped is None:
        yield Check(Due.LOCKED, Mark.MISSING, day.opened.title, "", english("The day was never wrapped."))
    elif at_wrap is not None:
        shape, moved, wrap = at_wrap
        if shape in (Shape.LOCKED, Shape.OFF_PRODUCTION):
            # The weaker of the two: who says that it is there, and that the day ended so.
            weaker = min(filter(None, (wrap, moved)), key=lambda one: (one.facts.intact, one.counts))
            yield _found(Due.LOCKED, day.opened, weaker, "")
        else:
            why = english("At the wrap no record had it locked.")
            yield Check(Due.LOCKED, Mark.MISSING, day.opened.title, day.wrapped.title, why)
