"""Whether the wall clock can be believed: time that is not known counts as time that has run out."""

from __future__ import annotations

from datetime import datetime, timedelta

from showclear.storage.clock import Clock

TOLERANCE = timedelta(seconds=30)
"""How far the wall clock may fall behind the clock that counts on by itself; ours."""


class TrustedTime:
    """The time that rules are asked with. None while the wall clock shows less than the time that has passed says."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._wall = clock.now()
        self._ms = clock.monotonic_ms()

    def now(self) -> datetime | None:
        """The time in UTC; None where the clock was set back since the latest time that it showed (R-038)."""
        wall, ms = self._clock.now(), self._clock.monotonic_ms()
        least = self._wall + timedelta(milliseconds=ms - self._ms)
        if wall < least - TOLERANCE:
            return None
        if wall > least:
            self._wall, self._ms = wall, ms
        return wall
