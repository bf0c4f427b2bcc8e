"""How long nobody opens a gun that did not fire."""

from __future__ import annotations

from dataclasses import replace

from showclear.domain.limits import FLOOR
from showclear.domain.misfires import misfire_wait
from showclear.domain.weapons import Action, Ignition, Weapon, WeaponClass

CARTRIDGE, POWDER = FLOOR["misfire_wait_seconds"], FLOOR["misfire_wait_seconds_black_powder"]

GUN = Weapon(
    "A-07",
    "Colt",
    "1873",
    ".45",
    "1",
    WeaponClass.BLANK_FIRING,
    Action.REVOLVER,
    Ignition.CARTRIDGE,
    chambers=6,
    barrels=1,
)


def test_black_powder_and_what_nobody_can_tell_wait_the_longer_time() -> None:
    """R-MISFIRE-1."""
    assert misfire_wait([GUN, GUN], FLOOR) == CARTRIDGE
    for ignition in (Ignition.PERCUSSION, Ignition.FLINTLOCK):
        assert misfire_wait([GUN, replace(GUN, ignition=ignition)], FLOOR) == POWDER
    assert misfire_wait([GUN, None], FLOOR) == POWDER, "one that is not on the register"
    assert misfire_wait([], FLOOR) == POWDER, "nobody said which"


def test_where_a_production_waits_longer_for_cartridges_nobody_waits_less() -> None:
    """R-MISFIRE-1: a rule pack may ask for more than the floor of black powder."""
    assert misfire_wait([None], {**FLOOR, "misfire_wait_seconds": 300}) == 300
