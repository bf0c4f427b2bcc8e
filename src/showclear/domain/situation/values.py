"""Values that the fold derives: what a weapon holds, a permission that was granted, a restriction that is open."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from showclear.domain.custody import Custody
from showclear.domain.people import Person
from showclear.domain.situation.records import Finding
from showclear.domain.weapons import Container, Contents, Device, Weapon

THE_SET = ""
"""The item of a restriction on the whole set."""


def unit_item(unit: str) -> str:
    """The item of a restriction on one unit. No tag has a slash, so it is never that of a thing."""
    return f"unit/{unit}"


@dataclass(frozen=True, slots=True)
class Holding:
    """What a weapon or device holds, as two people entered it. `sources` says how many came from which container."""

    contents: Contents
    count: int = 0
    sources: tuple[tuple[str, int], ...] = ()


UNKNOWN = Holding(Contents.UNKNOWN)
NOTHING = Holding(Contents.NOTHING)


@dataclass(frozen=True, slots=True)
class Grant:
    """A permission as its record grants it: to hand a weapon over, or to hold it. Whether it lives is not said here."""

    weapon: str
    issued: bool
    contents: Contents
    count: int
    slate: str
    use: str
    place: str
    armorer: str
    """Who signed that it was performed, by id."""
    since: datetime
    minutes: int
    holder: str = ""
    word: str = ""
    devices: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    """The containers that its rounds came from."""


@dataclass(frozen=True, slots=True, order=True)
class OpenRestriction:
    """A restriction that nothing has closed. `item` is empty for one on the set."""

    record: str
    kind: str
    item: str
    reason: str
    by: str
    """Who claims to have raised it; often nobody."""
    run: str
    """The run that raised it; empty if none did."""
    since: datetime
    report: str = ""
    """For an open report: what kind of event it is about."""


@dataclass(frozen=True, slots=True)
class Restricting:
    """A restriction in the record that makes it. `run` is the run that raised it, where the record says so."""

    item: str
    kind: str
    reason: str
    by: str = ""
    run: str = ""
    report: str = ""
    """For an open report: what kind of event it is about."""
    people: tuple[str, ...] = ()
    """Who walked the run that raised it, by id."""


@dataclass(frozen=True, slots=True)
class Closing:
    """A closing that counts: what of that kind the record at `restriction` (its index) says of `item` is closed."""

    item: str
    restriction: int
    kind: str


@dataclass(frozen=True, slots=True)
class Movement:
    """Rounds into (positive) or out of (negative) a container, from or to a weapon. Lost ones only left the weapon."""

    container: str
    weapon: str
    amount: int
    lost: bool = False


@dataclass(slots=True)
class Judgement:
    """What of one record counts, over its ancestors. Made once per record; never changes afterwards."""

    about: tuple[str, ...] = ()
    """The items that the record is about, whether anything of it counts or not."""
    weapons: dict[str, Weapon] = field(default_factory=dict)
    devices: dict[str, Device] = field(default_factory=dict)
    containers: dict[str, Container] = field(default_factory=dict)
    holdings: dict[str, Holding] = field(default_factory=dict)
    custody: dict[str, Custody] = field(default_factory=dict)
    grants: dict[str, Grant] = field(default_factory=dict)
    seals: dict[str, str] = field(default_factory=dict)
    goes_with: dict[str, str] = field(default_factory=dict)
    """Devices that the record names for a weapon that it clears."""
    gaps: dict[str, str] = field(default_factory=dict)
    """Containers whose count does not agree, with the gap in words."""
    restrictions: list[Restricting] = field(default_factory=list)
    closings: list[Closing] = field(default_factory=list)
    movements: list[Movement] = field(default_factory=list)
    people: tuple[Person, ...] = ()
    said: dict[tuple[str, str], object] = field(default_factory=dict)
    """What the record says about other aspects: (`history.Aspect`, name) to a frozen value; `View.said` reads it."""
    unknown: bool = False
    findings: list[Finding] = field(default_factory=list)
