"""For how long somebody is enrolled, as it is asked and as it is said (R-148)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from showclear.domain.limits import Limits
from showclear.domain.people import Person
from showclear.errors import InputError
from showclear.storage.clock import local
from showclear.words import english

ALWAYS, ONE_DAY, UNTIL_DATE = "production", "day", "date"
TERMS = (
    (ALWAYS, english("the whole production")),
    (ONE_DAY, english("this shooting day only")),
    (UNTIL_DATE, english("until a date")),
)
"""For how long somebody is enrolled who signs."""

MORNING_AFTER = time(6)
"""When a last day is over that was named by its date: a night shoot belongs to the day on which it began."""

ENROL_ANEW = english("Who works on is enrolled anew: a new key for them (People, K), by the safety officer.")


def last_moment(chosen: str, typed: str, *, now: datetime, zone: str, limits: Limits) -> datetime | None:
    """The last moment of an enrolment; None for one that has no end.

    Args:
        chosen: one of `TERMS`.
        typed: the last day, as it was typed, where one was chosen.
        now: the time.
        zone: where the production works.
        limits: those that hold: a shooting day lasts `day_hours` at most.

    Raises:
        InputError: it is no date, or one that is over.
    """
    if chosen == ALWAYS:
        return None
    if chosen == ONE_DAY:
        hours = limits["day_hours"]
        assert isinstance(hours, int), "a number by the table of limits"
        return now + timedelta(hours=hours)
    try:
        last = date.fromisoformat(typed.strip())
        morning = datetime.combine(last + timedelta(days=1), MORNING_AFTER, ZoneInfo(zone))
    except (ValueError, OverflowError) as error:
        raise InputError(
            english('Last day: "{typed}" is no date.', typed=typed.strip()[:40]), english("Write it like 2026-03-02.")
        ) from error
    except (ZoneInfoNotFoundError, OSError) as error:
        raise InputError(
            english("This computer does not know the time zone {zone}.", zone=zone[:40]),
            english("Choose another term."),
        ) from error
    until = morning.astimezone(UTC)
    if until <= now:
        raise InputError(
            english("Last day: {day} is over.", day=last.isoformat()),
            english("Name a day that is still to come, or today."),
        )
    return until


def until_words(until: datetime) -> str:
    """The end of an enrolment in local time, as a wall clock shows it."""
    return f"{local(until):%a %d %b %Y, %H:%M}"


def ended_words(person: str, until: datetime) -> str:
    """That somebody's enrolment is over."""
    return english(
        "R-148: {person} was enrolled until {until} and signs nothing later.",
        person=person,
        until=until_words(until),
    )


def end_follows(person: Person, until: datetime | None) -> tuple[str, ...]:
    """What follows from an end, as it is read above the signatures."""
    return (
        (
            english(
                "Until {until}. After that {name} signs nothing.",
                until=until_words(until),
                name=person.name,
            ),
        )
        if until is not None
        else ()
    )
