"""The course of a production by its records: shooting days, and what effects say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from showclear.domain.effects import Effect
from showclear.domain.situation.records import RecordFacts


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
