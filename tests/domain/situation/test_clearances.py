"""How long a clearance and an issue live."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from showclear.domain.limits import FLOOR, Limits
from showclear.domain.situation.clearances import clearance, issue, turn_round_base
from showclear.domain.situation.reading import moment
from showclear.domain.situation.status import State, status
from tests.domain.situation.productions import NOON, Shoot, at, equipped


@pytest.fixture
def shoot() -> Shoot:
    """One revolver, looked at from noon on, signed three minutes later."""
    shoot = equipped(box=False, ready=True)
    shoot.now = at(3)
    shoot.clear(since=NOON)
    return shoot


@pytest.mark.parametrize(("minutes", "lives"), [(3, True), (14, True), (14.98, True), (15, False), (60, False)])
def test_a_clearance_runs_from_the_oldest_look_and_not_from_the_signature(
    shoot: Shoot, minutes: float, lives: bool
) -> None:
    """R-037: signed at 12:03, looked at since 12:00, over at 12:15."""
    assert (clearance(shoot.situation(), "A-07", at(minutes), FLOOR) is not None) is lives


@pytest.mark.parametrize("now", [None, at(2.9), NOON, NOON - timedelta(days=400)])
def test_a_clock_that_is_unknown_or_went_backwards_has_run_out(shoot: Shoot, now: datetime | None) -> None:
    """R-038: earlier than the record claims cannot be."""
    assert clearance(shoot.situation(), "A-07", now, FLOOR) is None
    found = status(shoot.situation(), "A-07", now, FLOOR)
    assert found is not None
    assert (found.state, found.rule) == (State.UNVERIFIED, "R-038")


def test_a_clock_set_back_does_not_revive_what_ran_out(shoot: Shoot) -> None:
    """R-038: any later record of the same log proves that the time had come."""
    shoot.now = at(20)
    shoot.take_in("B-02")
    assert clearance(shoot.situation(), "A-07", at(10), FLOOR) is None


def test_a_record_of_another_log_does_not_set_this_clock(shoot: Shoot) -> None:
    """R-038: laptops differ by seconds; only the log that cleared proves its own time."""
    shoot.sync("truck", "set")
    shoot.now = at(5)
    shoot.take_in("B-02", laptop="set")
    assert clearance(shoot.situation(), "A-07", at(4), FLOOR) is not None


@pytest.mark.parametrize(
    ("name", "limits", "ends"),
    [
        ("the floor", FLOOR, 15),
        ("a stricter pack", {"clearance_minutes": 5}, 5),
        ("nothing given", {}, 15),
        ("a laxer value is not taken", {"clearance_minutes": 90}, 15),
    ],
)
def test_limits_shorten_and_never_lengthen(shoot: Shoot, name: str, limits: Limits, ends: int) -> None:
    """R-037."""
    found = clearance(shoot.situation(), "A-07", at(3), limits)
    assert found is not None, name
    assert found.ends == at(ends)


def test_the_minutes_in_the_record_are_a_limit_too(shoot: Shoot) -> None:
    """R-037: signed under five minutes means five, whatever the limits say now; ninety means fifteen."""
    for minutes, ends in ((5, 8), (90, 18)):
        shoot.now = at(3)
        shoot.clear()
        record = shoot.records[-1]
        record.effects[-1].values["minutes"] = minutes  # type: ignore[index]
        found = clearance(shoot.situation(), "A-07", at(3), FLOOR)
        assert found is not None
        assert found.ends == at(ends)


@pytest.mark.parametrize(
    ("name", "since"),
    [
        ("later than the record", "2026-03-04T12:04:00Z"), ("not a time", "noon"), ("no zone", "2026-03-04T12:00:00"),
        ("another zone", "2026-03-04T12:00:00+02:00"), ("no such day", "2026-02-30T12:00:00Z"), ("empty", ""),
    ],
)  # fmt: skip
def test_a_look_at_an_unknown_time_clears_nothing(shoot: Shoot, name: str, since: str) -> None:
    """R-038: unknown time is expired time."""
    shoot.clear()
    shoot.records[-1].effects[-1].values["since"] = since  # type: ignore[index]
    assert clearance(shoot.situation(), "A-07", at(3), FLOOR) is None, name
    assert clearance(shoot.situation(), "A-07", at(5), FLOOR) is None, name


def test_times_are_read_strictly() -> None:
    """Effects write one form of time; anything else is unknown time."""
    assert moment("2026-03-04T12:00:00Z") == NOON
    assert moment("２026-03-04T12:00:00Z") is None
    assert moment("2026-03-04 12:00:00Z") is None


@pytest.mark.parametrize(("minutes", "state", "collect"), [(4, State.COLD, False), (14, State.UNVERIFIED, True)])
def test_an_issue_ends_in_the_hand(shoot: Shoot, minutes: int, state: State, collect: bool) -> None:
    """R-047: shown at 12:04, ten minutes; then unverified, still out, collect."""
    shoot.now = at(4)
    shoot.hand_over()
    found = status(shoot.situation(), "A-07", at(minutes), FLOOR)
    assert found is not None
    assert (found.state, found.collect) == (state, collect)
    assert found.shown_at == at(4)
    assert (issue(shoot.situation(), "A-07", at(minutes), FLOOR) is not None) is (state is State.COLD)


def test_an_issue_ends_under_a_hold(shoot: Shoot) -> None:
    """R-047: guns back."""
    shoot.now = at(4)
    shoot.hand_over()
    shoot.hold()
    found = status(shoot.situation(), "A-07", at(4), FLOOR)
    assert found is not None
    assert (found.state, found.collect, found.next) == (State.UNVERIFIED, True, "COLLECT: take it back")


def test_a_turn_round_needs_its_looks_to_begin_in_time(shoot: Shoot) -> None:
    """R-037, R-046: begun in the ninth minute, done in the twelfth; begun in the eleventh is too late."""
    shoot.now = at(4)
    shoot.hand_over()
    shoot.now = at(12)
    shoot.take_back()
    situation = shoot.situation()
    assert turn_round_base(situation, "A-07", at(13.9), FLOOR) is not None
    assert turn_round_base(situation, "A-07", at(14), FLOOR) is None
    assert turn_round_base(situation, "A-07", at(16), FLOOR, begun=at(13)) is not None
    assert turn_round_base(situation, "A-07", at(16), FLOOR, begun=at(14)) is None
    assert turn_round_base(situation, "A-07", at(13), FLOOR, begun=at(13.5)) is None, "begun in the future"
    assert turn_round_base(situation, "A-07", at(3.5), FLOOR) is None, "the clock went back"
