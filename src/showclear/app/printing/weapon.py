"""The history of one gun, from its intake to today: who had it, and each check with who, when and what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from showclear.app.printing.course import course, names_thing, with_answers
from showclear.app.printing.evidence import Evidence, Proof, Witness
from showclear.app.printing.identity import Identity, identity, zone_of
from showclear.app.printing.stops import Stop, stops
from showclear.app.showing import custody_in_words
from showclear.domain.counting_words import counted
from showclear.domain.effects import EFFECTS
from showclear.domain.effects.spec import Bearing
from showclear.domain.situation.course import text
from showclear.domain.situation.day import first_unit
from showclear.domain.situation.earlier import stretches
from showclear.domain.situation.records import RecordFacts
from showclear.domain.situation.status import WeaponStatus, status
from showclear.errors import InputError

if TYPE_CHECKING:
    from showclear.app.production import Production
    from showclear.domain.situation import Situation

LAST_MINUTES = timedelta(minutes=10)
"""What is shown after the last record of a day that is over, so that its end can be seen."""

LONGEST_DAY = timedelta(hours=36)
"""The most that is shown as one day."""

STILL = timedelta(hours=12)
"""How long after its last record a day is shown until now: a gun that is out is out at this minute."""

_DAY_WORDS = frozenset({"day-opened", "wrapped", "sealed", "place-changed", "armorer-changed"})


@dataclass(frozen=True, slots=True)
class Fact:
    """A value with its label."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Hold:
    """A time in which the gun was in one state, in one pair of hands."""

    since: datetime
    until: datetime
    state: str
    shape: str
    """The shape of the custody; empty where no record says who had it."""
    custody: str
    why: str


@dataclass(frozen=True, slots=True)
class LifeDay:
    """One day in the life of the gun."""

    label: str
    begin: datetime
    end: datetime
    holds: tuple[Hold, ...]
    checks: tuple[datetime, ...]
    """When two people signed a look at it."""
    stops: tuple[datetime, ...]
    """When the set was held or stood down."""


@dataclass(frozen=True, slots=True)
class WeaponReport:
    """What the history of a gun says."""

    identity: Identity
    proof: Proof
    tag: str
    name: str
    register: tuple[Fact, ...]
    """What its intake entered."""
    where: str
    holds: str
    """What two people entered last."""
    restricted: tuple[str, ...]
    """What bars it now, a sentence each."""
    days: tuple[LifeDay, ...]
    records: tuple[Evidence, ...]
    """Every record about it, in their order."""
    stops: tuple[Stop, ...]
    """What named it."""
    checks: int
    handovers: int
    """Records of two people about it; those that handed it over."""


@dataclass(slots=True)
class _Lane:
    label: str
    moments: list[datetime] = field(default_factory=list)
    checks: list[datetime] = field(default_factory=list)
    stops: list[datetime] = field(default_factory=list)
    about: bool = False
    """Whether any of it is about the gun itself."""


def weapon_report(production: Production, tag: str) -> WeaponReport:
    """The history of a gun.

    Raises:
        InputError: no gun on the register, now or before, has this tag.
        RecordError, StorageError: what is needed cannot be read.
    """
    situation, witness = production.book.situation, Witness(production.book)
    seen = status(situation, tag, production.clock.now(), situation.limits)
    if seen is None:
        known = ", ".join(sorted(situation.weapons())) or "none yet"
        raise InputError(f'No gun "{tag[:40]}" is on the register.', f"Name one of these: {known}.")
    records = course(production.book)
    mine = with_answers(records, [one for one in records if names_thing(one, tag)])
    lanes = _lanes(records, frozenset(one.name for one in mine), tag, situation, identity(production))
    return WeaponReport(
        identity=identity(production),
        proof=witness.proof(),
        tag=tag,
        name=seen.weapon.name,
        register=tuple(_register(seen)),
        where=custody_in_words(situation, seen.custody),
        holds=_holds(seen),
        restricted=tuple(f"{one.kind.replace('-', ' ')}: {one.reason}" for one in seen.restrictions),
        days=tuple(_life(situation, tag, lanes, production.clock.now())),
        records=tuple(witness.of(one.name) for one in mine),
        stops=stops(mine, situation, witness),
        checks=sum(_is_check(one) for one in mine),
        handovers=sum(effect.kind == "issued" and text(effect, "weapon") == tag
                      for one in mine for effect in one.effects),
    )  # fmt: skip


