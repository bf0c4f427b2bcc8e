"""Signing: what I state, what follows from it, who signed before me, and my PIN."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from showclear.errors import ShowClearError
from showclear.tui.dialogs.frame import corner, show_demo
from showclear.tui.presenters.signing import digits_left, follow_lines, signer_lines
from showclear.tui.presenters.times import clock
from showclear.tui.screens.bar import key_bar
from showclear.tui.screens.base import ShowClearDialog, plain, words
from showclear.tui.widgets.pin_field import DIGITS, PinChanged, PinEntered, PinField
from showclear.tui.widgets.prompt import BigText, Paragraph, PieceLine
from showclear.tui.widgets.roll import Roll
from showclear.tui.widgets.signer_rows import SignerRows

if TYPE_CHECKING:
    from showclear.app.signing import SigningSession
    from showclear.app.views import Published, SigningView


class SignDialog(ShowClearDialog["Published | None"]):
    """The user reads what they say and signs it with six digits. Handed back: the record, None for not yet."""

    HELP = "sign"
    READS = "#sign-text"
    AROUND = 27
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "escape", "leave", "not yet, go back", id="sign.leave", tooltip="Nothing is signed; the draft is kept."
        ),
    ]

    def __init__(self, session: SigningSession) -> None:
        super().__init__()
        self.session = session
        self.shown: SigningView = session.view()

    def compose(self) -> ComposeResult:
        """The sheet and its keys."""
        with Vertical(classes="dialog", id="sign-sheet"):
            with Horizontal(id="sign-head"):
                yield BigText("SIGN", id="sign-word")
                yield words("", "strong", id="sign-title")
                yield words("", "quiet", id="sign-time")
            with Roll(id="sign-text"):
                yield Paragraph(strong=True, most=40, id="statement")
                yield Vertical(id="follows")
                yield words("", "alert", id="sign-notes")
            yield SignerRows(id="signers")
            with Horizontal(id="pin-line"):
                yield words("Your PIN", "strong", id="pin-label")
                yield PinField(id="pin")
            yield words("", "quiet", id="pin-note")
            with Horizontal(id="digest-line"):
                yield words("", "quiet", id="digest")
                yield words("", "quiet", id="digits-left")
            yield words("", "demo", id="sign-demo")
            yield key_bar(with_hold=False)
        yield from corner()

    def on_mount(self) -> None:
        """Show the first signer's sheet."""
        self.show_sheet()

    def show_sheet(self) -> None:
        """Show what the person who signs now reads."""
        view = self.shown
        self.query_one("#sign-title", Static).update(plain(view.title))
        self.query_one("#sign-time", Static).update(plain(clock(view.at)))
        self.query_one("#statement", Paragraph).text = view.statement
        follows = self.query_one("#follows", Vertical)
        follows.remove_children()
        follows.mount_all(PieceLine(*pieces) for pieces in follow_lines(view))
        self.query_one("#sign-notes", Static).update(plain("\n".join(view.notes)))
        self.query_one("#signers", SignerRows).signers = signer_lines(view)
        self.query_one("#digest", Static).update(plain(f"What you sign {view.digest}"))
        now = next((line.person for line in view.signers if line.now), None)
        show_demo(self, now)
        self.say(f"{view.tries_left} tries, then the key leaves this laptop.")
        self.show_missing(DIGITS)
        self.query_one(PinField).focus()

    def say(self, text: str) -> None:
        """One line under the boxes."""
        self.query_one("#pin-note", Static).update(plain(text))

    def show_missing(self, missing: int) -> None:
        """How many digits are still to come."""
        self.query_one("#digits-left", Static).update(plain(digits_left(missing)))

    def on_pin_changed(self, event: PinChanged) -> None:
        """A digit came or went."""
        event.stop()
        self.show_missing(event.missing)

    def on_pin_entered(self, event: PinEntered) -> None:
        """The sixth digit signs. Only after the record is durable this says so."""
        event.stop()
        try:
            published: Published | None = self.session.sign(event.pin)
            if published is None:
                self.shown = self.session.view()
        except ShowClearError as error:
            self.refuse(error)
            return
        if published is not None:
            self.dismiss(published)
            return
        self.query_one(PinField).reset()
        self.show_sheet()

    def refuse(self, error: ShowClearError) -> None:
        """Say why it is not signed, in place; the boxes are empty again."""
        self.app.bell()
        self.query_one(PinField).reset()
        self.say(f"NOT SIGNED. {error}")

    def forget(self) -> None:
        """Forget the signatures so far; the draft stays."""
        self.session.cancel()

    def action_leave(self) -> None:
        """Nothing is signed; the signatures so far are forgotten, the draft stays."""
        self.forget()
        self.dismiss(None)
