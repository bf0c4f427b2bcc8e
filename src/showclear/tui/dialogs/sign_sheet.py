"""The sheet of everything that is signed: what is read, who signs, six digits or a touch, and why it is not signed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from showclear.errors import ShowClearError
from showclear.tui.dialogs.frame import corner, show_demo
from showclear.tui.dialogs.touching import GIVES_UP, WaitsForTouch
from showclear.tui.presenters.signing import digits_left, signer_lines
from showclear.tui.presenters.times import clock
from showclear.tui.screens.bar import key_bar
from showclear.tui.screens.base import plain, words
from showclear.tui.widgets.pin_field import DIGITS, PinChanged, PinEntered, PinField, PinSaid
from showclear.tui.widgets.prompt import BigText
from showclear.tui.widgets.roll import Roll
from showclear.tui.widgets.signer_rows import SignerRows
from showclear.tui.widgets.touch_place import TouchAsked, TouchPlace
from showclear.words import english, say, say_count

if TYPE_CHECKING:
    from showclear.app.signing_views import SigningView
    from showclear.domain.people import Person

Result = TypeVar("Result")

TOUCH_SAYS = english("Read it first. Each signature takes a touch of its own.")


class SignSheet(WaitsForTouch["Result | None"], Generic[Result]):
    """The user reads what they say and signs it with six digits. Handed back: what was signed, None for not yet.

    A sheet says what is read (`compose_text`, `show_sheet`), how a PIN signs (`sign`) and how to give up (`forget`).
    """

    HELP = "sign"
    READS = "#sign-text"
    AROUND = 27

    def compose(self) -> ComposeResult:
        """The sheet and its keys."""
        with Vertical(classes="dialog", id="sign-sheet"):
            with Horizontal(id="sign-head"):
                yield BigText(say("SIGN"), id="sign-word")
                yield words("", "strong", id="sign-title")
                yield words("", "quiet", id="sign-time")
            with Roll(id="sign-text"):
                yield from self.compose_text()
            yield from self.compose_more()
            yield SignerRows(id="signers")
            with Horizontal(id="pin-line"):
                yield words(say("Your PIN"), "strong", id="pin-label")
                yield PinField(id="pin")
                yield TouchPlace(id="touch-place")
            yield words("", "quiet", id="pin-note")
            with Horizontal(id="digest-line"):
                yield words("", "quiet", id="digest")
                yield words("", "quiet", id="digits-left")
            yield words("", "demo", id="sign-demo")
            yield key_bar(with_hold=False)
        yield from corner()

    def compose_text(self) -> ComposeResult:
        """What is read before signing."""
        raise NotImplementedError

    def compose_more(self) -> ComposeResult:
        """What stands below the text."""
        yield from ()

    def on_mount(self) -> None:
        """Show the first signer's sheet."""
        self.show_sheet()

    def show_sheet(self) -> None:
        """Show what the person who signs now reads."""
        raise NotImplementedError

    def show_around(self, view: SigningView, title: str, digest: str, signer: Person | None) -> None:
        """Show what stands around the text, and wait for the first digit."""
        self.query_one("#sign-title", Static).update(plain(title))
        self.query_one("#sign-time", Static).update(plain(clock(view.at)))
        self.query_one("#signers", SignerRows).signers = signer_lines(view)
        self.query_one("#digest", Static).update(plain(digest))
        show_demo(self, signer)
        touch = view.how == "touch"
        self.query_one("#pin-label", Static).update(plain(say("Your key") if touch else say("Your PIN")))
        self.query_one(PinField).display, self.place.display = not touch, touch
        if touch:
            self.say(TOUCH_SAYS)
            self.query_one("#digits-left", Static).update("")
            self.place.ready(view.asks_pin)
            return
        self.say(
            say_count(
                "{count} try, then the key leaves this laptop.",
                "{count} tries, then the key leaves this laptop.",
                view.tries_left,
            )
        )
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
        if self.query_one(PinField).display:
            self.show_missing(event.missing)

    def on_pin_said(self, event: PinSaid) -> None:
        """A letter is no digit, and says so."""
        event.stop()
        self.say(event.text)

    def on_pin_entered(self, event: PinEntered) -> None:
        """The sixth digit signs. Only after it is durable this says so."""
        event.stop()
        try:
            signed = self.sign(event.pin)
        except ShowClearError as error:
            self.refuse(error)
            return
        finally:
            self.host.forget_keys()
        self.go_on(signed)

    def on_touch_asked(self, event: TouchAsked) -> None:
        """The key is touched; only after the record is durable this says so."""
        event.stop()
        self.say(GIVES_UP)
        self.touch(event.pin)

    def touch(self, pin: str) -> None:
        """Sign with a touch, as `sign` does with a PIN. Sheets of one record know how."""
        raise NotImplementedError

    def go_on(self, signed: Result | None) -> None:
        """A signature is under it: leave, or the next person signs."""
        if signed is not None:
            self.hand(signed)
            return
        self.query_one(PinField).reset()
        self.show_sheet()

    def sign(self, pin: str) -> Result | None:
        """Sign for the person whose sheet it is; None where the next one signs. Raises: ShowClearError."""
        raise NotImplementedError

    def refuse(self, error: ShowClearError) -> None:
        """Say why it is not signed, in place; the boxes are empty again."""
        self.app.bell()
        self.query_one(PinField).reset()
        self.say(say("NOT SIGNED. {error}", error=error))

    def forget(self) -> None:
        """Forget the signatures so far; what was to be signed stays a draft."""
        raise NotImplementedError

    def action_leave(self) -> None:
        """Nothing is signed; the signatures so far are forgotten, the drafts stay."""
        if self.place.waits:
            self.say(GIVES_UP)
            return
        self.forget()
        self.dismiss(None)
