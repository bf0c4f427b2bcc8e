"""The ways into a run and out of it: a pass, a difference, a stop, the signatures, a changed answer, leaving."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from textual import on

from showclear.domain.checklists import Procedure
from showclear.domain.runs.values import Exit, Reason
from showclear.tui.dialogs.choose import Choice, ChooseDialog
from showclear.tui.dialogs.message import ConfirmDialog
from showclear.tui.dialogs.pin import PinDialog
from showclear.tui.dialogs.published import PublishedDialog
from showclear.tui.dialogs.sign import SignDialog
from showclear.tui.presenters.run_view import can_change, clearance_word, pass_words
from showclear.tui.screens.entry import EntryInput, LeftEmpty
from showclear.tui.screens.exits import take_exit
from showclear.tui.screens.mismatch import MismatchScreen
from showclear.tui.screens.run_frame import RunFrame
from showclear.tui.screens.run_stop import RunStopScreen
from showclear.words import say

if TYPE_CHECKING:
    from showclear.app.sessions import RunSession
    from showclear.app.views import Published


class RunWays(RunFrame):
    """A run and everything that stands before, between and after its questions."""

    overtaken = False
    """Whether what stood over the run was taken away because the run begins anew."""

    def was_overtaken(self) -> bool:
        """Whether nobody left, but the run begins anew; asked once."""
        overtaken, self.overtaken = self.overtaken, False
        return overtaken

    @property
    def sessions(self) -> tuple[RunSession, ...]:
        """The runs that are walked here."""
        return (self.session,)

    def clear_entry(self) -> None:
        """Forget what was marked or typed and not handed in."""
        self.marked, self.row = frozenset(), ""
        self.query_one("#entry", EntryInput).value = ""

    def advance(self) -> None:
        """Show what the run asks for now."""
        raise NotImplementedError

    def act(self, change: Callable[[], object]) -> bool:
        """Change the run and go on; a refusal is shown and what was typed stays."""
        done = self.attempt(change)
        if done:
            self.clear_entry()
            self.advance()
        return done

    def open_pass(self) -> None:
        """Ask the person who is due for the PIN."""
        run = self.session.run
        if run.turn is None:
            return
        person = run.turn.person
        opening = partial(self.walk.open_pass, person.id)
        if self.walk.needs_pin():
            self.handed = None
            self.app.push_screen(PinDialog(person, self.pass_words(), opening), self.after_pass)
        elif self.attempt(opening):
            # No PIN is asked here, so no key either: the name stands inverse over the question, as large as it fits.
            self.keys_change(person)
            self.advance()

    def pass_words(self) -> str:
        """What the person who comes to the keys is about to look at."""
        return pass_words(self.session.run)

    def after_pass(self, opened: bool | None) -> None:
        """The first question of the pass, or back to the board with the draft kept."""
        if opened or self.was_overtaken():
            self.advance()
        else:
            self.action_leave()

    def show_mismatch(self) -> None:
        """Two values, side by side."""
        self.app.push_screen(MismatchScreen(self.session), self.after_dead_end)

    def show_stop(self) -> None:
        """What failed, what was written, and the ways out."""
        self.app.push_screen(RunStopScreen(self.session), self.after_dead_end)

    def after_dead_end(self, way: Exit | None) -> None:
        """One of the ways out was taken."""
        if way is not None:
            self.act(partial(take_exit, self.session, way))

    def show_signing(self) -> None:
        """What was seen is signed by both."""

        def sign() -> None:
            self.app.push_screen(SignDialog(self.session.signing()), self.after_signing)

        self.attempt(sign)

    def after_signing(self, published: Published | None) -> None:
        """Published: say so. Not yet: the run stays on the board."""
        if published is None and self.was_overtaken():
            self.advance()
            return
        if published is None:
            self.action_leave()
            return
        self.host.read_board()
        if self.session.run.plan.checklist.procedure is Procedure.TURN_ROUND and not published.not_counted:
            # The same word, holder and slate: nothing is left to read, and the set waits.
            self.notify(say("{title} is signed and published.", title=published.title), markup=False)
            self.dismiss(self.session.run.outcome)
            return
        self.app.push_screen(PublishedDialog(published, clearance_word(self.session)), self.close_run)

    def close_run(self, _: None) -> None:
        """What was signed was read. With `dismiss` itself as the callback the screen would wait for itself."""
        self.dismiss(None)

    # Ways out

    @on(LeftEmpty)
    def action_change(self) -> None:
        """Ask one's own last answer again, with a reason."""
        if self.marked or self.row:
            self.marked, self.row = frozenset(), ""
            self.show_run()
        elif can_change(self.session.run):
            choices = tuple(Choice(reason.value, reason.words) for reason in Reason)
            dialog = ChooseDialog(
                say("Change"), say("Why is your last answer changed? It stays in the record."), choices
            )
            self.app.push_screen(dialog, self.after_reason)

    def after_reason(self, reason: str | None) -> None:
        """The reason is given: the last question comes again."""
        if reason is not None:
            self.act(partial(self.walk.reopen, Reason(reason)))

    def action_withdraw(self) -> None:
        """End the run and withdraw the gun, after one question."""
        question = say("Withdraw {subject}?", subject=self.session.subject)
        self.app.push_screen(
            ConfirmDialog(
                say("Withdraw"), question, say("The run ends. It stays barred until it is inspected and released.")
            ),
            self.after_withdraw,
        )

    def after_withdraw(self, yes: bool | None) -> None:
        """Withdraw it."""
        if yes:
            self.act(self.session.withdraw)

    def action_leave(self) -> None:
        """Back to the board; the draft is kept."""
        if self.attempt(self.walk.leave):
            self.dismiss(None)
