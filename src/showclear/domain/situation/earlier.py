"""The situation as it was at an earlier time, worked out by the same rules as the one of now.

Of each chain of records those count whose claimed time, and that of every one before them, is not later. What laptops
claim about time is a claim: this tells what the records say of that moment, and permits nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from showclear.domain.custody import Custody
from showclear.domain.situation.day import NoDay, day_by_records, day_ends_at, unit_of
from showclear.domain.situation.fold import Situation
from showclear.domain.situation.status import State, WeaponStatus, status
from showclear.domain.situation.view import View


@dataclass(frozen=True, slots=True)
class EarlierView(View):
    """The records of a history that were there at some time."""

    ends: tuple[int, ...] = ()
    """By chain: the position of its last record that counts; -1 for none."""

    def __post_init__(self) -> None:
        tracks, known = self.history.chains, self.history.reach_of(self.point) if self.point else None
        there = {chain: tracks[chain].indices[end] for chain, end in enumerate(self.ends) if end >= 0}
        if known is not None:
            there = {chain: min(index, known[chain]) for chain, index in there.items() if chain in known}
        object.__setattr__(self, "reach", there)


def situation_at(situation: Situation, moment: datetime) -> Situation:
    """What the records that were there at `moment` make."""
    view, seconds = situation.view, int(moment.timestamp())
    history = view.history
    ends = tuple(bisect_right(track.sums, seconds) - 1 for track in history.chains)
    return Situation(EarlierView(history, view.size, view.point, view.early, ends))


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time in which a gun was in one state, in one pair of hands."""

    since: datetime
    until: datetime
    state: State
    custody: Custody | None
    why: str
    """Why it was in this state, as the board said it at the beginning of the time."""


def stretches(situation: Situation, tag: str, moments: Iterable[datetime], until: datetime) -> tuple[Stretch, ...]:
    """What a gun was, from the first of `moments` to `until`.

    Args:
        situation: the records.
        tag: the gun.
        moments: when anything happened, oldest first; between them only time ends what was permitted.
        until: the end.
    """
    found: list[Stretch] = []
    times = [one for one in moments if one < until]
    for start, end in pairwise([*times, until]):
        for moment, seen in _between(situation_at(situation, start), tag, start, end):
            last = found[-1] if found else None
            if seen is None:
                continue
            if last is not None and (last.state, last.custody) == (seen.state, seen.custody) and last.until == moment:
                found[-1] = Stretch(last.since, end, last.state, last.custody, last.why)
                continue
            if last is not None and last.until > moment:
                found[-1] = Stretch(last.since, moment, last.state, last.custody, last.why)
            found.append(Stretch(moment, end, seen.state, seen.custody, seen.why))
    return tuple(found)


def _between(
    then: Situation, tag: str, start: datetime, end: datetime
) -> Iterator[tuple[datetime, WeaponStatus | None]]:
    """What the gun was at `start`, and once more where time alone ended it before `end`."""
    limits = then.limits
    seen = status(then, tag, start, limits)
    yield start, seen
    permit = (seen.issue or seen.clearance) if seen is not None else None
    if permit is None:
        return
    day = day_by_records(then.view, unit_of(then, tag))
    over = permit.ends if isinstance(day, NoDay) else min(permit.ends, day_ends_at(then.view, day, limits))
    if over < end:
        yield over, status(then, tag, over, limits)
