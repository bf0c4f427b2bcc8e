"""Where a feed device is after the wrap: no effect says so of each, and whoever signs it signs that all is locked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from showclear.domain.custody import Custody, Shape
from showclear.domain.effects import Effect
from showclear.domain.situation.accounts import device_custody
from showclear.domain.situation.involved import involved
from showclear.domain.situation.records import PERFORMED, VERIFIED, RecordFacts, SignerFacts
from tests.domain.situation.blank_days import fill, insert
from tests.domain.situation.productions import BY_ARMORER_AND_AD, BY_TWO_CUSTODIANS, Shoot, custody, index_titled
from tests.domain.situation.stopping import NOOR

IN_HAND = Custody(Shape.WITH, "mara")
LOCKED = Custody(Shape.LOCKED, key="hana")


@pytest.fixture
def shoot() -> Shoot:
    """A day with a revolver and its spare cylinder, which has been with the armorer since its intake."""
    shoot = Shoot()
    shoot.found()
    shoot.take_in()
    shoot.take_in_device("CYL-1", "A-07")
    shoot.take_in_box("BLANKS", contents="blank")
    shoot.add("custody", [custody("CYL-1", "with", person="mara")])
    shoot.ready("A-07")
    return shoot


def wrap(
    shoot: Shoot,
    *counted: str,
    signers: Sequence[SignerFacts] = BY_ARMORER_AND_AD,
    unit: str = "main",
    laptop: str = "truck",
) -> RecordFacts:
    """J: the gun is in its lock, whose key a handler takes; these feed devices were counted, each empty."""
    effects = [
        custody("A-07", "locked", lock="safe 1", key="hana"),
        *(Effect("accounted", {"container": one, "counted": 0}) for one in counted),
        Effect("wrapped", {"unit": unit, "day": "2026-03-04", "reconciled": "yes"}),
    ]
    return shoot.add("procedure", effects, signers=signers, procedure="wrap", laptop=laptop)


def where(shoot: Shoot) -> Custody | None:
    """Where the cylinder is."""
    return device_custody(shoot.situation().view, "CYL-1")


def test_a_device_that_was_counted_in_the_wrap_is_locked(shoot: Shoot) -> None:
    """R-137: with the keys, whoever took them; also where the number differed, because it was there."""
    assert where(shoot) == IN_HAND
    wrap(shoot, "CYL-1")
    assert where(shoot) == LOCKED
    shoot.open_day(day="2026-03-05")
    fill(shoot, container="BLANKS")
    wrap(shoot, "CYL-1")
    assert where(shoot) == LOCKED


@pytest.mark.parametrize(
    "then",
    [
        lambda shoot: shoot.open_day(day="2026-03-05"),
        lambda shoot: shoot.bar("CYL-1"),
        lambda shoot: shoot.wrap(),
    ],
    ids=["another day", "something is wrong with it", "a second wrap that counted nothing"],
)
def test_it_is_locked_until_the_next_record_about_it_or_its_day(shoot: Shoot, then: Callable[[Shoot], object]) -> None:
    """R-137: whoever takes it out of the safe in the morning has it again, though nobody says so of each device."""
    wrap(shoot, "CYL-1")
    then(shoot)
    assert where(shoot) == IN_HAND


def test_what_was_not_counted_or_by_others_is_not_locked(shoot: Shoot) -> None:
    """R-137: the wrap ends the day, and says nothing of what was not in it."""
    wrap(shoot)
    assert where(shoot) == IN_HAND
    wrap(shoot, "CYL-1", signers=BY_TWO_CUSTODIANS)
    assert where(shoot) == IN_HAND


def test_the_wrap_of_another_unit_locks_it_not(shoot: Shoot) -> None:
    """R-137: nor does it where two laptops wrapped without knowing of each other."""
    shoot.open_unit("second")
    shoot.open_day("second")
    wrap(shoot, "CYL-1", unit="second")
    assert where(shoot) == IN_HAND
    shoot.sync("truck", "cart")
    wrap(shoot, "CYL-1")
    assert where(shoot) == LOCKED
    shoot.wrap(laptop="cart")
    assert where(shoot) == IN_HAND


def leave(shoot: Shoot, *counted: str) -> None:
    """N: the gun is in the vehicle, whose key a handler has; these feed devices were counted, each empty."""
    effects = [
        custody("A-07", "locked", lock="van", key="hana"),
        *(Effect("accounted", {"container": one, "counted": 0}) for one in counted),
        Effect("place-changed", {"unit": "main", "place": "barn"}),
    ]
    shoot.add("procedure", effects, signers=BY_ARMORER_AND_AD, procedure="move")


def test_what_was_counted_out_for_a_move_is_locked_until_it_is_counted_there(shoot: Shoot) -> None:
    """R-137: both sign that all of it is locked for the way."""
    leave(shoot)
    assert where(shoot) == IN_HAND
    leave(shoot, "CYL-1")
    assert where(shoot) == LOCKED
    shoot.count("A-07", "CYL-1")
    assert where(shoot) == IN_HAND


def take_over(shoot: Shoot, *counted: str, giver: str = "mara") -> None:
    """O: Noor takes over from the armorer in charge; these feed devices were counted, each empty."""
    effects = [
        *(Effect("accounted", {"container": one, "counted": 0}) for one in counted),
        Effect("armorer-changed", {"unit": "main", "armorer": "noor"}),
    ]
    signed = (SignerFacts(giver, "armorer", PERFORMED), SignerFacts("noor", "armorer", VERIFIED))
    shoot.add("procedure", effects, signers=signed, procedure="change-of-armorer")


def test_what_both_counted_at_a_change_of_armorer_is_with_who_takes_over(shoot: Shoot) -> None:
    """R-137: only what was with who gave it; a change that does not count moves nothing."""
    shoot.add("enrolment", people=[NOOR, replace(NOOR, id="otto", name="Otto Lang")])
    shoot.take_in_device("CYL-2", "A-07")
    shoot.take_in_device("CYL-3", "A-07")
    shoot.add("custody", [custody("CYL-2", "with", person="hana"), custody("CYL-3", "with", person="mara")])
    take_over(shoot, "CYL-1", giver="otto")
    assert where(shoot) == IN_HAND
    take_over(shoot, "CYL-1", "CYL-2")
    assert where(shoot) == Custody(Shape.WITH, "noor")
    view = shoot.situation().view
    assert device_custody(view, "CYL-2") == Custody(Shape.WITH, "hana")
    assert device_custody(view, "CYL-3") == IN_HAND


@pytest.mark.parametrize("shape", ["unaccounted", "off-production", "issued"])
def test_what_is_in_no_hand_stays_where_it_is(shoot: Shoot, shape: str) -> None:
    """R-137: the list asks for a number of each, also of one that is not there."""
    shoot.add("custody", [custody("CYL-1", shape, **({"person": "will"} if shape == "issued" else {}))])
    wrap(shoot, "CYL-1")
    found = where(shoot)
    assert found is not None
    assert found.shape == shape


def test_what_is_frozen_is_not_locked_by_a_number(shoot: Shoot) -> None:
    """R-137, R-120: nobody opens what is frozen, so nobody counted it."""
    frozen = shoot.add("restriction", [Effect("frozen", {"item": "CYL-1", "reason": "evidence"})])
    wrap(shoot, "CYL-1")
    assert where(shoot) == IN_HAND
    assert frozen.title in {one.record for one in shoot.situation().open_restrictions("CYL-1")}


def test_what_went_into_a_gun_is_not_locked_by_a_number(shoot: Shoot) -> None:
    """R-137: it is where the gun is."""
    fill(shoot, container="BLANKS")
    shoot.add("custody", [custody("CYL-1", "with", person="mara")])
    looked = Effect("proved-empty", {"weapon": "A-07"})
    shoot.add("procedure", [looked, insert("CYL-1", "A-07", 6)], signers=BY_ARMORER_AND_AD, procedure="blank-take")
    wrap(shoot, "CYL-1")
    shoot.take_back()
    assert where(shoot) == IN_HAND
    shoot.add("custody", [custody("A-07", "issued", person="will")])
    assert where(shoot) == Custody(Shape.ISSUED, "will")


def test_who_had_it_before_is_still_involved_with_it(shoot: Shoot) -> None:
    """R-137, R-121: a lock that nobody named lets nobody release a stand-down."""
    wrap(shoot, "CYL-1")
    stop = shoot.add(
        "stand-down",
        [
            Effect("stand-down", {"reason": "a round in it"}),
            Effect("quarantined", {"item": "CYL-1", "reason": "a round in it"}),
        ],
    )
    view = shoot.situation().view
    assert "mara" in involved(view, index_titled(view, stop.title))
