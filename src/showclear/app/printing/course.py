"""The course of a production: its records in their order, and its shooting days."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from showclear.domain.effects import Effect
from showclear.domain.situation.records import RecordFacts

if TYPE_CHECKING:
    from showclear.app.logbook import LogBook

_ABOUT = ("weapon", "item", "device", "container", "batch", "subject", "goes_with")
"""Values of effects that name a thing."""


@dataclass(slots=True)
class ShootingDay:
    """A day of a unit: from the record that opened it to the one that opens the next. Built up record by record."""

    unit: str
    day: str
    place: str
    opened: RecordFacts
    records: list[RecordFacts] = field(default_factory=list)
    wrapped: RecordFacts | None = None
    seal: RecordFacts | None = None
    is_last: bool = True
    """Whether no later day of the unit was opened."""

    @property
    def is_open(self) -> bool:
        """Whether it still goes on, as the records have it."""
        return self.is_last and self.wrapped is None


def course(book: LogBook) -> tuple[RecordFacts, ...]:
    """What every record says, ancestors first; files that say nothing are left out."""
    return tuple(facts for facts in map(book.facts, book.names()) if facts is not None)


def shooting_days(records: Iterable[RecordFacts]) -> tuple[ShootingDay, ...]:
    """The shooting days of all units, in the order in which they were opened. A record of one unit's day stands in
    that of every other unit that was open: what it is about decides."""
    found: list[ShootingDay] = []
    running: dict[str, ShootingDay] = {}
    for facts in records:
        for effect in of_kind(facts, "day-opened"):
            unit = text(effect, "unit")
            if unit in running:
                running[unit].is_last = False
            running[unit] = ShootingDay(unit, text(effect, "day"), text(effect, "place"), facts)
            found.append(running[unit])
        for day in running.values():
            day.records.append(facts)
        for effect in facts.effects:
            mine = running.get(text(effect, "unit"))
            if mine is not None and effect.kind == "wrapped":
                mine.wrapped = facts
            elif mine is not None and effect.kind == "sealed" and text(effect, "day") == mine.day:
                mine.seal = facts
    return tuple(found)


def of_kind(facts: RecordFacts, *kinds: str) -> Iterator[Effect]:
    """The effects of these kinds."""
    return (one for one in facts.effects if one.kind in kinds)


def text(effect: Effect, key: str) -> str:
    """A value as text; empty where it has none."""
    return str(effect.values.get(key, ""))


def names_thing(facts: RecordFacts, tag: str) -> bool:
    """Whether a record is about a thing."""
    return any(str(one.values.get(key, "")) == tag for one in facts.effects for key in _ABOUT)


def with_answers(records: Sequence[RecordFacts], mine: Collection[RecordFacts]) -> tuple[RecordFacts, ...]:
    """`mine` with the records that correct one of them, or correct such a correction, in their order."""
    found = {one.title for one in mine}
    for one in records:
        if any(text(effect, "record") in found for effect in of_kind(one, "corrected")):
            found.add(one.title)
    return tuple(one for one in records if one.title in found)


def names_person(facts: RecordFacts, person: str) -> bool:
    """Whether somebody signed a record, is put on the roster by it, or is named in it."""
    return (
        any(one.person == person for one in facts.signers)
        or any(one.id == person for one in facts.people)
        or any(person in str(value).split() for one in facts.effects for value in one.values.values())
    )


def last_moment(records: Iterable[RecordFacts], otherwise: datetime) -> datetime:
    """The latest time that any of them claims."""
    return max((one.made_at for one in records), default=otherwise)
