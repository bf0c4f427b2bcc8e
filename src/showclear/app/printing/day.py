"""The report of a day, for the production report: where every gun is, what was counted, handed over and stopped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from showclear.app.printing.evidence import Evidence, Proof, Witness
from showclear.app.printing.identity import Identity, identity
from showclear.app.sealing import Seal
from showclear.app.views import ArmoryWeapon, BatchView, ContainerView, DeviceView
from showclear.domain.counting_words import counted
from showclear.domain.effects import Effect
from showclear.domain.situation import day as days
from showclear.domain.situation.day import Day
from showclear.domain.situation.gaps import open_gaps
from showclear.domain.situation.paper import LATE_ENTRY
from showclear.domain.situation.records import RecordFacts
from showclear.domain.situation.sealing import day_to_seal
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
    """A gun into a hand and back. `back_at` is None while no later record takes it back."""

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


def day_report(production: Production) -> DayReport:
    """The report of every unit, as the records have it now. Raises: RecordError, StorageError."""
    board, witness = production.board(), Witness(production.book)
    since = {unit: _since_opening(production, unit) for unit in production.units}
    longest = max(since.values(), key=len, default=())
    return DayReport(
        identity=identity(production),
        units=tuple(_unit_day(production, unit, records, witness) for unit, records in since.items()),
        open_stops=tuple(f"{one.kind.replace('-', ' ').upper()}: {one.reason or 'no reason given'}"
                         for one in board.stops),
        findings=board.findings,
        proof=witness.proof(),
        records=tuple(witness.of(one.name) for one in longest),
    )  # fmt: skip


def _unit_day(production: Production, unit: str, records: tuple[RecordFacts, ...], witness: Witness) -> UnitDay:
    situation = production.book.situation
    entry = days.unit_entry(situation.view, unit)
    armory = production.armory()
    day = days.day_by_records(situation.view, unit)
    seal_at = next((at for at in reversed(range(len(records))) if _seals(records[at], unit)), -1)
    return UnitDay(
        unit=unit,
        place=day.place if isinstance(day, Day) else (entry.place if entry else ""),
        day=day_to_seal(situation.view, unit),
        state="The day is open: nothing is final." if isinstance(day, Day) else day.text,
        opened_at=records[0].made_at if records else None,
        done=tuple(_done(records, unit, witness)),
        on_duty=_on_duty(production, records, unit),
        guns=tuple(_gun(one) for one in armory.weapons if one.unit == unit),
        containers=tuple(one for one in armory.containers if one.unit == unit),
        devices=tuple(one for one in armory.devices if one.unit == unit),
        batches=tuple(one for one in armory.batches if one.unit == unit),
        gaps=tuple(gap.words for gap in open_gaps(situation.view, unit)),
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
    return GunLine(
        status.weapon.tag,
        status.weapon.name,
        "no chamber" if status.weapon.inert else known,
        one.departed or one.custody,
        one.restricted,
    )


def _since_opening(production: Production, unit: str) -> tuple[RecordFacts, ...]:
    """The record that opened the last day of a unit, and all that came after it, ancestors first."""
    found: list[RecordFacts] = []
    for name in reversed(production.book.names()):
        facts = production.book.facts(name)
        if facts is None:
            continue
        found.append(facts)
        if any(one.kind == "day-opened" and one.values.get("unit") == unit for one in facts.effects):
            return tuple(reversed(found))
    return ()


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
    moves = tuple(_of(records, "custody"))
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
                back_at=next(
                    (one.made_at for one, move in moves if id(one) in later and move.values.get("item") == tag), None
                ),
                counts=facts.intact and not witness.faults(facts.title),
            )


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
