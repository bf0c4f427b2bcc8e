"""Naming a row: the first letters are enough for somebody on the roster, and the whole name is shown before Enter."""

from __future__ import annotations

from collections.abc import Iterable

from showclear.domain.checklists import Step
from showclear.domain.people import Person
from showclear.domain.runs.run import Run
from showclear.domain.runs.values import Question
from showclear.words import say

PEOPLE = "people"
"""What a step repeats over where its rows are people; places have no list, and nobody sees the other's."""


def row_name(step: Step, typed: str, people: Iterable[Person], taken: Iterable[str] = ()) -> str:
    """The name of the row: the whole name where what was typed begins exactly one on the roster that has no row yet."""
    text = " ".join(typed.split())
    if step.each != PEOPLE or not text:
        return text
    done = {name.casefold() for name in taken}
    found = [
        one.name
        for one in people
        if one.name.casefold().startswith(text.casefold()) and one.name.casefold() not in done
    ]
    return found[0] if len(found) == 1 else text


def taken_rows(run: Run, question: Question) -> tuple[str, ...]:
    """The rows of this step that the person at the keys has entered."""
    return tuple(
        entry.key.slot
        for entry in run.entries(question.person.id)
        if (entry.key.block, entry.key.step) == (question.key.block, question.key.step)
    )


def naming_hint(name: str, typed: str, hint: str) -> str:
    """What Enter would take, while a name is typed; else the usual hint."""
    return say("Enter takes {name}.", name=name) if name and name != " ".join(typed.split()) else hint
