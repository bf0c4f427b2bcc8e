"""Several guns through one checklist in one sitting: one pass each, one record a gun, one PIN each at the end."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.app import ComposeResult

from showclear.domain.runs.values import Phase
from showclear.tui.dialogs.sign import SignDialog
from showclear.tui.dialogs.sign_all import SignAllDialog, SignedAllDialog
from showclear.tui.presenters import sitting as present
from showclear.tui.screens.run import RunScreen
from showclear.tui.widgets.gun_strip import GunStrip

if TYPE_CHECKING:
    from showclear.app.sessions import RunSession
    from showclear.app.sittings import Signed, Sitting, SittingSigning
    from showclear.app.views import Published


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
        """Every record in words, then one PIN each; where a key is touched, record by record."""

        def sign() -> None:
            signing = self.sitting.signing()
            if signing.touched:
                self.sign_next(signing)
            else:
                self.app.push_screen(SignAllDialog(signing), self.after_signing_all)

        self.attempt(sign)

    def sign_next(self, signing: SittingSigning) -> None:
        """The sheet of the next record, or what became of all. Raises: ShowClearError."""
        session = signing.next_one
        if session is None:
            self.after_signing_all(signing.so_far())
        else:
            self.app.push_screen(SignDialog(session), partial(self.after_one, signing))

    def after_one(self, signing: SittingSigning, published: Published | None) -> None:
        """The next one; whoever leaves is told what is signed and what is not."""
        if published is not None:
            self.attempt(partial(self.sign_next, signing))
        else:
            so_far = signing.so_far()
            self.after_signing_all(so_far if so_far.published else None)

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
