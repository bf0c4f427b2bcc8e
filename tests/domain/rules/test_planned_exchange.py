"""A gun that goes from one performer to another inside a take, as the plan of the shot says."""

from __future__ import annotations

import pytest

from showclear.domain.limits import FLOOR
from showclear.domain.refusals import Refusal
from showclear.domain.rules import RuleContext, check
from showclear.domain.runs.plan import Cast
from showclear.domain.situation.clearances import issue
from showclear.domain.situation.status import status
from tests.domain.situation.productions import JONAS, MARA, Shoot, equipped


@pytest.fixture
def shoot() -> Shoot:
    """A revolver that is cleared empty, and two performers who are trained for it and heard the meeting."""
    shoot = equipped(box=False, ready=True)
    shoot.clear()
    return shoot


def _ask(shoot: Shoot, slug: str, then: str) -> Refusal | None:
    inputs = {"holder": "will", "scene": "12A", "then": then}
    return check(slug, RuleContext(shoot.situation(), "A-07", inputs, Cast(MARA, JONAS), shoot.now))


def test_a_planned_exchange_is_asked_of_everybody_who_gets_the_gun(shoot: Shoot) -> None:
    """R-016, R-071, R-072: whoever has it second is a performer, trained and briefed like the first."""
    for slug in ("handover-to-holder", "holder-trained", "holder-briefed"):
        assert _ask(shoot, slug, "") is None
        assert _ask(shoot, slug, "Ruth Okoro") is None
        assert _ask(shoot, slug, "Ruth Okoro; Nobody Known") is not None
    refusal = _ask(shoot, "handover-to-holder", "Hana Sato")
    assert refusal is not None
    assert "handler" in refusal.facts[0].text


def test_the_issue_lives_for_the_exchange_that_was_planned(shoot: Shoot) -> None:
    """R-046: the board says to whom it goes; it is one issue, with the minutes of one."""
    shoot.hand_over(then="Ruth Okoro")
    living = issue(shoot.situation(), "A-07", shoot.now, FLOOR)
    assert living is not None
    assert (living.holder, living.then) == ("will", ("ruth",))
    seen = status(shoot.situation(), "A-07", shoot.now, FLOOR)
    assert seen is not None
    assert seen.next == "to Ruth Okoro as planned, or back"


@pytest.mark.parametrize("then", ["Hana Sato", "a stranger", "Ruth Okoro; Jonas Weber"])
def test_an_exchange_with_anybody_else_permits_nothing(shoot: Shoot, then: str) -> None:
    """R-035, R-053: the fold asks the same of a record that went round the screen."""
    shoot.hand_over(then=then)
    assert issue(shoot.situation(), "A-07", shoot.now, FLOOR) is None


def test_a_turn_round_keeps_the_plan(shoot: Shoot) -> None:
    """R-017: same holder, same exchange, the next take."""
    shoot.hand_over(then="Ruth Okoro")
    shoot.take_back()
    shoot.hand_over(procedure="turn-round")
    living = issue(shoot.situation(), "A-07", shoot.now, FLOOR)
    assert living is not None
    assert living.then == ("ruth",)
