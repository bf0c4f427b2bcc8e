"""What is entered after hours on paper: it says where things are, and ends every clearance of the unit."""

from __future__ import annotations

from itertools import product

import pytest

from showclear.domain.effects import Effect
from showclear.domain.limits import FLOOR
from showclear.domain.people import Person, Role
from showclear.domain.situation.paper import may_enter
from showclear.domain.situation.status import State, WeaponStatus, status
from tests.domain.situation.productions import BY_ARMORER_AND_AD, Shoot, at, custody, equipped
from tests.domain.situation.stopping import FOUNDERS

SECOND = Effect("unit-opened", {"unit": "second", "place": "quarry", "zone": "UTC", "first": "jonas"})


@pytest.fixture
def shoot() -> Shoot:
    """Two revolvers and a box of the first unit, both cleared; a second unit without a gun."""
    shoot = equipped("A-07", "B-02")
    shoot.add("unit", [SECOND], signers=FOUNDERS)
    shoot.ready("A-07", "B-02")
    shoot.clear("A-07")
    shoot.clear("B-02")
    return shoot


def of(shoot: Shoot, tag: str) -> WeaponStatus:
    """The status of a weapon one minute after noon."""
    found = status(shoot.situation(), tag, at(1), FLOOR)
    assert found is not None
    return found


def test_after_paper_every_gun_of_the_unit_is_unverified_also_those_it_does_not_name(shoot: Shoot) -> None:
    """R-134: whoever enters one box says that work was done on paper; nobody knows what else was done."""
    assert {of(shoot, "A-07").state, of(shoot, "B-02").state} == {State.COLD}
    count = Effect("accounted", {"container": "BOX-1", "counted": 50})
    shoot.add("late-entry", [count, custody("A-07", "locked", lock="safe")], signers=BY_ARMORER_AND_AD)
    named, other = of(shoot, "A-07"), of(shoot, "B-02")
    assert (named.state, other.state) == (State.UNVERIFIED, State.UNVERIFIED)
    assert "paper" in named.why
    assert "paper" in other.why


def test_a_late_entry_of_another_unit_ends_nothing_here(shoot: Shoot) -> None:
    """R-134: the first unit had its laptop."""
    shoot.add(
        "late-entry", [Effect("break", {"unit": "second", "reason": "paper"})], signers=BY_ARMORER_AND_AD
    )  # fmt: skip
    assert {of(shoot, "A-07").state, of(shoot, "B-02").state} == {State.COLD}


@pytest.mark.parametrize("signers", [BY_ARMORER_AND_AD, ()], ids=["signed", "signed by nobody"])
def test_a_late_entry_that_names_nothing_ends_everything(shoot: Shoot, signers: tuple[object, ...]) -> None:
    """R-134: it ends things whoever signed it, like any other break."""
    shoot.add("late-entry", signers=signers)  # type: ignore[arg-type]
    assert {of(shoot, "A-07").state, of(shoot, "B-02").state} == {State.UNVERIFIED}


def test_a_clearance_that_does_not_know_of_the_late_entry_ends_too(shoot: Shoot) -> None:
    """R-134: another laptop cleared it while the first one was on paper."""
    shoot.sync("truck", "cart")
    shoot.clear("B-02", laptop="cart")
    shoot.add("late-entry", [custody("A-07", "locked", lock="safe")], signers=BY_ARMORER_AND_AD)
    shoot.sync("truck", "cart")
    assert of(shoot, "B-02").state is State.UNVERIFIED
    shoot.clear("B-02", laptop="cart")
    assert of(shoot, "B-02").state is State.COLD, "two people looked again"


def test_what_was_done_on_paper_is_entered_by_who_handles_guns_and_one_more() -> None:
    """R-PAPER-1: never by one person alone."""
    handles = (Role.ARMORER, Role.HANDLER)
    for first, second in product(Role, Role):
        fit = first in handles and second in (*handles, Role.ASSISTANT_DIRECTOR)
        assert may_enter(Person("lee", "Lee", first), Person("kim", "Kim", second)) is fit
        assert not may_enter(Person("lee", "Lee", first), Person("lee", "Lee", second))
