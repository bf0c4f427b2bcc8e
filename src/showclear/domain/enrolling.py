"""Who enrols whom, who may be a minor, who ends a key (R-PEOPLE-1 to R-PEOPLE-3).

The ledger asks it of every record, and the app before anything is made.
"""

from __future__ import annotations

from showclear.domain.people import KEY_ROLES, Role

MAY_REVOKE = (Role.SAFETY_OFFICER, Role.PRODUCER)
"""Who ends the key of somebody else."""

_MAY_BE_MINORS = frozenset({Role.PERFORMER, Role.CREW})


def enrolled_by(role: Role, *, has_key: bool) -> tuple[Role, ...]:
    """Who signs an enrolment besides the person enrolled, who signs it too where they have a key: it takes two.

    Args:
        role: in which role somebody is enrolled.
        has_key: whether a key is enrolled for them.
    """
    officer = Role.PRODUCER if role is Role.SAFETY_OFFICER else Role.SAFETY_OFFICER
    return (officer,) if has_key else (officer, Role.PRODUCER)


def needs_key(role: Role) -> bool:
    """Whether nobody is enrolled in this role without a key."""
    return role in KEY_ROLES


def may_be_minor(role: Role) -> bool:
    """Whether a minor may be enrolled in this role: one that handles no gun for others and signs nothing."""
    return role in _MAY_BE_MINORS


def may_revoke(role: str, person: str, of: str) -> bool:
    """Whether somebody in a role may end a key.

    Args:
        role: in which role they sign.
        person: their id.
        of: the id of the person whose key it is.
    """
    return role in MAY_REVOKE or person == of
