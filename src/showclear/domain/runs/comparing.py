"""Two people's entries held against each other, and the one gate before the signatures."""

from __future__ import annotations

from collections.abc import Mapping

from showclear.domain.checklists import Compare, Step
from showclear.domain.refusals import CitedFact, Refusal
from showclear.domain.runs.answers import fault_of, fold, in_words, same_value, title_of
from showclear.domain.runs.course import Course, CourseBlock, Leg, expected_of, slots_of
from showclear.domain.runs.plan import DRAWN_FACT, RunPlan, Side
from showclear.domain.runs.values import Entry, Mismatch, Phase, QuestionKey
from showclear.domain.vocabulary import OPEN_REPETITIONS
from showclear.words import english, english_count

Counted = Mapping[Leg, tuple[Entry, ...]]

SIGN_RULE = "R-RUN-1"
AGE_RULE = "R-RUN-9"


def compare_of(step: Step) -> Compare:
    """The compare rule of `step`; drawn characters differ by pass, so each is held against the register."""
    return Compare.EACH if step.expect == DRAWN_FACT else step.compare


def mismatches_of(course: Course, block: str, counted: Counted) -> tuple[Mismatch, ...]:
    """What differs between the two people's entries of `block`; empty if nothing does."""
    way = course.blocks[block]
    return tuple(
        mismatch
        for step in way.steps
        if step.killer
        for mismatch in _differences(step, way.first, *_pair(way, step, counted))
    )


def _pair(way: CourseBlock, step: Step, counted: Counted) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
    first, second = (
        tuple(entry for entry in counted.get(Leg(way.block.id, side), ()) if entry.key.step == step.id)
        for side in (way.first, way.first.other)
    )
    return first, second


def _differences(step: Step, side: Side, first: tuple[Entry, ...], second: tuple[Entry, ...]) -> tuple[Mismatch, ...]:
    if compare_of(step) is Compare.EACH:
        if len(first) == len(second):
            return ()
        key = QuestionKey((first or second)[0].key.block, step.id)
        return (Mismatch(key, step.ask, side, None, None, _rows(first), _rows(second)),)
    ours = {fold(entry.key.slot): entry for entry in first}
    theirs = {fold(entry.key.slot): entry for entry in second}
    return tuple(
        _mismatch(step, side, ours.get(slot), theirs.get(slot))
        for slot in dict.fromkeys((*ours, *theirs))
        if not _agree(step, ours.get(slot), theirs.get(slot))
    )


def _agree(step: Step, first: Entry | None, second: Entry | None) -> bool:
    return first is not None and second is not None and same_value(step, first.value, second.value)


def _mismatch(step: Step, side: Side, first: Entry | None, second: Entry | None) -> Mismatch:
    known = first or second
    assert known is not None, "a slot comes from an entry"
    words = tuple(in_words(step, entry.value) if entry else english("not entered") for entry in (first, second))
    return Mismatch(known.key, step.ask.replace("{slot}", known.key.slot), side, first, second, words[0], words[1])


def _rows(entries: tuple[Entry, ...]) -> str:
    return english_count("{count} row", "{count} rows", len(entries))


def refusal_of(
    plan: RunPlan, course: Course, counted: Counted, phase: Phase, expired: tuple[str, ...]
) -> Refusal | None:
    """Why a run with these entries may not be signed. It asks the entries themselves, not how they came about."""
    if phase is not Phase.COMPLETE:
        return _refusal(
            SIGN_RULE,
            english("The run is not complete ({phase}).", phase=phase.value),
            (),
            english("Walk it to its end."),
        )
    for way in course.blocks.values():
        for step in way.steps:
            if step.killer and (fault := _fault_of_killer(plan, course, way, step, counted)):
                fact = f'{way.block.title}, "{title_of(step)}": {fault}'
                return _refusal(
                    SIGN_RULE, english("A killer step does not hold."), (fact,), english("Look again, both.")
                )
    old = tuple(block for block in expired if any(step.killer for step in course.blocks[block].steps))
    if old:
        minutes = plan.block_ms // 60_000
        facts = tuple(
            english(
                "{title}: begun more than {minutes} minutes ago.",
                title=course.blocks[block].block.title,
                minutes=minutes,
            )
            for block in old
        )
        return _refusal(
            AGE_RULE,
            english("What was looked at is too old to sign."),
            facts,
            english("Restart these blocks and look again."),
        )
    return None


def _refusal(rule: str, sentence: str, facts: tuple[str, ...], remedy: str) -> Refusal:
    return Refusal(rule, sentence, tuple(CitedFact(fact) for fact in facts), remedy)


def _fault_of_killer(plan: RunPlan, course: Course, way: CourseBlock, step: Step, counted: Counted) -> str:
    first, second = _pair(way, step, counted)
    for side, entries in ((way.first, first), (way.first.other, second)):
        person = plan.cast.of(side)
        if fault := _fault_of_rows(plan, step, entries):
            return f"{person.name}: {fault}"
        for entry in entries:
            expected = expected_of(plan, course, entry.key, step, side, entry.attempt)
            if entry.person != person.id:
                return english("an entry is not of {name}", name=person.name)
            fault = fault_of(step, entry.value, expected, plan.limits)
            if fault and not plan.emergency:
                return f"{person.name}: {fault}"
    if {entry.person for entry in first} & {entry.person for entry in second}:
        return english("one person entered both sides")
    if _differences(step, way.first, first, second):
        return english("what the two people entered differs")
    return ""


def _fault_of_rows(plan: RunPlan, step: Step, entries: tuple[Entry, ...]) -> str:
    slots = tuple(entry.key.slot for entry in entries)
    if step.each in OPEN_REPETITIONS:
        return "" if slots and len(set(slots)) == len(slots) else english("no row was entered")
    return "" if slots == slots_of(plan, step) else english("not every slot was entered")
