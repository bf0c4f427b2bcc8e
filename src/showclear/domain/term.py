"""R-148: how long somebody is enrolled. Time that is not known counts as time that has run out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime


def has_ended(until: datetime | None, at: datetime | None) -> bool:
    """Whether an enrolment is over.

    Args:
        until: the last moment of it; None for an enrolment without an end.
        at: when; None where nobody knows.
    """
    return until is not None and (at is None or at > until)


def longest(terms: Iterable[datetime | None]) -> datetime | None:
    """The last moment of several enrolments of one key; None where one of them has no end, or there is none."""
    ends = list(terms)
    return None if None in ends else max((end for end in ends if end is not None), default=None)
