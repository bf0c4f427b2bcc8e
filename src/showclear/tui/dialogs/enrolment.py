"""A newcomer with a key: five words shown once and typed back, then a signature with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Static

from showclear.domain.people import Person
from showclear.errors import ShowClearError
from showclear.storage.passphrase import normalize_passphrase
from showclear.tui.dialogs.frame import Dialog
from showclear.tui.dialogs.sign import SignDialog
from showclear.tui.screens.base import plain, words
from showclear.tui.widgets.pin_field import PinField
from showclear.words import english, say

if TYPE_CHECKING:
    from showclear.app.signing import SigningSession


class WordsDialog(Dialog[bool]):
    """The person alone at the screen writes five words down; then they are gone from it and are typed back."""

    HELP = "words"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter",
            "hide",
            english("I wrote them down"),
            id="words.hide",
            tooltip=english("Hide them, and type them back."),
        ),
        Binding(
            "escape",
            "leave",
            english("give up"),
            id="words.leave",
            tooltip=english("No key is kept; nothing is recorded."),
        ),
    ]

    def __init__(self, person: Person, passphrase: str) -> None:
        super().__init__(say("Five words"))
        self.person = person
        self.passphrase = passphrase
        self.hidden = False

    def compose_body(self) -> ComposeResult:
        """Who, the words, the line to type them back in."""
        yield words(
            say("{name}, {role}: alone at the screen now.", name=self.person.name, role=self.person.role.words),
            "strong",
        )
        yield words(
            say("Write these five words on paper. They are shown once, and open your key."), "gap", id="words-say"
        )
        for number, word in enumerate(self.passphrase.split()):
            yield words(f"{number + 1}   {word}", "strong", "five-word")
        # Disabled, it cannot take the cursor: Enter hides the words, and what is typed meanwhile goes nowhere.
        yield Input(password=True, max_length=200, disabled=True, id="typed")
        yield words("", "alert gap", id="words-note")

    def on_mount(self) -> None:
        """Nothing is typed before the words are hidden."""
        self.query_one("#typed", Input).display = False

    def action_hide(self) -> None:
        """Hide the words; type them back."""
        if self.hidden:
            return
        self.hidden = True
        for one in self.query(".five-word"):
            one.display = False
        self.query_one("#words-say", Static).update(plain(say("Type the five words back from your paper.")))
        line = self.query_one("#typed", Input)
        line.disabled, line.display = False, True
        line.focus()
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """They are hidden once."""
        return not (action == "hide" and self.hidden) and super().check_action(action, parameters)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """The same words, or once more."""
        event.stop()
        if normalize_passphrase(event.value) == normalize_passphrase(self.passphrase):
            self.dismiss(True)
            return
        self.app.bell()
        event.input.value = ""
        self.query_one("#words-note", Static).update(
            plain(say("These are not the five words. Look at your paper and type them again; Esc gives up."))
        )

    def action_leave(self) -> None:
        """Give up: no key is kept."""
        self.dismiss(False)


class EnrolmentDialog(SignDialog):
    """The sheet that everybody signs with a PIN, and the newcomer with the five words of the new key."""

    def __init__(self, session: SigningSession, newcomer: str) -> None:
        super().__init__(session)
        self.newcomer = newcomer

    def on_mount(self) -> None:
        """A line for the words stands where the boxes stand."""
        line = Input(password=True, max_length=200, id="five-words", placeholder=say("the five words"))
        line.display = False
        self.query_one("#pin-line").mount(line)

    def show_sheet(self) -> None:
        """Boxes for a PIN, or the line for the words."""
        super().show_sheet()
        now = next((line.person.id for line in self.shown.signers if line.now), "")
        mine = bool(now) and now == self.newcomer
        boxes, lines = self.query_one(PinField), self.query("#five-words")
        if mine:
            boxes.display = False
        for line in lines:
            line.display = mine
            if mine:
                line.focus()
        if mine:
            self.query_one("#pin-label", Static).update(plain(say("Your words")))
            self.say(say("Type the five words of your new key, then Enter."))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """The newcomer signs with the words."""
        event.stop()
        typed = normalize_passphrase(event.value)
        event.input.value = ""
        try:
            published = self.session.sign(typed)
            if published is None:
                self.shown = self.session.view()
        except ShowClearError as error:
            self.app.bell()
            self.say(say("NOT SIGNED. {error}", error=error))
            return
        if published is not None:
            self.dismiss(published)
            return
        self.show_sheet()
