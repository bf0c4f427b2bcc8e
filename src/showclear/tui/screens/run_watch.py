"""What happens to a run while nobody types: looks become too old, its gun is moved, the set is held elsewhere."""

from __future__ import annotations

from collections.abc import Mapping

from showclear.errors import ShowClearError
from showclear.tui.dialogs.pin import PinDialog
from showclear.tui.dialogs.sign import SignDialog
from showclear.tui.dialogs.sign_all import SignAllDialog
from showclear.tui.presenters.run_view import restarted_blocks, restarted_words
from showclear.tui.screens.run_ways import RunWays
from showclear.tui.screens.wait import WaitScreen

_OVER_A_RUN = (PinDialog, SignDialog, SignAllDialog, WaitScreen)
"""What a run shows over itself that asks for something which does not hold any more once it begins anew."""


class RunWatch(RunWays):
    """A run that looks around every second, so that nobody has to answer first to learn that it was overtaken."""

    watching = True
    """False after the disk refused to keep what was seen, until the next answer: it is said once."""

    def look_around(self) -> None:
        """Begin anew what does not count any more, and say so; a dialog over the run that asks for it is taken away.

        Nothing happens while another question is open over the run: it is looked at again as soon as that is answered.
        """
        over = self.app.screen
        if not self.watching or not (over is self or (isinstance(over, _OVER_A_RUN) and self.is_below(over))):
            return
        attempts = dict(self.session.run.attempts)
        old = any(one.run.expired_blocks(one.moment().ms) for one in self.sessions)
        try:
            begun_anew = self.walk.check_age()
        except ShowClearError as error:
            self.watching = False
            self.host.show_error(error)
            return
        if begun_anew:
            self.go_on_anew(attempts, old=old)

    def is_below(self, over: object) -> bool:
        """Whether this screen lies directly under another one."""
        stack = self.app.screen_stack
        return len(stack) > 1 and stack[-1] is over and stack[-2] is self

    def go_on_anew(self, attempts: Mapping[str, int], *, old: bool) -> None:
        """Show what is asked now, and why."""
        over = self.app.screen
        if isinstance(over, (SignDialog, SignAllDialog)):
            over.forget()
        if over is not self:
            self.overtaken = True
            over.dismiss(None)
        else:
            self.clear_entry()
            self.advance()
        self.say_restarts(attempts, old=old)

    def say_restarts(self, before: Mapping[str, int], *, old: bool) -> None:
        """Say which blocks start anew, and whether they were too old or overtaken."""
        titles = restarted_blocks(self.session.run, before)
        if titles:
            self.app.bell()
            words = restarted_words(titles, self.session.run.plan.named, old=old)
            self.notify(words, severity="warning", markup=False, timeout=20)
