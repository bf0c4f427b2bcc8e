"""Gaps in the accounts of a unit: what does not agree and nothing closed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from showclear.domain.custody import Shape
from showclear.domain.situation.counting import apart, impossible, moved_by_several, open_gaps_of
from showclear.domain.situation.day import Day, holds_since, unit_of
from showclear.domain.situation.history import Aspect
from showclear.domain.situation.values import GapKind, Judgement
from showclear.domain.situation.view import View
from showclear.domain.weapons import Contents
from showclear.words import english


@dataclass(frozen=True, slots=True)
class Gap:
    """What does not agree about an item, in words. `index` is its record; None for what a record in judgement finds."""

    item: str
    words: str
    index: int | None


def open_gaps(view: View, unit: str, own: Judgement | None = None) -> tuple[Gap, ...]:
    """Everything of a unit that does not agree and that nothing closed, by item.

    Counts of containers, feed devices and batches; weapons that nobody has, or of which nobody knows what they hold.
    `own` is a record in judgement: what it finds is open, and a difference that its own count settles is not.
    """
    settled = {name for aspect, name in own.said if aspect == Aspect.SETTLED} if own is not None else set()
    found = [gap for gap in _noted(view, unit, settled) if own is None or gap.item not in own.containers]
    found += [gap for gap in _sums(view, unit, settled) if own is None or gap.item not in own.containers]
    found += _weapons(view, unit, own)
    if own is not None:
        found += [Gap(tag, gap.words, None) for tag, gap in sorted(own.gaps.items())]
    return tuple(dict.fromkeys(found))


def gaps_before(view: View, day: Day) -> tuple[Gap, ...]:
    """The gaps of a unit that were there before its day was opened and that nothing closed."""
    found = (*_noted(view, day.unit, set()), *_moved_apart(view, day.unit, set()), *_weapons(view, day.unit, None))
    return tuple(gap for gap in found if gap.index is not None and not holds_since(view, day.opened, gap.index))


def _noted(view: View, unit: str, settled: set[str]) -> Iterator[Gap]:
    for tag in sorted(view.history.tags.get(Aspect.GAP, {})):
        intakes = [*view.entered("container", tag), *view.entered("device", tag), *view.tips(Aspect.BATCH, tag)]
        gaps = open_gaps_of(view, tag, intakes)
        if not gaps or unit_of(view, tag) != unit:
            continue
        for index, gap in gaps:
            if gap.kind is not GapKind.COUNT or tag not in settled:
                yield Gap(tag, gap.words, index)


def _sums(view: View, unit: str, settled: set[str]) -> Iterator[Gap]:
    """Containers of which no single record is wrong, and all of them together are."""
    wrong = {tag: words for tag in view.tags("container") if (words := impossible(view, tag))}
    for tag, words in wrong.items():
        if unit_of(view, tag) == unit:
            yield Gap(tag, words, view.entered("container", tag)[0])
    yield from (gap for gap in _moved_apart(view, unit, settled) if gap.item not in wrong)


def _moved_apart(view: View, unit: str, settled: set[str]) -> Iterator[Gap]:
    """Containers whose rounds two records moved that do not know of each other."""
    perhaps = [tag for tag in view.history.places_of if moved_by_several(view, tag)]
    for tag in view.tags("container") if perhaps else ():
        between = apart(view, tag) if tag not in settled else None
        if between is not None and unit_of(view, tag) == unit:
            yield Gap(tag, between[1], between[0])


def _weapons(view: View, unit: str, own: Judgement | None) -> Iterator[Gap]:
    """Weapons that nobody has, or that hold nobody knows what while nothing bars them by name."""
    for tag in view.tags("weapon"):
        custody, holding = view.custody(tag), view.holding(tag)
        custody = (own.custody.get(tag) if own is not None else None) or custody
        holding = (own.holdings.get(tag) if own is not None else None) or holding
        missing = custody is None or custody.shape is Shape.UNACCOUNTED
        in_doubt = holding.contents is Contents.UNKNOWN or holding.count < 0
        if not (missing or in_doubt) or unit_of(view, tag) != unit:
            continue  # Asked last: most guns are known, and this is asked at every clearance.
        if missing:
            tips = view.tips(Aspect.CUSTODY, tag) or view.tips(Aspect.ABOUT, tag)
            yield Gap(tag, english("{tag} is unaccounted for.", tag=tag), tips[0] if tips else None)
        elif custody is not None and custody.shape is not Shape.OFF_PRODUCTION and not view.open_restrictions(tag):
            tips = view.tips(Aspect.HOLDING, tag)
            yield Gap(tag, english("Nobody knows what {tag} holds.", tag=tag), tips[0] if tips else None)
