"""Where a gun is cleared for."""

from __future__ import annotations

from showclear.domain.refusals import Refusal
from showclear.domain.rules import RuleContext, check
from showclear.domain.runs.plan import Cast
from tests.domain.situation.productions import JONAS, MARA, Shoot, equipped


def _ask(shoot: Shoot, place: str) -> Refusal | None:
    return check(
        "at-units-place", RuleContext(shoot.situation(), "A-07", {"place": place}, Cast(MARA, JONAS), shoot.now)
    )


def test_a_gun_is_cleared_only_for_the_place_where_its_unit_is() -> None:
    """R-079: what was swept in the church says nothing about the barn."""
    shoot = equipped(box=False, ready=True)
    assert _ask(shoot, "Church ") is None
    refusal = _ask(shoot, "barn")
    assert refusal is not None
    assert "is at church, not at barn" in refusal.facts[0].text
    shoot.move("barn")
    assert _ask(shoot, "barn") is None
    gone = _ask(shoot, "church")
    assert gone is not None
    assert gone.facts[0].record
