"""Lint: what is wrong with a set of definitions that a single file does not show."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from showclear.app.definitions.combinations import combinations_of
from showclear.app.definitions.faults import did_you_mean
from showclear.app.definitions.known import fills, missing_for
from showclear.app.definitions.lint_effects import effect_faults
from showclear.app.definitions.lint_packs import pack_faults
from showclear.app.definitions.lint_steps import step_faults
from showclear.app.definitions.meaning import PLACEHOLDER
from showclear.app.definitions.registers import Hazard
from showclear.app.definitions.shipped import ShippedDefinitions
from showclear.domain.checklists import EMERGENCIES, Block, Checklist, PinAt, Procedure, Step, Style
from showclear.domain.facets import FROM_INPUTS
from showclear.domain.vocabulary import RESERVED_KEYS
from showclear.words import english

WIDEST = 13
"""Wide letters of a headline on the run screen."""

_LETTERS = re.compile(r"[A-Z0-9 ?!:.'/+-]*")
_SLOT_WIDTH = {
    "weapon.chambers": 2, "weapon.barrels": 1, "weapon.feeds": 12, "weapon.holds-count": 3, "plan.count": 3,
    "container.count": 4, "container.trays": 3, "set.weapons": 12, "set.containers": 12, "set.devices": 12,
    "set.batches": 12, "guns": 12, "batch.drawn": 4,
}  # fmt: skip
"""The longest slot of each repetition; people and places have names of any length."""


@dataclass(frozen=True, slots=True)
class LintFinding:
    """One thing that is wrong: in which file, where in it, what, and what to do."""

    file: str
    place: str
    fault: str
    remedy: str

    @property
    def where(self) -> str:
        """File and place in one line."""
        return f"{self.file}, {self.place}" if self.place else self.file

    def __str__(self) -> str:
        return f"{self.where}: {self.fault} {self.remedy}".strip()


def lint(definitions: ShippedDefinitions, rules: Collection[str] | None = None) -> tuple[LintFinding, ...]:
    """Everything that is wrong with `definitions`, over every possible combination of facets; empty if nothing is.

    Args:
        definitions: a whole set, loaded already.
        rules: slugs that `requires` may name; by default those of the rules that are implemented.
    """
    known = implemented_rules() if rules is None else frozenset(rules)
    findings: list[LintFinding] = []
    findings += _twice(definitions)
    for checklist in definitions.checklists:
        findings += _checklist(definitions, checklist, known)
    findings += _hazards(definitions)
    findings += (LintFinding(*row) for row in pack_faults(definitions))
    return tuple(findings)


def implemented_rules() -> frozenset[str]:
    """Slugs of the rules that this version implements. Imported late: loading a checklist needs no rule."""
    from showclear.domain.rules import RULES

    return frozenset(RULES)


def _twice(definitions: ShippedDefinitions) -> Iterator[LintFinding]:
    seen: dict[str, str] = {}
    for checklist in definitions.checklists:
        for key in (
            english("id {id}", id=checklist.id),
            english("procedure {procedure}", procedure=checklist.procedure),
        ):
            if key in seen:
                yield LintFinding(
                    _file(checklist),
                    "",
                    english("{key} belongs to {file} already.", key=key, file=seen[key]),
                    english("One checklist for each procedure."),
                )
            seen[key] = _file(checklist)


def _checklist(definitions: ShippedDefinitions, checklist: Checklist, rules: frozenset[str]) -> Iterator[LintFinding]:
    file = _file(checklist)
    for slug in checklist.requires:
        if slug not in rules:
            yield LintFinding(
                file,
                '"requires"',
                english('rule "{slug}" is not implemented.', slug=slug),
                did_you_mean(slug, rules) or english("Leave it out."),
            )
    at_signature = (Procedure.TURN_ROUND, Procedure.RETURN, *EMERGENCIES)
    if checklist.pin_at is PinAt.SIGNATURE and checklist.procedure not in at_signature:
        alone = english("one PIN each is only for a turn-round, a return and emergencies.")
        yield LintFinding(file, '"pin_at"', alone, english('Write pin_at = "pass".'))
    hazards = frozenset(hazard.id for hazard in definitions.hazards)
    sources = frozenset(source.key for source in definitions.sources)
    steps = tuple(step.id for block in checklist.blocks for step in block.steps)
    for who, text in zip(("performer", "verifier"), checklist.statements, strict=True):
        for fault, remedy in _texts(checklist, who, text, steps):
            yield LintFinding(file, "statement", fault, remedy)
    for block in checklist.blocks:
        for fault, remedy in _texts(checklist, "say", block.say, ()):
            yield LintFinding(file, english('block "{id}"', id=block.id), fault, remedy)
        for number, step in enumerate(block.steps, start=1):
            place: str = english(
                'block "{block_id}", step {number} "{step_id}"', block_id=block.id, number=number, step_id=step.id
            )
            for fault, remedy in _step(checklist, block, step, hazards, sources):
                yield LintFinding(file, place, fault, remedy)
    for place, fault, remedy in effect_faults(checklist):
        yield LintFinding(file, place, fault, remedy)


def _step(
    checklist: Checklist, block: Block, step: Step, hazards: frozenset[str], sources: frozenset[str]
) -> Iterator[tuple[str, str]]:
    for word in step.prevents:
        if word not in hazards:
            yield (
                english('unknown hazard "{word}".', word=word),
                did_you_mean(word, hazards) or english("Write it down in hazards.toml."),
            )
    for word in step.source:
        if word not in sources:
            yield (
                english('unknown source "{word}".', word=word),
                did_you_mean(word, sources) or english("Write it down in sources.toml."),
            )
    if not combinations_of(checklist).where(block.applies_when, step.applies_when):
        yield (
            english("it can never be reached."),
            english("No thing that can exist has these facets: compare applies_when of block and step."),
        )
    for facet in sorted({*block.applies_when, *step.applies_when} & FROM_INPUTS):
        if facet not in checklist.inputs:
            yield (
                english('the facet "{facet}" is not known in this run.', facet=facet),
                english("Add the input of that name, or leave it out."),
            )
    for key, text in (("ask", step.ask), ("say", step.say), ("why", step.why), ("headline", step.headline)):
        yield from _texts(checklist, key, text, ())
    yield from _people(checklist, step)
    yield from _headline(step)
    yield from _keys(step)
    yield from step_faults(step)


def _texts(checklist: Checklist, key: str, text: str, steps: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for name in dict.fromkeys(PLACEHOLDER.findall(text)):
        if name not in steps and not fills(checklist, name):
            yield (
                english('"{key}" names {{{name}}}, which this run does not know.', key=key, name=name),
                missing_for(checklist, name),
            )


def _people(checklist: Checklist, step: Step) -> Iterator[tuple[str, str]]:
    performers, verifiers = frozenset(checklist.do), frozenset(checklist.see)
    do, see = frozenset(step.do), frozenset(step.see)
    if do - performers - verifiers or see - performers - verifiers:
        roles = ", ".join(sorted((do | see) - performers - verifiers))
        yield (
            english("nobody in this run is {roles}.", roles=roles),
            english("Name roles of the checklist's own do and see."),
        )
        return
    if not do and not see:
        return
    if checklist.style is not Style.EMERGENCY and not step.killer:
        yield from _nobody_asked(do, see, performers, verifiers)
    do, see = do or performers, see or (performers | verifiers)
    if not ((do & performers and see & verifiers) or (do & verifiers and see & performers)):
        yield english("do and see name the same person."), english("Who sees it is always another than who does it.")
    elif step.killer and not (do | see) >= performers | verifiers and not _covers(do | see, performers, verifiers):
        yield (
            english("a killer step that only one person is asked."),
            english("Leave do and see out, or name both people."),
        )


def _nobody_asked(
    do: frozenset[str], see: frozenset[str], performers: frozenset[str], verifiers: frozenset[str]
) -> Iterator[tuple[str, str]]:
    """A pair of people who may walk this run, and neither of whom is asked this step."""
    asked = (do or performers) | see
    left = [(one, other) for one in sorted(performers - asked) for other in sorted(verifiers - asked)]
    if left:
        yield (
            english("with {role} and {other_role} nobody is asked it.", role=left[0][0], other_role=left[0][1]),
            english("Name every role that may be there in do or see."),
        )


def _covers(asked: frozenset[str], performers: frozenset[str], verifiers: frozenset[str]) -> bool:
    return bool(asked & performers) and bool(asked & verifiers)


def _headline(step: Step) -> Iterator[tuple[str, str]]:
    text = step.headline
    if not text:
        yield english("the headline is empty."), english("Write what is looked at, in capitals.")
        return
    slots = text.count("{slot}")
    if slots and step.each not in _SLOT_WIDTH:
        yield english("the headline cannot hold {slot} here."), english("A name has no fixed length: leave it out.")
        return
    plain = text.replace("{slot}", "")
    width = len(plain) + slots * _SLOT_WIDTH.get(step.each, 0)
    if width > WIDEST:
        yield (
            english("the headline is up to {width} letters wide, {widest} are the most.", width=width, widest=WIDEST),
            english("Shorten it."),
        )
    if not _LETTERS.fullmatch(plain):
        yield (
            english("the headline has other letters than A-Z, 0-9, space and ? ! : - . ' / +."),
            english("Write it in those."),
        )


def _keys(step: Step) -> Iterator[tuple[str, str]]:
    for options in (step.options, step.signs):
        keys = [option.key for option in options if option.key]
        for key in sorted({key for key in keys if keys.count(key) > 1}):
            yield english('two answers have the key "{key}".', key=key), english("Give each its own letter.")
        for key in sorted(RESERVED_KEYS.intersection(keys)):
            yield (
                english('the key "{key}" is reserved.', key=key),
                english("Z changes the last answer, W withdraws; take another letter."),
            )


def _hazards(definitions: ShippedDefinitions) -> Iterator[LintFinding]:
    prevented = {
        hazard
        for checklist in definitions.checklists
        for block in checklist.blocks
        for step in block.steps
        if step.killer and combinations_of(checklist).where(block.applies_when, step.applies_when)
        for hazard in step.prevents
    }
    for number, hazard in enumerate(definitions.hazards, start=1):
        if hazard.id not in prevented:
            yield _unprevented(number, hazard)


def _unprevented(number: int, hazard: Hazard) -> LintFinding:
    return LintFinding(
        "hazards.toml",
        english('hazard {number} "{id}"', number=number, id=hazard.id),
        english("no killer step prevents it."),
        english('Add a step with killer = true and prevents = ["{id}"].', id=hazard.id),
    )


def _file(checklist: Checklist) -> str:
    return f"{checklist.id}.toml"
