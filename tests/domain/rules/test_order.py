"""The order of a day: people and paper, count and sweep, meeting, readiness."""

from __future__ import annotations

import pytest

from showclear.domain.limits import FLOOR
from showclear.domain.situation.status import State, status
from showclear.domain.situation.stops import Need, set_status
from tests.domain.rules.test_rules import ask
from tests.domain.situation.productions import NOON, Shoot


@pytest.fixture
def shoot() -> Shoot:
    """A production with one revolver whose day is open."""
    shoot = Shoot()
    shoot.found()
    shoot.take_in()
    shoot.open_day()
    return shoot


def test_the_meeting_comes_after_count_and_sweep(shoot: Shoot) -> None:
    """R-088: whoever says which guns come out has counted what is there."""
    refusal = ask(shoot, "counted-before-meeting", "main")
    assert refusal is not None
    assert "count and sweep" in refusal.remedy
    shoot.check("count", procedure="day-count")
    assert ask(shoot, "counted-before-meeting", "main") is not None, "nobody swept"
    shoot.count("A-07")
    assert ask(shoot, "counted-before-meeting", "main") is None
    shoot.move("barn")
    assert ask(shoot, "counted-before-meeting", "main") is not None, "it was counted elsewhere"


def test_the_meeting_that_a_release_needs_waits_for_no_count(shoot: Shoot) -> None:
    """R-088: a gun that is missing may never be counted, and the people have to be told all the same."""
    shoot.hold(kind="stand-down")
    assert ask(shoot, "counted-before-meeting", "main") is None
    (stop,) = set_status(shoot.situation()).stops
    assert Need.MEETING in stop.needs


@pytest.mark.parametrize("before", ["count", "sweep"])
def test_a_meeting_that_came_before_the_count_lets_no_gun_out(shoot: Shoot, before: str) -> None:
    """R-088, R-065: signed on a laptop that let it happen, it does not count; held once more it does."""
    other = {"count": "sweep", "sweep": "count"}[before]
    shoot.check(other, procedure="day-count")
    shoot.meet()
    shoot.count("A-07")
    shoot.prove()
    shoot.check("readiness")
    shoot.clear()
    assert ask(shoot, "meeting-held") is not None
    found = status(shoot.situation(), "A-07", NOON, FLOOR)
    assert found is not None
    assert found.state is State.UNVERIFIED
    shoot.meet()
    assert ask(shoot, "meeting-held") is None
    shoot.clear()
    found = status(shoot.situation(), "A-07", NOON, FLOOR)
    assert found is not None
    assert found.state is State.COLD


def test_counting_once_more_ends_no_meeting(shoot: Shoot) -> None:
    """R-088: what was counted before it was counted before it."""
    shoot.ready("A-07")
    shoot.count("A-07")
    assert ask(shoot, "meeting-held") is None
