"""The runs of one open production: starting, going on after a crash, giving up, and what a run needs around it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Protocol

from showclear.app.adopted import Adopted
from showclear.app.bodies import Facts
from showclear.app.closing import closings
from showclear.app.inputs import read_inputs, weapon_of_inputs
from showclear.app.logbook import LogBook
from showclear.app.preparing import Preparing
from showclear.app.refusing import RulesRefuseError, of_several
from showclear.app.replaying import Replaying, is_of_this_boot
from showclear.app.sessions import RunSession
from showclear.app.shifts import Shifts
from showclear.app.signing import Draft, Signatories, SigningSession
from showclear.app.sittings import Sitting
from showclear.app.views import OpenRun
from showclear.domain import runs
from showclear.domain.checklists import EMERGENCIES, Checklist, Procedure
from showclear.domain.effects import Effect
from showclear.domain.hands import other_hands
from showclear.domain.meanwhile import happened
from showclear.domain.people import Person
from showclear.domain.refusals import Refusal
from showclear.domain.runs import Cast, Phase, Run, RunPlan
from showclear.domain.runs.sitting import refusals_of_sitting
from showclear.domain.situation import Situation
from showclear.errors import IllegalEvent, InputError, ShowClearError
from showclear.storage.clock import Clock, boot_id
from showclear.storage.failures import DamagedFileError, MissingFileError
from showclear.storage.journal import Journal, JsonValue
from showclear.words import english


class Watcher(Protocol):
    """Somebody beside the runs, such as a drill."""

    def stepped(self, before: Run, event: runs.Event, after: Run) -> None:
        """Something happened in a run, and is durable."""

    def signed(self, run: Run) -> None:
        """A run was signed by everybody and is published."""


class Runs:
    """Every run that this window walks; the desk at which they stand (`sessions.Desk`)."""

    def __init__(
        self,
        book: LogBook,
        adopted: Adopted,
        preparing: Preparing,
        shifts: Shifts,
        clock: Clock,
        *,
        person: Callable[[str], Person],
        context: Callable[[str], Facts],
        hold: Callable[[str], str],
    ) -> None:
        """`context` gives unit, day, zone and rules of a run for a unit.

        `hold` holds the set for a reason.
        """
        self.clock = clock
        self._book = book
        self._adopted = adopted
        self._preparing = preparing
        self._replaying = Replaying(book, adopted, clock)
        self._shifts = shifts
        self._person = person
        self._context = context
        self._hold = hold
        self._sessions: dict[str, RunSession] = {}
        self._happened: dict[str, tuple[Situation, int]] = {}
        self.watcher: Watcher | None = None

    # Starting and going on

    def refusals(
        self, procedure: Procedure, subject: str, inputs: Mapping[str, str], performer_id: str, verifier_id: str
    ) -> tuple[Refusal, ...]:
        """Every rule that refuses this run now. Raises: InputError for unreadable inputs or strangers."""
        checklist, subject, read = self._read(procedure, subject, inputs)
        return self._preparing.refusals(
            checklist, subject, read, self._person(performer_id), self._person(verifier_id)
        )  # fmt: skip

    def _read(
        self, procedure: Procedure, subject: str, inputs: Mapping[str, str]
    ) -> tuple[Checklist, str, dict[str, str]]:
        """The checklist, what the run is about, and its inputs checked."""
        checklist = self._adopted.of(procedure)
        read = read_inputs(checklist.inputs, self._preparing.with_unit(checklist, subject, inputs))
        return checklist, self._preparing.subject_of(checklist, subject, read), read

    def start(
        self, procedure: Procedure, subject: str, inputs: Mapping[str, str], performer_id: str, verifier_id: str
    ) -> RunSession:
        """Start a run; its header is durable when this returns.

        Raises:
            RulesRefuseError: rules refuse (`refusals`).
            RefusedError: no checklist, or wrong people.
            InputError: an input does not hold.
            StorageError: it could not be made durable; nothing was started.
        """
        self._book.refresh()
        refusals, plan = self._planned(
            procedure, subject, inputs, self._person(performer_id), self._person(verifier_id)
        )
        if refusals:
            raise RulesRefuseError(refusals)
        return self._begin(plan())

    def _planned(
        self, procedure: Procedure, subject: str, inputs: Mapping[str, str], performer: Person, verifier: Person
    ) -> tuple[tuple[Refusal, ...], Callable[[], RunPlan]]:
        """What the rules refuse, asked of files that were verified again, and what makes the plan."""
        checklist, subject, read = self._read(procedure, subject, inputs)
        self._book.verify_again(*self._preparing.rests_on(checklist, subject, read))
        refusals = self._preparing.refusals(checklist, subject, read, performer, verifier)
        return refusals, partial(self._preparing.plan, checklist, subject, read, performer, verifier)

    def start_sitting(
        self,
        procedure: Procedure,
        subjects: Iterable[str],
        inputs: Mapping[str, str],
        performer_id: str,
        verifier_id: str,
    ) -> Sitting:
        """Start one run for each gun, walked together. Nothing is started where the rules refuse one of them.

        Raises:
            RulesRefuseError: rules refuse one of the guns, each that is refused named, or that they go together.
            InputError: no gun is named, or an input does not hold.
            RefusedError, StorageError: as for one run.
        """
        tags = tuple(dict.fromkeys(subjects))
        if not tags:
            raise InputError(english("No gun is named."), english("Name the guns of this sitting."))
        apart = refusals_of_sitting(procedure, len(tags))
        if not apart:
            # What is read says it: a form gives a box also where the guns are to hold nothing.
            box = self._read(procedure, tags[0], inputs)[2].get("box", "")
            apart = refusals_of_sitting(procedure, len(tags), box)
        if apart:
            raise RulesRefuseError(apart)
        self._book.refresh()
        performer, verifier = self._person(performer_id), self._person(verifier_id)
        planned = {tag: self._planned(procedure, tag, inputs, performer, verifier) for tag in tags}
        refused = of_several({tag: refusals for tag, (refusals, _) in planned.items()})
        if refused:
            raise RulesRefuseError(refused)
        sessions = tuple(self._begin(plan()) for _, plan in planned.values())
        return Sitting(sessions, self.clock, self.check_pin)

    def start_emergency(
        self, checklist: Checklist, subject: str, inputs: Mapping[str, str], cast: Cast, run_id: str, raised: str
    ) -> RunSession:
        """Start the list of an emergency whose restriction `raised` is written already. No rule is asked.

        Raises:
            InputError: the list does not fit its subject.
            RefusedError: the two people cannot walk it.
            StorageError: it could not be made durable; nothing was started.
        """
        plan = self._preparing.plan(checklist, subject, inputs, cast.performer, cast.verifier, run_id)
        return self._begin(plan, (raised,))

    def _begin(self, plan: RunPlan, raised: tuple[str, ...] = ()) -> RunSession:
        run = runs.start(plan)
        started = self.clock.monotonic_ms()
        count = self.happened(run)
        header: dict[str, JsonValue] = {
            "plan": runs.plan_to_journal(plan), "boot": boot_id(), "started_ms": started, "happened": count,
            "log": self._book.folder.own_log(),
        }  # fmt: skip
        journal = self._book.folder.drafts.create(plan.run_id, header)
        return self._keep(self._session(run, journal, started, count, raised))

    def _session(self, run: Run, journal: Journal, started: int, count: int, raised: tuple[str, ...]) -> RunSession:
        plan = run.plan
        known = self._preparing.weapon(plan.subject) if plan.checklist.subject == "weapon" else None
        weapon = weapon_of_inputs(plan.inputs) or known
        return RunSession(
            run, journal, self, started_ms=started, happened=count, weapon=weapon, raised=raised,
            context=lambda: self._context(str(plan.facts.get("unit.name", ""))), stepped=self._stepped,
        )  # fmt: skip

    def open_runs(self) -> tuple[OpenRun, ...]:
        """Runs that are not finished, this laptop's own. Raises: StorageError."""
        return self._replaying.open_runs(self._sessions)

    def begun(self, procedure: Procedure, subject: str, units: tuple[str, ...]) -> tuple[OpenRun, ...]:
        """Runs of this laptop that would do once more what is begun here: the same procedure about the same thing.

        Args:
            procedure: which; of an emergency there may be several, each about an event of its own.
            subject: what it is about; empty for the set, where a run is about one of the units.
            units: the units of the production.

        Raises:
            StorageError: the runs cannot be read.
        """
        if procedure in EMERGENCIES:
            return ()
        about = (subject,) if subject else units
        return tuple(
            one for one in self.open_runs() if one.owned_here and one.procedure is procedure and one.subject in about
        )

    def resume(self, run_id: str) -> RunSession:
        """Go on with a run after a crash or after it was left: the last answered step is asked again.

        Raises:
            RecordError: its journal is damaged; it can only be abandoned.
            StorageError: it cannot be read.
        """
        if run_id in self._sessions:
            return self._sessions[run_id]
        journal = self._book.folder.drafts.open(run_id)
        self._replaying.refuse_foreign(journal)
        run, started = self._replaying.replay(journal)
        count = journal.events()[0].get("happened")
        raised = tuple(
            facts.id for name in self._book.restricting()
            if (facts := self._book.facts(name)) is not None and self._raised_by(name, run_id)
        )  # fmt: skip
        session = self._session(run, journal, started, count if isinstance(count, int) else 0, raised)
        session.resumed(lost=not is_of_this_boot(journal))
        return self._keep(session)

    def abandon(self, run_id: str, reason: str = "") -> None:
        """Give up a run that is not finished; what it was about becomes unverified. Raises: StorageError."""
        session = self._resumed(run_id)
        if session is not None:
            session.abandon(reason)
            return
        # The journal cannot be read: what it was about is unknown, so the set is held until somebody looked.
        # not said: records stay English
        self._hold(f"an unfinished run ({run_id[:8]}) could not be read and was given up")
        self._book.folder.drafts.leave(run_id)

    def _resumed(self, run_id: str) -> RunSession | None:
        """The run of a draft; None where its journal or its checklist cannot be read."""
        try:
            return self.resume(run_id)
        except (MissingFileError, DamagedFileError, InputError, IllegalEvent):
            if run_id not in self._book.folder.drafts.folders():
                raise
            return None

    def take_away_ended(self) -> None:
        """Finish leaving runs whose end was written down just before a crash."""
        for draft in self._book.folder.drafts.list():
            try:
                journal = self._book.folder.drafts.open(draft.run_id)
                self._replaying.refuse_foreign(journal)
                run, _ = self._replaying.replay(journal)
                if run.phase is Phase.ENDED:
                    self._book.folder.drafts.leave(draft.run_id)
            except ShowClearError:
                # Offered as it is: whoever resumes or gives it up is told what is wrong.
                continue

    def close(self) -> None:
        """Close the journals; unfinished runs stay as drafts."""
        for session in tuple(self._sessions.values()):
            session.leave()

    def _keep(self, session: RunSession) -> RunSession:
        self._sessions[session.run.plan.run_id] = session
        return session

    # What a run needs from here (`sessions.Desk`)

    def check_pin(self, person_id: str, pin: str) -> None:
        """Raises: SigningError."""
        self._shifts.check_pin(person_id, pin)

    def restrict(self, kind: str, title: str, effects: Iterable[Effect], run: str) -> str:
        """Write an unsigned record at once; the id of its event. Raises: StorageError."""
        return self._book.restrict(kind, title, effects, run=run)

    def names(self) -> dict[str, str]:
        """What people are called, by their ids; since when and why each stop is open, by its record."""
        return self._book.called()

    def recheck(self, run: Run) -> None:
        """Raises: RulesRefuseError when a rule that the checklist requires no longer holds."""
        refusals = self._preparing.recheck(run)
        if refusals:
            raise RulesRefuseError(refusals)

    def refuse_frozen(self, run: Run) -> None:
        """Raises: RulesRefuseError when the run would open what has become evidence since it began (R-112)."""
        refusal = self._preparing.frozen(run)
        if refusal is not None:
            raise RulesRefuseError((refusal,))

    def happened(self, run: Run) -> int:
        """How many events there are about the things of a run that are not its own."""
        situation, run_id = self._book.situation, run.plan.run_id
        known = self._happened.get(run_id)
        if known is None or known[0] is not situation:
            known = self._happened[run_id] = (situation, happened(situation, run.plan))
        return known[1]

    def closings(self, run: Run, raised: tuple[str, ...], made: tuple[Effect, ...]) -> tuple[Effect, ...]:
        """The restrictions that the signed record closes by name, besides what its own effects `made` close."""
        return closings(self._book, run, raised, made)

    def contradicted(self, run: Run) -> tuple[str, ...]:
        """What the records say against what two people entered, in sentences (R-HANDS-1)."""
        return other_hands(run, self._book.situation.view)

    def sign(self, draft: Draft, signatories: Signatories | None = None) -> SigningSession:
        """The signatures of a record; the record is in the log when the last one returns."""
        self._book.verify_again(*draft.items)
        return SigningSession(draft, self._book, signatories or self._shifts, self.clock, self._signed)

    def refuse_signed(self, run_id: str) -> None:
        """Raises: AlreadyThereError when the run was signed and its record is being published."""
        self._book.folder.drafts.refuse_signed(run_id)

    def leave(self, run_id: str) -> None:
        """Take the journal of a finished run away. Raises: StorageError."""
        self.left(run_id)
        self._book.folder.drafts.leave(run_id)

    def left(self, run_id: str) -> None:
        """Forget a run whose journal is closed; its draft stays."""
        self._sessions.pop(run_id, None)
        self._happened.pop(run_id, None)

    def _signed(self, name: str) -> None:
        facts = self._book.facts(name)
        session = self._sessions.get(facts.id) if facts is not None else None
        if session is None:
            return
        self.left(session.run.plan.run_id)
        if self.watcher is not None:
            self.watcher.signed(session.run)

    def _stepped(self, before: Run, event: runs.Event, after: Run) -> None:
        if self.watcher is not None:
            self.watcher.stepped(before, event, after)

    def _raised_by(self, name: str, run_id: str) -> bool:
        facts = self._book.facts(name)
        return facts is not None and any(effect.values.get("run") == run_id for effect in facts.effects)
