"""Events and plans as plain values for the journal, and back. Bad values raise, they never pass."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import TypeVar

from showclear.domain.checklists import Checklist
from showclear.domain.people import Person, Role
from showclear.domain.runs.events import (
    Abandoned,
    Answered,
    BlockExpired,
    Event,
    LookAgain,
    PassOpened,
    Reopened,
    Resumed,
    RowsDone,
    Substituted,
    WentOn,
    Withdrawn,
)
from showclear.domain.runs.plan import Cast, Moment, RunPlan
from showclear.domain.runs.values import Cause, QuestionKey, Reason
from showclear.domain.vocabulary import Facets
from showclear.errors import InputError, RecordError
from showclear.words import english

JournalValue = str | int | list["JournalValue"] | dict[str, "JournalValue"]
Json = dict[str, JournalValue]

# not said: how a time is written
_TIME = "%Y-%m-%dT%H:%M:%SZ"
_MOST_MS = 2**53 - 1
_LOST = "lost"
_Enum = TypeVar("_Enum", bound=StrEnum)


def to_journal(event: Event) -> Json:
    """`event` as a flat table of text and numbers."""
    row: Json = {"event": _NAMES[type(event)], "at": _written(event.moment.at), "ms": event.moment.ms}
    match event:
        case Answered():
            key = event.key
            row |= {
                "person": event.person,
                "block": key.block,
                "step": key.step,
                "slot": key.slot,
                "value": event.value,
            }
        case PassOpened() | RowsDone():
            row |= {"person": event.person}
        case Reopened():
            row |= {"person": event.person, "reason": str(event.reason)}
        case Substituted() | Withdrawn() | Abandoned():
            row |= {"reason": event.reason}
        case BlockExpired():
            row |= {"block": event.block, "cause": str(event.cause)}
        case Resumed(lost=True):
            row |= {"clock": _LOST}
        case LookAgain() | WentOn() | Resumed():
            pass
    return row


def from_journal(row: Mapping[str, object]) -> Event:
    """The event of a row of the journal.

    Raises:
        RecordError: it is not one that `to_journal` makes.
    """
    table = _Table(row, english("a line of the run's journal"))
    name = table.text("event")
    if name not in _READERS:
        raise table.fault(english('the event "{name}" is not known', name=name[:40]))
    event = _READERS[name](table, _moment(table))
    table.nothing_else()
    return event


def plan_to_journal(plan: RunPlan) -> Json:
    """`plan` as the header of a journal; the checklist is named by its digest."""
    return {
        "run": plan.run_id,
        "checklist": plan.checklist.id,
        "digest": plan.checklist.digest,
        "blocks": dict(_shared_blocks(plan.checklist)),
        "subject": plan.subject,
        "performer": _person_row(plan.cast.performer),
        "verifier": _person_row(plan.cast.verifier),
        "inputs": dict(plan.inputs),
        "facts": dict(plan.facts),
        "facets": [[name, list(values)] for name, values in plan.facets.values],
        "slots": {name: list(slots) for name, slots in plan.slots.items()},
        "limits": dict(plan.limits),
        "started_at": _written(plan.started_at),
        "seed": plan.seed,
    }


def plan_from_journal(row: Mapping[str, object], checklist: Checklist) -> RunPlan:
    """The plan of a journal's header, with the checklist that the caller found by its digest (`header_digest`).

    Raises:
        RecordError: it is not one that `plan_to_journal` makes, or the checklist is another one.
    """
    table = _Table(row, english("the head of the run's journal"))
    named = (table.text("checklist"), table.text("digest"), table.table("blocks").all_text())
    if named != (checklist.id, checklist.digest, _shared_blocks(checklist)):
        raise table.fault(english("it names another checklist, or other shared blocks, than those handed in"))
    plan = RunPlan(
        run_id=table.text("run"),
        checklist=checklist,
        subject=table.text("subject"),
        cast=Cast(_person(table, "performer"), _person(table, "verifier")),
        inputs=table.table("inputs").all_text(),
        facts=table.table("facts").all_values(),
        facets=_facets(table),
        slots=_slots(table.table("slots")),
        limits=table.table("limits").all_numbers(),
        started_at=_time(table, "started_at"),
        seed=table.text("seed"),
    )
    table.nothing_else()
    return plan


def header_digest(row: Mapping[str, object]) -> str:
    """The digest of the checklist that a journal's header names.

    Raises:
        RecordError: there is none.
    """
    return _Table(row, english("the head of the run's journal")).text("digest")


def header_blocks(row: Mapping[str, object]) -> dict[str, str]:
    """The digests of the shared blocks that a journal's header names, by block id.

    Raises:
        RecordError: there are none.
    """
    return _Table(row, english("the head of the run's journal")).table("blocks").all_text()


def _shared_blocks(checklist: Checklist) -> dict[str, str]:
    return {block.id: block.digest for block in checklist.blocks if block.shared}


class _Table:
    """A table from a file, read strictly: each value once, of its type, and nothing else."""

    def __init__(self, row: object, where: str) -> None:
        self.where = where
        if not isinstance(row, Mapping) or not all(isinstance(name, str) for name in row):
            raise self.fault(english("it is no table"))
        self._left: dict[str, object] = dict(row)

    def fault(self, what: str) -> RecordError:
        """The error to raise for `what`."""
        return RecordError(
            english("In {where}, {what}.", where=self.where, what=what),
            english("Abandon this run and start a new one."),
        )

    def take(self, name: str) -> object:
        """The value of `name`, which must be there."""
        if name not in self._left:
            raise self.fault(english('"{name}" is missing', name=name))
        return self._left.pop(name)

    def text(self, name: str) -> str:
        """The value of `name` as text."""
        value = self.take(name)
        if not isinstance(value, str):
            raise self.fault(english('"{name}" is no text', name=name))
        return value

    def number(self, name: str) -> int:
        """The value of `name` as a whole number."""
        value = self.take(name)
        if not isinstance(value, int) or isinstance(value, bool) or not -_MOST_MS <= value <= _MOST_MS:
            raise self.fault(english('"{name}" is no whole number', name=name))
        return value

    def table(self, name: str) -> _Table:
        """The value of `name` as a table."""
        return _Table(self.take(name), f'{self.where}, "{name}"')

    def words(self, value: object, name: str) -> tuple[str, ...]:
        """`value` as a list of texts."""
        if not isinstance(value, list | tuple) or not all(isinstance(word, str) for word in value):
            raise self.fault(english('"{name}" is no list of texts', name=name))
        return tuple(value)

    def all_text(self) -> dict[str, str]:
        """All that is left, as texts."""
        return {name: self.text(name) for name in tuple(self._left)}

    def all_numbers(self) -> dict[str, int]:
        """All that is left, as whole numbers."""
        return {name: self.number(name) for name in tuple(self._left)}

    def all_values(self) -> dict[str, str | int]:
        """All that is left, as texts or whole numbers."""
        return {
            name: self.text(name) if isinstance(self._left[name], str) else self.number(name)
            for name in tuple(self._left)
        }

    def names(self) -> tuple[str, ...]:
        """The names that are left."""
        return tuple(self._left)

    def is_lost(self) -> bool:
        """Whether the row says that no clock counted the time before it."""
        if "clock" not in self._left:
            return False
        if self.text("clock") != _LOST:
            raise self.fault(english('"clock" is something else than lost'))
        return True

    def nothing_else(self) -> None:
        """That everything was read."""
        if self._left:
            raise self.fault(english('"{name}" is not known', name=next(iter(self._left))[:40]))


def _written(at: datetime) -> str:
    """A moment, which is in UTC in whole seconds, as `_TIME` says; `strftime` takes five times as long."""
    return f"{at.isoformat()[:19]}Z"


def _time(table: _Table, name: str) -> datetime:
    text = table.text(name)
    try:
        at = datetime.strptime(text, _TIME).replace(tzinfo=UTC)
    except ValueError as error:
        raise table.fault(english('"{name}" is no time', name=name)) from error
    if _written(at) != text:
        raise table.fault(english('"{name}" is no time', name=name))
    return at


def _moment(table: _Table) -> Moment:
    at, ms = _time(table, "at"), table.number("ms")
    try:
        return Moment(at, ms)
    except InputError as error:
        raise table.fault(english('"ms" is negative')) from error


def _choice(table: _Table, name: str, kind: type[_Enum]) -> _Enum:
    text = table.text(name)
    try:
        return kind(text)
    except ValueError as error:
        raise table.fault(english('"{name}" is not one of: {known}', name=name, known=", ".join(kind))) from error


def _answered(table: _Table, moment: Moment) -> Event:
    key = QuestionKey(table.text("block"), table.text("step"), table.text("slot"))
    return Answered(moment, table.text("person"), key, table.text("value"))


_READERS: dict[str, Callable[[_Table, Moment], Event]] = {
    "pass-opened": lambda table, moment: PassOpened(moment, table.text("person")),
    "answered": _answered,
    "rows-done": lambda table, moment: RowsDone(moment, table.text("person")),
    "reopened": lambda table, moment: Reopened(moment, table.text("person"), _choice(table, "reason", Reason)),
    "look-again": lambda table, moment: LookAgain(moment),
    "substituted": lambda table, moment: Substituted(moment, table.text("reason")),
    "withdrawn": lambda table, moment: Withdrawn(moment, table.text("reason")),
    "abandoned": lambda table, moment: Abandoned(moment, table.text("reason")),
    "went-on": lambda table, moment: WentOn(moment),
    "resumed": lambda table, moment: Resumed(moment, table.is_lost()),
    "block-expired": lambda table, moment: BlockExpired(moment, table.text("block"), _choice(table, "cause", Cause)),
}

_NAMES: dict[type[Event], str] = {
    PassOpened: "pass-opened",
    Answered: "answered",
    RowsDone: "rows-done",
    Reopened: "reopened",
    LookAgain: "look-again",
    WentOn: "went-on",
    Substituted: "substituted",
    Withdrawn: "withdrawn",
    Abandoned: "abandoned",
    Resumed: "resumed",
    BlockExpired: "block-expired",
}


def _person_row(person: Person) -> Json:
    return {"id": person.id, "name": person.name, "role": str(person.role)}


def _person(table: _Table, name: str) -> Person:
    row = table.table(name)
    person = Person(row.text("id"), row.text("name"), _choice(row, "role", Role))
    row.nothing_else()
    return person


def _facets(table: _Table) -> Facets:
    rows = table.take("facets")
    if not isinstance(rows, list | tuple):
        raise table.fault(english('"facets" is no list'))
    values = []
    for row in rows:
        if not isinstance(row, list | tuple) or len(row) != 2 or not isinstance(row[0], str):
            raise table.fault(english('"facets" holds something else than a name and its values'))
        values.append((row[0], table.words(row[1], "facets")))
    return Facets(tuple(values))


def _slots(table: _Table) -> dict[str, tuple[str, ...]]:
    return {name: table.words(table.take(name), name) for name in table.names()}
