"""The records of a production in their order, and which of them are about what."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from showclear.domain.situation.course import of_kind, text
from showclear.domain.situation.records import RecordFacts

if TYPE_CHECKING:
    from showclear.app.logbook import LogBook

_ABOUT = ("weapon", "item", "device", "container", "batch", "subject", "goes_with")
"""Values of effects that name a thing."""


def course(book: LogBook) -> tuple[RecordFacts, ...]:
    """What every record says, ancestors first; files that say nothing are left out."""
    return tuple(facts for facts in map(book.facts, book.names()) if facts is not None)


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
