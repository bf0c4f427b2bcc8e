"""Values that the fold derives: what a weapon holds, a permission that was granted, a restriction that is open."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

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
class Inserted:
    """A feed device is in a weapon, with what it held when it went in."""

    weapon: str
    held: Holding


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
    places: tuple[str, ...] = ()
    """The places of this shot, of those for which it was cleared; empty for all of them."""
    then: tuple[str, ...] = ()
    """Who has it afterwards, in order, as the plan of the shot says (ids)."""


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


class Sink(StrEnum):
    """Where rounds are that come back into no box. No tag has a slash, so none of these is a thing."""

    FIRED = "/fired"
    """Fired, and the case is there."""
    NOT_RECOVERED = "/not-recovered"
    """Fired, and the case was searched for and not found."""
    MISFIRED = "/misfired"
    """Misfires, in quarantine: they never go back into a box."""
    DESTROYED = "/destroyed"
    TRANSFERRED = "/transferred"
    """Left the production."""
    UNEXPLAINED = "/unexplained"
    """What had come back more than went out when the container was taken in again."""
    MISSING = "/missing"
    """Was in a gun or device that two people then proved empty, and did not come back."""


THE_BOX = ""
"""The place of rounds that are in their container."""


@dataclass(frozen=True, slots=True)
class Movement:
    """Rounds of one container from one place to another: `THE_BOX`, the tag of a weapon or device, or a `Sink`.

    For an inert batch the container is the batch, and a place is the id of a handler.
    """

    container: str
    source: str
    target: str
    count: int


class GapKind(StrEnum):
    """What closes a gap, besides a new intake."""

    COUNT = "count"
    """A count that differed from the account: a later count that agrees with it closes it."""
    MISSING = "missing"
    """Rounds that did not come back: open as long as any is missing."""
    WRONG = "wrong"
    """Rounds of another class, or more than there can be: only a new intake closes it."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Why the account of an item does not agree, in words."""

    words: str
    kind: GapKind


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
    gaps: dict[str, Gap] = field(default_factory=dict)
    """Containers, devices and batches whose count does not agree."""
    restrictions: list[Restricting] = field(default_factory=list)
    closings: list[Closing] = field(default_factory=list)
    movements: list[Movement] = field(default_factory=list)
    people: tuple[Person, ...] = ()
    said: dict[tuple[str, str], object] = field(default_factory=dict)
    """What the record says about other aspects: (`history.Aspect`, name) to a frozen value; `View.said` reads it."""
    unknown: bool = False
    findings: list[Finding] = field(default_factory=list)
