"""People and the roles that they may hold in one production."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from showclear.words import english


class Role(StrEnum):
    """What a person is on this production. A property master is an armorer."""

    ARMORER = "armorer"
    HANDLER = "handler"
    ASSISTANT_DIRECTOR = "assistant-director"
    SAFETY_OFFICER = "safety-officer"
    PRODUCER = "producer"
    PERFORMER = "performer"
    MEDIC = "medic"
    CREW = "crew"

    @property
    def words(self) -> str:
        """The role as it is said on set."""
        return ROLE_WORDS[self]


ROLE_WORDS = {
    Role.ARMORER: english("armorer"),
    Role.HANDLER: english("handler"),
    Role.ASSISTANT_DIRECTOR: english("assistant director"),
    Role.SAFETY_OFFICER: english("safety officer"),
    Role.PRODUCER: english("producer"),
    Role.PERFORMER: english("performer"),
    Role.MEDIC: english("medic"),
    Role.CREW: english("crew"),
}

KEY_ROLES = frozenset({Role.ARMORER, Role.HANDLER, Role.ASSISTANT_DIRECTOR, Role.SAFETY_OFFICER, Role.PRODUCER})
"""Roles that hold a signing key."""

DOCUMENTS = (
    ("passport", english("passport")),
    ("identity-card", english("identity card")),
    ("driving-licence", english("driving licence")),
    ("professional-licence", english("professional licence or certificate")),
    ("known-in-person", english("none: known in person for years")),
)
"""Kinds of identity documents; never their numbers."""

CUSTODIANS = frozenset({Role.ARMORER, Role.HANDLER})
"""Roles that may have a gun in their custody; a performer only holds it while it is issued."""

_EXCLUSIVE_GROUPS = (
    frozenset({Role.ARMORER, Role.HANDLER}),
    frozenset({Role.ASSISTANT_DIRECTOR}),
    frozenset({Role.SAFETY_OFFICER}),
    frozenset({Role.PERFORMER}),
)


def roles_that_exclude_each_other(roles: Iterable[Role]) -> tuple[Role, ...]:
    """The roles, sorted, that one person may not hold together; empty if they may be held together."""
    held = set(roles)
    groups = [group & held for group in _EXCLUSIVE_GROUPS if group & held]
    if len(groups) < 2:
        return ()
    return tuple(sorted(role for group in groups for role in group))


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on the roster. `id` is the slug used in records, `name` is what people read."""

    id: str
    name: str
    role: Role
