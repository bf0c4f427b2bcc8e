"""The places of a shot: declared when a gun is shown clear, named again when it is handed over."""

from __future__ import annotations

import pytest

from showclear.domain.effects import Effect
from showclear.domain.limits import FLOOR
from showclear.domain.refusals import Refusal
from showclear.domain.rules import RuleContext, check
from showclear.domain.runs.plan import Cast
from showclear.domain.situation.clearances import clearance, issue
from showclear.domain.situation.status import status
from tests.domain.situation.productions import BY_ARMORER_AND_AD, JONAS, MARA, Shoot, cleared, custody, equipped

BOTH = "church; Bell tower"


@pytest.fixture
def shoot() -> Shoot:
    """A revolver that is ready to be shown clear in the church."""
    return equipped(box=False, ready=True)


def _clear(shoot: Shoot, place: str) -> None:
    empty = Effect("proved-empty", {"weapon": "A-07"})
    effects = [empty, custody("A-07", "with", person="mara"), cleared("A-07", 0, shoot.now, place=place)]
    shoot.add("procedure", effects, signers=BY_ARMORER_AND_AD, procedure="inspection")


def _ask(shoot: Shoot, slug: str, **inputs: str) -> Refusal | None:
    return check(slug, RuleContext(shoot.situation(), "A-07", inputs, Cast(MARA, JONAS), shoot.now))


def test_a_place_that_was_not_declared_at_the_inspection_is_refused(shoot: Shoot) -> None:
    """R-011: nobody looked round there; those that were declared may be named, or none."""
    _clear(shoot, BOTH)
    for places in ("", "church", "bell  TOWER", "Bell tower; church"):
        assert _ask(shoot, "clearance-living", scene="12A", places=places) is None, places
    refusal = _ask(shoot, "clearance-living", scene="12A", places="church; crypt")
    assert refusal is not None
    assert refusal.facts[0].text == "It is cleared for church; Bell tower, not for crypt."


@pytest.mark.parametrize("place", ["Bell tower; church", "Bell tower", "; ", "churchyard; church"])
def test_the_first_place_is_where_the_unit_is(shoot: Shoot, place: str) -> None:
    """R-079: the others are in shot from there, and never stand for it."""
    assert _ask(shoot, "at-units-place", **{"plan.contents": "nothing", "place": place}) is not None
    _clear(shoot, place)
    assert clearance(shoot.situation(), "A-07", shoot.now, FLOOR) is None


def test_a_zone_is_measured_at_one_place(shoot: Shoot) -> None:
    """R-079: what is named beside it is no place of the unit."""
    assert _ask(shoot, "at-units-place", place=BOTH) is not None
    assert _ask(shoot, "at-units-place", **{"plan.contents": "nothing", "place": BOTH}) is None


def test_the_issue_says_which_places_are_in_shot_and_a_turn_round_keeps_them(shoot: Shoot) -> None:
    """R-046: they stand in the record and on the board."""
    _clear(shoot, BOTH)
    shoot.hand_over(place=BOTH, places="Bell tower")
    for _ in range(2):
        seen = status(shoot.situation(), "A-07", shoot.now, FLOOR)
        assert seen is not None
        assert seen.why.startswith("Issued for 12A, Bell tower; ")
        shoot.take_back()
        shoot.hand_over(place=BOTH, procedure="turn-round")


def test_an_issue_for_a_place_that_was_not_declared_permits_nothing(shoot: Shoot) -> None:
    """R-046: the fold asks the same of a record that went round the screen."""
    _clear(shoot, BOTH)
    shoot.hand_over(place=BOTH, places="Bell tower; crypt")
    assert issue(shoot.situation(), "A-07", shoot.now, FLOOR) is None
