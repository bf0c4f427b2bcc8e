"""Clocks of laptops that do not agree, in words: whose, by how much, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from showclear.domain.situation.view import View
from showclear.storage.clock import local
from showclear.words import english


def clock_findings(view: View, logs: Iterable[str], own: str | None, now: datetime) -> tuple[str, ...]:
    """One sentence for each laptop whose newest record claims a time that this clock does not show yet.

    Args:
        view: what is known.
        logs: the logs of all laptops, by name.
        own: the log of this laptop; None where it has none.
        now: what this clock shows.
    """
    claimed = ((log, datetime.fromtimestamp(view.latest_made_at(log), UTC)) for log in logs)
    return tuple(_words(log == own, log, at, now) for log, at in claimed if at > now)


def _words(is_own: bool, log: str, at: datetime, now: datetime) -> str:
    by = _in_words(at - now)
    says = f"{local(at):%Y-%m-%d %H:%M:%S %Z}"
    if is_own:
        return english(
            "Clock: this one shows {by} less than the newest record of this laptop ({says}): it was set "
            "back. What was signed here is unverified until it is right. Set it by a good watch.",
            by=by,
            says=says,
        )
    return english(
        "Clock: laptop {log} is {by} ahead of this one. Its newest record says {says}. What was cleared or "
        "handed over there is unverified here. Hold both clocks against a good watch, set the wrong one "
        "right, and inspect those guns again.",
        log=log,
        by=by,
        says=says,
    )


def _in_words(ahead: timedelta) -> str:
    seconds = int(ahead.total_seconds())
    if seconds < 120:
        return english("{seconds} s", seconds=seconds)
    if seconds < 2 * 3600:
        return english("{seconds} min", seconds=seconds // 60)
    if seconds < 48 * 3600:
        return english("{seconds} h", seconds=seconds // 3600)
    return english("{seconds} days", seconds=seconds // 86400)
