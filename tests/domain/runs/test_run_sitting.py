"""What several guns may go through in one sitting."""

from __future__ import annotations

from showclear.domain.checklists import Procedure
from showclear.domain.runs.sitting import refusal_of_sitting


def test_two_guns_never_go_into_hands_in_one_sitting() -> None:
    """R-RUN-26: each is called by its name, and all that are out are counted."""
    for procedure in (Procedure.HANDOVER, Procedure.TURN_ROUND, Procedure.BLANK_TAKE):
        refusal = refusal_of_sitting(procedure, 2)
        assert refusal is not None
        assert refusal.rule == "R-RUN-26"
        assert refusal.facts
        assert refusal.remedy
        assert refusal_of_sitting(procedure, 1) is None
    assert refusal_of_sitting(Procedure.DAY_PROOF, 10) is None
    assert refusal_of_sitting(Procedure.RETURN, 3) is None
