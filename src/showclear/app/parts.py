"""What one open production is made of: its log, its keys, and the parts that are made when somebody asks for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING

from showclear.app import custody as acts
from showclear.app.adopted import Adopted
from showclear.app.board import Boards
from showclear.app.concerns import Concerns
from showclear.app.key_parts import KeyParts
from showclear.app.opening import Opened
from showclear.app.own_log import LogWentOnError, went_on_elsewhere
from showclear.app.shifts import KeyHolder, Shifts
from showclear.app.stops import Stops
from showclear.app.trust import TrustedTime
from showclear.app.units import UnitChoice, unit_names
from showclear.domain.situation.day import first_unit
from showclear.errors import InputError, RefusedError, StorageError
from showclear.storage.clock import Clock
from showclear.storage.concerns import WaitingConcerns
from showclear.storage.definitions import DefinitionStore
from showclear.storage.files import FileSystem
from showclear.storage.paths import MachinePaths
from showclear.words import english, together

if TYPE_CHECKING:
    from showclear.app.approving import Approvals
    from showclear.app.delegating import Delegations
    from showclear.app.desk.desk import Desk
    from showclear.app.emergencies import Emergencies
    from showclear.app.ending import Ending
    from showclear.app.extending import Extensions
    from showclear.app.key_changes import KeyChanges
    from showclear.app.late.entries import LateEntries
    from showclear.app.preparing import Preparing
    from showclear.app.production_runs import Runs
    from showclear.app.renewing import Renewing
    from showclear.app.roster import Roster
    from showclear.app.rule_packs import RulePacks
    from showclear.app.sealing import Seals
    from showclear.app.signing import Draft, SigningSession
    from showclear.app.sittings import SittingSigning
    from showclear.app.transfers import Moves
    from showclear.app.views import DueLine, OpenRun
    from showclear.domain.effects import Effect
    from showclear.domain.people import Person
    from showclear.ledger.verification import LogResult
    from showclear.storage.names import Look

Opener = Callable[[str, str, str], KeyHolder]
"""Opens a key for a shift: the person's id, the passphrase, the PIN of the shift."""


