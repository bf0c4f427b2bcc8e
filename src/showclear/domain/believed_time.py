"""R-038: whether a wall clock can be believed. Time that is not known counts as time that has run out."""

from __future__ import annotations

from datetime import datetime, timedelta

TOLERANCE = timedelta(seconds=30)
"""How far a wall clock may fall behind the time that has passed; ours."""


def believed(wall: datetime, least: datetime) -> datetime | None:
    """What the wall clock shows, or None where it was set back.

    Args:
        wall: what it shows now, in UTC.
        least: the latest time that it showed, and what has passed since by a clock that nobody sets.
    """
    return wall if wall >= least - TOLERANCE else None
