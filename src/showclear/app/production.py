"""One open production: the object that the screens and the commands hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from showclear.app import custody as acts
from showclear.app.opening import DoubtfulPlaceError, doubt_about, open_folder
from showclear.app.painting import keep_painting
from showclear.app.parts import Opener, Parts
from showclear.app.refusing import RulesRefuseError
from showclear.domain.checklists import Procedure
from showclear.domain.situation.status import set_status
from showclear.domain.situation.stops import is_stopped_and_unreported
from showclear.errors import ChecklistError, StorageError
from showclear.storage.clock import Clock, SystemClock
from showclear.storage.files import FileSystem, LocalFileSystem
from showclear.storage.paths import MachinePaths

if TYPE_CHECKING:
    from showclear.app.actions import Actions
    from showclear.app.correcting import Corrections
    from showclear.app.emergencies import Emergency
    from showclear.app.log_reading import LogReading
    from showclear.app.pages import RecordPage
    from showclear.app.production_runs import Watcher
    from showclear.app.sessions import RunSession
    from showclear.app.signing import SigningSession
    from showclear.app.sittings import Sitting
    from showclear.app.views import Armory, Board, OpenRun, PersonView, Preparation, ProcedureView
    from showclear.domain.refusals import Refusal
    from showclear.domain.runs import Run
    from showclear.ledger.verification import LogResult

__all__ = ["Production", "RulesRefuseError"]

WORTH_REMEMBERING = 64
"""How many records the start must have read before they are written down for the next one: a day of them."""


class Production(Parts):
    """A production folder on this laptop. Everything it shows is derived from the signed records in it."""

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
        first: Sequence[str] | None = None,
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
            first: the names of the first records of all logs, where the caller has just listed them.

        Raises:
            InputError: there is no production.
            StorageError: the folder cannot be read.
        """
        disk = filesystem or LocalFileSystem()
        time = clock or SystemClock()
        opened = open_folder(disk, folder, machine, time, laptop=laptop, window=window, first=first)
        production = cls(opened, disk, time, opener)
        if not production.reads_only:
            if production._has_drafts():
                production._runs.take_away_ended()
            production.remember()
            production._publish_concerns()
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
    def drill(self) -> str:
        """Which drill the production record says that this is; empty where it is none."""
        said = self.book.identity().get("drill")
        return said if isinstance(said, str) else ""

    def watch_runs(self, watcher: Watcher) -> None:
        """From now on `watcher` is told what happens in every run of this window."""
        self._runs.watcher = watcher

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

    @cached_property
    def actions(self) -> Actions:
        """What is to be done after stops and findings."""
        from showclear.app.actions import Actions

        return Actions(
            self.book, unit=lambda: self.unit, now=self.clock.now,
            person=self.person, sign=self.sign, writes=self._refuse_reading,
        )  # fmt: skip

    @cached_property
    def corrections(self) -> Corrections:
        """What records should say."""
        from showclear.app.correcting import Corrections

        return Corrections(self.book, person=self.person, sign=self.sign, writes=self._refuse_reading)

    def board(self) -> Board:
        """All that the board shows now."""
        board = self._boards.board(self.unit, reads_only=self.reads_only)
        return replace(board, findings=(*board.findings, *self.adopted.without_effect, *self._waits))

    def armory(self) -> Armory:
        """Every weapon, feed device, container and batch."""
        return self._boards.armory()

    def people_today(self) -> tuple[PersonView, ...]:
        """Everybody on the roster, as they stand today."""
        return self._boards.roster(self.unit)

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

    def begun(self, procedure: Procedure, subject: str) -> tuple[OpenRun, ...]:
        """Runs of this laptop that are not finished and would be done once more by beginning this one.

        Raises:
            StorageError: the runs cannot be read.
        """
        return self._runs.begun(procedure, subject, self.units)

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
        return acts.write(self.book, acts.take_back(tag, to_person, here, self._preparing.taker_of(tag, here)))

    def lock(self, tag: str, lock: str = "", seal: str = "", key: str = "") -> str:
        """An item is locked up. Raises: StorageError."""
        return acts.write(self.book, acts.lock(tag, lock, seal, key))

    def out_of_sight(self, tag: str) -> str:
        """A gun was out of its armorer's sight. Raises: StorageError."""
        return acts.write(self.book, acts.out_of_sight(tag))

    def hold(self, reason: str = "", by: str = "") -> str:
        """Hold the set, always; a hold while one is open is a stand-down; the id of the event.

        Raises:
            StorageError: it could not be made durable; it counts in this window.
        """
        return acts.raise_hold(self.book, reason, by)

    @property
    def is_stopped(self) -> bool:
        """Whether a stand-down is open that waits for its report: all gun work is stopped, whoever says so again."""
        return is_stopped_and_unreported(set_status(self.book.situation))

    def stand_down(self, reason: str = "", by: str = "") -> str:
        """All gun work stops. Raises: StorageError."""
        return acts.write(self.book, acts.stand_down(reason, by))

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

    # Reading

    def verify(self) -> LogResult:
        """Read and verify every file anew. Raises: StorageError."""
        self.book.verify_again(whole=True)
        return self.book.result

    def record(self, name: str) -> RecordPage:
        """A record as a page. Raises: InputError, RecordError, StorageError."""
        from showclear.app.pages import record_page

        try:
            labels = self.adopted.source_labels()
        except (ChecklistError, StorageError):
            # A record is shown whatever became of the sources: it then says that they cannot be named here.
            labels = {}
        return record_page(self.book, name, labels)

    def raw(self, name: str) -> bytes:
        """The bytes of a record. Raises: InputError, StorageError."""
        return self.book.folder.read(name)

    def close(self, *, remember: bool = True) -> None:
        """End all shifts and let the folder go; unfinished runs stay as drafts. `remember`: for the next start."""
        if "_runs" in vars(self):
            self._runs.close()
        if "desk" in vars(self):
            self.desk.close()
        self.shifts.lock_all()
        if remember and not self.reads_only:
            self.remember(1)
        if self._opened.window is not None:
            self._opened.window.close()

    def remember(self, least: int = WORTH_REMEMBERING) -> None:
        """Keep what was read, so that the next start is quick, where at least so many records are not kept yet."""
        if self.book.not_remembered < least or len(self.book.result.records) < WORTH_REMEMBERING:
            return
        if self.book.remember():
            listed = self.book.listed()
            keep_painting(
                self._filesystem, self._opened.paths, self._opened.machine.production(self.book.production),
                self.book.production, listed, self._boards.painting(),
            )  # fmt: skip

    def check_files(self) -> tuple[str, ...]:
        """The remembered files that changed since; changes nothing, so that another thread may ask."""
        return self.book.changed_files()

    def files_checked(self, changed: tuple[str, ...]) -> bool:
        """What `check_files` found; True if the records were read anew. Raises: StorageError."""
        return self.book.take_changed(changed)

    @property
    def must_read(self) -> bool:
        """Whether what is known was found to be not so: nothing is permitted before all records were read anew."""
        return self.book.must_read

    def read_beside(self) -> None:
        """From now on somebody calls `read_aside` in a thread where it is needed, so that no key waits for it."""
        self.book.reads_aside = True

    def read_aside(self) -> LogReading:
        """All records read anew, for another thread; nothing changes here. Raises: StorageError."""
        return self.book.read_aside()

    def take_over(self, apart: LogReading) -> None:
        """Go on from what `read_aside` gave. Raises: StorageError."""
        self.book.take_over(apart)

    def recheck(self, run: Run) -> None:
        """Raises: RulesRefuseError when a rule that the checklist of a run requires no longer holds."""
        self._runs.recheck(run)
