"""Lint of effects and expectations: whatever they name exists in every combination in which they stand."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from operator import or_

from showclear.app.definitions.combinations import Combinations, combinations_of
from showclear.app.definitions.known import knows, missing_for
from showclear.domain.checklists import Checklist, EffectTemplate
from showclear.domain.effects import EFFECTS, Bearing
from showclear.domain.facets import FROM_INPUTS
from showclear.domain.vocabulary import CONSTANT, FACTS, INPUTS, ONLY_WITH_ROUNDS
from showclear.words import english

Fault = tuple[str, str, str]
"""Place, fault, remedy."""

_PEOPLE = {"person-id": "person.name", "armorer-id": "armorer"}
"""Sources that are the id of a person, with what a run knows that has such a person."""

_WITH_ROUNDS = {"plan.contents": ("dummy", "blank")}


def effect_faults(checklist: Checklist) -> Iterator[Fault]:
    """What effects, expectations and repetitions name in vain."""
    every = combinations_of(checklist)
    asked = {
        step.id: every.where(block.applies_when, step.applies_when)
        for block in checklist.blocks
        for step in block.steps
    }
    killers = reduce(or_, (asked[step.id] for block in checklist.blocks for step in block.steps if step.killer), 0)
    yield from _steps(checklist, every)
    for number, effect in enumerate(checklist.effects, start=1):
        place = english('effect {number} "{kind}"', number=number, kind=effect.kind)
        where = every.where(effect.applies_when)
        if not where:
            yield place, english("it can never apply."), english("Compare its applies_when with what can exist.")
        for facet in sorted(effect.applies_when.keys() & FROM_INPUTS):
            if facet not in checklist.inputs:
                yield (
                    place,
                    english('the facet "{facet}" is not known in this run.', facet=facet),
                    english("Add the input of that name."),
                )
        yield from _named_steps(place, effect, where, asked, every)
        for source in effect.values.values():
            yield from _source(place, source, where, asked, checklist, every)
        if EFFECTS[effect.kind].bearing is Bearing.PERMISSION and where & ~killers:
            yield (
                place,
                english(
                    "it permits something without a killer step, with {example}.",
                    example=every.example(where & ~killers),
                ),
                english("Nothing is permitted before two people looked."),
            )


def _named_steps(
    place: str, effect: EffectTemplate, where: int, asked: dict[str, int], every: Combinations
) -> Iterator[Fault]:
    for step in (*effect.when, *(source for source in effect.values.values() if source in asked)):
        missing = where & ~asked[step]
        if missing:
            yield (
                place,
                english('step "{step}" is not asked with {example}.', step=step, example=every.example(missing)),
                english("Give the effect the applies_when of the step and its block."),
            )


def _source(
    place: str, source: str, where: int, asked: dict[str, int], checklist: Checklist, every: Combinations
) -> Iterator[Fault]:
    if source.startswith(CONSTANT) or source in asked:
        return
    if source in INPUTS and source not in FACTS and source not in checklist.inputs:
        yield (
            place,
            english('"{source}" is an input, and this checklist does not ask it.', source=source),
            english("Add it to inputs."),
        )
    if source in FACTS and source not in checklist.inputs and not knows(checklist, source):
        yield (
            place,
            english('the fact "{source}" does not exist for a {subject}.', source=source, subject=checklist.subject),
            missing_for(checklist, source),
        )
    if source in _PEOPLE and not knows(checklist, _PEOPLE[source]):
        yield (
            place,
            english('"{source}" is nobody in this run.', source=source),
            missing_for(checklist, _PEOPLE[source]),
        )
    alone = _without_rounds(checklist, where, every)
    if source in ONLY_WITH_ROUNDS - {"plan.count"} and alone:
        yield (
            place,
            english('"{source}" is asked only with rounds.', source=source),
            english('Add applies_when = { "plan.contents" = ["dummy"] }.'),
        )


def _steps(checklist: Checklist, every: Combinations) -> Iterator[Fault]:
    for block in checklist.blocks:
        for number, step in enumerate(block.steps, start=1):
            place = english(
                'block "{block_id}", step {number} "{step_id}"', block_id=block.id, number=number, step_id=step.id
            )
            where = every.where(block.applies_when, step.applies_when)
            names = [name for name in (step.expect, step.each) if isinstance(name, str) and "." in name]
            for name in names:
                if not knows(checklist, name):
                    yield (
                        place,
                        english('"{name}" does not exist for a {subject}.', name=name, subject=checklist.subject),
                        missing_for(checklist, name),
                    )
                if name.startswith("box.") and _without_rounds(checklist, where, every):
                    yield (
                        place,
                        english('"{name}" is known only with rounds.', name=name),
                        english('Add applies_when = { "plan.contents" = ["dummy"] }.'),
                    )

            if step.each == "guns" and "guns" not in checklist.inputs:
                yield place, english('"guns" needs the input "guns".'), english("Add it to inputs.")


def _without_rounds(checklist: Checklist, where: int, every: Combinations) -> int:
    """Those of `where` in which a weapon holds and gets no round, so that no box is named."""
    return where & ~every.where(_WITH_ROUNDS) if checklist.subject == "weapon" else 0
