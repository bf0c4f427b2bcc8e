"""The clock of a drill: the machine's, and the time that the other person took, who is not there."""

from __future__ import annotations

from datetime import datetime, timedelta

from showclear.storage.clock import Clock


class DrillClock:
    """Runs with another clock and can be put forward; never back."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._ahead_ms = 0

    def now(self) -> datetime:
        """The time in UTC, whole seconds."""
        return (self._clock.now() + timedelta(milliseconds=self._ahead_ms)).replace(microsecond=0)

    def monotonic_ms(self) -> int:
        """Milliseconds since some start; never goes back."""
        return self._clock.monotonic_ms() + self._ahead_ms

    def not_before(self, at: datetime) -> None:
        """Go on behind `at` at the earliest: what was written in a drill that was left lies ahead of the machine."""
        self.advance((at - self.now()).total_seconds())

    def advance(self, seconds: float) -> None:
        """Let time go by."""
        self._ahead_ms += max(0, round(seconds * 1000))
