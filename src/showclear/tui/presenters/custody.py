"""Who has a gun, in words, and whether it is out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from showclear.domain.custody import Custody, Shape
from showclear.domain.people import Person
from showclear.domain.situation.status import State
from showclear.domain.weapons import Contents
from showclear.words import say

if TYPE_CHECKING:
    from showclear.domain.situation.status import WeaponStatus

People = Mapping[str, Person]
"""The roster by id."""


def named(person_id: str, people: People) -> str:
    """Name and role of a person of the roster; an id that is not on it stays as it is."""
    person = people.get(person_id)
    return f"{person.name}, {person.role.words}" if person is not None else person_id


def custody_words(custody: Custody | None, people: People) -> str:
    """Who or what has it."""
    if custody is None:
        return say("nobody on record")
    match custody.shape:
        case Shape.LOCKED:
            return say("locked, {lock}", lock=custody.lock) if custody.lock else say("locked")
        case Shape.OFF_PRODUCTION:
            return say("off production")
        case Shape.UNACCOUNTED:
            return say("UNACCOUNTED FOR")
        case _:
            return named(custody.person, people)


def is_locked(status: WeaponStatus) -> bool:
    """Whether it is in a lock."""
    return status.is_locked


def is_misfired(status: WeaponStatus) -> bool:
    """Whether a misfire of it is open: nobody takes it from where it is before its list says so."""
    return any(one.kind == "misfired" for one in status.restrictions)


def is_out(status: WeaponStatus) -> bool:
    """Whether it is out of its lock and its armorer's hands, as the situation says."""
    return status.is_out


def is_taken_in_again(status: WeaponStatus) -> bool:
    """Whether a new intake is what comes next: it is barred or nobody knows what it holds, and it may be opened."""
    kinds = {one.kind for one in status.restrictions}
    unknown = status.contents is Contents.UNKNOWN or status.count < 0
    asked = status.state is State.QUARANTINED or unknown or bool(kinds)
    return asked and not kinds & {"frozen", "misfired"}
