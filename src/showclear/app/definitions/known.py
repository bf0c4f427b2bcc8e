"""What a run of a checklist knows: which facts its subject and its inputs give it."""

from __future__ import annotations

from showclear.domain.checklists import Checklist, Procedure
from showclear.domain.runs.wording import FROM_FACTS, NAMES
from showclear.domain.vocabulary import FACTS, INPUTS
from showclear.words import english

_OF_EVERY_RUN = ("performer.", "unit.", "set.", "slot.")  # not said: an id

_OF_SUBJECT = {
    "weapon": ("weapon.", "plan.", "issue.", "zone."),  # not said: an id
    "container": ("container.",),  # not said: an id
    "device": ("device.", "plan."),  # not said: an id
    "batch": ("batch.",),  # not said: an id
    "person": ("person.",),  # not said: an id
    "set": (),
}
"""What the facts and repetitions of a subject begin with, besides those of every run."""

_OF_INPUT = {
    "box": ("box.",),  # not said: an id
    "device": ("device.",),  # not said: an id
    "person": ("person.",),  # not said: an id
    "holders": ("holders.",),  # not said: an id
    "restriction": ("stop.",),  # not said: an id
}
"""What the facts begin with that a run has if its checklist asks this input."""

_ALWAYS = frozenset({"performer", "verifier", "slot", "of", "wait"})
"""Placeholders that every text may name; where slot, of and wait may stand is checked when the file is read."""


def knows(checklist: Checklist, name: str) -> bool:
    """Whether a run of `checklist` has the fact, repetition or input `name`."""
    if checklist.procedure is Procedure.MISFIRE and name.startswith("box."):
        # Nobody is asked for it in an emergency: it is the box that the rounds in the gun came from.
        return True
    given = (begin for one in checklist.inputs for begin in _OF_INPUT.get(one, ()))
    return name in checklist.inputs or name.startswith((*_OF_EVERY_RUN, *_OF_SUBJECT[checklist.subject], *given))


def missing_for(checklist: Checklist, name: str) -> str:
    """What to do so that a run of `checklist` knows `name`."""
    for given, begins in _OF_INPUT.items():
        if name.startswith(begins):
            return english('Add "{given}" to inputs.', given=given)
    return english('Add "{given}" to inputs.', given=name) if name in INPUTS else english("Name another one.")


def fills(checklist: Checklist, placeholder: str) -> bool:
    """Whether a run of `checklist` has something to put in the place of {`placeholder`}."""
    if placeholder in _ALWAYS or placeholder in checklist.inputs:
        return True
    if placeholder == "holding":
        return checklist.subject in ("weapon", "device")
    named = (NAMES[placeholder],) if placeholder in NAMES else FROM_FACTS.get(placeholder, (placeholder,))
    return any(fact in FACTS and knows(checklist, fact) for fact in named)
