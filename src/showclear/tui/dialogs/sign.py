"""Signing: what I state, what follows from it, who signed before me, and my PIN."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from showclear.errors import ShowClearError
from showclear.tui.dialogs.sign_sheet import SignSheet
from showclear.tui.presenters.signing import follow_lines
from showclear.tui.screens.base import plain, words
from showclear.tui.widgets.prompt import Paragraph, PieceLine
from showclear.words import english, say

if TYPE_CHECKING:
    from showclear.app.signing import Asked, SigningSession
    from showclear.app.signing_views import SigningView
    from showclear.app.views import Published


class SignDialog(SignSheet["Published"]):
    """The user signs one record."""

    HELP = "sign"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "escape",
            "leave",
            english("not yet, go back"),
            id="sign.leave",
            tooltip=english("Nothing is signed; the draft is kept."),
        ),
    ]

    def __init__(self, session: SigningSession) -> None:
        super().__init__()
        self.session = session
        self.shown: SigningView = session.view()

    def on_mount(self) -> None:
        """In a drill the other person signs by themselves, when it is their turn."""
        drill = self.host.drill
        if drill is not None and self.attempt(lambda: drill.signs(self.session)):
            self.shown = self.session.view()

    def compose_text(self) -> ComposeResult:
        """The statement, what follows from it, what the signer should know."""
        yield Paragraph(strong=True, most=40, id="statement")
        yield Vertical(id="follows")
        yield words("", "alert", id="sign-notes")

    def show_sheet(self) -> None:
        """Show what the person who signs now reads."""
        view = self.shown
        self.query_one("#statement", Paragraph).text = view.statement
        follows = self.query_one("#follows", Vertical)
        follows.remove_children()
        follows.mount_all(PieceLine(*pieces) for pieces in follow_lines(view))
        self.query_one("#sign-notes", Static).update(plain("\n".join(view.notes)))
        now = next((line.person for line in view.signers if line.now), None)
        self.show_around(view, view.title, say("What you sign {digest}", digest=view.digest), now)

    def sign(self, pin: str) -> Published | None:
        """Sign the record, or hand it to the next signer."""
        published = self.session.sign(pin)
        if published is None and self.host.drill is not None:
            published = self.host.drill.signs(self.session)
        if published is None:
            self.shown = self.session.view()
        return published

    def touch(self, pin: str) -> None:
        """Sign the record with a FIDO2 key: what is signed is fixed now, and changed by nothing while it is touched."""
        try:
            asked = self.session.ask()
        except ShowClearError as error:
            self.place.ready(self.shown.asks_pin)
            self.refuse(error)
            return
        self.touched(lambda: self.session.armored(asked, pin), lambda armored: self.take(asked, armored), self.refuse)

    def take(self, asked: Asked, armored: str) -> None:
        """Put the signature under the record. Raises: ShowClearError."""
        published = self.session.take(asked, armored)
        if published is None:
            self.shown = self.session.view()
        self.go_on(published)

    def forget(self) -> None:
        """Forget the signatures so far; the draft stays."""
        self.session.cancel()