def _holds(seen: WeaponStatus) -> str:
    if seen.weapon.inert:
        return "no chamber"
    return counted(seen.count, str(seen.contents)) if seen.count >= 0 else "unknown"


def _register(seen: WeaponStatus) -> Iterator[Fact]:
    gun = seen.weapon
    yield Fact("Make and model", gun.name)
    yield Fact("Serial", gun.serial)
    yield Fact("Calibre", gun.calibre)
    yield Fact("Class", str(gun.weapon_class))
    yield Fact("Action", f"{gun.action}, {gun.ignition}".replace("none, none", "none"))
    yield Fact("Chambers, barrels", f"{gun.chambers}, {gun.barrels}")
    if gun.has:
        yield Fact("Has", ", ".join(map(str, gun.has)))
    if gun.vent:
        yield Fact("Vent", str(gun.vent))


def _is_check(facts: RecordFacts) -> bool:
    return facts.kind == "procedure" and len(facts.signers) > 1


def _touches_the_set(facts: RecordFacts) -> bool:
    """Whether a record may change what a gun is that it does not name: a stop, a break, the course of the day."""
    for effect in facts.effects:
        spec = EFFECTS.get(effect.kind)
        bears = spec is not None and not spec.about and spec.bearing in (Bearing.RESTRICTION, Bearing.CLOSING)
        if bears or effect.kind in _DAY_WORDS:
            return True
    return False


def _lanes(
    records: Iterable[RecordFacts], mine: frozenset[str], tag: str, situation: Situation, one: Identity
) -> list[_Lane]:
    """The days of the gun: the shooting days of the unit that it belonged to, and the dates outside of them."""
    unit, there, lanes = first_unit(situation), False, dict[tuple[str, str], _Lane]()
    running: dict[str, tuple[str, str]] = {}
    """By unit, how its open day is called and the record that opened it: two days may be called alike."""
    zone = zone_of(one.zone)
    for facts in records:
        for effect in facts.effects:
            if effect.kind == "day-opened":
                running[text(effect, "unit")] = (text(effect, "day"), facts.title)
            elif effect.kind == "weapon-taken-in" and text(effect, "weapon") == tag:
                unit, there = text(effect, "unit") or unit, True
            elif effect.kind == "transferred" and text(effect, "item") == tag:
                unit = text(effect, "unit")
        if not there or not (facts.name in mine or _touches_the_set(facts)):
            continue
        label, opened = running.get(unit, (f"{facts.made_at.astimezone(zone):%Y-%m-%d}", ""))
        lane = lanes.setdefault((label, opened), _Lane(label))
        lane.moments.append(facts.made_at)
        lane.about = lane.about or facts.name in mine
        if facts.name in mine and _is_check(facts):
            lane.checks.append(facts.made_at)
        if any(effect.kind in ("hold", "stand-down") for effect in facts.effects):
            lane.stops.append(facts.made_at)
        for effect in facts.effects:
            if effect.kind == "sealed" and running.get(text(effect, "unit"), ("",))[0] == text(effect, "day"):
                del running[text(effect, "unit")]
    return [lane for lane in lanes.values() if lane.about]


def _life(situation: Situation, tag: str, lanes: list[_Lane], now: datetime) -> Iterator[LifeDay]:
    for lane in lanes:
        moments = sorted(set(lane.moments))
        begin, last = moments[0], min(moments[-1], moments[0] + LONGEST_DAY)
        end = now if timedelta(0) <= now - last < STILL and lane is lanes[-1] else last + LAST_MINUTES
        found = stretches(situation, tag, moments, end)
        holds = tuple(
            Hold(one.since, one.until, str(one.state), str(one.custody.shape) if one.custody else "",
                 custody_in_words(situation, one.custody), one.why)
            for one in found
        )  # fmt: skip
        if holds:
            yield LifeDay(lane.label, begin, end, holds, tuple(lane.checks), tuple(lane.stops))
