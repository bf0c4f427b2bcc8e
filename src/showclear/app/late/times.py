"""Times as people read them off a sheet of paper: of a clock on the wall, in the zone of the unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from showclear.errors import InputError
from showclear.words import english

_CLOCK = re.compile(r"(?:(\d{4})-(\d\d)-(\d\d)[ T])?(\d{1,2})[:.](\d\d)")
_REMEDY = english("Write it as the clock showed it, like 14:05, or with its day, like 2026-03-01 23:50.")

LONGEST = timedelta(hours=24)
"""Of one late entry: with a longer one, a time without its day would not say which day it was."""


@dataclass(frozen=True, slots=True)
class Period:
    """The hours on paper, in UTC, and the zone in which their clocks were read."""

    began: datetime
    ended: datetime
    zone: str

    @property
    def words(self) -> str:
        """From when to when, as the clock at the place showed it."""
        began, ended = in_zone(self.began, self.zone), in_zone(self.ended, self.zone)
        same_day = began.date() == ended.date()
        if same_day:
            return english("{began:%Y-%m-%d %H:%M} to {ended:%H:%M}", began=began, ended=ended)
        return english("{began:%Y-%m-%d %H:%M} to {ended:%Y-%m-%d %H:%M}", began=began, ended=ended)

    def moment(self, label: str, text: str) -> datetime:
        """The moment within these hours that a clock time names. Raises: InputError."""
        at = _read(label, text, self.zone, not_before=self.began)
        if not self.began <= at <= self.ended:
            raise InputError(
                english(
                    "{label}: {text} is not within the hours on paper, {words}.",
                    label=label,
                    text=text.strip()[:20],
                    words=self.words,
                ),
                _REMEDY,
            )
        return at


def read_period(began: str, ended: str, zone: str, now: datetime) -> Period:
    """The hours on paper.

    Args:
        began: when the first thing was done on paper; without a day it was the last time that the clock showed that.
        ended: when the last thing was; without a day the next time after the beginning; empty for now.
        zone: IANA zone of the unit.
        now: the time of this laptop.

    Raises:
        InputError: a time is not readable, lies before the other or in time to come, or it is longer than a day.
    """
    first = _read(english("It began"), began, zone, not_after=now)
    last = _read(english("It ended"), ended, zone, not_before=first) if ended.strip() else now
    if last < first:
        raise InputError(english("It ended: it is before the beginning."), _REMEDY)
    if first > now or last > now:
        raise InputError(
            english("It ended: it is in time to come."),
            english("What is done from now on is entered here, not afterwards."),
        )
    if last - first > LONGEST:
        raise InputError(english("It began: more than 24 hours on paper."), english("Enter each day by itself."))
    return Period(first, last, zone)


def in_zone(at: datetime, zone: str) -> datetime:
    """A moment as the clock at the place showed it; in UTC where nobody knows the zone."""
    return at.astimezone(_zone(zone))


def _zone(name: str) -> tzinfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return UTC


def _read(
    label: str, text: str, zone: str, *, not_before: datetime | None = None, not_after: datetime | None = None
) -> datetime:
    """A time with its day, or the nearest one after `not_before` or before `not_after`."""
    found = _CLOCK.fullmatch(" ".join(text.split()))
    place = _zone(zone)
    known = not_before or not_after
    assert known is not None
    day = known.astimezone(place)
    try:
        if found is None:
            raise ValueError(text)
        year, month, date, hour, minute = found.groups()
        if year:
            day = day.replace(year=int(year), month=int(month), day=int(date))
        at = day.replace(hour=int(hour), minute=int(minute), second=0, microsecond=0, fold=0)
    except ValueError as error:
        raise InputError(
            english('{label}: "{text}" is not a time.', label=label, text=text.strip()[:20]), _REMEDY
        ) from error
    if not year:
        if not_before is not None and at < not_before.astimezone(place).replace(second=0, microsecond=0):
            at += timedelta(days=1)
        if not_after is not None and at > not_after:
            at -= timedelta(days=1)
    return at.astimezone(UTC)
