"""What several guns may go through in one sitting."""

from __future__ import annotations

from showclear.domain.checklists import Procedure
from showclear.domain.runs.sitting import refusals_of_sitting


def test_two_guns_never_go_into_hands_in_one_sitting() -> None:
    """R-RUN-26: each is called by its name, and all that are out are counted."""
    for procedure in (Procedure.HANDOVER, Procedure.TURN_ROUND, Procedure.BLANK_TAKE):
        (refusal,) = refusals_of_sitting(procedure, 2)
        assert refusal.rule == "R-RUN-26"
        assert refusal.facts
        assert refusal.remedy
        assert refusals_of_sitting(procedure, 1) == ()
    assert refusals_of_sitting(Procedure.DAY_PROOF, 10) == ()
    assert refusals_of_sitting(Procedure.RETURN, 3) == ()


def test_guns_that_are_loaded_from_one_box_go_one_after_the_other() -> None:
    """R-RUN-30: what the second one was compared with is not what is in the box any more."""
    (refusal,) = refusals_of_sitting(Procedure.INSPECTION, 2, "B-02")
    assert refusal.rule == "R-RUN-30"
    assert "B-02" in refusal.facts[1].text
    assert refusals_of_sitting(Procedure.INSPECTION, 1, "B-02") == ()
    both = refusals_of_sitting(Procedure.BLANK_TAKE, 2, "B-02")
    assert [one.rule for one in both] == ["R-RUN-26", "R-RUN-30"], "all that refuses is said at once"
