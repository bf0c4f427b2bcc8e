"""The clocks: UTC in whole seconds, and milliseconds that also count while the laptop sleeps."""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Protocol


class Clock(Protocol):
    """What a use case may ask about time."""

    def now(self) -> datetime:
        """The time in UTC, whole seconds. A claim: order comes from the chain, not from here."""

    def monotonic_ms(self) -> int:
        """Milliseconds since some start; never goes back, counts sleep."""


class SystemClock:
    """The clocks of this machine."""

    def now(self) -> datetime:
        """The time in UTC, whole seconds."""
        return datetime.now(UTC).replace(microsecond=0)

    def monotonic_ms(self) -> int:
        """Milliseconds since the machine started, sleep included."""
        if sys.platform == "linux":
            # CLOCK_MONOTONIC stands still while a Linux laptop sleeps.
            return time.clock_gettime_ns(time.CLOCK_BOOTTIME) // 1_000_000
        if sys.platform == "darwin":
            # macOS: time.monotonic is mach_absolute_time, which stops in sleep; CLOCK_MONOTONIC goes on.
            return time.clock_gettime_ns(time.CLOCK_MONOTONIC) // 1_000_000
        return time.monotonic_ns() // 1_000_000


class FakeClock:
    """A clock that moves only when a test moves it."""

    def __init__(self, now: datetime, monotonic_ms: int = 0) -> None:
        self.set(now)
        self._monotonic_ms = monotonic_ms

    def now(self) -> datetime:
        """The time that was set, whole seconds."""
        return self._whole

    def monotonic_ms(self) -> int:
        """The milliseconds that were advanced."""
        return self._monotonic_ms

    def set(self, now: datetime) -> None:
        """Set the wall clock, backwards too; the monotonic clock does not notice."""
        self._now, self._whole = now, now.replace(microsecond=0)

    def advance(self, seconds: float) -> None:
        """Let both clocks run on."""
        self._monotonic_ms += round(seconds * 1000)
        # Parts of a second are kept: else the wall clock would fall behind the other one with every call.
        self.set(self._now + timedelta(seconds=seconds))


def local(at: datetime) -> datetime:
    """`at` as the clock on this machine's wall shows it; as it is where no calendar goes that far.

    Times in records are claims: somebody may write the last second of the year 9999.
    """
    try:
        return at.astimezone()
    except (OverflowError, OSError, ValueError):
        # Windows knows no local time before 1970 either.
        return at


@cache
def boot_id(source: Path = Path("/proc/sys/kernel/random/boot_id")) -> str:
    """What this start of the machine is called; empty where the system does not say.

    Monotonic milliseconds can be compared only within one boot; a process lives in one.
    """
    try:
        return source.read_text("ascii").strip()
    except OSError:
        # Not Linux, or a container that hides it: nothing to compare is an honest answer.
        return ""
