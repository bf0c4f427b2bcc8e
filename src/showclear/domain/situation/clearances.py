"""The right to hand a weapon over, and the right to hold it: derived, never typed, and running out.

The stricter reading is taken everywhere: both end at the minute, a newer record of any kind ends them, and a clock
that cannot be trusted has run out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from showclear.domain.limits import Limits
from showclear.domain.situation.fold import Situation
from showclear.domain.situation.granting import turn_round_base as _turn_round_base
from showclear.domain.situation.grants import ending, ends_at, newest_grant
from showclear.domain.situation.values import Grant
from showclear.domain.weapons import Contents


@dataclass(frozen=True, slots=True)
class Clearance:
    """A weapon may be handed over cold until `ends`, for this slate, use and place, by this armorer (an id)."""

    record: str
    weapon: str
    contents: Contents
    count: int
    slate: str
    use: str
    place: str
    armorer: str
    since: datetime
    ends: datetime
    devices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Issue:
    """A weapon is with its holder (an id) until `ends`. `armorer` is who stays in sight of it."""

    record: str
    weapon: str
    holder: str
    word: str
    contents: Contents
    count: int
    slate: str
    use: str
    place: str
    armorer: str
    since: datetime
    ends: datetime
    devices: tuple[str, ...]
    then: tuple[str, ...] = ()
    """Who has it afterwards, in order, as planned (ids)."""


def clearance(situation: Situation, tag: str, now: datetime | None, limits: Limits) -> Clearance | None:
    """The living clearance of a weapon that is not handed over yet; None if there is none. `now` None is expired."""
    found = newest_grant(situation.view, tag)
    if found is None or found[1].issued or ending(situation.view, *found, now, limits):
        return None
    return as_clearance(situation.view.title(found[0]), found[1], limits)


def issue(situation: Situation, tag: str, now: datetime | None, limits: Limits) -> Issue | None:
    """The living issue of a weapon; None if there is none. `now` None is expired."""
    found = newest_grant(situation.view, tag)
    if found is None or not found[1].issued or ending(situation.view, *found, now, limits):
        return None
    return as_issue(situation.view.title(found[0]), found[1], limits)


def turn_round_base(
    situation: Situation, tag: str, now: datetime | None, limits: Limits, *, begun: datetime | None = None
) -> Issue | None:
    """The issue that a turn-round may rest on whose look began at `begun` (default: now); None if there is none.

    Its clock runs on through a take-back into the hands of its armorer; every other newer record ends it.
    """
    found = _turn_round_base(situation.view, tag, now, limits, begun=begun)
    return None if found is None else as_issue("", found, limits)


def as_clearance(record: str, grant: Grant, limits: Limits) -> Clearance:
    """A grant as a clearance, living or not."""
    return Clearance(
        record,
        grant.weapon,
        grant.contents,
        grant.count,
        grant.slate,
        grant.use,
        grant.place,
        grant.armorer,
        grant.since,
        ends_at(grant, limits),
        grant.devices,
    )


def as_issue(record: str, grant: Grant, limits: Limits) -> Issue:
    """A grant as an issue, living or not."""
    return Issue(
        record,
        grant.weapon,
        grant.holder,
        grant.word,
        grant.contents,
        grant.count,
        grant.slate,
        grant.use,
        grant.place,
        grant.armorer,
        grant.since,
        ends_at(grant, limits),
        grant.devices,
        grant.then,
    )
