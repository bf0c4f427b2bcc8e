"""People in words."""

from __future__ import annotations

from collections.abc import Iterable

from showclear.domain.people import Person, Role
from showclear.words import say


def short_role(role: Role) -> str:
    """The role as it fits in a column."""
    return say("AD") if role is Role.ASSISTANT_DIRECTOR else role.words


def with_role(person: Person) -> str:
    """Name and role on one line."""
    return f"{person.name}, {short_role(person.role)}"


def first_name(person: Person) -> str:
    """The first name, for lines with little room."""
    return person.name.split(" ")[0] if person.name.strip() else person.name


def subject_words(subject: str, people: Iterable[Person]) -> str:
    """What something is about, as people call it: a person by name, anything else by its tag."""
    return next((person.name for person in people if person.id == subject), subject)
