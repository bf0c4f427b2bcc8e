"""What may be walked for several guns in one sitting."""

from __future__ import annotations

from showclear.domain.checklists import ONE_AT_A_TIME, Procedure
from showclear.domain.refusals import CitedFact, Refusal
from showclear.words import english

_SENTENCE = english("A gun goes into a hand by itself, and never two of them in one sitting.")


def refusal_of_sitting(procedure: Procedure, guns: int) -> Refusal | None:
    """R-RUN-26: why a procedure may not be walked for so many guns in one sitting; None if it may."""
    if guns > 1 and procedure in ONE_AT_A_TIME:
        fact = CitedFact(english("{guns} guns are named.", guns=guns))
        return Refusal("R-RUN-26", _SENTENCE, (fact,), english("Hand them over one after the other."))
    return None
