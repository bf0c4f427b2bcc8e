"""Hours on paper: what was done then is entered afterwards; it says where things are, never what may be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

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


def break_after_paper(judge: Judge) -> None:
    """A late entry is a break of each unit whose things it names, and of every unit where it names none (R-134)."""
    record = judge.record
    if record.kind != LATE_ENTRY:
        return
    named = {text(effect, "unit") for effect in record.effects if text(effect, "unit")}
    named |= {unit_of(judge.view, item) for item in judge.result.about}
    for unit in sorted(named or judge.view.names_said(Aspect.UNIT)):
        judge.result.restrictions.append(Restricting(unit_item(unit), "break", ON_PAPER))
