"""Reading single values of effects."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import lru_cache

from showclear.domain.effects import Effect

_TIME = re.compile(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)Z", re.ASCII)


def text(effect: Effect, name: str) -> str:
    """A text value of an effect; empty where it has none."""
    value = effect.values.get(name, "")
    return value if isinstance(value, str) else ""


def number(effect: Effect, name: str) -> int:
    """A number of an effect; 0 where it has none."""
    value = effect.values.get(name, 0)
    return value if isinstance(value, int) else 0


@lru_cache(maxsize=256)
def moment(text: str) -> datetime | None:
    """A time as it stands in effects (`2026-03-04T10:15:00Z`); None for anything else, which is unknown time.

    So is the last year of the calendar: nothing can be added to it.
    """
    if len(text) != 20 or not text.endswith("Z") or not text.isascii() or text.startswith("9999"):
        return None
    try:
        # What all records have, read by a pattern: there are several in each, and the library takes ten times as long.
        if (found := _TIME.fullmatch(text)) is not None:
            year, month, day, hour, minute, second = map(int, found.groups())
            return datetime(year, month, day, hour, minute, second, tzinfo=UTC)
        # not said: how a time is written
        return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError:
        return None
