"""A unit and its shooting day as the board shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from showclear.domain.limits import Limits
from showclear.domain.situation import day as days
from showclear.domain.situation.day import DayWrapped, NoDay, UnitEntry
from showclear.domain.situation.fold import Situation
from showclear.domain.situation.history import Aspect


@dataclass(frozen=True, slots=True)
class DayStatus:
    """A unit and its shooting day as the board shows it. Without an open day everything of the day is empty."""

    unit: str
    day: str
    place: str
    """Of the open day, else of the unit."""
    open: bool
    opened: str
    """The record that opened it."""
    opened_at: datetime | None
    armorer: str
    """The armorer in charge, by id; empty where two records disagree."""
    first: str
    """The 1st assistant director of the unit, by id."""
    on_duty: tuple[str, ...]
    delegates: tuple[str, ...]
    ended: str
    """Why no day is open, in words; empty while one is."""
    ended_by: str
    checked: Mapping[str, str]
    """What was checked today at this place, to the record."""
    counted: Mapping[str, str]
    """Item to how it was counted today at this place."""
    briefed: tuple[str, ...]
    wrapped: DayWrapped | None
    """The last wrap of the unit, of whatever day."""


def day_of(situation: Situation, unit: str, now: datetime | None, limits: Limits) -> DayStatus:
    """A unit and its shooting day."""
    view = situation.view
    entry = days.unit_entry(view, unit) or UnitEntry(unit, "", "", "")
    wrap = days.last_wrap(view, unit)
    wrapped = wrap[1] if wrap else None
    day = days.open_day(view, unit, now, limits)
    if isinstance(day, NoDay):
        return DayStatus(
            unit, "", entry.place, False, "", None, "", entry.first, (), (), day.text, day.record, {}, {}, (), wrapped
        )  # fmt: skip
    done = {what: record for what in days.CHECKS if (record := days.checked(view, day, what))}
    items = {item: how for item in view.names_said(Aspect.COUNTED) if (how := days.counted(view, day, item))}
    opening = view.record(day.opened)
    return DayStatus(
        unit=unit,
        day=day.day,
        place=day.place,
        open=True,
        opened=opening.title,
        opened_at=opening.made_at,
        armorer=days.armorer_in_charge(view, day),
        first=entry.first,
        on_duty=days.on_duty(view, day),
        delegates=days.delegates(view, day),
        ended="",
        ended_by="",
        checked=done,
        counted=items,
        briefed=days.briefed(view, day),
        wrapped=wrapped,
    )
