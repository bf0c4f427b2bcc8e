"""Gaps in the accounts of a unit: counts that do not agree, until the container is taken in again."""

from __future__ import annotations

from dataclasses import dataclass

from showclear.domain.situation.counting import left_in
from showclear.domain.situation.day import Day, holds_since, unit_of
from showclear.domain.situation.history import Aspect
from showclear.domain.situation.values import Judgement
from showclear.domain.situation.view import View


@dataclass(frozen=True, slots=True)
class Gap:
    """A count that does not agree, in words. `index` is its record; None for what a record in judgement finds."""

    item: str
    words: str
    index: int | None


def open_gaps(view: View, unit: str, own: Judgement | None = None) -> tuple[Gap, ...]:
    """The gaps of a unit that nothing closed, by item; with those of a record in judgement (`own`)."""
    found = list(_noted_gaps(view, unit))
    for tag in view.tags("container"):
        left = left_in(view, tag)
        if left is not None and left < 0 and unit_of(view, tag) == unit:
            found.append(Gap(tag, f"{tag}: more went out than there was.", view.entered("container", tag)[0]))
    if own is not None:
        found += [Gap(tag, words, None) for tag, words in own.gaps.items()]
    return tuple(found)


def gaps_before(view: View, day: Day) -> tuple[Gap, ...]:
    """The gaps of a unit that were noted before its day was opened and that nothing closed; cheap."""
    return tuple(
        gap
        for gap in _noted_gaps(view, day.unit)
        if gap.index is not None and not holds_since(view, day.opened, gap.index)
    )


def _noted_gaps(view: View, unit: str) -> tuple[Gap, ...]:
    found = []
    for tag in sorted(view.history.tags.get(Aspect.GAP, {})):
        open_here = open_gap(view, tag)
        if open_here is not None and unit_of(view, tag) == unit:
            found.append(Gap(tag, view.judgement(open_here).gaps[tag], open_here))
    return tuple(found)


def open_gap(view: View, tag: str) -> int | None:
    """The record of a gap of a container that no newer intake closed; None if there is none."""
    intakes = view.entered("container", tag)
    tips = view.tips(Aspect.GAP, tag)
    return next((one for one in tips if not any(view.precedes(one, intake) for intake in intakes)), None)
