"""Clock times on paper: read in the zone of the unit, around midnight too, never in time to come."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from showclear.app.late.times import Period, read_period
from showclear.errors import InputError

ZONE = "America/Denver"
NOW = datetime(2026, 3, 2, 19, 0, 30, tzinfo=UTC)
"""Noon in Denver."""


def utc(day: int, hour: int, minute: int) -> datetime:
    """A moment in March 2026."""
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC)


def test_times_without_a_day_are_the_last_ones_before_now() -> None:
    """Nobody writes the date on each line."""
    period = read_period("10:05", "11.30", ZONE, NOW)
    assert period == Period(utc(2, 17, 5), utc(2, 18, 30), ZONE)
    assert period.moment("Time", "10:59") == utc(2, 17, 59)
    assert period.words == "2026-03-02 10:05 to 11:30"


def test_a_night_on_paper_goes_over_midnight() -> None:
    """The shooting day does not end at midnight, and neither does the sheet."""
    period = read_period("23:50", "", ZONE, NOW)
    assert period == Period(utc(2, 6, 50), NOW, ZONE)
    assert period.moment("Time", "01:20") == utc(2, 8, 20)
    assert period.words == "2026-03-01 23:50 to 2026-03-02 12:00"
    assert read_period("2026-03-01 23:50", "2026-03-02 00:10", ZONE, NOW).ended == utc(2, 7, 10)


def test_an_unknown_zone_is_read_as_utc() -> None:
    """A record from another machine may name one that this machine does not have."""
    assert read_period("10:05", "11:30", "Mars/Base", NOW).began == utc(2, 10, 5)


@pytest.mark.parametrize(
    ("began", "ended", "says"),
    [
        ("noon", "11:30", '"noon" is not a time'),
        ("25:00", "11:30", '"25:00" is not a time'),
        ("2026-02-30 10:00", "11:30", "is not a time"),
        ("2026-03-02 11:00", "2026-03-02 10:00", "before the beginning"),
        ("10:05", "13:00", "in time to come"),
        ("2026-03-03 10:05", "", "before the beginning"),
        ("2026-02-28 10:05", "2026-03-02 10:00", "more than 24 hours"),
    ],
)
def test_what_is_no_period_is_told(began: str, ended: str, says: str) -> None:
    """Where, what, and how it is written."""
    with pytest.raises(InputError, match=says):
        read_period(began, ended, ZONE, NOW)


def test_a_line_outside_the_hours_on_paper_is_refused() -> None:
    """What was done before the battery died is in the records already."""
    period = read_period("10:05", "11:30", ZONE, NOW)
    with pytest.raises(InputError, match="not within the hours on paper"):
        period.moment("Time", "11:31")
