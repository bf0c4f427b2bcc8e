"""Corrective actions: what has to be done after a stop, by whom, until when, and whether two people signed it done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from showclear.domain.limits import Limits
from showclear.domain.people import Role
from showclear.domain.situation import day as days
from showclear.domain.situation.day import Day, NoDay
from showclear.domain.situation.history import Aspect
from showclear.domain.situation.reading import moment
from showclear.domain.situation.values import THE_SET
from showclear.domain.situation.view import View
from showclear.words import english

if TYPE_CHECKING:
    from showclear.domain.situation.fold import Situation

OPENED_BY = ("stand-down", "incident", "concern")
"""Restrictions on the set that open an action by themselves. A hold is lifted by two, with an answer: that ends it."""

SECONDS = (Role.ARMORER, Role.ASSISTANT_DIRECTOR, Role.PRODUCER)
"""Who may sign with the safety officer that something is done (R-136)."""


@dataclass(frozen=True, slots=True)
class Task:
    """Said by the record that opens it."""

    about: str
    """The record that it is about; a stop is about itself."""
    words: str
    """What has to be done."""
    owner: str
    """The id of a person, or a role."""
    due: str
    """The last day on which it may be open, as people read it; empty: before any gun is used again."""
    until: str
    """When that day is over (`2026-03-05T08:00:00Z`); empty with `due`."""
    of_stop: bool = False
    """Whether a stop opened it: it may be open until the day of the stop is over."""


@dataclass(frozen=True, slots=True)
class Done:
    """Said of an action by the record that closes it."""

    words: str


@dataclass(frozen=True, slots=True)
class ActionStatus:
    """One action: where it stands, and who signed it done."""

    record: str
    """The record that opened it, which is its name."""
    action: Task
    at: datetime
    by: tuple[str, ...]
    """Who signed its opening, by id; nobody for a stop."""
    done: str = ""
    """The record that closed it; empty while it is open."""
    done_at: datetime | None = None
    done_by: tuple[str, ...] = ()
    done_words: str = ""


def actions(situation: Situation) -> tuple[ActionStatus, ...]:
    """Every action, closed ones too, the oldest first."""
    view = situation.view
    found = [_status(view, index, action) for index, action in _of(view, view.names_said(Aspect.ACTION))]
    return tuple(sorted(found, key=lambda one: (one.at, one.record)))


def open_actions(view: View) -> tuple[tuple[int, Task], ...]:
    """Every action that nobody closed, with the record that opened it."""
    return tuple(_of(view, view.undone()))


def keeps_guns_in(view: View, day: Day, index: int, action: Task) -> bool:
    """Whether an open action is overdue in an open day of a unit: no gun is cleared until it is closed.

    One that a stop opened is due at the end of the day of the stop; another one at the end of its date, so that a
    night that goes on past midnight goes on; one without a date at once. An end that cannot be read is past.
    """
    if action.of_stop:
        return not days.holds_since(view, day.opened, index) and _day_before(view, day, index) != day.day
    end = moment(action.until)
    return end is None or view.record(day.opened).made_at >= end


def is_overdue(view: View, unit: str, index: int, action: Task, now: datetime | None, limits: Limits) -> bool:
    """Whether an open action is overdue for a unit: it keeps guns in, or would where no day of the unit is open.

    Between two days one without a date is overdue, and one whose date is over, at a time that is not known too; one
    that a stop opened becomes it when the next day is opened.
    """
    day = days.open_day(view, unit, now, limits)
    if not isinstance(day, NoDay):
        return keeps_guns_in(view, day, index, action)
    end = moment(action.until)
    return not action.of_stop and (end is None or now is None or now >= end)


def words_of(view: View, index: int, task: Task) -> str:
    """What has to be done, in words; after a stop of which nobody said it: what happened, and that somebody says it."""
    if not task.of_stop:
        return task.words
    stops = [one for one in view.judgement(index).restrictions if one.kind in OPENED_BY and one.item == THE_SET]
    stop = min(stops, key=lambda one: OPENED_BY.index(one.kind))
    return english(
        "{kind}, {reason}: say what is done so that it does not come again.",
        kind=stop.kind.capitalize(),
        reason=stop.reason.rstrip("."),
    )


def _day_before(view: View, day: Day, index: int) -> str:
    """The name of the unit's day when a stop was made: a day may be opened twice under one name."""
    then = days.day_by_records(view.before(index), day.unit)
    return then.day if isinstance(then, Day) else ""


def _of(view: View, names: Iterable[str]) -> Iterator[tuple[int, Task]]:
    for name in names:
        for index, action in view.said(Aspect.ACTION, name):
            if isinstance(action, Task):
                yield index, action


def _status(view: View, index: int, action: Task) -> ActionStatus:
    record = view.record(index)
    opened = ActionStatus(view.title(index), action, record.made_at, tuple(one.person for one in record.signers))
    done = min(view.tips(Aspect.ACTION_DONE, opened.record), default=None)
    if done is None:
        return opened
    said, closing = view.judgement(done).said[Aspect.ACTION_DONE, opened.record], view.record(done)
    assert isinstance(said, Done)
    signed = tuple(one.person for one in closing.signers)
    return replace(opened, done=closing.title, done_at=closing.made_at, done_by=signed, done_words=said.words)
