"""The time that rules are asked with: the wall clock, as long as it can be believed."""

from __future__ import annotations

from datetime import datetime, timedelta

from showclear.domain.believed_time import believed
from showclear.storage.clock import Clock


class TrustedTime:
    """Watches the wall clock against the one that counts on by itself, laptop sleep included."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._wall = clock.now()
        self._ms = clock.monotonic_ms()

    def now(self) -> datetime | None:
        """The time in UTC; None where the clock was set back since the latest time that it showed (R-038)."""
        wall, ms = self._clock.now(), self._clock.monotonic_ms()
        least = self._wall + timedelta(milliseconds=ms - self._ms)
        if wall > least:
            self._wall, self._ms = wall, ms
        return believed(wall, least)
