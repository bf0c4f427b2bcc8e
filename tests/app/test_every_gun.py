"""One gun of each action, ignition and class, from intake through proof, D and E or F, to G, with the shipped lists."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from showclear.app.demo_things import DemoWeapon
from showclear.app.production import RulesRefuseError
from showclear.domain.checklists import Procedure
from showclear.domain.weapons import Vent
from tests.app.sets import RIFLE, SHELL, blank_take, blanks_back, prove, take_in, take_in_box, train, zone
from tests.app.stage import EMPTY, Stage, plan

PAK = "8 mm PAK"


@dataclass(frozen=True, slots=True)
class Case:
    """A gun, the dummies and the blanks that it takes, if it takes any."""

    weapon: DemoWeapon
    dummies: str = ""
    blanks: str = ""
    load: str = ""
    count: int = 1
    caps: str = ""


def gun(
    tag: str, kind: str, calibre: str, chambers: int, barrels: int = 1, has: str = "", feeds: str = ""
) -> DemoWeapon:
    """`kind` is class, action and ignition."""
    weapon_class, action, ignition = kind.split()
    return DemoWeapon(
        tag,
        "Marden",
        "No. 2",
        calibre,
        f"MD{tag[0]}7316",
        weapon_class,
        action,
        ignition,
        chambers,
        barrels,
        has,
        feeds,
    )


CASES = {
    "double shotgun": Case(gun("D-01", "live-capable break cartridge", SHELL, 2, 2), "DUM-S", "BLK-S", "half", 2),
    "pump": Case(gun("P-01", "live-capable pump cartridge", SHELL, 1, has="tube"), "", "BLK-S", "half", 1),
    "lever": Case(gun("L-01", "live-capable lever cartridge", RIFLE, 1, has="tube"), "", "BLK-R", "full", 1),
    "bolt": Case(
        gun("T-01", "live-capable bolt cartridge", RIFLE, 1, has="magazine", feeds="T-M magazine 5"),
        "DUM-R",
        "BLK-R",
        "full",
        3,
    ),
    "blank-firer, top vent": Case(
        gun("V-01", "blank-firing semi-auto cartridge", PAK, 1, has="magazine", feeds="V-M magazine 7"),
        "",
        "BLK-P",
        "quarter",
        5,
    ),
    "percussion revolver": Case(gun("N-01", "live-capable revolver percussion", ".44", 6), "", "POW-1", "half", 6),
    "flintlock": Case(gun("F-01", "live-capable muzzle-loader flintlock", ".69", 1), "", "POW-1", "half", 1),
    "caplock": Case(gun("K-01", "live-capable muzzle-loader percussion", ".58", 1), "", "POW-1", "half", 1),
    "airsoft": Case(gun("O-01", "airsoft semi-auto none", "6 mm", 1, has="magazine", feeds="O-M magazine 20")),
    "deactivated": Case(gun("Z-01", "deactivated bolt none", RIFLE, 1)),
    "solid replica": Case(gun("Y-01", "replica none none", "none", 0, 0)),
    "non-gun": Case(gun("X-01", "non-gun none none", "none", 0, 0)),
    "belt-fed blank-firer": Case(
        gun("G-01", "blank-firing semi-auto cartridge", PAK, 1, has="belt", feeds="G-B belt 50"),
        "",
        "BLK-P",
        "quarter",
        10,
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_gun_of_each_kind_goes_through_the_day(stage: Stage, name: str) -> None:
    """Taken in, proved empty, cleared, handed over, returned; with dummies where it takes any, then with blanks."""
    case = CASES[name]
    tag = case.weapon.tag
    take_in(stage, case.weapon, vent_where="top")
    for box in filter(None, (case.dummies, case.blanks)):
        take_in_box(stage, box)
    assert prove(stage, tag).not_counted == ()
    train(stage, tag)
    inputs = plan("dummy", case.count, case.dummies) if case.dummies else EMPTY
    assert stage.clear(tag, inputs).not_counted == ()
    stage.hand_over(tag)
    assert stage.status(tag).state == "cold"
    stage.production.take_back(tag)
    stage.turn_round(tag)
    assert stage.status(tag).state == "cold"
    stage.put_back(tag, case.dummies)
    assert stage.status(tag).contents == "nothing"
    if case.blanks:
        fire(stage, case)
    else:
        with pytest.raises(RulesRefuseError, match="R-082"):
            zone_and_take(stage, case)
    prove(stage, tag)
    stage.wrap()


@pytest.mark.parametrize("vent", [Vent.FRONT, Vent.SIDE])
def test_a_blank_firer_of_each_vent_goes_from_its_intake_to_the_wrap(stage: Stage, vent: Vent) -> None:
    """Where the gas leaves it stands on the register, and the lists lead a gun of each vent through zone and take."""
    case = CASES["blank-firer, top vent"]
    tag = case.weapon.tag
    take_in(stage, case.weapon, vent_where=str(vent))
    entry = stage.production.book.situation.weapon(tag)
    assert entry is not None
    assert entry.vent is vent
    take_in_box(stage, case.blanks)
    assert prove(stage, tag).not_counted == ()
    train(stage, tag)
    fire(stage, case)
    prove(stage, tag)
    wrapped = stage.wrap()
    assert 'reconciled = "yes"' in stage.text(wrapped.name)
    stage.assert_whole()


def zone_and_take(stage: Stage, case: Case) -> None:
    """F of what fires nothing."""
    tag = case.weapon.tag
    inputs = {
        "scene": "25A", "use": "take", "place": "Stage 3", "plan.from": "box", "plan.count": "1", "box": "BLK-1",
        "holder": "dana-osei",
    }  # fmt: skip
    stage.start(Procedure.BLANK_TAKE, tag, inputs)


def fire(stage: Stage, case: Case) -> None:
    """Zone, two takes: all fired; then one less."""
    tag = case.weapon.tag
    zone(stage, tag, case.load, case.count)
    blank_take(stage, tag, case.count, box=case.blanks)
    assert blanks_back(stage, tag, case.blanks, fired=case.count).not_counted == ()
    assert stage.status(tag).contents == "nothing"
    before = stage.box(case.blanks).left
    blank_take(stage, tag, 1, box=case.blanks)
    assert blanks_back(stage, tag, case.blanks, fired=0, unfired=1).not_counted == ()
    assert stage.box(case.blanks).left == before
    assert stage.box(case.blanks).restricted == ""
    assert stage.status(tag).contents == "nothing"
