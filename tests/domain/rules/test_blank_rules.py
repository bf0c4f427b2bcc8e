"""What a blank take, a zone and the filling of a feed device ask before they start."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from showclear.domain.effects import Effect
from tests.domain.rules.test_rules import ask, cites
from tests.domain.situation.blank_days import (
    back,
    blank_day,
    blank_take,
    box,
    come_back,
    counted,
    fill,
    lose_a_dummy,
    zone,
)
from tests.domain.situation.productions import BY_ARMORER_AND_AD, Shoot, load, unload

PLAN = {"scene": "12A", "place": "church", "plan.from": "box", "plan.count": "6", "box": "HALF", "unit": "main"}
FROM_DEVICE = {**PLAN, "plan.from": "device", "device": "CYL-1", "box": ""}


@pytest.fixture
def shoot() -> Shoot:
    """A day with blanks on which nothing was fired yet."""
    return blank_day()


def test_the_zone_lives_for_this_slate_place_load_and_count(shoot: Shoot) -> None:
    """R-080."""
    zoned = shoot.records[-1]
    assert ask(shoot, "zone-living", inputs=PLAN) is None
    assert ask(shoot, "zone-living") is None
    assert ask(shoot, "zone-living", "B-02", PLAN) is not None
    for change in (
        {"scene": "14"},
        {"place": "barn"},
        {"plan.count": "7"},
        {"plan.load": "full"},
    ):
        assert cites(ask(shoot, "zone-living", inputs={**PLAN, **change}), zoned), change
    rest = shoot.rest()
    assert cites(ask(shoot, "zone-living", inputs=PLAN), rest)


def test_the_box_of_a_blank_take_fits_zone_and_gun(shoot: Shoot) -> None:
    """R-081: GREY: birdshot was in a box of blanks."""
    assert ask(shoot, "blank-box-fits", inputs=PLAN) is None
    assert ask(shoot, "blank-box-fits", inputs=FROM_DEVICE) is None, "then the device is asked"
    box(shoot, "OTHER", calibre="12 gauge")
    box(shoot, "NO-LOAD", blank_load="")
    for named in ("FULL", "DUMMIES", "OTHER", "NO-LOAD", "X-99", ""):
        assert ask(shoot, "blank-box-fits", inputs={**PLAN, "box": named}) is not None, named
    for count in ("0", "51"):
        assert ask(shoot, "blank-box-fits", inputs={**PLAN, "plan.count": count}) is not None, count
    gap = counted(shoot, "HALF", 49)
    assert cites(ask(shoot, "blank-box-fits", inputs=PLAN), gap)


def test_a_muzzle_loader_takes_measured_charges(shoot: Shoot) -> None:
    """R-081: powder where powder fires, and nowhere else."""
    shoot.take_in("M-01", action="muzzle-loader", ignition="percussion", chambers=1)
    box(shoot, "POWDER", contents="powder", blank_load="60 grains")
    zone(shoot, "M-01", load="60 grains", count=1)
    one = {**PLAN, "plan.count": "1"}
    assert ask(shoot, "blank-box-fits", "M-01", {**one, "box": "POWDER"}) is None
    assert ask(shoot, "blank-box-fits", "M-01", {**one, "box": "HALF"}) is not None
    assert ask(shoot, "blank-box-fits", "A-07", {**one, "box": "POWDER"}) is not None


@pytest.mark.parametrize(
    ("weapon_class", "ignition", "fires"),
    [
        ("live-capable", "cartridge", True),
        ("blank-firing", "cartridge", True),
        ("plugged", "cartridge", False),
        ("deactivated", "cartridge", False),
        ("airsoft", "none", False),
        ("replica", "none", False),
    ],
)
def test_only_what_fires_blanks_fires_blanks(shoot: Shoot, weapon_class: str, ignition: str, fires: bool) -> None:
    """R-082."""
    shoot.take_in("C-01", **{"class": weapon_class, "ignition": ignition})
    assert (ask(shoot, "fires-blanks", "C-01") is None) is fires
    assert ask(shoot, "fires-blanks", "X-99") is not None


def test_a_feed_device_is_on_the_register_and_not_barred(shoot: Shoot) -> None:
    """R-083."""
    assert ask(shoot, "device-taken-in", "CYL-1") is None
    assert ask(shoot, "device-taken-in", "A-07", {"device": "CYL-1"}) is None
    assert ask(shoot, "device-taken-in", "CYL-9") is not None
    barred = shoot.bar("CYL-1")
    assert cites(ask(shoot, "device-taken-in", "CYL-1"), barred)


def test_two_intakes_of_a_device_that_disagree_refuse_it(shoot: Shoot) -> None:
    """R-083: nobody knows which gun it goes with."""
    shoot.sync("truck", "set")
    shoot.take_in_device("CYL-1", "A-07")
    shoot.take_in_device("CYL-1", "B-02", laptop="set")
    assert ask(shoot, "device-taken-in", "CYL-1") is not None


def test_a_device_is_empty_before_it_is_filled(shoot: Shoot) -> None:
    """R-084."""
    assert ask(shoot, "device-holds-nothing", "CYL-1") is None
    filled = fill(shoot)
    assert cites(ask(shoot, "device-holds-nothing", "CYL-1"), filled)
    taken = blank_take(shoot, device="CYL-1")
    assert cites(ask(shoot, "device-holds-nothing", "CYL-1"), taken), "it is in the gun"
    come_back(shoot, back(cases=6), Effect("device-proved-empty", {"device": "CYL-1"}))
    assert ask(shoot, "device-holds-nothing", "CYL-1") is None
    assert ask(shoot, "device-holds-nothing", "CYL-9") is not None


def test_a_box_fits_the_device_that_is_filled_from_it(shoot: Shoot) -> None:
    """R-013: class, calibre, load and room, as for a gun."""
    plan = {"box": "HALF", "plan.count": "6"}
    assert ask(shoot, "box-fits", "CYL-1", plan) is None
    assert ask(shoot, "box-fits", "CYL-1", {**plan, "box": "DUMMIES"}) is None
    box(shoot, "NO-LOAD", blank_load="")
    box(shoot, "CAPS", contents="caps")
    for change in ({"plan.count": "7"}, {"plan.count": "0"}, {"box": "NO-LOAD"}, {"box": "CAPS"}, {"box": ""}):
        assert ask(shoot, "box-fits", "CYL-1", {**plan, **change}) is not None, change
    lose_a_dummy(shoot)
    assert cites(ask(shoot, "box-fits", "CYL-1", {**plan, "box": "DUMMIES"}), shoot.records[-1])


def test_a_filled_device_is_ready_for_its_gun(shoot: Shoot) -> None:
    """R-085: filled, counted and sealed by two handlers, with the load of the zone."""
    assert ask(shoot, "device-ready", inputs=PLAN) is None, "then the box is asked"
    assert ask(shoot, "device-ready", inputs=FROM_DEVICE) is not None, "it is empty"
    filled = fill(shoot)
    assert ask(shoot, "device-ready", inputs=FROM_DEVICE) is None
    assert cites(ask(shoot, "device-ready", inputs={**FROM_DEVICE, "plan.count": "5"}), filled)
    assert cites(ask(shoot, "device-ready", inputs={**FROM_DEVICE, "plan.load": "full"}), filled)
    assert ask(shoot, "device-ready", "B-02", FROM_DEVICE) is not None, "it goes with another gun"
    assert ask(shoot, "device-ready", inputs={**FROM_DEVICE, "device": "CYL-9"}) is not None
    barred = shoot.bar("CYL-1")
    assert cites(ask(shoot, "device-ready", inputs=FROM_DEVICE), barred)


@pytest.mark.parametrize(
    ("name", "filling"),
    [
        ("with the load of no zone", lambda shoot: fill(shoot, container="FULL")),
        ("with dummies", lambda shoot: fill(shoot, container="DUMMIES", contents="dummy")),
        ("by one custodian and an assistant director", lambda shoot: fill(shoot, signers=BY_ARMORER_AND_AD)),
        ("and counted otherwise since", lambda shoot: fill(shoot) and counted(shoot, "CYL-1", 5)),
        ("and fired from since", lambda shoot: fill(shoot) and blank_take(shoot, device="CYL-1")),
    ],
)
def test_a_device_that_is_not_ready_is_refused(shoot: Shoot, name: str, filling: Callable[[Shoot], object]) -> None:
    """R-085."""
    filling(shoot)
    assert ask(shoot, "device-ready", inputs=FROM_DEVICE) is not None, name


def test_the_guns_of_a_zone_are_ready(shoot: Shoot) -> None:
    """R-086: TOMB: a gun that came late missed the check."""
    named = {"unit": "main", "guns": "A-07 B-02"}
    assert ask(shoot, "zone-guns-ready", "main", named) is None
    shoot.take_in("C-01")
    shoot.take_in("R-01", **{"class": "replica", "ignition": "none"})
    for guns in ("", "X-99", "A-07 C-01", "R-01"):
        assert ask(shoot, "zone-guns-ready", "main", {**named, "guns": guns}) is not None, guns
    barred = shoot.bar("B-02")
    assert cites(ask(shoot, "zone-guns-ready", "main", named), barred)
    assert ask(shoot, "zone-guns-ready", "main", {**named, "guns": "A-07"}) is None
    wrapped = shoot.wrap()
    assert cites(ask(shoot, "zone-guns-ready", "main", {**named, "guns": "A-07"}), wrapped)


def test_a_gun_of_another_unit_is_not_in_the_zone(shoot: Shoot) -> None:
    """R-086: each unit has its own."""
    shoot.open_unit("second")
    shoot.take_in("C-01", unit="second")
    assert ask(shoot, "zone-guns-ready", "main", {"unit": "main", "guns": "C-01"}) is not None


def test_what_a_gun_holds_has_to_be_known_to_take_it_out(shoot: Shoot) -> None:
    """R-087, R-002: counted blanks come out by a return; what nobody knows two people take in again."""
    described = {"weapon.tag": "A-07", "weapon.serial": "SA-07"}
    assert ask(shoot, "weapon-holds-known") is None
    blank_take(shoot)
    assert ask(shoot, "weapon-holds-known") is None
    assert ask(shoot, "weapon-not-taken-in", "A-07", described) is not None
    unsigned = shoot.add("procedure", [load("A-07", 1, "HALF", left=0, contents="blank")], procedure="blank-take")
    assert cites(ask(shoot, "weapon-holds-known"), unsigned)
    assert ask(shoot, "weapon-not-taken-in", "A-07", described) is None


def test_rounds_go_back_into_the_box_they_came_from(shoot: Shoot) -> None:
    """R-013: blanks too."""
    blank_take(shoot)
    assert ask(shoot, "box-fits", inputs={"box": "HALF"}) is None
    assert ask(shoot, "box-fits", inputs={"box": "FULL"}) is not None
    assert ask(shoot, "box-fits", inputs={"box": "CYL-1"}) is not None
    come_back(shoot, back(cases=6))
    fill(shoot)
    blank_take(shoot, device="CYL-1")
    open_device = ask(shoot, "box-fits", inputs={"box": "CYL-1"})
    assert open_device is not None
    assert "into HALF" in open_device.remedy, "what was open in the gun is no sealed device any more"
    assert ask(shoot, "box-fits", inputs={"box": "HALF"}) is None
    come_back(shoot, back("CYL-1", cases=6))
    shoot.clear("A-07", 6, "DUMMIES", left=44)
    assert ask(shoot, "box-fits", inputs={"box": "HALF"}) is not None
    come_back(shoot, unload("A-07", 6, "DUMMIES"))
    assert ask(shoot, "box-fits", inputs={"box": ""}) is None
