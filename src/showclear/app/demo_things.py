"""The guns and boxes of the demonstration. Made up; any likeness to a register is chance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from showclear.app.walking import Told

_SEAL_STEP = "new-seal"


@dataclass(frozen=True, slots=True)
class DemoWeapon:
    """A weapon as it stands in the intake. `box` names the dummies that fit it."""

    tag: str
    make: str
    model: str
    calibre: str
    serial: str
    weapon_class: str
    action: str
    ignition: str
    chambers: int
    barrels: int
    has: str = ""
    feeds: str = ""
    box: str = ""

    def inputs(self) -> dict[str, str]:
        """What the intake asks at its start."""
        return {
            "weapon.tag": self.tag, "weapon.make": self.make, "weapon.model": self.model,
            "weapon.calibre": self.calibre, "weapon.serial": self.serial, "weapon.class": self.weapon_class,
            "weapon.action": self.action, "weapon.ignition": self.ignition, "weapon.chambers": str(self.chambers),
            "weapon.barrels": str(self.barrels), "weapon.has": self.has, "weapon.feeds": self.feeds,
        }  # fmt: skip

    def told(self) -> Told:
        """Answers of the intake that depend on the thing."""
        return Told({**_COMMON, "how-many-chambers": str(self.chambers), "which-lock": "safe 1"})


@dataclass(frozen=True, slots=True)
class DemoBox:
    """A container as it stands in the intake."""

    tag: str
    contents: str
    load: str
    calibre: str
    maker: str
    lot: str
    count: int
    seal: str

    def inputs(self) -> dict[str, str]:
        """What the intake asks at its start."""
        return {
            "container.tag": self.tag, "container.contents": self.contents, "container.load": self.load,
            "container.calibre": self.calibre, "container.maker": self.maker, "container.lot": self.lot,
            "container.count": str(self.count), "container.seal": self.seal,
        }  # fmt: skip

    def told(self) -> Told:
        """Answers of the intake that depend on the box."""
        return Told({**_COMMON, _SEAL_STEP: self.seal, "which-lock": "safe 2"})


@dataclass(frozen=True, slots=True)
class DemoBatch:
    """A batch of solid copies as it stands in the intake."""

    tag: str
    what: str
    count: int

    def inputs(self) -> dict[str, str]:
        """What the intake asks at its start."""
        return {"batch.tag": self.tag, "batch.what": self.what, "batch.count": str(self.count)}

    def told(self) -> Told:
        """How many there are, which the record cannot know before they are counted."""
        return Told({**_COMMON, "counted": str(self.count), "which-lock": "safe 3"})


_COMMON: Mapping[object, str] = {"stays": "with", "owner": "Northlight Props", "note": "delivery note 118"}

WEAPONS = (
    DemoWeapon(
        "A-07",
        "Ridgeway",
        "Single Action",
        ".45 Colt",
        "SA40718",
        "live-capable",
        "revolver",
        "cartridge",
        6,
        1,
        "spares",
        "C-07 spare-cylinder 6",
        "DUM-3",
    ),
    DemoWeapon(
        "A-08",
        "Ridgeway",
        "Single Action",
        ".45 Colt",
        "SA40392",
        "live-capable",
        "revolver",
        "cartridge",
        6,
        1,
        "",
        "",
        "DUM-3",
    ),
    DemoWeapon(
        "B-02",
        "Halvorsen",
        "Model 9",
        "9 mm",
        "HV55302",
        "plugged",
        "semi-auto",
        "cartridge",
        1,
        1,
        "magazine",
        "M-1 magazine 8; M-2 magazine 8",
        "DUM-4",
    ),
    DemoWeapon("S-01", "Ostrander", "Coach Gun", "12 gauge", "OC7718", "live-capable", "break", "cartridge", 2, 2),
    DemoWeapon("R-01", "Ridgeway", "rubber copy", "none", "none", "rubber", "none", "none", 0, 0),
    DemoWeapon("R-02", "Ridgeway", "rubber copy", "none", "none", "rubber", "none", "none", 0, 0),
)

BOXES = (
    DemoBox("DUM-3", "dummy", "", ".45 Colt", "Kestrel Inert", "K-2231", 24, "0418"),
    DemoBox("DUM-4", "dummy", "", "9 mm", "Kestrel Inert", "K-2240", 16, "0419"),
    DemoBox("BLK-1", "blank", "quarter", ".45 Colt", "Harrow Blanks", "H-771", 20, "0420"),
)

BATCH = DemoBatch("RUB-1", "rubber rifles", 12)

SECOND_WEAPONS = (
    DemoWeapon(
        "A-11",
        "Ridgeway",
        "Single Action",
        ".45 Colt",
        "SA41207",
        "live-capable",
        "revolver",
        "cartridge",
        6,
        1,
        "",
        "",
        "DUM-5",
    ),
    DemoWeapon(
        "A-12",
        "Ridgeway",
        "Single Action",
        ".45 Colt",
        "SA41233",
        "live-capable",
        "revolver",
        "cartridge",
        6,
        1,
        "",
        "",
        "DUM-5",
    ),
    DemoWeapon(
        "B-05",
        "Halvorsen",
        "Model 9",
        "9 mm",
        "HV55917",
        "plugged",
        "semi-auto",
        "cartridge",
        1,
        1,
        "magazine",
        "M-3 magazine 8; M-4 magazine 8",
        "DUM-6",
    ),
    DemoWeapon("R-05", "Ridgeway", "rubber copy", "none", "none", "rubber", "none", "none", 0, 0),
)
"""The guns of the second unit of a long history."""

SECOND_BOXES = (
    DemoBox("DUM-5", "dummy", "", ".45 Colt", "Kestrel Inert", "K-2252", 24, "0431"),
    DemoBox("DUM-6", "dummy", "", "9 mm", "Kestrel Inert", "K-2253", 16, "0432"),
    DemoBox("BLS-1", "blank", "quarter", ".45 Colt", "Harrow Blanks", "H-790", 20, "0433"),
)
