"""Corrective actions as people read them: what is to be done, by whom, until when, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from showclear.app.views import DueLine, OpenItem
from showclear.domain.people import Role
from showclear.domain.situation import Situation
from showclear.domain.situation.actions import ActionStatus, actions, is_overdue, words_of
from showclear.domain.situation.stops import set_status
from showclear.words import english

OVERDUE = "Overdue: "  # not said: it is said with what is overdue, in _title
"""In front of what is overdue."""
NEEDS = english("The safety officer and one more sign that it is done: A on the desk.")


class Standing(StrEnum):
    """Where an action stands."""

    OVERDUE = "overdue"
    OPEN = "open"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class ActionView:
    """One action, as people read it."""

    record: str
    """The record that opened it, without `.toml`: its name."""
    about: str
    """The record that it is about, without `.toml`."""
    words: str
    owner: str
    """The name of a person, or a role in words."""
    due: str
    """Until when, in words: a date, "before the next shooting day", "before any gun is used"."""
    standing: Standing
    opened_at: datetime
    opened_by: str
    """Who signed its opening, by name; empty where a stop opened it."""
    done: str = ""
    """The record that closed it."""
    done_at: datetime | None = None
    done_by: str = ""
    done_words: str = ""


def action_views(situation: Situation, unit: str, now: datetime | None) -> tuple[ActionView, ...]:
    """Every action: what is overdue for a unit first, then what is open, then what is done; each the oldest first."""
    names = {one.id: one.name for one in situation.people().values()}
    found = [_view(situation, one, unit, now, names) for one in actions(situation)]
    return tuple(sorted(found, key=lambda one: list(Standing).index(one.standing)))


def _view(
    situation: Situation, one: ActionStatus, unit: str, now: datetime | None, names: dict[str, str]
) -> ActionView:
    view, task = situation.view, one.action
    index = view.history.index_titled(one.record)
    assert index is not None
    due = task.due or (english("before the next shooting day") if task.of_stop else english("before any gun is used"))
    owner = names.get(task.owner) or next((role.words for role in Role if role == task.owner), task.owner)

    def called(people: tuple[str, ...]) -> str:
        return ", ".join(names.get(person, person) for person in people)

    standing = Standing.DONE if one.done else _standing(situation, index, one, unit, now)
    return ActionView(
        one.record, task.about, words_of(view, index, task), owner, due, standing, one.at, called(one.by),
        one.done, one.done_at, called(one.done_by), one.done_words,
    )  # fmt: skip


def _standing(situation: Situation, index: int, one: ActionStatus, unit: str, now: datetime | None) -> Standing:
    overdue = is_overdue(situation.view, unit, index, one.action, now, situation.limits)
    return Standing.OVERDUE if overdue else Standing.OPEN


def open_items(found: tuple[ActionView, ...], situation: Situation) -> tuple[OpenItem, ...]:
    """What is not done, as the board lists it. Of a stop that is still open the stop itself stands there."""
    stops = {one.restriction.record for one in set_status(situation).stops}
    return tuple(
        OpenItem(
            "action", _title(one), one.record, "",
            one.opened_at, english("{owner}, {due}. {needs}", owner=one.owner, due=due_words(one), needs=NEEDS),
        )
        for one in found
        if one.standing is not Standing.DONE and one.record not in stops
    )  # fmt: skip


def _title(one: ActionView) -> str:
    return english("Overdue: {words}", words=one.words) if one.standing is Standing.OVERDUE else one.words


def due_words(one: ActionView) -> str:
    """Until when, behind the name of the owner."""
    return one.due if one.due.startswith("before") else english("due {due}", due=one.due)


def due_lines(found: tuple[ActionView, ...]) -> tuple[DueLine, ...]:
    """What is overdue, as something to do now: no gun is cleared before."""
    return tuple(
        DueLine(_title(one), act="action", target=one.record, blocking=True, why=NEEDS)
        for one in found
        if one.standing is Standing.OVERDUE
    )
