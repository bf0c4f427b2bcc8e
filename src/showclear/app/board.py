"""The board: everything that is true now, as plain values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from showclear.app import action_views, showing
from showclear.app.bodies import Facts
from showclear.app.clocks import clock_findings
from showclear.app.due_lines import due_lines
from showclear.app.logbook import LogBook
from showclear.app.open_items import open_items, stop_lines
from showclear.app.painting import STOPS, PaintedGun, Painting
from showclear.app.reading_aside import READING_ANEW
from showclear.app.shifts import Shifts
from showclear.app.trust import TrustedTime
from showclear.app.units import USUAL_UNIT, find_unit
from showclear.app.views import Armory, BatchView, Board, DueLine, OpenRun, PersonView, RecordLine
from showclear.domain.checklists import words_of
from showclear.domain.custody import Custody, Shape
from showclear.domain.limits import written
from showclear.domain.situation import Situation
from showclear.domain.situation.accounts import accounts, device_statuses
from showclear.domain.situation.history import Aspect
from showclear.domain.situation.packs import adopted_packs
from showclear.domain.situation.paper import LATE_ENTRY
from showclear.domain.situation.status import State, WeaponStatus, statuses
from showclear.domain.situation.stops import set_status
from showclear.domain.situation.values import OpenRestriction
from showclear.errors import RecordError
from showclear.ledger.keys import parse_key_line
from showclear.ledger.verification import LogResult
from showclear.storage.clock import Clock
from showclear.words import english

RECENT = 8
"""Newest records that the board lists."""

_FROM_PAPER = english("From paper, entered afterwards")

SET_BACK = english(
    "The clock of this laptop was set back. Nothing counts as cold until it is right again, or Show Clear "
    "is started anew."
)


class Boards:
    """Derives boards from the log book; holds nothing that is not in the files."""

    def __init__(
        self,
        book: LogBook,
        shifts: Shifts,
        clock: Clock,
        trusted: TrustedTime,
        open_runs: Callable[[], tuple[OpenRun, ...]],
        from_afar: Callable[[], tuple[DueLine, ...]] = tuple,
    ) -> None:
        """`from_afar`: what was signed on another laptop and waits for somebody."""
        self._book = book
        self._shifts = shifts
        self._clock = clock
        self._trusted = trusted
        self._open_runs = open_runs
        self._from_afar = from_afar
        self._known: tuple[LogResult, Situation, tuple[str, ...]] | None = None

    def board(self, unit: str = "", *, reads_only: str) -> Board:
        """All that the board of a unit shows now. Raises: StorageError."""
        book, now = self._book, self._now()
        known = unit in book.situation.view.names_said(Aspect.UNIT)
        name, demonstration = self.identity()
        begun = self._open_runs()
        found = (_as_entered(one, begun) for one in statuses(book.situation, now, book.situation.limits))
        weapons = tuple(sorted(found, key=_place_on_board))
        shifts, to_do = self._shifts.views(), action_views.action_views(book.situation, unit, now)
        anybody = bool(shifts or reads_only)
        return Board(
            production=name,
            demonstration=demonstration,
            at=self._clock.now(),
            weapons=weapons,
            stops=stop_lines(book.situation, self._since),
            open_runs=begun,
            shifts=shifts,
            containers=tuple(
                showing.container_view(book.situation, one, self.custody_words) for one in accounts(book.situation)
            ),
            devices=tuple(
                showing.device_view(book.situation, one, self.custody_words)
                for one in device_statuses(book.situation)
            ),
            recent=self.recent(RECENT),
            findings=(*self._clocks(now), *self.findings()),
            reads_only=reads_only,
            pending=book.pending,
            day=showing.day_view(book.situation, unit, now, self._made_at) if known else None,
            on_duty=showing.duty_lines(book.situation, unit, now) if known else (),
            due=(
                *due_lines(book.situation, unit, now, weapons, anybody=anybody, begun=begun),
                *action_views.due_lines(to_do),
                *self._from_afar(),
            ) if known else (),
            batches=self._batches(now),
            open_items=(*open_items(book.situation), *action_views.open_items(to_do, book.situation)),
            rules=tuple(sorted({pack.title for _, pack in adopted_packs(book.situation.view)})),
        )  # fmt: skip

    def _now(self) -> datetime | None:
        """Unknown where the clock cannot be believed, and while the log is read anew: then nothing is cold."""
        return None if self._book.must_read else self._trusted.now()

    def painting(self) -> Painting:
        """What the next start may show before it has read the log: every gun at an unknown time, so none is cold."""
        situation = self._book.situation
        found = sorted(statuses(situation, None, situation.limits), key=_place_on_board)
        guns = (
            PaintedGun(one.weapon.tag, one.weapon.name, str(one.state), self.custody_words(one.custody))
            for one in found
        )
        open_now = {one.restriction.kind for one in set_status(situation).stops}
        return Painting(*self.identity(), tuple(kind for kind in STOPS if kind in open_now), tuple(guns))

    def armory(self) -> Armory:
        """Every weapon, device, container and batch."""
        now = self._now()
        return showing.armory(self._book.situation, now, self.custody_words, self._batches(now))

    def clocks(self) -> tuple[str, ...]:
        """What is wrong with the clocks of the laptops, in words."""
        return self._clocks(self._trusted.now())

    def _clocks(self, now: datetime | None) -> tuple[str, ...]:
        """What is wrong with the clocks, in words; also that the log is being read anew."""
        if self._book.must_read:
            return (READING_ANEW,)
        if now is None:
            return (SET_BACK,)
        return clock_findings(
            self._book.situation.view, self._book.result.chain.logs(), self._book.folder.own_log(), now
        )

    def _batches(self, now: datetime | None) -> tuple[BatchView, ...]:
        names = self._book.names_of_people()
        return showing.batch_views(
            self._book.situation, now, self._made_at, self.custody_words, lambda one: names.get(one, one)
        )

    def roster(self, unit: str) -> tuple[PersonView, ...]:
        """Everybody, as they stand today for a unit."""
        now, known = self._now(), self._book.result.roster
        found = showing.roster(self._book.situation, unit, now, self._made_at, self._shifts.views())
        ends = ((one, known.until_of(one.person.id)) for one in found)
        return tuple(replace(one, until=end, over=known.is_over(end, now)) if end else one for one, end in ends)

    def _made_at(self, name: str) -> datetime | None:
        facts = self._book.cited(name)
        return facts.made_at if facts is not None else None

    def identity(self) -> tuple[str, bool]:
        """Name of the production, and whether it is a demonstration."""
        table = self._book.identity()
        name = table.get("name")
        return (name if isinstance(name, str) else english("unnamed production")), table.get("demonstration") is True

    def context(self, unit: str) -> Facts:
        """Unit, shooting day, zone and adopted rules, as they stand in a signed run."""
        zone = self._book.identity().get("zone")
        found = find_unit(self._book.situation, unit or USUAL_UNIT)
        return {
            "unit": found.name,
            "day": found.day or found.date(self._clock.now()),
            "zone": zone if isinstance(zone, str) else "UTC",  # not said: the name of a zone
            **self._rules(),
        }

    def _rules(self) -> Facts:
        """The packs that hold, and the choices that they leave; nothing where only the floor holds."""
        situation = self._book.situation
        packs = [f"{one.id} {one.version} {one.digest}" for _, one in adopted_packs(situation.view)]
        sets = ((name, value) for name, value in situation.limits.items() if isinstance(value, frozenset))
        return {"rules": packs, "choices": [f"{name}: {written(value)}" for name, value in sets]} if packs else {}

    def key_of(self, person_id: str) -> str:
        """The public key line that the roster has for a person, the newest that is not revoked; empty if none."""
        revoked = {one.fingerprint for one in self._book.result.roster.revocations}
        for name in reversed(self._book.founding()):
            facts = self._book.facts(name)
            if facts is None or facts.kind not in ("production", "enrolment") or not facts.intact:
                continue
            for row in self._people_rows(name):
                key = row.get("key")
                if row.get("person") != person_id or not isinstance(key, str) or not key:
                    continue
                if not revoked or parse_key_line(key).fingerprint not in revoked:
                    return key
        return ""

    def recent(self, most: int) -> tuple[RecordLine, ...]:
        """The newest records, newest first."""
        return tuple(self.line(name) for name in reversed(self._book.newest(most)))

    def line(self, name: str) -> RecordLine:
        """A record in one line."""
        result, facts = self._book.result.records[name], self._book.facts(name)
        head = result.head
        title, subject = "", ""
        if facts is not None:
            title = self._book.title(name) or facts.kind
            subject = next(
                (
                    str(one.values[key])
                    for one in facts.effects
                    for key in ("weapon", "item", "container")
                    if key in one.values
                ),
                "",
            )
            if facts.kind == LATE_ENTRY:
                # Whatever it calls itself, and however many things it names: it came afterwards.
                title, subject = _FROM_PAPER, ""
            elif facts.procedure:
                # A run about the set names many things; what it is about stands first in its title.
                subject = title.partition(": ")[0]
                title = f"{subject}: {words_of(facts.procedure)}"
        return RecordLine(
            name=name,
            kind=head.kind if head else "",
            title=title,
            subject=subject,
            made_at=head.made_at if head else self._clock.now(),
            signers=tuple(one.person for one in head.signers) if head else (),
            verdict=str(result.verdict),
        )

    def findings(self) -> tuple[str, ...]:
        """What verification and the fold found, worst first; warnings are left out."""
        book = self._book
        if self._known is not None and self._known[0] is book.result and self._known[1] is book.situation:
            return self._known[2]
        found = [
            f"{one.where}: {one.what}"
            for one in self._book.result.faults()
        ]  # fmt: skip
        found += [f"{one.rule}: {one.text}" for one in self._book.situation.findings]
        findings = tuple(dict.fromkeys(found))
        self._known = (book.result, book.situation, findings)
        return findings

    def custody_words(self, custody: Custody | None) -> str:
        """Who has it, as it is read."""
        return showing.custody_in_words(self._book.situation, custody)

    def _since(self, restriction: OpenRestriction) -> datetime:
        facts = self._book.cited(restriction.record)
        return facts.made_at if facts else self._clock.now()

    def _people_rows(self, name: str) -> list[dict[str, Any]]:
        body = self._body(name)
        table = body.get("enrolment") or body.get("production")
        if not isinstance(table, dict):
            return []
        rows = table.get("founders", [table])
        return [row for row in rows if isinstance(row, dict)]

    def _body(self, name: str) -> dict[str, Any]:
        try:
            return self._book.body(name)
        except RecordError:
            # Said by its verdict; here it only has no words.
            return {}


def _as_entered(status: WeaponStatus, begun: tuple[OpenRun, ...]) -> WeaponStatus:
    """A gun that was entered as handed over is with its holder, also before anybody signs that, as after a crash."""
    tag = status.weapon.tag
    run = next((one for one in begun if one.subject == tag and one.holder_id), None)
    if run is None:
        return status
    return replace(
        status,
        state=status.state if status.state in (State.HOT, State.QUARANTINED) else State.UNVERIFIED,
        custody=Custody(Shape.ISSUED, run.holder_id),
        why=english("It went to {name}, and nobody has signed that.", name=run.holder),
        next=english("sign it, or take it back"),
        clearance=None,
        issue=None,
        collect=True,
    )


def _place_on_board(status: WeaponStatus) -> tuple[bool, str]:
    """Out of the lock first, then by tag."""
    locked = status.custody is not None and status.custody.shape in (Shape.LOCKED, Shape.OFF_PRODUCTION)
    return locked, status.weapon.tag
