"""What guns were at an earlier time, by the same rules as now: nothing that came later is seen."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest

from showclear.domain.custody import Shape
from showclear.domain.situation import fold
from showclear.domain.situation.earlier import situation_at, stretches
from showclear.domain.situation.status import State, set_status, statuses
from tests.domain.situation.productions import BY_ARMORER_AND_AD, Shoot, at


def a_day() -> Shoot:
    """A gun is taken in, the day opens, it is cleared, out, held, taken back and cleared again."""
    shoot = Shoot(now=at(0))
    shoot.found()
    shoot.take_in()
    shoot.take_in("B-02")
    shoot.now = at(10)
    shoot.ready("A-07")
    shoot.now = at(20)
    shoot.clear()
    shoot.now = at(22)
    shoot.hand_over()
    shoot.now = at(25)
    held = shoot.hold()
    shoot.now = at(26)
    shoot.take_back()
    shoot.now = at(30)
    shoot.lift(held, signers=BY_ARMORER_AND_AD)
    shoot.now = at(40)
    shoot.clear()
    return shoot


def test_the_situation_at_a_time_is_the_fold_of_what_was_there_then() -> None:
    """For every record of a day: the state of each gun and what stops the set."""
    shoot = a_day()
    situation = shoot.situation()
    for record in shoot.records:
        there = [one for one in shoot.records if one.made_at <= record.made_at]
        then, folded = situation_at(situation, record.made_at), fold(there, shoot.ancestry)
        now = record.made_at + timedelta(seconds=1)
        assert statuses(then, now, then.limits) == statuses(folded, now, folded.limits)
        assert set_status(then) == set_status(folded)


def test_before_the_first_record_there_is_nothing() -> None:
    """No gun, nobody, no stop."""
    then = situation_at(a_day().situation(), at(-5))
    assert not then.weapons()
    assert not then.people()
    assert not set_status(then).stops


def test_what_another_laptop_wrote_counts_from_its_own_time_whenever_it_came_here() -> None:
    """A log that was copied in the evening tells of the afternoon."""
    shoot = a_day()
    shoot.sync("truck", "cart")
    shoot.now = at(50)
    shoot.take_back(laptop="cart")
    shoot.now = at(60)
    shoot.take_back("B-02", laptop="truck")
    late_first = [*shoot.records[:-2], shoot.records[-1], shoot.records[-2]]
    for order in (shoot.records, late_first):
        situation = fold(order, shoot.ancestry)
        found = stretches(situation, "A-07", [one.made_at for one in shoot.records], at(70))
        assert [one.since for one in found if one.state is State.UNVERIFIED][-1] == at(50)


def test_the_life_of_a_gun_is_told_without_a_gap_and_with_what_time_alone_ended() -> None:
    """Cleared at 40 minutes for 15: unverified from then on, though nobody wrote anything."""
    shoot = a_day()
    found = stretches(shoot.situation(), "A-07", sorted({one.made_at for one in shoot.records}), at(90))
    assert all(one.until == other.since for one, other in pairwise(found))
    assert (found[0].since, found[-1].until) == (at(0), at(90))
    assert [one.state for one in found if one.since >= at(20)] == [
        State.COLD, State.COLD, State.UNVERIFIED, State.UNVERIFIED, State.COLD, State.UNVERIFIED,
    ]  # fmt: skip
    ended = found[-1]
    assert ended.since == at(55), "at its end it has ended"
    assert [one.custody.shape for one in found if one.custody and at(20) <= one.since < at(30)] == [
        Shape.WITH, Shape.ISSUED, Shape.ISSUED, Shape.WITH,
    ]  # fmt: skip


def test_what_is_out_when_the_eighteenth_hour_strikes_is_cold_no_longer() -> None:
    """R-054: the day ends before the minutes of the issue do, and nobody wrote anything."""
    shoot = Shoot(now=at(0))
    shoot.found()
    shoot.take_in()
    shoot.ready("A-07")
    shoot.now = at(18 * 60 - 3)
    shoot.clear()
    shoot.hand_over()
    found = stretches(shoot.situation(), "A-07", sorted({one.made_at for one in shoot.records}), at(18 * 60 + 30))
    assert [(one.since, one.state) for one in found[1:]] == [
        (at(18 * 60 - 3), State.COLD), (at(18 * 60), State.UNVERIFIED),
    ]  # fmt: skip
    assert "18 hours ago" in found[-1].why


@pytest.mark.parametrize("until", [at(-10), at(0)])
def test_a_time_without_an_end_has_no_stretch(until: object) -> None:
    """An empty day is empty."""
    assert stretches(a_day().situation(), "A-07", [at(0)], until) == ()  # type: ignore[arg-type]  # a moment


def test_a_gun_that_was_not_taken_in_yet_has_no_stretch_before() -> None:
    """Its life begins with its intake."""
    shoot = a_day()
    shoot.now = at(80)
    shoot.take_in("C-01")
    found = stretches(shoot.situation(), "C-01", [one.made_at for one in shoot.records], at(90))
    assert [(one.since, one.state) for one in found] == [(at(80), State.UNVERIFIED)]


def test_looking_back_changes_nothing() -> None:
    """It is a view; the situation of now stays what it is."""
    shoot = a_day()
    situation = shoot.situation()
    before = statuses(situation, at(45), situation.limits)
    situation_at(situation, at(22)).weapons()
    assert statuses(situation, at(45), situation.limits) == before
