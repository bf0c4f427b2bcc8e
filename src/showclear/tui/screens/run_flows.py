"""What every place does in the same way: begin a run, walk it, sign, write, and say so."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from showclear.domain.checklists import Procedure
from showclear.tui.dialogs.choose import Choice, ChooseDialog
from showclear.tui.dialogs.message import RefusalDialog
from showclear.tui.presenters.people import subject_words
from showclear.tui.screens.place import PlaceScreen
from showclear.words import say

if TYPE_CHECKING:
    from showclear.app.sessions import RunSession
    from showclear.app.signing import SigningSession
    from showclear.app.sittings import Sitting
    from showclear.app.views import OpenRun, Published
    from showclear.domain.runs.values import Exit
    from showclear.tui.dialogs.resume import Resumption


class RunFlows(PlaceScreen):
    """A place from which runs begin."""

    def prepare(
        self,
        procedure: Procedure,
        subject: str,
        known: Mapping[str, str] | None = None,
        subjects: tuple[str, ...] = (),
    ) -> None:
        """Show what is asked at the start, or why it cannot start; what was begun and left is offered first.

        Args:
            procedure: which procedure.
            subject: what it is about; empty for the set, and where the start asks it.
            known: inputs that are known already.
            subjects: several guns that go through it in one sitting.
        """

        from showclear.tui.presenters.start import known_fields, only_cast
        from showclear.tui.screens.start import StartScreen

        def begin() -> None:
            ready = self.host.production.prepare(procedure, subjects[0] if subjects else subject)
            if not subjects and (begun := self.host.production.begun(procedure, ready.subject)):
                self.offer(begun)
                return
            if known:
                ready = replace(ready, fields=known_fields(ready.fields, known))
            if subjects:
                self.app.push_screen(StartScreen(ready, subjects), self.walk)
            elif ready.refusals:
                about = subject_words(subject, self.host.production.people())
                what = f"{about} {ready.procedure.title}".strip()
                self.app.push_screen(RefusalDialog(what, ready.refusals))
            elif (cast := only_cast(self.host.production, procedure, ready)) is not None:
                self.walk(self.host.production.start_run(procedure, subject, {}, *cast))
            else:
                self.app.push_screen(StartScreen(ready), self.walk)

        self.attempt(begin)

    def walk(self, session: RunSession | Sitting | None) -> None:
        """Walk a run that was started or resumed, or several of them together."""
        from showclear.app.sittings import Sitting
        from showclear.tui.screens.run import RunScreen
        from showclear.tui.screens.sitting import SittingScreen

        if isinstance(session, Sitting):
            self.app.push_screen(SittingScreen(session), self.after_run)
        elif session is not None:
            self.app.push_screen(RunScreen(session), self.after_run)

    def after_run(self, _: Exit | None) -> None:
        """Back where it began."""
        self.host.read_board()

    # Runs that are not finished

    def action_unfinished(self) -> None:
        """Which run is gone on with?"""
        runs = self.host.production.open_runs()
        if runs:
            self.offer(runs)

    def offer(self, runs: tuple[OpenRun, ...]) -> None:
        """Offer unfinished runs, by name and time."""
        from showclear.tui.dialogs.resume import ResumeDialog

        self.app.push_screen(ResumeDialog(runs, self.host.production.clock.now()), self.after_offer)

    def after_offer(self, answer: Resumption | None) -> None:
        """Resume or abandon, never silently."""
        if answer is None:
            return
        production = self.host.production
        if answer.abandon_reason:
            self.attempt(partial(production.abandon, answer.run_id, answer.abandon_reason))
            self.host.read_board()
        else:
            self.resume(answer.run_id)

    def resume(self, run_id: str) -> None:
        """Go on with a run."""
        self.attempt(lambda: self.walk(self.host.production.resume(run_id)))

    # Take in

    def action_intake(self) -> None:
        """What came in?"""
        choices = [
            Choice(str(Procedure.INTAKE), say("A weapon"), "W"),
            Choice(str(Procedure.AMMUNITION), say("Ammunition: a container, round by round or by the tray"), "A"),
        ]
        if self.has_procedure(Procedure.BATCH_INTAKE):
            choices.append(Choice(str(Procedure.BATCH_INTAKE), say("A batch of inert things, all of one kind"), "B"))
        self.app.push_screen(ChooseDialog(say("Take in"), say("What came in?"), tuple(choices)), self.after_intake)

    def has_procedure(self, procedure: Procedure) -> bool:
        """Whether a checklist for it was adopted."""
        found: list[str] = []
        self.attempt(lambda: found.extend(one.procedure for one in self.host.production.procedures()))
        return str(procedure) in found

    def after_intake(self, procedure: str | None) -> None:
        """Prepare the intake."""
        if procedure is not None:
            self.prepare(Procedure(procedure), "")

    # Signatures

    def sign(self, session: SigningSession | None) -> None:
        """Everybody signs, one after the other."""
        from showclear.tui.dialogs.sign import SignDialog

        if session is not None:
            self.attempt(lambda: self.app.push_screen(SignDialog(session), self.after_signed))

    def after_signed(self, published: Published | None) -> None:
        """Say what was published."""
        from showclear.tui.dialogs.published import PublishedDialog

        self.host.read_board()
        if published is not None:
            self.app.push_screen(PublishedDialog(published))

    def write(self, change: Callable[[], object], done: str) -> None:
        """Write a restriction and say so; if it cannot be written that is said large."""
        if self.attempt(change):
            self.host.read_board()
            self.notify(done, markup=False)

    def ask_where_locked(self, tag: str) -> None:
        """Where a thing is locked, then write it."""
        from showclear.tui.dialogs.text_line import LineDialog

        self.app.push_screen(
            LineDialog(say("Lock"), say("Where is {tag} locked?", tag=tag), say("Safe, box or cart")),
            partial(self.lock_in, tag),
        )

    def lock_in(self, tag: str, lock: str | None) -> None:
        """Write that it is locked."""
        if lock:
            self.write(
                partial(self.host.production.lock, tag, lock), say("{tag} is locked: {lock}.", tag=tag, lock=lock)
            )

    def action_shifts(self) -> None:
        """Open and lock shifts."""
        from showclear.tui.dialogs.shifts import ShiftsDialog

        self.app.push_screen(ShiftsDialog(), lambda _: self.host.read_board())
