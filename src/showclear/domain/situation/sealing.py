"""The seal of a day: whether one is due, and what it has to say is open."""

from __future__ import annotations

from showclear.domain.situation import day as days
from showclear.domain.situation.actions import open_actions, words_of
from showclear.domain.situation.day import Day, DayWrapped
from showclear.domain.situation.gaps import Gap, open_gaps
from showclear.domain.situation.history import Aspect
from showclear.domain.situation.values import THE_SET
from showclear.domain.situation.view import View
from showclear.words import english

_STOPS = {
    "stand-down": english("The stand-down is not released"),
    "hold": english("The hold is not lifted"),
    "incident": english("The report is not closed"),
    "concern": english("The concern is not answered"),
}


def unsealed_day(view: View, unit: str) -> str:
    """The last day of a unit that was wrapped and that no later record seals; empty if there is none."""
    wraps = [(index, one) for index, one in view.said(Aspect.WRAPPED, unit) if isinstance(one, DayWrapped)]
    seals = view.tips(Aspect.SEALED, unit)
    for index, wrap in wraps:
        if not any(view.precedes(index, seal) for seal in seals):
            return wrap.day
    return ""


def day_to_seal(view: View, unit: str) -> str:
    """The day that a seal made now is for: the open one, else the last one that was wrapped; empty without either."""
    day = days.day_by_records(view, unit)
    if isinstance(day, Day):
        return day.day
    wrap = days.last_wrap(view, unit)
    return wrap[1].day if wrap else ""


def open_at_seal(view: View, unit: str) -> tuple[Gap, ...]:
    """Every gap of the unit, what stops the set, what is to be done; first of all that its day was not wrapped."""
    day = days.day_by_records(view, unit)
    unwrapped = (
        (Gap("", english("The day {day} is not wrapped (J).", day=day.day), day.opened),)
        if isinstance(day, Day)
        else ()
    )
    open_now = [(index, one) for index, one in view.open_restrictions(THE_SET) if one.kind in _STOPS]
    stops = (Gap("", f"{_STOPS[one.kind]}: {one.reason}", index) for index, one in open_now)
    named = {index for index, _ in open_now}
    to_do = (
        Gap("", english("To do: {action}", action=words_of(view, index, task)), index)
        for index, task in open_actions(view)
        if index not in named
    )
    return (*unwrapped, *stops, *to_do, *open_gaps(view, unit))
