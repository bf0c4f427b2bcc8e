"""The report of a day, for the production report: where every gun is, what was counted, handed over and stopped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from showclear.app.printing.course import course, last_moment
from showclear.app.printing.evidence import Evidence, Proof, Witness
from showclear.app.printing.identity import Identity, identity
from showclear.app.sealing import Seal
from showclear.app.showing import armory, batch_views, custody_in_words
from showclear.app.views import ArmoryWeapon, BatchView, ContainerView, DeviceView
from showclear.domain.counting_words import counted
from showclear.domain.custody import Shape
from showclear.domain.effects import Effect
from showclear.domain.situation import day as days
from showclear.domain.situation.course import ShootingDay, shooting_days
from showclear.domain.situation.day import Day
from showclear.domain.situation.earlier import situation_at
from showclear.domain.situation.gaps import open_gaps
from showclear.domain.situation.paper import LATE_ENTRY
from showclear.domain.situation.records import RecordFacts
from showclear.domain.situation.status import set_status
from showclear.errors import InputError
from showclear.ledger.sealing import SEAL_KIND

if TYPE_CHECKING:
    from showclear.app.production import Production

_STOPS = frozenset({"hold", "stand-down", "hold-lifted", "release", "concern"})
"""Kinds of records that stop the set or end a stop."""

_STOP_EFFECTS = frozenset({"incident", "incident-closed", "misfired", "frozen", "unfrozen", "explained"})

_CHECKS = {
    "count": "Counted", "sweep": "Swept", "meeting": "Safety meeting", "blank-meeting": "Safety meeting for blanks",
    "readiness": "Ready", "blank-readiness": "Ready for blanks",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class GunLine:
    """A gun as the records have it. It bears no state: cold on a sheet of paper would outlive the clearance."""

    tag: str
    name: str
    holds: str
    """What two people entered last."""
    where: str
    restricted: str


@dataclass(frozen=True, slots=True)
class HandoverLine:
    """A gun into a hand and back. `back_at` is None while no later record says with whom, or where, it is again."""

    at: datetime
    tag: str
    holder: str
    what: str
    slate: str
    signers: str
    back_at: datetime | None
    counts: bool
    """Whether verification and the rules accept the record."""


@dataclass(frozen=True, slots=True)
class SaidLine:
    """Something that a record of the day says, in words."""

    at: datetime
    words: str
    signers: str
    day: str = ""
    """Of a concern, its day alone: when it was written nobody shall know."""


@dataclass(frozen=True, slots=True)
class UnitDay:
    """The last shooting day of a unit: the open one, or the one that ended last."""

    unit: str
    place: str
    day: str
    state: str
    """Open, wrapped, or that none was ever opened, in words."""
    opened_at: datetime | None
    done: tuple[SaidLine, ...]
    on_duty: tuple[str, ...]
    guns: tuple[GunLine, ...]
    containers: tuple[ContainerView, ...]
    devices: tuple[DeviceView, ...]
    batches: tuple[BatchView, ...]
    gaps: tuple[str, ...]
    handovers: tuple[HandoverLine, ...]
    stops: tuple[SaidLine, ...]
    late: tuple[SaidLine, ...]
    """What was done on paper and entered afterwards."""
    records: int
    """Records of all laptops since the day was opened."""
    seal: Seal | None
    after_seal: int = 0
    """Records that came after the seal: its words say nothing about them."""


@dataclass(frozen=True, slots=True)
class DayReport:
    """What the report of the day says."""

    identity: Identity
    units: tuple[UnitDay, ...]
    open_stops: tuple[str, ...]
    """Stops of the set that nothing ended yet."""
    findings: tuple[str, ...]
    """What verification found wrong, in words."""
    proof: Proof
    records: tuple[Evidence, ...]
    """Every record of these days, in their order."""
    as_of: datetime | None = None
    """The end of the earlier day that it is about; None where it is about now."""


def day_report(production: Production, day: str = "") -> DayReport:
    """The report of every unit, as the records have it now, or as they had it at the end of an earlier day.

    Args:
        production: whose.
        day: how the shooting day is called; empty for the last one of each unit.

    Raises:
        InputError: no unit has a day that is called so.
        RecordError, StorageError: what is needed cannot be read.
    """
    witness, records = Witness(production.book), course(production.book)
    chosen = _chosen(shooting_days(records), day)
    if day and not chosen:
        known = ", ".join(dict.fromkeys(one.day for one in reversed(shooting_days(records)))) or "none yet"
        raise InputError(f'No unit has a shooting day "{day[:40]}".', f"Name one of these: {known}.")
    units = [unit for unit in production.units if not day or unit in chosen]
    then = _Then(production, chosen, earlier=bool(day) and not any(one.is_last for one in chosen.values()))
    listed = {facts.name: None for one in chosen.values() for facts in one.records}
    return DayReport(
        identity=identity(production),
        units=tuple(_unit_day(production, unit, chosen.get(unit), then, witness) for unit in units),
        open_stops=tuple(
            f"{one.restriction.kind.replace('-', ' ').upper()}: {one.restriction.reason or 'no reason given'}"
            for one in set_status(then.situation).stops
        ),
        findings=production.board().findings,
        proof=witness.proof(),
        records=tuple(witness.of(name) for name in listed),
        as_of=then.as_of,
    )


def _chosen(every: tuple[ShootingDay, ...], day: str) -> dict[str, ShootingDay]:
    """The day of each unit that the report is about; days of a unit that are called alike are told as one."""
    found: dict[str, ShootingDay] = {}
    for one in every:
        if one.day == day if day else one.is_last:
            before = found.get(one.unit)
            found[one.unit] = one if before is None else replace(one, records=[*before.records, *one.records])
    return found


class _Then:
    """What was known at the moment that the report is about: now, or the end of an earlier day."""

    def __init__(self, production: Production, chosen: dict[str, ShootingDay], *, earlier: bool) -> None:
        book = production.book
        self.situation, self.as_of = book.situation, None
        self.armory = production.armory()
        if earlier:
            at = max(last_moment(one.records, one.opened.made_at) for one in chosen.values())
            self.situation, self.as_of = situation_at(book.situation, at), at
            words, names = partial(custody_in_words, self.situation), book.names_of_people()

            def made_at(title: str) -> datetime | None:
                facts = book.cited(title)
                return facts.made_at if facts else None

            batches = batch_views(self.situation, at, made_at, words, lambda person: names.get(person, person))
            self.armory = armory(self.situation, at, words, batches)


def _unit_day(
    production: Production, unit: str, shooting: ShootingDay | None, then: _Then, witness: Witness
) -> UnitDay:
    view, there = then.situation.view, then.armory
    entry = days.unit_entry(view, unit)
    day = days.day_by_records(view, unit)
    records = tuple(shooting.records) if shooting else ()
    seal_at = next((at for at in reversed(range(len(records))) if _seals(records[at], unit)), -1)
    return UnitDay(
        unit=unit,
        place=day.place if isinstance(day, Day) else (shooting.place if shooting else entry.place if entry else ""),
        day=shooting.day if shooting else "",
        state="The day is open: nothing is final." if isinstance(day, Day) else day.text,
        opened_at=records[0].made_at if records else None,
        done=tuple(_done(records, unit, witness)),
        on_duty=_on_duty(production, records, unit),
        guns=tuple(_gun(one) for one in there.weapons if one.unit == unit),
        containers=tuple(one for one in there.containers if one.unit == unit),
        devices=tuple(one for one in there.devices if one.unit == unit),
        batches=tuple(one for one in there.batches if one.unit == unit),
        gaps=tuple(gap.words for gap in open_gaps(view, unit)),
        handovers=tuple(_handovers(production, records, unit, witness)),
        stops=tuple(_stops(records, witness)),
        late=tuple(_late(records, unit, witness)),
        records=len(records),
        seal=Seal(records[seal_at].title, records[seal_at].digest) if seal_at >= 0 else None,
        after_seal=len(records) - 1 - seal_at if seal_at >= 0 else 0,
    )


def _gun(one: ArmoryWeapon) -> GunLine:
    status = one.status
    known = counted(status.count, str(status.contents)) if status.count >= 0 else "unknown"
    if status.is_in_doubt:
        known = f"not known since the stop; {known} before it"
    return GunLine(
        status.weapon.tag,
        status.weapon.name,
        "no chamber" if status.weapon.inert else known,
        one.departed or one.custody,
        one.restricted,
    )


def _seals(facts: RecordFacts, unit: str) -> bool:
    return (
        facts.kind == SEAL_KIND
        and facts.intact
        and any(one.kind == "sealed" and one.values.get("unit") == unit for one in facts.effects)
    )


def _of(facts: tuple[RecordFacts, ...], kind: str) -> Iterator[tuple[RecordFacts, Effect]]:
    return ((one, effect) for one in facts for effect in one.effects if effect.kind == kind)


def _done(records: tuple[RecordFacts, ...], unit: str, witness: Witness) -> Iterator[SaidLine]:
    for facts, effect in _of(records, "checked"):
        if effect.values.get("unit") == unit:
            what = str(effect.values.get("what", ""))
            words = f"{_CHECKS.get(what, what)}, {effect.values.get('place', '')}"
            yield SaidLine(facts.made_at, words, witness.signers(facts))


def _on_duty(production: Production, records: tuple[RecordFacts, ...], unit: str) -> tuple[str, ...]:
    """In charge, 1st AD, those who handle guns, and whom the 1st AD named; each with what they do."""
    found: dict[str, str] = {}
    kinds = {
        "day-opened": ("armorer", "armorer in charge"), "armorer-changed": ("armorer", "armorer in charge, taken over"),
        "delegated": ("person", "for the 1st AD"), "on-duty": ("person", "handles guns"),
    }  # fmt: skip
    entry = days.unit_entry(production.book.situation.view, unit)
    if records and entry is not None and entry.first:
        found[entry.first] = "1st AD"
    for kind, (key, duty) in kinds.items():
        for _, effect in _of(records, kind):
            if effect.values.get("unit") == unit:
                found.setdefault(str(effect.values.get(key, "")), duty)
    names = production.book.names_of_people()
    return tuple(f"{names.get(person, person)}: {duty}" for person, duty in found.items() if person)


def _handovers(
    production: Production, records: tuple[RecordFacts, ...], unit: str, witness: Witness
) -> Iterator[HandoverLine]:
    situation, names = production.book.situation, production.book.names_of_people()
    moves = tuple(one for kind in _MOVES for one in _of(records, kind) if one[0].intact and _is_back(one[1]))
    for at, facts in enumerate(records):
        later = {id(one) for one in records[at + 1 :]}
        for effect in facts.effects:
            tag = str(effect.values.get("weapon", ""))
            if effect.kind != "issued" or days.unit_of(situation, tag) != unit:
                continue
            holder = str(effect.values.get("holder", ""))
            holds = counted(int(effect.values.get("count", 0)), str(effect.values.get("contents", "")))
            yield HandoverLine(
                at=facts.made_at,
                tag=tag,
                holder=names.get(holder, holder),
                what=f"{effect.values.get('condition', '')}, {holds}",
                slate=str(effect.values.get("slate", "")),
                signers=witness.signers(facts),
                back_at=min(
                    (one.made_at for one, move in moves if id(one) in later and move.values.get("item") == tag),
                    default=None,
                ),
                counts=facts.intact and not witness.faults(facts.title),
            )


_MOVES = ("custody", "transferred", "departed")
_BACK = frozenset(Shape) - {Shape.ISSUED, Shape.UNACCOUNTED}


def _is_back(effect: Effect) -> bool:
    """Whether it says who has the gun now, or where it is: one that nobody has is not back."""
    return effect.kind != "custody" or effect.values.get("shape") in _BACK


def _stops(records: tuple[RecordFacts, ...], witness: Witness) -> Iterator[SaidLine]:
    """What stopped the set or ended a stop, in the words of the records."""
    for facts in records:
        if facts.kind in _STOPS or any(one.kind in _STOP_EFFECTS for one in facts.effects):
            said = " ".join(witness.says(facts))
            day = next((str(one.values.get("day", "")) for one in facts.effects if one.kind == "concern"), "")
            yield SaidLine(facts.made_at, said or facts.kind, witness.signers(facts), day)


def _late(records: tuple[RecordFacts, ...], unit: str, witness: Witness) -> Iterator[SaidLine]:
    """What was entered afterwards for a unit, in the words of the records, with what of it does not agree."""
    for facts in records:
        breaks = {str(one.values.get("unit", "")) for one in facts.effects if one.kind == "break"}
        if facts.kind == LATE_ENTRY and (unit in breaks or not breaks):
            said = " ".join(witness.says(facts, leave_out=("break",)))
            wrong = witness.faults(facts.title)
            words = f"{said} DOES NOT AGREE: {' '.join(wrong)}" if wrong else said
            yield SaidLine(facts.made_at, words, witness.signers(facts))
