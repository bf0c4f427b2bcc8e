"""What guns were, over a day or over their lives, from the records by the rules of the board."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from showclear.domain.situation import Situation
from showclear.domain.situation.earlier import Stretch, stretches
from showclear.domain.situation.status import State
from showclear.storage.index_rows import DayCount, Hit

LAST_MINUTES = timedelta(minutes=10)
"""What is shown after the last record of a day that is over, so that its end can be seen."""

LONGEST_DAY = timedelta(hours=36)
"""The most that is shown as one day."""

_LAST_TIME = datetime(9999, 12, 31, 0, 0, tzinfo=UTC)

_STOPPING = ("hold", "stand-down")


@dataclass(frozen=True, slots=True)
class Lane:
    """What one gun was: over a day, or on one day of its life."""

    label: str
    """Its tag, or the day."""
    name: str
    stretches: tuple[Stretch, ...]

    @property
    def is_quiet(self) -> bool:
        """Whether it lay in one place, unverified, all the time."""
        return all((one.state, one.custody) == (State.UNVERIFIED, self.stretches[0].custody) for one in self.stretches)


@dataclass(frozen=True, slots=True)
class DeskDay:
    """A day as the desk shows it."""

    day: str
    begin: datetime
    end: datetime
    hits: tuple[Hit, ...]
    """Its records, the newest first."""
    stops: tuple[tuple[datetime, str], ...]
    """When the set was held or stood down, and by what."""

    @property
    def moments(self) -> tuple[datetime, ...]:
        """When anything happened, the oldest first."""
        return tuple(sorted({moment(hit) for hit in self.hits}))


def moment(hit: Hit) -> datetime:
    """When a record claims to have been made."""
    return datetime.fromtimestamp(hit.made_at, UTC)


def desk_day(count: DayCount, hits: Sequence[Hit], now: datetime) -> DeskDay:
    """The day that these records are of."""
    begin, last = (datetime.fromtimestamp(one, UTC) for one in (count.first, count.last))
    # Of today all is shown until now: a gun that is out is out at this minute.
    end = now if timedelta(0) <= now - last < timedelta(hours=12) else last + min(LAST_MINUTES, _LAST_TIME - last)
    # A record may claim any time and any day: what a day is shown as stays one.
    end = min(end, begin + min(LONGEST_DAY, _LAST_TIME - begin))
    stops = tuple((moment(hit), hit.kind) for hit in reversed(hits) if hit.kind in _STOPPING)
    return DeskDay(count.day, begin, end, tuple(hits), stops)


def day_lanes(situation: Situation, day: DeskDay) -> Iterator[Lane]:
    """A lane for each gun of the register, by tag; each is worked out when it is asked for."""
    for tag, weapon in sorted(situation.weapons().items()):
        found = stretches(situation, tag, day.moments, day.end)
        if found:
            yield Lane(tag, weapon.name, found)


def life_lanes(situation: Situation, tag: str, days: Sequence[DeskDay]) -> Iterator[Lane]:
    """A lane for each of these days in the life of one gun."""
    for day in days:
        found = stretches(situation, tag, day.moments, day.end)
        if found:
            yield Lane(day.day, tag, found)
