"""Several guns through one checklist in one sitting: one pass each, one record a gun, one PIN each at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult

from showclear.domain.runs.values import Phase
from showclear.tui.dialogs.sign_all import SignAllDialog, SignedAllDialog
from showclear.tui.presenters import sitting as present
from showclear.tui.screens.run import RunScreen
from showclear.tui.widgets.gun_strip import GunStrip

if TYPE_CHECKING:
    from showclear.app.sessions import RunSession
    from showclear.app.sittings import Signed, Sitting


class SittingScreen(RunScreen):
    """The user sees which gun of how many is asked about, how far each one is, and who is at the keys."""

    HELP = "sitting"

    def __init__(self, sitting: Sitting) -> None:
        super().__init__(sitting.sessions[0], sitting)
        self.sitting = sitting

    def compose(self) -> ComposeResult:
        """The run, with the strip of guns below its bar."""
        for number, widget in enumerate(super().compose()):
            if number == 1:
                yield GunStrip(id="strip")
            yield widget

    @property
    def sessions(self) -> tuple[RunSession, ...]:
        """The runs of all guns."""
        return self.sitting.sessions

    def advance(self) -> None:
        """Show the gun that is asked about now; trouble at one gun comes before every question about another."""
        sitting = self.sitting
        self.session = sitting.trouble or sitting.current or self.session
        self.show_run()
        self.query_one("#strip", GunStrip).guns = present.strip(sitting, self.session)
        trouble = sitting.trouble
        if trouble is not None:
            (self.show_mismatch if trouble.run.phase is Phase.MISMATCH else self.show_stop)()
        elif sitting.over:
            self.show_end()
        elif sitting.pass_is_due() or self.session.run.phase is Phase.NEEDS_PASS:
            # Also where the gun before was withdrawn: whoever is at the keys goes on at the next one.
            self.open_pass()
        else:
            self.show_asking()

    def pass_words(self) -> str:
        """What the person who comes to the keys is about to look at, gun by gun."""
        return present.pass_words(self.sitting, super().pass_words())

    def show_end(self) -> None:
        """Sign what is complete; with nothing complete the sitting is over."""
        if self.sitting.ready:
            self.show_signing()
        else:
            self.dismiss(None)

    def show_signing(self) -> None:
        """Every record in words, then one PIN each."""
        self.attempt(
            lambda: self.app.push_screen(SignAllDialog(self.sitting.signing()), self.after_signing_all),
        )

    def after_signing_all(self, signed: Signed | None) -> None:
        """Say what became of each record. Not yet: every gun stays as a draft."""
        if signed is None and self.was_overtaken():
            self.advance()
            return
        if signed is None:
            self.action_leave()
            return
        self.host.read_board()
        self.app.push_screen(SignedAllDialog(signed), self.close_run)
