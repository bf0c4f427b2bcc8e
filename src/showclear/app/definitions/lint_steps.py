"""Lint of one step by itself: keys that say something else together than each of them says.

A file with such a step is read, because some were adopted before this was looked at; nobody adopts a new one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from showclear.app.definitions.meaning import PLACEHOLDER
from showclear.domain.checklists import AnswerKind, Compare, Otherwise, Step
from showclear.domain.limits import LIMITS, Direction
from showclear.domain.runs.plan import DRAWN_FACT
from showclear.domain.runs.wording import FROM_FACTS, NAMES
from showclear.domain.vocabulary import FACTS
from showclear.domain.weapons import Contents, Use
from showclear.words import english

Fault = tuple[str, str]
"""Fault, remedy."""

MOST_OPTIONS = 5

NUMBERS = frozenset(
    {
        "weapon.chambers", "weapon.barrels", "weapon.holds-count", "weapon.empty-count", "weapon.issued-count",
        "plan.count", "plan.empty-count", "box.holds-now", "box.holds-after", "box.holds-returned", "set.guns-out",
        "set.all-out", "set.weapons-count", "set.handlers-count", "container.count", "zone.count", "zone.people",
        "device.capacity", "device.holds-count", "batch.count", "batch.out-count", "holders.count", "slot.holds",
    }
)  # fmt: skip
"""Facts that are whole numbers."""

PEOPLE = frozenset({"performer.name", "issue.holder", "unit.first", "unit.armorer", "person.name"})
"""Facts that are the name of somebody."""

_LOADS = frozenset({"quarter", "half", "full"})
WORDS: Mapping[str, frozenset[str]] = {
    "plan.contents": frozenset(Contents),
    "weapon.holds": frozenset(Contents),
    "set.reconciled": frozenset({"yes", "no"}),
    "issue.use": frozenset(Use),
    "zone.load": _LOADS,
    "weapon.load": _LOADS,
}
"""Facts that are one of a few words, with those."""

_MAY_BE: Mapping[AnswerKind, frozenset[str]] = {
    AnswerKind.CHOICE: frozenset(WORDS),
    AnswerKind.COUNT: NUMBERS,
    AnswerKind.NUMBER: NUMBERS,
    AnswerKind.MATCH: frozenset(FACTS),
    AnswerKind.PERSON: PEOPLE,
    AnswerKind.CONTAINER: frozenset({"box.tag", "box.seal"}),
}
"""The facts that can be what a kind of answer expects."""


def step_faults(step: Step) -> Iterator[Fault]:
    """What makes no sense in a step, whatever list it stands in."""
    if step.another and step.expect is not None:
        yield (
            english('"another" beside "expect".'),
            english("Expect somebody, or let anybody but the two who walk it answer."),
        )
    yield from _expected(step)
    yield from _options(step)
    yield from _limits(step)
    if not can_fail(step):
        yield from _without_a_failure(step)
    yield from _shown_before(step)


def can_fail(step: Step) -> bool:
    """Whether any answer of a step is a failed expectation."""
    stops = any(option.stops for option in step.options)
    return stops or step.expect is not None or bool(step.floor or step.ceiling) or step.answer is AnswerKind.ROUNDS


def _expected(step: Step) -> Iterator[Fault]:
    if isinstance(step.expect, int) and step.expect < 0:
        yield english('"expect" is below nothing, and nobody can enter that.'), english("Expect 0 or more.")
    if not isinstance(step.expect, str) or any(option.id == step.expect for option in step.options):
        return
    fits = _MAY_BE.get(step.answer, frozenset())
    if step.expect not in fits:
        yield (
            english(
                '"{fact}" can never be the answer of a step of kind "{answer}".', fact=step.expect, answer=step.answer
            ),
            english("It may expect: {facts}.", facts=", ".join(sorted(fits))),
        )
    elif step.answer is AnswerKind.CHOICE and not WORDS[step.expect] & {option.id for option in step.options}:
        yield (
            english('none of the options can be "{fact}".', fact=step.expect),
            english("It is one of: {words}.", words=", ".join(sorted(WORDS[step.expect]))),
        )


def _options(step: Step) -> Iterator[Fault]:
    if len(step.options) > MOST_OPTIONS:
        yield (
            english("{count} options; {most} are the most.", count=len(step.options), most=MOST_OPTIONS),
            english("Ask two questions."),
        )
    if step.options and all(option.stops for option in step.options):
        yield english("every option stops, so nobody can pass it."), english("Add what may be seen.")
    if any(option.stops and option.id == step.expect for option in step.options):
        yield english("the option that is expected stops."), english("Expect another, or leave stops out.")


def _limits(step: Step) -> Iterator[Fault]:
    """A stricter pack has to ask more of what is entered, in the unit in which it is entered."""
    for key, name, way in (("floor", step.floor, Direction.LARGER), ("ceiling", step.ceiling, Direction.SMALLER)):
        limit = LIMITS.get(name)
        if limit is None:
            continue
        if limit.direction is not way:
            fits = [one.id for one in LIMITS.values() if one.direction is way]
            yield (
                english('"{limit}" is no {key}: where it is stricter, more would pass.', limit=name, key=key),
                english("It is one of: {limits}.", limits=", ".join(sorted(fits))),
            )
        elif limit.unit != step.unit:
            yield (
                english(
                    '"{limit}" is in {unit}, the answer in "{other}".', limit=name, unit=limit.unit, other=step.unit
                ),
                english('Write unit = "{unit}".', unit=limit.unit),
            )
    if step.answer is AnswerKind.NUMBER and not step.unit:
        yield english('"unit" is empty.'), english("Say in what it is measured.")


def _without_a_failure(step: Step) -> Iterator[Fault]:
    if step.otherwise is not Otherwise.STOP:
        yield (
            english('no answer fails, so "otherwise" never happens.'),
            english('Add "expect" or an option that stops, or leave it out.'),
        )
    if step.compare is Compare.EACH:
        yield (
            english('with compare = "each" nothing is held against anything here.'),
            english('Add what is expected of each, or leave "compare" out.'),
        )


def _shown_before(step: Step) -> Iterator[Fault]:
    """Two people who read what they have to find need not look."""
    if not isinstance(step.expect, str) or step.expect == DRAWN_FACT:
        return
    if not step.killer and step.answer is not AnswerKind.MATCH:
        return
    for key, text in (("headline", step.headline), ("ask", step.ask), ("say", step.say), ("why", step.why)):
        for name in dict.fromkeys(PLACEHOLDER.findall(text)):
            if step.expect in (name, NAMES.get(name), *FROM_FACTS.get(name, ())):
                yield (
                    english('"{key}" shows {{{name}}}, which has to be found.', key=key, name=name),
                    english("Let the thing tell it: take it out of the text."),
                )
