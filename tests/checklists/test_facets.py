"""Facets: what applies, and which combinations can exist."""

from __future__ import annotations

import pytest

from showclear.domain.facets import applies, plan_fault, possible_facets, possible_weapons, weapon_facets, weapon_fault
from showclear.domain.weapons import Action, Contents, Has, Ignition, WeaponClass

PISTOL = weapon_facets(Action.SEMI_AUTO, WeaponClass.BLANK_FIRING, Ignition.CARTRIDGE, (Has.MAGAZINE, Has.SPARES))


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ({}, True),
        ({"weapon.action": ("semi-auto", "pump")}, True),
        ({"weapon.action": ("pump",)}, False),
        ({"weapon.has": ("tube", "spares")}, True),
        ({"weapon.has": ("tube",)}, False),
        ({"weapon.action": ("semi-auto",), "weapon.class": ("plugged",)}, False),
        ({"container.contents": ("dummy", "blank")}, False),
    ],
)
def test_a_condition_applies_when_every_facet_has_one_of_its_values(
    condition: dict[str, tuple[str, ...]], expected: bool
) -> None:
    """A facet that the subject does not have never matches."""
    assert applies(condition, PISTOL) is expected


CANNOT_EXIST = {
    "a live-capable gun without an action": (Action.NONE, WeaponClass.LIVE_CAPABLE, Ignition.CARTRIDGE, ()),
    "a rubber gun with a cylinder": (Action.REVOLVER, WeaponClass.RUBBER, Ignition.NONE, ()),
    "a gun without ignition": (Action.PUMP, WeaponClass.LIVE_CAPABLE, Ignition.NONE, ()),
    "a flintlock pump": (Action.PUMP, WeaponClass.LIVE_CAPABLE, Ignition.FLINTLOCK, ()),
    "a muzzle-loader of cartridges": (Action.MUZZLE_LOADER, WeaponClass.LIVE_CAPABLE, Ignition.CARTRIDGE, ()),
    "a revolver with a belt": (Action.REVOLVER, WeaponClass.LIVE_CAPABLE, Ignition.CARTRIDGE, (Has.BELT,)),
    "airsoft of cartridges": (Action.SEMI_AUTO, WeaponClass.AIRSOFT, Ignition.CARTRIDGE, ()),
    "a rubber gun with a magazine": (Action.NONE, WeaponClass.RUBBER, Ignition.NONE, (Has.MAGAZINE,)),
}


@pytest.mark.parametrize("name", CANNOT_EXIST)
def test_what_cannot_exist_is_said_in_a_sentence(name: str) -> None:
    """The table keeps lint honest: it tries what can stand on a bench and nothing else."""
    assert weapon_fault(*CANNOT_EXIST[name])


EXISTS = {
    "a six-shooter with spare cylinders": (
        Action.REVOLVER,
        WeaponClass.LIVE_CAPABLE,
        Ignition.CARTRIDGE,
        (Has.SPARES,),
    ),
    "a cap-and-ball revolver": (Action.REVOLVER, WeaponClass.LIVE_CAPABLE, Ignition.PERCUSSION, ()),
    "a blank pistol": (Action.SEMI_AUTO, WeaponClass.BLANK_FIRING, Ignition.CARTRIDGE, (Has.MAGAZINE,)),
    "a machine gun": (Action.SEMI_AUTO, WeaponClass.BLANK_FIRING, Ignition.CARTRIDGE, (Has.BELT,)),
    "a pump shotgun": (Action.PUMP, WeaponClass.PLUGGED, Ignition.CARTRIDGE, (Has.TUBE,)),
    "a double": (Action.BREAK, WeaponClass.LIVE_CAPABLE, Ignition.CARTRIDGE, ()),
    "a flintlock": (Action.MUZZLE_LOADER, WeaponClass.LIVE_CAPABLE, Ignition.FLINTLOCK, ()),
    "a replica that opens": (Action.REVOLVER, WeaponClass.REPLICA, Ignition.NONE, ()),
    "a rubber gun": (Action.NONE, WeaponClass.RUBBER, Ignition.NONE, ()),
    "a non-gun": (Action.NONE, WeaponClass.NON_GUN, Ignition.NONE, ()),
}


@pytest.mark.parametrize("name", EXISTS)
def test_what_stands_on_a_bench_is_possible(name: str) -> None:
    """Every one of these is tried by lint."""
    thing = EXISTS[name]
    assert weapon_fault(*thing) == ""
    assert thing in set(possible_weapons())


def test_no_round_is_planned_for_what_takes_none() -> None:
    """A rubber gun, a muzzle-loader and a cap-and-ball revolver hold no dummy rounds."""
    assert plan_fault(Action.NONE, Ignition.NONE, Contents.DUMMY)
    assert plan_fault(Action.MUZZLE_LOADER, Ignition.FLINTLOCK, Contents.DUMMY)
    assert plan_fault(Action.REVOLVER, Ignition.PERCUSSION, Contents.DUMMY)
    assert plan_fault(Action.REVOLVER, Ignition.CARTRIDGE, Contents.DUMMY) == ""
    assert plan_fault(Action.MUZZLE_LOADER, Ignition.PERCUSSION, Contents.BLANK) == "", "a charge makes a blank"
    assert plan_fault(Action.NONE, Ignition.NONE, Contents.BLANK)


def test_a_thousand_combinations_remain_and_each_only_once() -> None:
    """Thousands of facets together are few enough to try them all."""
    combinations = [facets.values for facets in possible_facets()]
    assert len(combinations) == len(set(combinations)) > 1000
    assert len(list(possible_facets("container"))) == 4
