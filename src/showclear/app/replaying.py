"""After a crash: the runs that are not finished, and the same run again from its journal."""

from __future__ import annotations

from collections.abc import Mapping

from showclear.app.adopted import Adopted
from showclear.app.logbook import LogBook
from showclear.app.sessions import RunSession
from showclear.app.views import OpenRun
from showclear.domain import runs
from showclear.domain.meanwhile import happened
from showclear.domain.runs import Phase, Run, RunPlan
from showclear.domain.situation.values import THE_SET
from showclear.errors import RecordError, RefusedError, ShowClearError
from showclear.storage.clock import Clock, boot_id
from showclear.storage.drafts import Draft as PendingDraft
from showclear.storage.journal import Event, Journal
from showclear.words import english

_LOST_MS = 86_400_000
"""Time that nobody can know counts as a day: every block of the run then starts again."""


class Replaying:
    """Reads the journals of this laptop."""

    def __init__(self, book: LogBook, adopted: Adopted, clock: Clock) -> None:
        self._book = book
        self._adopted = adopted
        self._clock = clock

    def open_runs(self, here: Mapping[str, RunSession]) -> tuple[OpenRun, ...]:
        """Runs that are not finished. Raises: StorageError."""
        return tuple(self._open_run(draft, here.get(draft.run_id)) for draft in self._book.folder.drafts.list())

    def refuse_foreign(self, journal: Journal) -> None:
        """Raises: RefusedError for a run of another laptop, in a folder that was copied or is synchronised."""
        if self._is_foreign(journal.events()):
            raise RefusedError(
                english("This run was begun on another laptop, or in the folder that this one is a copy of."),
                english("It goes on or is given up there."),
            )

    def _is_foreign(self, events: tuple[Event, ...]) -> bool:
        log = events[0].get("log") if events else None
        return isinstance(log, str) and log != self._book.folder.own_log()

    def replay(self, journal: Journal) -> tuple[Run, int]:
        """The run of a journal, and the monotonic milliseconds at which it began on the clock of now.

        Raises:
            RecordError: the journal holds something that no run can have done.
        """
        events = journal.events()
        header = events[0] if events else {}
        plan_row = header.get("plan")
        if not isinstance(plan_row, Mapping):
            raise RecordError(
                english("The journal of this run has no plan."), english("Abandon this run and start a new one.")
            )
        checklist = self._adopted.by_digest(runs.header_digest(plan_row), blocks=runs.header_blocks(plan_row))
        run = runs.start(runs.plan_from_journal(plan_row, checklist))
        for row in events[1:]:
            run = runs.apply(run, runs.from_journal(row))
        started = header.get("started_ms")
        if is_of_this_boot(journal) and isinstance(started, int):
            return run, started
        return run, self._clock.monotonic_ms() - self._elapsed_ms(run)

    def _elapsed_ms(self, run: Run) -> int:
        """How much of the run's time has passed, when only the wall clock can tell; a day where it cannot."""
        last_ms = run.now.ms if run.now else 0
        last_at = run.now.at if run.now else run.plan.started_at
        passed = int((self._clock.now() - last_at).total_seconds() * 1000)
        return last_ms + (passed if passed >= 0 else _LOST_MS)

    def _open_run(self, draft: PendingDraft, session: RunSession | None) -> OpenRun:
        owned_here = not self._is_foreign((draft.header,))
        try:
            run = session.run if session else self.replay(self._book.folder.drafts.open(draft.run_id))[0]
        except ShowClearError as error:
            now = self._clock.now()
            return OpenRun(draft.run_id, english("Unreadable run"), "?", "?", "", now, now, str(error), owned_here)
        plan = run.plan
        cast = plan.cast
        since = session.happened if session else draft.header.get("happened")
        handed_on = runs.is_handed_on(run) and happened(self._book.situation, plan) == since
        return OpenRun(
            run_id=plan.run_id,
            title=self._title(plan),
            subject=plan.subject,
            named=plan.named,
            people=f"{cast.performer.name}, {cast.verifier.name}",
            started_at=plan.started_at,
            last_at=run.now.at if run.now else plan.started_at,
            where=_where(run),
            owned_here=owned_here,
            procedure=plan.checklist.procedure,
            stop=plan.inputs.get("restriction", ""),
            holder_id=str(plan.facts.get("issue.holder-id", "")) if handed_on else "",
            holder=str(plan.facts.get("issue.holder", "")) if handed_on else "",
        )

    def _title(self, plan: RunPlan) -> str:
        """What the run is, and for a report which: several of them may be open at once."""
        named = plan.inputs.get("restriction", "")
        found = [one for one in self._book.situation.open_restrictions(THE_SET) if named and one.record == named]
        return f"{plan.checklist.title}: {found[0].reason}" if found else plan.checklist.title


def _where(run: Run) -> str:
    match run.phase:
        case Phase.STOPPED:
            return run.stop.reason if run.stop else english("a stop")
        case Phase.MISMATCH:
            return english("two people entered two different things")
        case Phase.COMPLETE:
            return english("complete, not signed")
        case Phase.ENDED:
            return "ended"
    turn = run.turn
    now = next((step for step in run.steps() if step.state == "now"), None)
    who = turn.person.name if turn else ""
    return (
        f"{now.block_title}, {now.headline.capitalize()}: {who}" if now else english("next at the keys: {who}", who=who)
    )


def is_of_this_boot(journal: Journal) -> bool:
    """Whether one clock counted all the time since the run of `journal` began."""
    events = journal.events()
    return bool(events) and bool(boot_id()) and events[0].get("boot") == boot_id()
