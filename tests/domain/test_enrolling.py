"""Who enrols whom, who may be a minor, who ends a key."""

from __future__ import annotations

import pytest

from showclear.domain.enrolling import enrolled_by, may_be_minor, may_revoke, needs_key
from showclear.domain.people import KEY_ROLES, Role

OFFICER, PRODUCER = Role.SAFETY_OFFICER, Role.PRODUCER


def test_it_takes_two_to_put_somebody_on_the_roster() -> None:
    """R-PEOPLE-1: who has a key signs too; where nobody can, a second officer does. Nobody enrols their own kind."""
    for role in KEY_ROLES - {OFFICER}:
        assert enrolled_by(role, has_key=True) == (OFFICER,)
    assert enrolled_by(OFFICER, has_key=True) == (PRODUCER,)
    for role in set(Role) - KEY_ROLES:
        assert enrolled_by(role, has_key=False) == (OFFICER, PRODUCER)


def test_nobody_is_enrolled_without_a_key_in_a_role_that_signs() -> None:
    """R-PEOPLE-1: a signature of theirs could never be checked."""
    assert {role for role in Role if needs_key(role)} == KEY_ROLES


def test_a_minor_is_a_performer_or_crew_and_nothing_else() -> None:
    """R-PEOPLE-2."""
    assert {role for role in Role if may_be_minor(role)} == {Role.PERFORMER, Role.CREW}


@pytest.mark.parametrize("role", list(Role))
def test_a_key_is_ended_by_an_officer_a_producer_or_its_owner(role: Role) -> None:
    """R-PEOPLE-3: whoever has lost a key says so themselves, too."""
    assert may_revoke(role, "lee", "lee")
    assert may_revoke(role, "lee", "kim") is (role in (OFFICER, PRODUCER))
