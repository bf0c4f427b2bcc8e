"""How long somebody is enrolled."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from showclear.domain.term import has_ended, longest

TONIGHT = datetime(2026, 3, 2, 20, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def test_an_enrolment_holds_to_its_last_moment_and_no_longer() -> None:
    """R-148."""
    assert not has_ended(TONIGHT, TONIGHT)
    assert has_ended(TONIGHT, TONIGHT + SECOND)
    assert not has_ended(None, TONIGHT + SECOND)


def test_at_an_unknown_time_whoever_is_here_for_a_day_is_not_here() -> None:
    """R-148: unknown time is expired time, and only where there is an end."""
    assert has_ended(TONIGHT, None)
    assert not has_ended(None, None)


def test_of_several_enrolments_of_one_key_the_longest_counts() -> None:
    """R-148: who is enrolled anew works on; who is enrolled without an end stays."""
    assert longest((TONIGHT, TONIGHT + SECOND)) == TONIGHT + SECOND
    assert longest((TONIGHT, None)) is None
    assert longest(()) is None
