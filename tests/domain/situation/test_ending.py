"""What has to be settled before a production is closed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from showclear.domain.effects import Effect
from showclear.domain.situation.ending import obstacles
from tests.domain.situation.productions import BY_TWO_CUSTODIANS, Shoot, equipped


@pytest.fixture
def shoot() -> Shoot:
    """A production with a revolver and a box, both locked."""
    return equipped()


def batch_out_of_the_lock(shoot: Shoot) -> None:
    """Rubber rifles came in, and nobody locked them."""
    effect = Effect("batch-taken-in", {"batch": "RUB-1", "what": "rubber rifles", "count": 4})
    shoot.add("procedure", [effect], signers=BY_TWO_CUSTODIANS, procedure="batch-intake")


def wrapped(shoot: Shoot) -> None:
    """A day that was opened and wrapped, and is not sealed."""
    shoot.open_day()
    shoot.wrap()


UNSETTLED: dict[str, tuple[Callable[[Shoot], object], str]] = {
    "a gun in a hand": (lambda shoot: shoot.take_back(), "A-07 is neither locked nor gone."),
    "a batch in no lock": (batch_out_of_the_lock, "RUB-1 is neither locked nor gone."),
    "a day that goes on": (lambda shoot: shoot.open_day(), "is not wrapped (J)."),
    "a day without its seal": (wrapped, "is not sealed."),
    "a hold": (lambda shoot: shoot.hold(), "The set is stopped"),
    "a stand-down": (lambda shoot: shoot.hold(kind="stand-down"), "The set is stopped"),
}


def test_a_production_in_which_all_is_locked_and_nothing_is_open_may_be_closed(shoot: Shoot) -> None:
    """R-CLOSE-1."""
    assert obstacles(shoot.situation()) == ()


@pytest.mark.parametrize("case", UNSETTLED)
def test_nothing_is_closed_over_what_is_not_settled(shoot: Shoot, case: str) -> None:
    """R-CLOSE-1: afterwards nobody could sign for it any more."""
    happen, words = UNSETTLED[case]
    happen(shoot)
    assert any(words in one for one in obstacles(shoot.situation()))


def test_all_that_is_not_settled_is_said_at_once(shoot: Shoot) -> None:
    """R-CLOSE-1: a gun in a hand and a hold."""
    shoot.take_back()
    shoot.hold()
    assert len(obstacles(shoot.situation())) == 2
