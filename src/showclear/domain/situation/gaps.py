"""Gaps in the accounts of a unit: counts that do not agree, until the container is taken in again."""

from __future__ import annotations

from dataclasses import dataclass

from showclear.domain.situation.counting import left_in
from showclear.domain.situation.day import unit_of
from showclear.domain.situation.history import Aspect
from showclear.domain.situation.values import Judgement
from showclear.domain.situation.view import View


@dataclass(frozen=True, slots=True)
class Gap:
    """A count that does not agree, in words. `record` is empty for one that the record in judgement finds itself."""

    item: str
    words: str
    record: str


def open_gaps(view: View, unit: str, own: Judgement | None = None) -> tuple[Gap, ...]:
    """The gaps of a unit that nothing closed, by item; with those of a record in judgement (`own`)."""
    found = []
    for tag in view.tags("container"):
        if unit_of(view, tag) != unit:
            continue
        intakes = [index for index, _ in view.container_entries(tag)]
        for index in view.tips(Aspect.GAP, tag):
            if not any(view.precedes(index, intake) for intake in intakes):
                found.append(Gap(tag, view.judgement(index).gaps[tag], view.title(index)))
                break
        else:
            left = left_in(view, tag)
            if left is not None and left < 0:
                found.append(Gap(tag, f"{tag}: more went out than there was.", view.title(intakes[0])))
    if own is not None:
        found += [Gap(tag, words, "") for tag, words in own.gaps.items()]
    return tuple(found)
