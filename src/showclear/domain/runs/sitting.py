"""What may be walked for several guns in one sitting."""

from __future__ import annotations

from showclear.domain.checklists import ONE_AT_A_TIME, Procedure
from showclear.domain.refusals import CitedFact, Refusal
from showclear.words import english

_BY_ITSELF = english("A gun goes into a hand by itself, and never two of them in one sitting.")
_ONE_BOX = english("Guns that are loaded from one box go one after the other: its count is another one after each.")


def refusals_of_sitting(procedure: Procedure, guns: int, box: str = "") -> tuple[Refusal, ...]:
    """Why a procedure may not be walked for so many guns in one sitting (R-RUN-26, R-RUN-30); nothing if it may.

    Args:
        procedure: which.
        guns: how many are named.
        box: the container that all of them would be loaded from; empty for none.
    """
    if guns < 2:
        return ()
    named, found = CitedFact(english("{guns} guns are named.", guns=guns)), []
    if procedure in ONE_AT_A_TIME:
        found.append(Refusal("R-RUN-26", _BY_ITSELF, (named,), english("Hand them over one after the other.")))
    if box:
        remedy = english(
            "Start with one of them, sign it, then start the next; or fill a device for each before, and seal it."
        )
        from_it = CitedFact(english("All of them would be loaded from {box}.", box=box))
        found.append(Refusal("R-RUN-30", _ONE_BOX, (named, from_it), remedy))
    return tuple(found)