class Parts(KeyParts):
    """The parts of an open production. What the first board does not need is imported when somebody asks for it."""

    _waits: tuple[str, ...] = ()
    """Why what waited for the end of a day could not be published when this window was opened."""

    def __init__(self, opened: Opened, filesystem: FileSystem, clock: Clock, opener: Opener | None = None) -> None:
        self.clock = clock
        self._opened = opened
        self._filesystem = filesystem
        self.book = opened.book
        self.adopted = Adopted(self.book, DefinitionStore(filesystem, opened.paths))
        self.shifts = Shifts(
            opener or self._open_signer, self.person, clock.now, self.key_of, self.key_way, self._why_over
        )
        self._elsewhere: tuple[LogResult, LogWentOnError | None] | None = None
        """What was said last, and of which result."""
        self._trusted = TrustedTime(clock)
        self._unit = UnitChoice(filesystem, opened.machine.production(self.book.production or ""))
        self._boards = Boards(self.book, self.shifts, clock, self._trusted, self.open_runs, self._from_afar)
        concerns = Concerns(self.book, WaitingConcerns(filesystem, opened.paths), clock, self.people)
        self.stops = Stops(
            self.book, concerns, person=self.person, sign=self.sign_also_from_afar, writes=self._refuse_reading
        )

    @property
    def machine(self) -> MachinePaths:
        """Where this machine account keeps what it keeps of the production."""
        return self._opened.machine

    @property
    def looks(self) -> tuple[Look, Look]:
        """How the log, and what waits for it, looked before they were last read."""
        return self.book.folder.looks

    @property
    def units(self) -> tuple[str, ...]:
        """Every unit of the production, by name."""
        return unit_names(self.book.situation)

    @property
    def unit(self) -> str:
        """The unit that this laptop works for: the chosen one, else the first."""
        return self._unit.name(self.units, first_unit(self.book.situation))

    @property
    def reads_only(self) -> str:
        """Why nothing can be signed or published from here; empty when it can."""
        return self._opened.reads_only or self.closed or (str(self.elsewhere) if self.elsewhere else "")

    @property
    def elsewhere(self) -> LogWentOnError | None:
        """That this laptop's log went on elsewhere, and what to do about it; None while it did not."""
        if self._elsewhere is None or self._elsewhere[0] is not self.book.result:
            try:
                self._elsewhere = (self.book.result, went_on_elsewhere(self.book))
            except StorageError:
                # A disk that refuses the marks must not keep a stop off the board; publishing and the next
                # look read them too, and say it.
                return self._elsewhere[1] if self._elsewhere is not None else None
        return self._elsewhere[1]

    def begin_new_log(self) -> str:
        """Begin a log of its own for this laptop, beside the one that went on elsewhere; its name.

        Raises:
            RefusedError: there is no need, or this window only reads.
            StorageError: it could not be written; nothing changed.
        """
        if self._opened.reads_only:
            raise RefusedError(self._opened.reads_only, english("Do it in the window that signs."))
        if self.elsewhere is None:
            raise RefusedError(
                english("The log of this laptop goes on."),
                english("A new one is begun only where it went on elsewhere."),
            )
        log = self.book.folder.start_log(self._opened.laptop)
        self._elsewhere = None
        self.book.recover()
        return log

    @property
    def closed(self) -> str:
        """That this production is closed, in words; empty while it is not."""
        if not self.book.result.roster.is_closed:
            return ""
        return english("This production is closed. It can be read and verified.")

    def people(self) -> tuple[Person, ...]:
        """The roster, by name."""
        return tuple(sorted(self.book.situation.people().values(), key=lambda person: person.name))

    def person(self, person_id: str) -> Person:
        """Somebody on the roster. Raises: InputError for a stranger."""
        found = self.book.situation.people().get(person_id)
        if found is None:
            raise InputError(
                english('"{person_id}" is not on the roster.', person_id=person_id), english("Enrol the person first.")
            )
        return found

    def key_of(self, person_id: str) -> str:
        """The public key line that the roster has for somebody; empty if none."""
        return self._boards.key_of(person_id)

    def sign(self, draft: Draft) -> SigningSession:
        """The signatures of a record; the record is in the log when the last one returns."""
        return self._runs.sign(draft)

    def sign_also_from_afar(self, draft: Draft) -> SigningSession:
        """As `sign`; where only some who sign are on shift here, and it may be, the others sign on another laptop.

        Raises:
            RefusedError: nobody who signs is on shift here.
        """
        from showclear.domain.situation.afar import may_be_signed_from_afar

        here = {person.id for person in self.shifts.people()}
        away = [one for one in draft.places if one.person.id not in here]
        if away and may_be_signed_from_afar(draft.kind):
            draft = self.approvals.propose(draft, here)
        return self.sign(draft)

    def _from_afar(self) -> tuple[DueLine, ...]:
        if not self.book.result.chain.of_kind("approval"):
            return ()
        from showclear.app.views import DueLine

        why = english("It was signed on another laptop, and changes nothing before somebody here signs it too.")
        return tuple(
            DueLine(english("Sign from afar: {title}", title=one.title), act="approve", target=one.record, why=why)
            for one in self.approvals.waiting()
        )

    def who_signs_from_afar(self, record: str) -> tuple[Person, ...]:
        """Those on shift here whose signature what waits may have. Raises: InputError."""
        fitting = self.approvals.who_completes(record, self.shifts.people())
        return tuple(one for one in fitting if not self.approvals.why_not(record, one))

    def sign_from_afar(self, record: str, person_id: str = "") -> SigningSession:
        """The signature of somebody on shift here under what waits; where several fit, who it is has to be said.

        Raises:
            InputError: nothing of that name waits.
            RefusedError: nobody on shift here is who it waits for, or several are.
        """
        here = self.approvals.who_completes(record, self.shifts.people())
        fitting = [one for one in here if one.id == person_id] if person_id else self.who_signs_from_afar(record)
        if len(fitting) == 1:
            return self.sign(self.approvals.approve(record, fitting[0]))
        if fitting:
            raise RefusedError(english("Several people on shift here may sign it."), english("Say who does."))
        why = [why for one in here if (why := self.approvals.why_not(record, one))][:1]
        needs = self.approvals.needs(record)
        raise RefusedError(
            together((english("Nobody on shift here is who it waits for: it needs {needs}.", needs=needs), *why)),
            english("Open a shift first."),
        )

    def take_back_from_afar(self, record: str, person_id: str = "") -> SigningSession:
        """The signature with which somebody on shift here takes back what waits; of several it has to be said who.

        Raises:
            InputError: nothing of that name waits.
            RefusedError: nobody on shift here has signed it, or several have.
        """
        here = self.approvals.who_signed(record, self.shifts.people())
        mine = [one for one in here if not person_id or one.id == person_id]
        if len(mine) > 1:
            raise RefusedError(
                english("Several people on shift here have signed it."), english("Say who takes it back.")
            )
        if not mine:
            raise RefusedError(english("Nobody on shift here has signed it."), english("Who signed it takes it back."))
        return self.sign(self.approvals.take_back(record, mine[0]))

    def _publish_concerns(self) -> None:
        try:
            self.stops.concerns.publish(before_today=True)
        except StorageError as error:
            # Nobody is kept from the board by it, and the board says it.
            self._waits = (english("Concerns that wait could not be published: {error}", error=error),)

    def open_runs(self) -> tuple[OpenRun, ...]:
        """Runs that are not finished, this laptop's own. Raises: StorageError."""
        return self._runs.open_runs() if self._has_drafts() else ()

    def _has_drafts(self) -> bool:
        return bool(self.book.folder.drafts.folders())

    @cached_property
    def _preparing(self) -> Preparing:
        from showclear.app.preparing import Preparing

        return Preparing(self.book, self.adopted, self.shifts, self.clock, self._trusted, lambda: self.unit)

    @cached_property
    def _runs(self) -> Runs:
        from showclear.app.production_runs import Runs

        return Runs(
            self.book, self.adopted, self._preparing, self.shifts, self.clock,
            person=self.person, context=self._boards.context, hold=partial(acts.raise_hold, self.book),
        )  # fmt: skip

    @cached_property
    def _emergencies(self) -> Emergencies:
        from showclear.app.emergencies import Emergencies

        return Emergencies(self.book, self.adopted, self._preparing, self._runs, self.clock)

    @cached_property
    def seals(self) -> Seals:
        """Seals the day."""
        from showclear.app.sealing import Seals

        return Seals(
            self.book, person=self.person, sign=self.sign_also_from_afar, writes=self._refuse_reading,
            publish_concerns=self.stops.concerns.publish,
        )  # fmt: skip

    @cached_property
    def desk(self) -> Desk:
        """Finds records, and says what a safety officer should look at."""
        from showclear.app.desk.desk import Desk

        paths = self._opened.machine.production(self.book.production or "")
        return Desk(self.book, self._opened.paths.root, paths.index, self._boards.clocks)

    @cached_property
    def moves(self) -> Moves:
        """Transfers to another unit, and what leaves the production."""
        from showclear.app.transfers import Moves

        return Moves(self.book, person=self.person, sign=self.sign, writes=self._refuse_reading)

    @cached_property
    def delegations(self) -> Delegations:
        """Names an AD for a unit and a day; plans for minors."""
        from showclear.app.delegating import Delegations

        return Delegations(self.book, person=self.person, sign=self.sign, writes=self._refuse_reading)

    @cached_property
    def approvals(self) -> Approvals:
        """What people sign on different laptops."""
        from showclear.app.approving import Approvals

        return Approvals(
            lambda: self.book.result, self.book.body, self.book.called, self._refuse_reading, self._refuse_afar
        )

    def _refuse_afar(self, kind: str, effects: Sequence[Effect], signers: Sequence[str]) -> None:
        if kind == "release":
            from showclear.app.releasing import refuse_release_from_afar

            refuse_release_from_afar(self.book, effects, [self.person(one) for one in signers])

    @cached_property
    def late_entries(self) -> LateEntries:
        """What was done on paper, entered afterwards."""
        from showclear.app.late.entries import LateEntries

        return LateEntries(
            self.book, person=self.person, sign=self.sign, writes=self._refuse_reading, now=self.clock.now
        )

    @cached_property
    def rules(self) -> RulePacks:
        """Adopts and removes rule packs."""
        from showclear.app.rule_packs import RulePacks

        return RulePacks(
            self.book, DefinitionStore(self._filesystem, self._opened.paths), self.adopted.source_labels,
            person=self.person, sign=self.sign_also_from_afar, writes=self._refuse_reading,
        )  # fmt: skip

    @property
    def roster(self) -> Roster:
        """Enrols people. Raises: RefusedError where this window only reads."""
        self._refuse_reading()
        return self._roster()

    def _roster(self) -> Roster:
        from showclear.app.roster import Roster

        return Roster(
            self._filesystem, self._opened.machine, self.shifts, self.people, self._runs.sign, self._enrolled_keys
        )

    @property
    def renewing(self) -> Renewing:
        """New keys for people of the roster, signed by open shifts; in a closed production too."""
        from showclear.app.renewing import Renewing

        return Renewing(
            self.key_changes, self.shifts, person=self.person, sign=self.sign, sign_with=self._roster().sign_with
        )

    @property
    def extensions(self) -> Extensions:
        """Checklists of the production's own."""
        from showclear.app.extending import Extensions

        store = DefinitionStore(self._filesystem, self._opened.paths)
        return Extensions(
            self.adopted, store, person=self.person, writes=self._refuse_reading,
            packs=lambda: (one.id for one in self.rules.adopted()),
        )  # fmt: skip

    @property
    def key_changes(self) -> KeyChanges:
        """New keys for people of the roster, and the end of old ones."""
        from showclear.app.key_changes import KeyChanges

        return KeyChanges(
            self.book, self._filesystem, self._opened.machine, person=self.person, writes=self._refuse_window
        )

    @property
    def ending(self) -> Ending:
        """The end of the production."""
        from showclear.app.ending import Ending

        return Ending(self.book, self.key_changes, person=self.person, sign_all=self.sign_all, open_runs=self.open_runs)

    def sign_all(self, drafts: Iterable[Draft]) -> SittingSigning:
        """The signatures of several records that the same people sign, one PIN each."""
        from showclear.app.sittings import SittingSigning

        return SittingSigning(tuple(map(self.sign, drafts)), self.clock, self.shifts.check_pin)

    def _refuse_reading(self) -> None:
        if self.reads_only:
            raise RefusedError(self.reads_only, english("Until then this window shows, takes back and holds."))

    def _refuse_window(self) -> None:
        """As `_refuse_reading`, but in a closed production too: with a new key it goes on."""
        if self._opened.reads_only or self.elsewhere:
            why = self._opened.reads_only or str(self.elsewhere)
            raise RefusedError(why, english("Until then this window shows, takes back and holds."))
