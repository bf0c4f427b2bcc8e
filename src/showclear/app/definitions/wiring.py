"""What holds a checklist together: unique ids, effects whose values come from somewhere, statements."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from showclear.app.definitions.faults import unknown
from showclear.app.definitions.meaning import check_condition, check_placeholders, check_word
from showclear.app.definitions.places import key_at, named_at, row_at
from showclear.domain.checklists import (
    EMERGENCIES,
    AnswerKind,
    Checklist,
    EffectTemplate,
    Passing,
    PinAt,
    Step,
    Style,
)
from showclear.domain.effects import EFFECTS, Bearing, EffectSpec
from showclear.domain.vocabulary import (
    ACCOUNTS_OVER,
    CONSTANT,
    OPEN_REPETITIONS,
    PEOPLE_OVER,
    PLACEHOLDERS,
    REPETITIONS,
    SLOT_FACT,
    SOURCES,
)
from showclear.errors import ChecklistError
from showclear.words import english

if TYPE_CHECKING:
    from showclear.app.definitions import models

LARGEST_BLOCK = 9

_OF_A_SLOT: dict[str, tuple[str, ...]] = {
    "slot": tuple(word for word in REPETITIONS if word not in OPEN_REPETITIONS),
    "slot.kind": ("weapon.feeds",),
    "slot.capacity": ("weapon.feeds",),
    "slot.id": PEOPLE_OVER,
    SLOT_FACT: ACCOUNTS_OVER,
}
"""Sources that stand for a slot, with the repetitions that have them."""

_NOT_IN_STATEMENTS = ("slot", "of", "wait")
_WORDS = frozenset({AnswerKind.TEXT, AnswerKind.MATCH, AnswerKind.PERSON})


def read_effect(name: str, number: int, table: models.EffectTable) -> EffectTemplate:
    """An effect of the file; its kind and the names of its values are checked here.

    Raises:
        ChecklistError: an unknown kind, value or repetition, or a value that is missing.
    """
    place = row_at(name, "effect", number, table.kind[:60])
    spec = EFFECTS[check_word(place, "effect", table.kind, EFFECTS)]
    values = dict(table.__pydantic_extra__)
    known = (*spec.needs, *spec.may)
    for key in values:
        if key not in known:
            raise unknown(place, "value", key, (*known, "each", "when", "applies_when"))
    for key in spec.needs:
        if key not in values:
            raise ChecklistError(
                english('{place}: "{key}" is missing.', place=place, key=key),
                english("Say where it comes from: an input, a fact, a step or is:…."),
            )
    if table.each:
        check_word(key_at(place, "each"), "repetition", table.each, REPETITIONS)
        if table.each in OPEN_REPETITIONS:
            raise ChecklistError(
                english('{place}: "each" cannot be {each}.', place=place, each=table.each),
                english("Use a repetition whose slots are known."),
            )
    return EffectTemplate(
        kind=table.kind,
        values=values,
        applies_when=check_condition(place, table.applies_when),
        each=table.each,
        when={step: tuple(answers) for step, answers in table.when.items()},
    )


def check_checklist(name: str, checklist: Checklist) -> None:
    """What can only be seen with all blocks in place.

    Raises:
        ChecklistError: an id twice, a block that is too long, an effect or a statement that names nothing.
    """
    _check_ids(name, checklist)
    _check_style(name, checklist)
    steps = {step.id: step for block in checklist.blocks for step in block.steps}
    for number, effect in enumerate(checklist.effects, start=1):
        _check_effect(
            row_at(name, "effect", number, effect.kind),
            effect,
            steps,
            checklist,
        )
    known = (*(word for word in PLACEHOLDERS if word not in _NOT_IN_STATEMENTS), *steps)
    for who, text in zip(("performer", "verifier"), checklist.statements, strict=True):
        place = named_at(name, "statement", who)
        if not text:
            raise ChecklistError(
                english("{place}: it is empty.", place=place),
                english("Write in the first person what this person signs."),
            )
        check_placeholders(place, text, known)


def _check_ids(name: str, checklist: Checklist) -> None:
    blocks: set[str] = set()
    steps: dict[str, str] = {}
    for block in checklist.blocks:
        place = named_at(name, "block", block.id)
        if block.id in blocks:
            raise ChecklistError(
                english("{place}: the id stands there twice.", place=place), english("Give each block its own id.")
            )
        blocks.add(block.id)
        if len(block.steps) > LARGEST_BLOCK:
            raise ChecklistError(
                english(
                    "{place}: {count} steps are too many, {most} are the most.",
                    place=place,
                    count=len(block.steps),
                    most=LARGEST_BLOCK,
                ),
                english("Split it where people pause anyway."),
            )
        for number, step in enumerate(block.steps, start=1):
            _check_id_of_step(place, number, step.id, steps)
            steps[step.id] = block.id


def _check_id_of_step(place: str, number: int, step: str, steps: Mapping[str, str]) -> None:
    """`steps` are the ids of the steps before it, each with its block."""
    if step in steps:
        raise ChecklistError(
            english(
                '{place}, step {number} "{id}": block "{block}" has a step of that id.',
                place=place,
                number=number,
                id=step,
                block=steps[step],
            ),
            english("Ids of steps are unique in a checklist, because effects and statements name them."),
        )
    if step in SOURCES or step in PLACEHOLDERS:
        raise ChecklistError(
            english('{place}, step {number}: "{id}" is a word of the vocabulary.', place=place, number=number, id=step),
            english("Choose another id."),
        )


def _check_style(name: str, checklist: Checklist) -> None:
    """An emergency list is for an emergency: one pass, then the second entries, one PIN each at the end."""
    if checklist.style is not Style.EMERGENCY:
        return
    if checklist.procedure not in EMERGENCIES:
        allowed = ", ".join(sorted(EMERGENCIES))
        raise ChecklistError(
            english(
                '{name}: style "{style}" in the procedure "{procedure}".',
                name=name,
                style=Style.EMERGENCY,
                procedure=checklist.procedure,
            ),
            english("It is for: {allowed}.", allowed=allowed),
        )
    if checklist.pin_at is not PinAt.SIGNATURE:
        raise ChecklistError(
            english("{name}: an emergency list that asks for a PIN first.", name=name),
            english('Write pin_at = "signature".'),
        )
    _check_parts_of_emergency(name, checklist)


def _check_parts_of_emergency(name: str, checklist: Checklist) -> None:
    """One person walks all of it, and nothing is permitted by it."""
    for block in checklist.blocks:
        if block.passing is not Passing.BOTH:
            raise ChecklistError(
                english(
                    '{name}, block "{id}": passing "{passing}" in an emergency list.',
                    name=name,
                    id=block.id,
                    passing=block.passing,
                ),
                english("One person walks all of it; leave passing out."),
            )
    for number, effect in enumerate(checklist.effects, start=1):
        if EFFECTS[effect.kind].bearing is Bearing.PERMISSION:
            raise ChecklistError(
                english(
                    '{name}, effect {number} "{kind}": an emergency list permits nothing.',
                    name=name,
                    number=number,
                    kind=effect.kind,
                ),
                english("What is used again is inspected again."),
            )


def _check_effect(place: str, effect: EffectTemplate, steps: dict[str, Step], checklist: Checklist) -> None:
    spec = EFFECTS[effect.kind]
    for key, source in effect.values.items():
        where = f'{place}, "{key}"'
        if source.startswith(CONSTANT):
            _check_constant(where, spec, key, source)
        elif source in _OF_A_SLOT:
            _check_slot(where, effect, source)
        elif source not in SOURCES and source not in steps:
            raise unknown(where, "source", source, (*SOURCES, *steps))
        elif source in steps:
            _check_source_step(where, effect, steps[source], spec.needs.get(key) or spec.may[key])
    for step_id, answers in effect.when.items():
        where = key_at(place, "when")
        step = steps[check_word(where, "step", step_id, steps)]
        if step.answer is not AnswerKind.CHOICE:
            raise ChecklistError(
                english('{where}: "{step_id}" is no choice.', where=where, step_id=step_id),
                english("Only the options of a choice can be asked here."),
            )
        if step.each and step.each != effect.each:
            raise ChecklistError(
                english(
                    '{where}: "{step_id}" is asked for each of {each}, the effect is not.',
                    where=where,
                    step_id=step_id,
                    each=step.each,
                ),
                english('Write each = "{each}".', each=step.each),
            )
        for answer in answers:
            check_word(
                where, english("option of {step_id}", step_id=step_id), answer, [option.id for option in step.options]
            )


def _check_constant(where: str, spec: EffectSpec, key: str, source: str) -> None:
    kind = spec.needs.get(key) or spec.may[key]
    text = source.removeprefix(CONSTANT)
    if kind is int and not (text.isascii() and text.isdigit() and len(text) < 7):
        raise ChecklistError(
            english("{where}: {text!r} is no number.", where=where, text=text[:40]), english("Write it like is:0.")
        )
    check_placeholders(where, text, ())


def _check_slot(where: str, effect: EffectTemplate, source: str) -> None:
    over = _OF_A_SLOT[source]
    if not effect.each:
        raise ChecklistError(
            english('{where}: "{source}" exists only in an effect with each.', where=where, source=source),
            english('Add each = "{over}".', over=over[0]),
        )
    if effect.each not in over:
        raise ChecklistError(
            english(
                '{where}: "{source}" exists only with each = {over}.',
                where=where,
                source=source,
                over=" or ".join(over),  # not said: words of the files
            ),
            english("Use another source."),
        )


def _check_source_step(where: str, effect: EffectTemplate, step: Step, wants: type) -> None:
    counts = step.answer in (AnswerKind.COUNT, AnswerKind.RECONCILE, AnswerKind.ROUNDS)
    if wants is int and not counts:
        raise ChecklistError(
            english('{where}: "{id}" is no count.', where=where, id=step.id),
            english("Name a step of kind count, reconcile or rounds."),
        )
    if step.each and step.each != effect.each and not counts and step.answer not in _WORDS:
        raise ChecklistError(
            english(
                '{where}: "{id}" has an answer for each of {each}, not one.', where=where, id=step.id, each=step.each
            ),
            english("Name a step that is asked once."),
        )
    if step.answer is AnswerKind.COUNTDOWN or step.defer:
        raise ChecklistError(
            english('{where}: "{id}" may have no answer that could stand here.', where=where, id=step.id),
            english("Name a step that is always answered."),
        )
