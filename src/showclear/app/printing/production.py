"""The whole production: was every gun checked every time, what was stopped and why, what is still open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from showclear.app.action_views import ActionView, action_views
from showclear.app.printing.course import course
from showclear.app.printing.evidence import Evidence, Proof, Witness
from showclear.app.printing.identity import Identity, identity
from showclear.app.printing.stops import Stop, stops
from showclear.app.sealing import Seal
from showclear.domain.custody import is_out
from showclear.domain.situation.checked import Due, GunDay, Mark, gun_days, judged_in
from showclear.domain.situation.course import ShootingDay, shooting_days
from showclear.domain.situation.day import first_unit

if TYPE_CHECKING:
    from showclear.app.production import Production
    from showclear.domain.situation.checked import Check


@dataclass(frozen=True, slots=True)
class GunOfRegister:
    """A gun as its intake entered it."""

    tag: str
    name: str
    weapon_class: str


@dataclass(frozen=True, slots=True)
class DayLine:
    """A shooting day of a unit."""

    unit: str
    day: str
    opened: str
    """The record that opened it: two days may be called alike."""
    place: str
    opened_at: datetime
    wrapped_at: datetime | None
    seal: Seal | None
    is_open: bool
    due: int
    done: int
    handovers: int


@dataclass(frozen=True, slots=True)
class MissingCheck:
    """A check that was due and is not done, as far as anybody can tell, with the record that made it due."""

    unit: str
    day: str
    tag: str
    check: Check
    because: Evidence


@dataclass(frozen=True, slots=True)
class OpenLine:
    """Something that is still open."""

    what: str
    title: str
    needs: str
    record: str = ""


@dataclass(frozen=True, slots=True)
class ProductionReport:
    """What the summary of a production says."""

    identity: Identity
    proof: Proof
    guns: tuple[GunOfRegister, ...]
    """Every gun that is or was on the register."""
    days: tuple[DayLine, ...]
    gun_days: tuple[GunDay, ...]
    missing: tuple[MissingCheck, ...]
    """What is not on record, or only in a record that is not intact."""
    stops: tuple[Stop, ...]
    actions: tuple[ActionView, ...]
    """What is to be done, or was done, so that a stop does not come again."""
    open: tuple[OpenLine, ...]
    records: tuple[Evidence, ...]
    """The records that the summary names: those that made a check due and that did it, stops and what answers them,
    day seals."""

    def count(self, mark: Mark, due: Due | None = None) -> int:
        """How many checks stand so, of one kind or of all."""
        return sum(one.mark is mark and due in (None, one.due) for day in self.gun_days for one in day.checks)


def production_report(production: Production) -> ProductionReport:
    """The summary of a production. Raises: RecordError, StorageError."""
    book, witness = production.book, Witness(production.book)
    situation = book.situation
    records = course(book)
    days = shooting_days(records)
    checked = gun_days(records, days, first_unit(situation), judged_in(situation.view.history))
    missing = tuple(
        MissingCheck(day.unit, day.day, day.tag, one, witness.of(one.because))
        for day in checked for one in day.checks if one.mark in (Mark.MISSING, Mark.DOUBTFUL)
    )  # fmt: skip
    stopped = stops(records, situation, witness)
    todo = action_views(situation, production.unit, production.clock.now())
    named = [
        *(one.record for one in stopped), *(answer.record for one in stopped for answer in one.answers),
        *(name for one in todo for name in (one.record, one.done) if name),
        *(day.seal.title for day in days if day.seal), *(one.because.record for one in missing),
        *(name for day in checked for one in day.checks for name in (one.because, one.record) if name),
    ]  # fmt: skip
    return ProductionReport(
        identity=identity(production),
        proof=witness.proof(),
        guns=tuple(
            GunOfRegister(one.tag, one.name, str(one.weapon_class)) for _, one in sorted(situation.weapons().items())
        ),
        days=tuple(_day(day, checked) for day in days),
        gun_days=checked,
        missing=missing,
        stops=stopped,
        actions=todo,
        open=tuple(_open(production, stopped, days)),
        records=tuple(
            sorted(map(witness.of, dict.fromkeys(named)), key=lambda one: (one.made_at is None, one.made_at))
        ),
    )


def _day(day: ShootingDay, checked: tuple[GunDay, ...]) -> DayLine:
    mine = [one for one in checked if one.opened == day.opened.title and one.unit == day.unit]
    return DayLine(
        unit=day.unit,
        day=day.day,
        opened=day.opened.title,
        place=day.place,
        opened_at=day.opened.made_at,
        wrapped_at=day.wrapped.made_at if day.wrapped else None,
        seal=Seal(day.seal.title, day.seal.digest) if day.seal else None,
        is_open=day.is_open,
        due=sum(len(one.checks) for one in mine),
        done=sum(one.count(Mark.DONE) for one in mine),
        handovers=sum(one.handovers for one in mine),
    )


def _open(production: Production, stopped: tuple[Stop, ...], days: tuple[ShootingDay, ...]) -> Iterator[OpenLine]:
    """What waits for somebody: stops, gaps, guns that are not back, days without a seal, runs without signatures."""
    for one in stopped:
        for needs in one.needs:
            yield OpenLine(one.kind.replace("-", " "), one.reason or "no reason given", needs, one.record)
    board = production.board()
    for item in board.open_items:
        if item.kind in ("gap", "review", "action"):
            yield OpenLine(item.kind, item.title, item.needs, item.record)
    for gun in production.armory().weapons:
        if is_out(gun.status.custody):
            yield OpenLine("not back", f"{gun.status.weapon.tag}, {gun.custody}", "It comes back to its armorer.")
    for day in days:
        if day.is_open:
            yield OpenLine("day", f"Day {day.day} of unit {day.unit} is open", "It is wrapped (J) and sealed.")
        elif day.seal is None:
            yield OpenLine("no seal", f"Day {day.day} of unit {day.unit}",
                           "No seal shows later that none of its records was cut off.")  # fmt: skip
    for run in board.open_runs:
        yield OpenLine("not signed", f"{run.named}: {run.title}", f"{run.people} have not signed. {run.where}")
