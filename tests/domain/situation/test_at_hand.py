"""Which guns an emergency may be about before anybody said which: none that may be it is left out."""

from __future__ import annotations

import pytest

from showclear.domain.checklists import Procedure
from showclear.domain.custody import Custody, Shape
from showclear.domain.situation.at_hand import Meant, guns_at_hand, guns_meant
from showclear.domain.situation.status import State, WeaponStatus
from showclear.domain.weapons import Action, Contents, Ignition, Weapon, WeaponClass

LOCKED, IN_HAND = Custody(Shape.LOCKED, lock="safe 1"), Custody(Shape.WITH, "mara")
ISSUED, GONE = Custody(Shape.ISSUED, "dana"), Custody(Shape.UNACCOUNTED)


def gun(
    tag: str, custody: Custody | None, state: State = State.COLD, *, collect: bool = False, inert: bool = False
) -> WeaponStatus:
    """A revolver, or a rubber one."""
    weapon = Weapon(
        tag, "Colt", "1873", ".45", "447100", WeaponClass.RUBBER if inert else WeaponClass.LIVE_CAPABLE,
        Action.NONE if inert else Action.REVOLVER, Ignition.NONE if inert else Ignition.CARTRIDGE,
        0 if inert else 6, 0 if inert else 1,
    )  # fmt: skip
    return WeaponStatus(
        weapon=weapon, state=state, contents=Contents.NOTHING, count=0, custody=custody, why="", next="",
        shown_at=None, clearance=None, issue=None, collect=collect, restrictions=(),
    )  # fmt: skip


EVERY = (
    gun("OUT", ISSUED),
    gun("LATE", IN_HAND, collect=True),
    gun("GONE", GONE, State.UNVERIFIED, collect=True),
    gun("NOWHERE", None, State.UNVERIFIED, collect=True),
    gun("HOT", IN_HAND, State.HOT),
    gun("HELD", IN_HAND),
    gun("RUBBER", IN_HAND, inert=True),
    gun("SAFE", LOCKED),
    gun("SAFE-HOT", LOCKED, State.HOT),
)


def only(*tags: str) -> tuple[WeaponStatus, ...]:
    """Some of them."""
    return tuple(one for one in EVERY if one.weapon.tag in tags)


def test_at_hand_is_what_is_out_and_what_holds_a_blank_outside_a_lock() -> None:
    """R-048: back in its armorer's hand, a hot gun can still go off."""
    assert guns_at_hand(EVERY) == ("OUT", "LATE", "GONE", "NOWHERE", "HOT")


@pytest.mark.parametrize("procedure", [Procedure.MISFIRE, Procedure.FOUND, Procedure.INCIDENT])
def test_one_gun_at_hand_is_the_one_and_of_several_it_is_asked(procedure: Procedure) -> None:
    """Nobody is asked where there is nothing to choose."""
    assert guns_meant(only("OUT", "HELD", "SAFE"), procedure) == Meant(("OUT",), ask=False)
    assert guns_meant(only("OUT", "HOT", "HELD"), procedure) == Meant(("OUT", "HOT"), ask=True)


def test_a_misfire_with_no_gun_at_hand_is_asked_of_those_in_a_hand_that_could_fire() -> None:
    """R-114: its list needs the name of a gun; another emergency needs none. One alone is asked about, too."""
    here = only("HELD", "RUBBER", "SAFE", "SAFE-HOT")
    assert guns_meant(here, Procedure.MISFIRE) == Meant(("HELD",), ask=True)
    assert guns_meant(here, Procedure.INCIDENT) == Meant((), ask=False)
    assert guns_meant(only("SAFE"), Procedure.MISFIRE) == Meant((), ask=False)
