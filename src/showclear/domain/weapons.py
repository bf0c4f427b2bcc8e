"""What is issued as a gun, what feeds it, and what ammunition comes in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class WeaponClass(StrEnum):
    """How capable the item is. The last three fire nothing."""

    LIVE_CAPABLE = "live-capable"
    BLANK_FIRING = "blank-firing"
    PLUGGED = "plugged"
    DEACTIVATED = "deactivated"
    AIRSOFT = "airsoft"
    NON_GUN = "non-gun"
    REPLICA = "replica"
    RUBBER = "rubber"


class Vent(StrEnum):
    """Where a blank-firing weapon lets its gas out: nobody stands there in a zone."""

    FRONT = "front"
    SIDE = "side"
    TOP = "top"


FIRES_BLANKS = frozenset({WeaponClass.LIVE_CAPABLE, WeaponClass.BLANK_FIRING})
"""Classes that may fire blanks. Behind a plugged barrel the gas has nowhere to go."""

INERT_CLASSES = frozenset({WeaponClass.REPLICA, WeaponClass.RUBBER})
"""Classes that claim to have no chamber and no bore."""


class Action(StrEnum):
    """How the weapon is opened and fed."""

    REVOLVER = "revolver"
    SEMI_AUTO = "semi-auto"
    PUMP = "pump"
    BREAK = "break"
    LEVER = "lever"
    BOLT = "bolt"
    MUZZLE_LOADER = "muzzle-loader"
    NONE = "none"


class Ignition(StrEnum):
    """What sets the charge off."""

    CARTRIDGE = "cartridge"
    PERCUSSION = "percussion"
    FLINTLOCK = "flintlock"
    NONE = "none"


class Has(StrEnum):
    """What belongs to the weapon besides chambers and barrels."""

    MAGAZINE = "magazine"
    TUBE = "tube"
    SPARES = "spares"
    BELT = "belt"


class DeviceKind(StrEnum):
    """What a feed device is."""

    MAGAZINE = "magazine"
    SPARE_CYLINDER = "spare-cylinder"
    SPEED_LOADER = "speed-loader"
    CLIP = "clip"
    BELT = "belt"
    BANDOLIER = "bandolier"
    POUCH = "pouch"


class Contents(StrEnum):
    """What a weapon, a device or a container holds, as entered by people. Unknown until two have looked."""

    NOTHING = "nothing"
    DUMMY = "dummy"
    BLANK = "blank"
    POWDER = "powder"
    """Measured charges of black powder, for a container: one in a barrel or chamber makes a blank."""
    CAPS = "caps"
    """Percussion caps, for a container."""
    UNKNOWN = "unknown"


CHARGES = frozenset({Contents.POWDER, Contents.CAPS})
"""What a muzzle-loader or a percussion revolver is charged with for a blank."""


class Use(StrEnum):
    """What a clearance is for. There is no lighter path for any of them, only safer objects."""

    TAKE = "take"
    REHEARSAL = "rehearsal"
    LINE_UP = "line-up"
    LENS_CHECK = "lens-check"


@dataclass(frozen=True, slots=True)
class Weapon:
    """An entry of the register, as signed at intake. Chambers and barrels are counts; 0 for an inert item."""

    tag: str
    make: str
    model: str
    calibre: str
    serial: str
    weapon_class: WeaponClass
    action: Action
    ignition: Ignition
    chambers: int
    barrels: int
    has: tuple[Has, ...] = ()
    vent: Vent | None = None
    """Where a blank-firing weapon lets its gas out; None where nobody entered it."""

    @property
    def name(self) -> str:
        """Make and model in one line."""
        return f"{self.make} {self.model}".strip()

    @property
    def inert(self) -> bool:
        """Whether the register says: solid, no chamber, no bore, fires nothing."""
        return self.weapon_class in INERT_CLASSES and self.chambers == 0


@dataclass(frozen=True, slots=True)
class Device:
    """A registered feed device. `goes_with` names the weapon that it belongs to."""

    tag: str
    kind: DeviceKind
    capacity: int
    calibre: str
    goes_with: str


@dataclass(frozen=True, slots=True)
class Container:
    """A box of one ammunition class. `count` is that of the intake; the account knows what is left."""

    tag: str
    contents: Contents
    load: str
    calibre: str
    lot: str
    maker: str
    count: int
    seal: str


def plain(calibre: str) -> str:
    """A calibre for comparing: without case and spaces."""
    return "".join(calibre.split()).casefold()
