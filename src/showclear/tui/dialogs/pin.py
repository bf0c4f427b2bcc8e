"""A pass opens with the PIN of its person, or a touch of their key."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from showclear.domain.people import Person
from showclear.errors import ShowClearError
from showclear.tui.dialogs.frame import Dialog
from showclear.tui.dialogs.touching import GIVES_UP, WaitsForTouch
from showclear.tui.screens.base import plain, words
from showclear.tui.widgets.pin_field import DIGITS, PinChanged, PinEntered, PinField, PinSaid
from showclear.tui.widgets.touch_place import TouchAsked, TouchPlace
from showclear.words import english, say


class PinDialog(WaitsForTouch[bool], Dialog[bool]):
    """Who comes to the keys now, and six boxes, or the key to touch. The sixth digit hands the PIN in; a wrong one is
    said in place."""

    HELP = "pin"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "escape", "leave", english("not now, go back"), id="pin.leave", tooltip=english("Leave; the draft is kept.")
        ),
    ]

    def __init__(self, person: Person, what: str, open_pass: Callable[[str], object]) -> None:
        super().__init__(person.name)
        self.person = person
        self.what = what
        self.open_pass = open_pass

    def compose_body(self) -> ComposeResult:
        """Name, role, what this pass is for, the boxes."""
        yield words(
            say("At the keys: {name}, {role}", name=self.person.name, role=self.person.role.words), "strong", "person"
        )
        yield words(self.what, "gap")
        if (way := self.host.production.shifts.way(self.person.id)).touch:
            yield words(say("Your key"), "label", "gap")
            yield TouchPlace(asks_pin=way.asks_pin, id="touch-place")
        else:
            yield words(say("Your PIN"), "label", "gap")
            yield PinField(id="pin")
        yield words(self.note_before(), "alert", "gap", id="pin-note")
        yield words(self.host.pin_hint(self.person), "demo")

    def note_before(self) -> str:
        """That no PIN opens anything here yet, where the person has no shift on this laptop."""
        if self.host.production.shifts.can_sign(self.person.id):
            return ""
        name = self.person.name
        if self.host.production.shifts.way(self.person.id).touch:
            return say(
                "{name} has no open shift here, so no touch helps. Esc, then 3 and S: open the shift first.", name=name
            )
        return say(
            "{name} has no open shift here, so no PIN helps. Esc, then 3 and S: open the shift first.", name=name
        )

    def on_pin_changed(self, event: PinChanged) -> None:
        """Digits come: what was said of the PIN before is over."""
        event.stop()
        if event.missing < DIGITS:
            self.query_one("#pin-note", Static).update(plain(self.note_before()))

    def on_pin_said(self, event: PinSaid) -> None:
        """A letter is no digit, and says so."""
        event.stop()
        self.query_one("#pin-note", Static).update(plain(event.text or self.note_before()))

    def on_mount(self) -> None:
        """The digits go into the boxes at once; a key is touched after Enter."""
        for boxes in self.query(PinField):
            boxes.focus()
        for place in self.query(TouchPlace):
            shifts = self.host.production.shifts
            place.ready(shifts.can_sign(self.person.id) and shifts.asks_pin(self.person.id))

    def on_touch_asked(self, event: TouchAsked) -> None:
        """Wait for the touch, then open the pass with what it gave."""
        event.stop()
        self.query_one("#pin-note", Static).update(plain(GIVES_UP))
        shifts = self.host.production.shifts
        self.touched(lambda: shifts.prove(self.person.id, event.pin), self.use, self.refuse)

    def use(self, proof: str) -> None:
        """Open the pass. Raises: ShowClearError."""
        self.open_pass(proof)
        self.hand(True)

    def refuse(self, error: ShowClearError) -> None:
        """Say why the pass is not open."""
        self.query_one("#pin-note", Static).update(plain(str(error)))
        self.app.bell()

    def on_pin_entered(self, event: PinEntered) -> None:
        """All digits are in: open the pass."""
        event.stop()
        try:
            self.open_pass(event.pin)
        except ShowClearError as error:
            self.refuse(error)
            self.query_one(PinField).reset()
            return
        finally:
            self.host.forget_keys()
        self.dismiss(True)

    def action_leave(self) -> None:
        """Not now."""
        if any(place.waits for place in self.query(TouchPlace)):
            self.query_one("#pin-note", Static).update(plain(GIVES_UP))
            return
        self.dismiss(False)
