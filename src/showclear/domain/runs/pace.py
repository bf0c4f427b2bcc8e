"""Pace: a block answered faster than eyes can look is flagged with its numbers. Nothing is blocked by it."""

from __future__ import annotations

from collections.abc import Iterable

from showclear.domain.checklists import AnswerKind, Step
from showclear.domain.runs.answers import is_deferred
from showclear.domain.runs.course import Course, Leg
from showclear.domain.runs.values import Entry, PaceFlag

SPOKEN_MS = 500
CHOICE_MS = 800
COUNT_MS = 1_000
TYPED_MS = 1_200
NUMBER_MS = 1_500
CONTAINER_MS = 1_500
ROUNDS_MS = 1_500

FLOOR_MS = {
    AnswerKind.SPOKEN: SPOKEN_MS,
    AnswerKind.CHOICE: CHOICE_MS,
    AnswerKind.COUNT: COUNT_MS,
    AnswerKind.NUMBER: NUMBER_MS,
    AnswerKind.MATCH: TYPED_MS,
    AnswerKind.TEXT: TYPED_MS,
    AnswerKind.PERSON: TYPED_MS,
    AnswerKind.CONTAINER: CONTAINER_MS,
    AnswerKind.ROUNDS: ROUNDS_MS,
    AnswerKind.RECONCILE: COUNT_MS,
}
"""What looking and entering takes at least, by kind; ours, not measured on a set. Waiting and choosing a file is no
looking: those entries are left out."""


def flags(course: Course, legs: Iterable[tuple[Leg, tuple[Entry, ...]]]) -> tuple[PaceFlag, ...]:
    """A flag for each leg whose entries took less on average than their floors together allow."""
    found = []
    for leg, all_entries in legs:
        steps = {step.id: step for step in course.blocks[leg.block].steps}
        entries = [entry for entry in all_entries if _looked(steps[entry.key.step], entry.value)]
        if not entries:
            continue
        floor = sum(FLOOR_MS[steps[entry.key.step].answer] for entry in entries)
        took = sum(entry.took for entry in entries)
        if took < floor:
            count = len(entries)
            found.append(PaceFlag(leg.block, entries[0].person, count, took // count, floor // count))
    return tuple(found)


def _looked(step: Step, value: str) -> bool:
    return step.answer in FLOOR_MS and not is_deferred(step, value)
