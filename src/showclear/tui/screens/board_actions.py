"""What the keys of the board do. Every decision is the production's; a refusal is shown as it comes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from showclear.domain.checklists import Procedure
from showclear.tui.dialogs.choose import Choice, ChooseDialog
from showclear.tui.dialogs.lift import LiftDialog
from showclear.tui.dialogs.message import RefusalDialog
from showclear.tui.dialogs.published import PublishedDialog
from showclear.tui.dialogs.resume import ResumeDialog, Resumption
from showclear.tui.dialogs.shifts import ShiftsDialog
from showclear.tui.dialogs.sign import SignDialog
from showclear.tui.dialogs.text_line import LineDialog
from showclear.tui.presenters.board import is_out
from showclear.tui.presenters.locking import last_lock
from showclear.tui.presenters.start import only_cast
from showclear.tui.screens.base import ShowClearScreen
from showclear.tui.screens.run import RunScreen
from showclear.tui.screens.start import StartScreen
from showclear.tui.screens.verify import VerifyScreen

if TYPE_CHECKING:
    from showclear.app.sessions import RunSession
    from showclear.app.views import OpenRun, Published
    from showclear.domain.runs.values import Exit


class BoardActions(ShowClearScreen[None]):
    """The actions of the board, apart from how it looks."""

    chosen_tag = ""

    # Runs

    def action_begin(self, procedure: str) -> None:
        """Prepare a run about the chosen gun. A turn-round begins with the take-back, so its key writes that too."""
        kind, tag = Procedure(procedure), self.chosen_tag
        if kind is Procedure.TURN_ROUND and tag in self.out():
            if not self.attempt(partial(self.host.production.take_back, tag)):
                return
            self.host.read_board()
        self.prepare(kind, tag)

    def out(self) -> list[str]:
        """The guns that are out, by tag."""
        board = self.host.board
        return [one.weapon.tag for one in board.weapons if is_out(one)] if board is not None else []

    def action_intake(self) -> None:
        """Weapon or ammunition?"""
        choices = (
            Choice(str(Procedure.INTAKE), "A weapon", "W"),
            Choice(str(Procedure.AMMUNITION), "Ammunition: a container, round by round or by the tray", "A"),
        )
        self.app.push_screen(ChooseDialog("Take in", "What came in?", choices), self.after_intake)

    def after_intake(self, procedure: str | None) -> None:
        """Prepare the intake."""
        if procedure is not None:
            self.prepare(Procedure(procedure), "")

    def prepare(self, procedure: Procedure, subject: str) -> None:
        """Show what is asked at the start, or why it cannot start."""

        def begin() -> None:
            preparation = self.host.production.prepare(procedure, subject)
            if preparation.refusals:
                what = f"{subject} {preparation.procedure.title}".strip()
                self.app.push_screen(RefusalDialog(what, preparation.refusals))
            elif (cast := only_cast(self.host.production, procedure, preparation)) is not None:
                self.walk(self.host.production.start_run(procedure, subject, {}, *cast))
            else:
                self.app.push_screen(StartScreen(preparation), self.walk)

        self.attempt(begin)

    def walk(self, session: RunSession | None) -> None:
        """Walk a run that was started or resumed."""
        if session is not None:
            self.app.push_screen(RunScreen(session), self.after_run)

    def after_run(self, _: Exit | None) -> None:
        """Back on the board."""
        self.host.read_board()

    def action_unfinished(self) -> None:
        """Which run is gone on with?"""
        runs = self.host.production.open_runs()
        if runs:
            self.offer(runs)

    def offer(self, runs: tuple[OpenRun, ...]) -> None:
        """Offer unfinished runs, by name and time."""
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
            self.attempt(lambda: self.walk(production.resume(answer.run_id)))

    # One key, never refused

    def action_take_back(self) -> None:
        """The gun that is out comes back; with several out, the question is which."""
        out = self.out()
        if len(out) == 1:
            self.take_back(out[0])
        elif out:
            choices = tuple(Choice(tag, tag) for tag in sorted(out, key=lambda tag: tag != self.chosen_tag))
            self.app.push_screen(ChooseDialog("Take back", "Which gun is back?", choices), self.take_back)

    def take_back(self, tag: str | None) -> None:
        """Write that a gun is back."""
        if tag is not None:
            self.write(
                partial(self.host.production.take_back, tag), f"{tag} is back. Return and clear it, or turn it round."
            )

    def action_lock(self) -> None:
        """Lock the chosen gun where one was locked last; only the very first time it is asked where."""
        board = self.host.board
        lock = last_lock(board, self.chosen_tag) if board is not None else ""
        if lock:
            self.lock_in(lock)
        else:
            self.app.push_screen(
                LineDialog("Lock", f"Where is {self.chosen_tag} locked?", "Safe, box or cart"), self.lock_in
            )

    def lock_in(self, lock: str | None) -> None:
        """Write that it is locked."""
        tag = self.chosen_tag
        if lock:
            self.write(partial(self.host.production.lock, tag, lock), f"{tag} is locked: {lock}.")

    def action_out_of_sight(self) -> None:
        """Write that the chosen gun was out of sight."""
        tag = self.chosen_tag
        self.write(partial(self.host.production.out_of_sight, tag), f"{tag} was out of sight and is unverified.")

    def write(self, change: Callable[[], object], done: str) -> None:
        """Write a restriction and say so; if it cannot be written that is said large."""
        if self.attempt(change):
            self.host.read_board()
            self.notify(done, markup=False)

    # Set, shifts, records

    def action_lift(self) -> None:
        """Armorer and AD lift the hold."""
        board = self.host.board
        hold = next((stop for stop in board.stops if stop.kind == "hold"), None) if board is not None else None
        if hold is not None:
            people = tuple(shift.person for shift in board.shifts) if board is not None else ()
            lift = partial(self.host.production.lift_hold, hold.record)
            self.app.push_screen(LiftDialog(hold, people, lift), self.after_lift)

    def after_lift(self, session: object) -> None:
        """Both sign that it is lifted."""
        if session is not None:
            self.attempt(lambda: self.app.push_screen(SignDialog(session), self.after_signed))  # type: ignore[arg-type]

    def after_signed(self, published: Published | None) -> None:
        """Say what was published."""
        self.host.read_board()
        if published is not None:
            self.app.push_screen(PublishedDialog(published))

    def action_shifts(self) -> None:
        """Open and lock shifts."""
        self.app.push_screen(ShiftsDialog(), lambda _: self.host.read_board())

    def action_verify(self) -> None:
        """Check every record again."""
        self.app.push_screen(VerifyScreen())
