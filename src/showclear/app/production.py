"""One open production: the object that the screens and the commands hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from showclear.app import custody as acts
from showclear.app.adopted import Adopted
from showclear.app.board import Boards
from showclear.app.concerns import Concerns
from showclear.app.opening import DoubtfulPlaceError, Opened, doubt_about, open_folder
from showclear.app.refusing import RulesRefuseError
from showclear.app.shifts import KeyHolder, Shifts
from showclear.app.stops import Stops
from showclear.app.trust import TrustedTime
from showclear.app.units import UnitChoice, unit_names
from showclear.domain.checklists import Procedure
from showclear.domain.situation.day import first_unit
from showclear.domain.situation.status import set_status
from showclear.domain.situation.stops import is_stopped_and_unreported
from showclear.errors import InputError, RefusedError, StorageError
from showclear.storage.clock import Clock, SystemClock
from showclear.storage.concerns import WaitingConcerns
from showclear.storage.definitions import DefinitionStore
from showclear.storage.files import FileSystem, LocalFileSystem
from showclear.storage.paths import MachinePaths

if TYPE_CHECKING:
    from showclear.app.delegating import Delegations
    from showclear.app.emergencies import Emergencies, Emergency
    from showclear.app.extending import Extensions
    from showclear.app.key_changes import KeyChanges
    from showclear.app.pages import RecordPage
    from showclear.app.preparing import Preparing
    from showclear.app.production_runs import Runs
    from showclear.app.roster import Roster
    from showclear.app.rule_packs import RulePacks
    from showclear.app.sealing import Seals
    from showclear.app.sessions import RunSession
    from showclear.app.signing import Draft, SigningSession
    from showclear.app.sittings import Sitting
    from showclear.app.transfers import Moves
    from showclear.app.views import Armory, Board, OpenRun, PersonView, Preparation, ProcedureView
    from showclear.domain.people import Person
    from showclear.domain.refusals import Refusal
    from showclear.domain.runs import Run
    from showclear.ledger.verification import LogResult

__all__ = ["Production", "RulesRefuseError"]

WORTH_REMEMBERING = 64
"""How many records the start must have read before they are written down for the next one: a day of them."""

Opener = Callable[[str, str, str], KeyHolder]


class Production:
    """A production folder on this laptop. Everything it shows is derived from the signed records in it."""

    def __init__(self, opened: Opened, filesystem: FileSystem, clock: Clock, opener: Opener | None = None) -> None:
        self.clock = clock
        self._opened = opened
        self._filesystem = filesystem
        self.book = opened.book
        self.adopted = Adopted(self.book, DefinitionStore(filesystem, opened.paths))
        self.shifts = Shifts(opener or self._open_signer, self.person, clock.now, self.key_of)
        self._trusted = TrustedTime(clock)
        self._unit = UnitChoice(filesystem, opened.machine.production(self.book.production or ""))
        self._boards = Boards(self.book, self.shifts, clock, self._trusted, self.open_runs)
        concerns = Concerns(self.book, WaitingConcerns(filesystem, opened.paths), clock, self.people)
        self.stops = Stops(self.book, concerns, person=self.person, sign=self.sign, writes=self._refuse_reading)

    # What the first board does not need is imported and made when somebody asks for it

    @cached_property
    def _preparing(self) -> Preparing:
        from showclear.app.preparing import Preparing

        return Preparing(self.book, self.adopted, self.shifts, self.clock, self._trusted, lambda: self.unit)

    @cached_property
    def _runs(self) -> Runs:
        from showclear.app.production_runs import Runs

        return Runs(
            self.book, self.adopted, self._preparing, self.shifts, self.clock,
            person=self.person, context=self._boards.context, hold=self.hold,
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
            self.book, person=self.person, sign=self.sign, writes=self._refuse_reading,
            publish_concerns=self.stops.concerns.publish,
        )  # fmt: skip

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
    def rules(self) -> RulePacks:
        """Adopts and removes rule packs."""
        from showclear.app.rule_packs import RulePacks

        return RulePacks(
            self.book, DefinitionStore(self._filesystem, self._opened.paths), self.adopted.source_labels,
            person=self.person, sign=self.sign, writes=self._refuse_reading,
        )  # fmt: skip

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        machine: MachinePaths,
        clock: Clock | None = None,
        filesystem: FileSystem | None = None,
        opener: Opener | None = None,
        laptop: str = "laptop",
        window: bool = True,
    ) -> Production:
        """Open a production folder.

        Args:
            folder: the production folder.
            machine: where this machine account keeps keys, marks and log ownership.
            clock: the clocks; those of the machine by default.
            filesystem: the disk; the real one by default.
            opener: how a key is opened; the signer process by default.
            laptop: names the log of this laptop where it has none here yet.
            window: False only to read.

        Raises:
            InputError: there is no production.
            StorageError: the folder cannot be read.
        """
        disk = filesystem or LocalFileSystem()
        time = clock or SystemClock()
        opened = open_folder(disk, folder, machine, time, laptop=laptop, window=window)
        production = cls(opened, disk, time, opener)
        if not production.reads_only:
            if production._has_drafts():
                production._runs.take_away_ended()
            production.remember()
            production.stops.concerns.publish(before_today=True)
        return production

    # What there is

    @property
    def folder(self) -> Path:
        """The production folder."""
        return self._opened.paths.root

    @property
    def doubt(self) -> DoubtfulPlaceError | None:
        """What speaks against working in this folder: a network drive, a service that synchronises it."""
        return doubt_about(self._filesystem, self.folder)

    @property
    def name(self) -> str:
        """The name of the production, from its first record."""
        return self._boards.identity()[0]

    @property
    def demonstration(self) -> bool:
        """Whether the production record says that this is a demonstration."""
        return self._boards.identity()[1]

    @property
    def reads_only(self) -> str:
        """Why nothing can be signed or published from here; empty when it can."""
        return self._opened.reads_only or self.closed

    @property
    def closed(self) -> str:
        """That this production is closed, in words; empty while it is not."""
        if not self.book.result.roster.is_closed:
            return ""
        return "This production is closed. It can be read and verified."

    @property
    def units(self) -> tuple[str, ...]:
        """Every unit of the production, by name."""
        return unit_names(self.book.situation)

    @property
    def unit(self) -> str:
        """The unit that this laptop works for: the chosen one, else the first."""
        return self._unit.name(self.units, first_unit(self.book.situation))

    def choose_unit(self, name: str) -> None:
        """Work for another unit from now on; it is remembered. Raises: InputError, StorageError."""
        self._unit.choose(name, self.units)

    def refresh(self) -> bool:
        """Take in what is new in the folder; True if anything changed. Raises: StorageError."""
        return self.book.refresh()

    @property
    def not_whole(self) -> frozenset[str]:
        """Files in the log that do not hold what their names say: changed, or still being copied."""
        return self.book.not_whole

    def board(self) -> Board:
        """All that the board shows now."""
        return self._boards.board(self.unit, reads_only=self.reads_only)

    def armory(self) -> Armory:
        """Every weapon, feed device, container and batch."""
        return self._boards.armory()

    def people_today(self) -> tuple[PersonView, ...]:
        """Everybody on the roster, as they stand today."""
        return self._boards.roster(self.unit)

    def people(self) -> tuple[Person, ...]:
        """The roster, by name."""
        return tuple(sorted(self.book.situation.people().values(), key=lambda person: person.name))

    def person(self, person_id: str) -> Person:
        """Somebody on the roster. Raises: InputError for a stranger."""
        found = self.book.situation.people().get(person_id)
        if found is None:
            raise InputError(f'"{person_id}" is not on the roster.', "Enrol the person first.")
        return found

    def procedures(self) -> tuple[ProcedureView, ...]:
        """The adopted procedures. Raises: ChecklistError, StorageError."""
        return self._preparing.procedures()

    def prepare(self, procedure: Procedure, subject: str = "") -> Preparation:
        """What the start of a run asks. Raises: RefusedError without an adopted checklist, ChecklistError."""
        return self._preparing.prepare(procedure, subject)

    def refusals(
        self, procedure: Procedure, subject: str, inputs: Mapping[str, str], performer_id: str, verifier_id: str
    ) -> tuple[Refusal, ...]:
        """Every rule that refuses this run now. Raises: InputError for unreadable inputs or strangers."""
        return self._runs.refusals(procedure, subject, inputs, performer_id, verifier_id)

    # Runs

    def start_run(
        self, procedure: Procedure, subject: str, inputs: Mapping[str, str], performer_id: str, verifier_id: str
    ) -> RunSession:
        """Start a run; its header is durable when this returns.

        Raises:
            RulesRefuseError: rules refuse (`refusals`).
            RefusedError: no checklist, wrong people, or this window only reads.
            InputError: an input does not hold.
            StorageError: it could not be made durable; nothing was started.
        """
        self._refuse_reading()
        return self._runs.start(procedure, subject, inputs, performer_id, verifier_id)

    def start_sitting(
        self,
        procedure: Procedure,
        subjects: Iterable[str],
        inputs: Mapping[str, str],
        performer_id: str,
        verifier_id: str,
    ) -> Sitting:
        """Start one run for each of several guns, walked together by two people.

        Raises:
            RulesRefuseError: rules refuse one of the guns; nothing was started.
            RefusedError, InputError, StorageError: as for `start_run`.
        """
        self._refuse_reading()
        return self._runs.start_sitting(procedure, subjects, inputs, performer_id, verifier_id)

    def open_runs(self) -> tuple[OpenRun, ...]:
        """Runs that are not finished, this laptop's own. Raises: StorageError."""
        return self._runs.open_runs() if self._has_drafts() else ()

    def _has_drafts(self) -> bool:
        return bool(self.book.folder.drafts.folders())

    def resume(self, run_id: str) -> RunSession:
        """Go on with a run after a crash or after it was left: the last answered step is asked again.

        Raises:
            RecordError: its journal is damaged; it can only be abandoned.
            StorageError: it cannot be read.
        """
        self._refuse_reading()
        return self._runs.resume(run_id)

    def abandon(self, run_id: str, reason: str = "") -> None:
        """Give up a run that is not finished; what it was about becomes unverified. Raises: StorageError."""
        self._refuse_reading()
        self._runs.abandon(run_id, reason)

    # What needs nobody's permission

    def take_back(self, tag: str, to_person: str = "") -> str:
        """A gun is back with an armorer: one key, no signature, never refused. Raises: StorageError."""
        here = self.shifts.people()
        return self._act(acts.take_back(tag, to_person, here, self._preparing.taker_of(tag, here)))

    def lock(self, tag: str, lock: str = "", seal: str = "", key: str = "") -> str:
        """An item is locked up. Raises: StorageError."""
        return self._act(acts.lock(tag, lock, seal, key))

    def out_of_sight(self, tag: str) -> str:
        """A gun was out of its armorer's sight. Raises: StorageError."""
        return self._act(acts.out_of_sight(tag))

    def hold(self, reason: str = "", by: str = "") -> str:
        """Hold the set, always; a hold while one is open is a stand-down; the id of the event.

        Raises:
            StorageError: it could not be made durable; it counts in this window.
        """
        if self.book.unwritten("hold") or self.book.unwritten("stand-down"):
            return self.book.write_unwritten()  # The same key again after the disk refused it: the same stop.
        stops = set_status(self.book.situation)
        already = bool(stops.holds or stops.stand_downs)
        return self._act(acts.hold(reason, by, already_held=already))

    @property
    def is_stopped(self) -> bool:
        """Whether a stand-down is open that waits for its report: all gun work is stopped, whoever says so again."""
        return is_stopped_and_unreported(set_status(self.book.situation))

    def stand_down(self, reason: str = "", by: str = "") -> str:
        """All gun work stops. Raises: StorageError."""
        return self._act(acts.stand_down(reason, by))

    def start_emergency(
        self,
        procedure: Procedure,
        tags: Iterable[str] = (),
        *,
        by: str = "",
        report_class: str = "",
        reason: str = "",
        of_run: str = "",
        walk: bool = True,
    ) -> Emergency:
        """Stop what has to stop at once, then start the list that is read aloud (H, I, L). Never refused.

        Args:
            procedure: misfire, found or incident.
            tags: the guns that it is about; none where nobody knows.
            by: who says so, if they want to be named.
            report_class: what happened, for found and incident (`vocabulary.FACETS["report.class"]`).
            reason: why, in one line.
            of_run: the misfire in whose wait it happened, by its run: then all of it is one event.
            walk: whether the list is walked now; else it is only reported.

        Raises:
            InputError: it is no emergency list.
            StorageError: the stop is not durable yet; it counts in this window and is tried again.
        """
        return self._emergencies.start(
            procedure, tags, self.shifts.people(), self.unit,
            by=by, report_class=report_class, reason=reason, reads_only=self.reads_only, of_run=of_run, walk=walk,
        )  # fmt: skip

    def _act(self, act: acts.Act) -> str:
        return self.book.restrict(act.kind, act.title, act.effects, by=act.by)

    def lift_hold(self, restriction: str, reason: str, answer: str, armorer_id: str, ad_id: str) -> SigningSession:
        """The signatures that lift a hold.

        Raises:
            RefusedError: it is a stand-down, the roles do not fit, or there is no such hold.
            InputError: reason or answer is missing.
        """
        from showclear.app.holds import lifting_draft

        self._refuse_reading()
        self.book.refresh()
        draft = lifting_draft(self.book, restriction, reason, answer, self.person(armorer_id), self.person(ad_id))
        return self.sign(draft)

    def attach(self, path: Path) -> str:
        """Keep a photograph or statement under its digest; what is entered for it. It is never opened.

        Raises:
            InputError: a folder, an empty file, or one that is too large.
            StorageError: it cannot be read or written.
        """
        from showclear.storage.attachments import keep_attachment

        self._refuse_reading()
        return keep_attachment(self._filesystem, self._opened.paths, path)

    @property
    def roster(self) -> Roster:
        """Enrols people. Raises: RefusedError where this window only reads."""
        from showclear.app.roster import Roster

        self._refuse_reading()
        return Roster(self._filesystem, self._opened.machine, self.shifts, self.people, self._runs.sign)

    @property
    def extensions(self) -> Extensions:
        """Checklists of the production's own."""
        from showclear.app.extending import Extensions

        store = DefinitionStore(self._filesystem, self._opened.paths)
        return Extensions(self.adopted, store, person=self.person, writes=self._refuse_reading)

    @property
    def key_changes(self) -> KeyChanges:
        """New keys for people of the roster, and the end of old ones."""
        from showclear.app.key_changes import KeyChanges

        return KeyChanges(
            self.book, self._filesystem, self._opened.machine, person=self.person, writes=self._refuse_window
        )

    # Reading

    def verify(self) -> LogResult:
        """Read and verify every file anew. Raises: StorageError."""
        self.book.verify_again(whole=True)
        return self.book.result

    def record(self, name: str) -> RecordPage:
        """A record as a page. Raises: InputError, RecordError, StorageError."""
        from showclear.app.pages import record_page

        return record_page(self.book, name)

    def raw(self, name: str) -> bytes:
        """The bytes of a record. Raises: InputError, StorageError."""
        return self.book.folder.read(name)

    def close(self) -> None:
        """End all shifts and let the folder go; unfinished runs stay as drafts."""
        if "_runs" in vars(self):
            self._runs.close()
        self.shifts.lock_all()
        if not self.reads_only:
            self.remember(1)
        if self._opened.window is not None:
            self._opened.window.close()

    def remember(self, least: int = WORTH_REMEMBERING) -> None:
        """Keep what was read, so that the next start is quick, where at least so many records are not kept yet."""
        if self.book.not_remembered >= least and len(self.book.result.records) >= WORTH_REMEMBERING:
            self.book.remember()

    def check_files(self) -> tuple[str, ...]:
        """The remembered files that changed since; changes nothing, so that another thread may ask."""
        return self.book.changed_files()

    def files_checked(self, changed: tuple[str, ...]) -> bool:
        """What `check_files` found; True if the records were read anew. Raises: StorageError."""
        return self.book.take_changed(changed)

    def recheck(self, run: Run) -> None:
        """Raises: RulesRefuseError when a rule that the checklist of a run requires no longer holds."""
        self._runs.recheck(run)

    def sign(self, draft: Draft) -> SigningSession:
        """The signatures of a record; the record is in the log when the last one returns."""
        return self._runs.sign(draft)

    def _refuse_reading(self) -> None:
        if self.reads_only:
            raise RefusedError(self.reads_only, "Until then this window shows, takes back and holds.")

    def _refuse_window(self) -> None:
        """As `_refuse_reading`, but in a closed production too: with a new key it goes on."""
        if self._opened.reads_only:
            raise RefusedError(self._opened.reads_only, "Until then this window shows, takes back and holds.")

    def key_of(self, person_id: str) -> str:
        """The public key line that the roster has for somebody; empty if none."""
        return self._boards.key_of(person_id)

    def _open_signer(self, person_id: str, passphrase: str, pin: str) -> KeyHolder:
        from showclear.storage.signer import ShiftSigner

        machine = self._opened.machine
        path = machine.key_file(person_id)
        if not path.exists():
            raise StorageError(
                f"{self.person(person_id).name} has no key on this laptop.", "Bring the laptop or key file with it."
            )
        return ShiftSigner.open(path, passphrase, pin, lock_file=machine.signer_lock(person_id))
