"""Times in words. Nothing here counts down."""

from __future__ import annotations

from datetime import datetime

from showclear.storage.clock import local as local_time
from showclear.words import say


def clock(at: datetime) -> str:
    """Local time with its zone, as in the top bar."""
    local = local_time(at)
    return f"{local:%H:%M:%S} {local.tzname() or ''}".strip()


def minute(at: datetime) -> str:
    """Local hour and minute."""
    return f"{local_time(at):%H:%M}"


def second(at: datetime) -> str:
    """Local time of day to the second."""
    return f"{local_time(at):%H:%M:%S}"


def since(at: datetime, now: datetime) -> str:
    """How long ago, in whole minutes that count up; a clock that went back says so instead of a wrong number."""
    seconds = (now - at).total_seconds()
    if seconds < 0:
        return say("clock went back")
    minutes = int(seconds // 60)
    if not minutes:
        return say("under 1 min")
    if minutes < 120:
        return say("{minutes} min", minutes=minutes)
    return say("{minutes} h", minutes=minutes // 60)


def counted(number: int, one: str, many: str = "") -> str:
    """`1 round`, `6 rounds`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def listed(names: tuple[str, ...]) -> str:
    """`A-07`, `A-07 and B-02`, `A-07, A-08 and B-02`."""
    if len(names) < 2:
        return "".join(names)
    return say("{names} and {last}", names=", ".join(names[:-1]), last=names[-1])
