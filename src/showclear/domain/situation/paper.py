"""Hours on paper: what was done then is entered afterwards; it says where things are, never what may be done.

Who enters it: R-PAPER-1. What it ends: R-134.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from showclear.domain.people import CUSTODIANS, Person, Role
from showclear.domain.situation.day import unit_of
from showclear.domain.situation.history import Aspect
from showclear.domain.situation.reading import text
from showclear.domain.situation.values import Restricting, unit_item
from showclear.words import english

if TYPE_CHECKING:
    from showclear.domain.situation.judging import Judge

LATE_ENTRY = "late-entry"
"""The kind of a record that two people enter afterwards: a reconstruction."""

RECONSTRUCTION = english("Reconstruction: entered afterwards from paper.")
"""What stands on such a record wherever it is shown."""

ON_PAPER = english("work was done on paper, and is entered afterwards")
"""Why the clearances of a unit end with a late entry."""

MAY_VERIFY = CUSTODIANS | {Role.ASSISTANT_DIRECTOR}
"""Who signs a late entry second; first signs an armorer or a handler."""


def may_enter(performer: Person, verifier: Person) -> bool:
    """R-PAPER-1: whether these two, the first and the second, may sign what is entered afterwards."""
    return performer.role in CUSTODIANS and verifier.role in MAY_VERIFY and performer.id != verifier.id


def break_after_paper(judge: Judge) -> None:
    """A late entry is a break of each unit whose things it names, and of every unit where it names none (R-134)."""
    record = judge.record
    if record.kind != LATE_ENTRY:
        return
    named = {text(effect, "unit") for effect in record.effects if text(effect, "unit")}
    named |= {unit_of(judge.view, item) for item in judge.result.about}
    for unit in sorted(named or judge.view.names_said(Aspect.UNIT)):
        judge.result.restrictions.append(Restricting(unit_item(unit), "break", ON_PAPER))
