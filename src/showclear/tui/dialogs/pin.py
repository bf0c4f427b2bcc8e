"""A pass opens with the PIN of its person."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from showclear.domain.people import Person
from showclear.errors import ShowClearError
from showclear.tui.dialogs.frame import Dialog
from showclear.tui.screens.base import plain, words
from showclear.tui.widgets.pin_field import PinEntered, PinField


class PinDialog(Dialog[bool]):
    """Who comes to the keys now, and six boxes. The sixth digit hands the PIN in; a wrong one is said in place."""

    HELP = "pin"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "sit_down", "I am at the keys", id="pin.enter", tooltip="Open the pass; no PIN is asked here."),
        Binding("escape", "leave", "not now, go back", id="pin.leave", tooltip="Leave; the draft is kept."),
    ]

    def __init__(
        self, person: Person, what: str, open_pass: Callable[[str | None], object], *, with_pin: bool = True
    ) -> None:
        super().__init__("At the keys")
        self.person = person
        self.what = what
        self.open_pass = open_pass
        self.with_pin = with_pin

    def compose_body(self) -> ComposeResult:
        """Name, role, what this pass is for, the boxes."""
        yield words(f"{self.person.name}, {self.person.role.words}", "strong", "person")
        yield words(self.what, "gap")
        if self.with_pin:
            yield words("Your PIN", "label", "gap")
            yield PinField(id="pin")
        yield words("", "alert", "gap", id="pin-note")
        yield words(self.host.pin_hint(self.person) if self.with_pin else "", "demo")

    def on_mount(self) -> None:
        """The digits go into the boxes at once."""
        if self.with_pin:
            self.query_one(PinField).focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enter opens a pass only where no PIN is asked."""
        return action != "sit_down" or not self.with_pin

    def on_pin_entered(self, event: PinEntered) -> None:
        """All digits are in: open the pass."""
        event.stop()
        self.submit(event.pin)

    def action_sit_down(self) -> None:
        """Open the pass without a PIN."""
        self.submit(None)

    def submit(self, pin: str | None) -> None:
        """Open the pass, or say here why not."""
        try:
            self.open_pass(pin)
        except ShowClearError as error:
            self.query_one("#pin-note", Static).update(plain(str(error)))
            self.app.bell()
            if self.with_pin:
                self.query_one(PinField).reset()
            return
        self.dismiss(True)

    def action_leave(self) -> None:
        """Not now."""
        self.dismiss(False)
