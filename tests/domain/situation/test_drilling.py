"""Where and when there is no drill."""

from __future__ import annotations

from showclear.domain.drilling import Elsewhere, out_of_hand, refusal_beside, refusal_inside
from tests.domain.situation.productions import Shoot
from tests.domain.situation.test_batches import count_all, give_out, take_back, take_in


def test_a_drill_and_a_gun_in_a_hand_do_not_go_together() -> None:
    """R-DRILL-1: every production where something is out is named with what is out there."""
    refused = refusal_beside(
        (Elsewhere("cart", ("A-07", "R-1")), Elsewhere("truck", ()), Elsewhere("stick", ("B-02",)))
    )
    assert refused is not None
    assert refused.rule == "R-DRILL-1"
    assert [one.text for one in refused.facts] == ["Out in cart: A-07, R-1.", "Out in stick: B-02."]
    assert refusal_beside((Elsewhere("cart", ()), Elsewhere("truck", ()))) is None
    assert refusal_beside(()) is None


def test_where_nobody_can_tell_whether_a_gun_is_out_there_is_no_drill() -> None:
    """R-DRILL-1: what is not known is out."""
    refused = refusal_beside((Elsewhere("cart", None, "it cannot be read."),))
    assert refused is not None
    assert refused.facts[0].text == "Whether a gun is out in cart cannot be told: it cannot be read."


def test_a_gun_in_a_hand_and_items_of_a_batch_are_out_until_they_are_back() -> None:
    """R-DRILL-1: of every unit, and whether or not what it rests on still holds."""
    shoot = Shoot()
    shoot.found()
    take_in(shoot)
    shoot.take_in("A-07")
    shoot.ready("A-07")
    assert out_of_hand(shoot.situation()) == ()
    shoot.clear()
    shoot.hand_over()
    count_all(shoot)
    give_out(shoot)
    shoot.hold()
    assert out_of_hand(shoot.situation()) == ("A-07", "R-1")
    shoot.take_back()
    take_back(shoot)
    assert out_of_hand(shoot.situation()) == ()


def test_no_drill_lies_in_a_production() -> None:
    """R-DRILL-2."""
    refused = refusal_inside("/cart")
    assert refused is not None
    assert refused.rule == "R-DRILL-2"
    assert refused.facts[0].text == "/cart: this is a production."
    assert refusal_inside("") is None
