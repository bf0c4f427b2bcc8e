"""The rules that a production adopted: packs of limits, and the strictest value of each limit with who decided it.

Of one pack the newest adoption counts; where two records adopt it unknown to each other, both do. So the limits depend
on which records are known, never on how they arrived, and an adoption that comes late only makes them stricter.
"""

from __future__ import annotations

from dataclasses import dataclass

from showclear.domain.limits import FLOOR, LIMITS, Limits, LimitValue, choice, is_stricter, strictest
from showclear.domain.situation.history import Aspect
from showclear.domain.situation.view import View, once
from showclear.words import english


@dataclass(frozen=True, slots=True)
class PackValue:
    """One value of a pack. `source` is what its record says: where it comes from, or "ours"."""

    limit: str
    value: LimitValue
    source: str


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack as a record adopts it; one that was removed has no values."""

    id: str
    title: str
    version: str
    digest: str
    values: tuple[PackValue, ...] = ()
    removed: bool = False

    @property
    def limits(self) -> Limits:
        """Its values by limit."""
        return {one.limit: one.value for one in self.values}


@dataclass(frozen=True, slots=True)
class Decision:
    """Which adopted pack has the value of a limit that counts, and the record that says so."""

    pack: str
    value: LimitValue
    source: str
    record: str


def adopted_packs(view: View) -> tuple[tuple[int, Pack], ...]:
    """Every pack that is adopted, each with its record; one that two records adopt apart stands here twice."""
    found = [(index, said) for name in view.names_said(Aspect.PACK) for index, said in view.said(Aspect.PACK, name)]
    return tuple((index, pack) for index, pack in found if isinstance(pack, Pack) and not pack.removed)


@once
def limits_of(view: View) -> Limits:
    """The limits that hold here: the strictest of everything adopted, and never laxer than the floor."""
    packs = adopted_packs(view)
    if not packs:
        return FLOOR
    known = view.history.composed
    key = tuple((index, pack.id) for index, pack in packs)
    if key not in known:
        limits = FLOOR
        for _, pack in packs:
            limits = strictest(limits, pack.limits)
        known[key] = limits
    return known[key]


def decided(view: View, name: str) -> tuple[Decision, ...]:
    """The packs that made a limit stricter than the floor, each with what it says of it; none where the floor holds."""
    limit = LIMITS[name]
    return tuple(
        Decision(pack.title, one.value, one.source, view.title(index))
        for index, pack in adopted_packs(view)
        for one in pack.values
        if one.limit == name and is_stricter(limit, one.value, limit.floor)
    )


def banned(view: View, limits: Limits, name: str, one: str) -> tuple[tuple[str, str], ...]:
    """Why a choice is not left by a limit: facts with their records, the packs named; nothing where it is left."""
    if one in choice(limits, name):
        return ()
    packs = [found for found in decided(view, name) if isinstance(found.value, frozenset) and one not in found.value]
    said = tuple(
        (english("{pack} leaves it out ({source}).", pack=found.pack, source=found.source), found.record)
        for found in packs
    )
    return said or ((english("The limits that hold here leave it out."), ""),)


def needed_by(view: View, name: str) -> tuple[tuple[str, str], ...]:
    """Who asks for a paper: facts with their records."""
    return tuple(
        (english("{pack} asks for it ({source}).", pack=one.pack, source=one.source), one.record)
        for one in decided(view, name)
    )
