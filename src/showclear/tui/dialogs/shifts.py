"""Whose key is open on this laptop: open a shift with five words and a PIN, or lock one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from showclear.domain.people import KEY_ROLES, Person
from showclear.errors import ShowClearError
from showclear.tui.dialogs.choose import Choice, ChooseDialog
from showclear.tui.dialogs.frame import Dialog
from showclear.tui.dialogs.slow import MOMENT, SlowDialog
from showclear.tui.dialogs.touching import GIVES_UP
from showclear.tui.presenters.times import minute
from showclear.tui.screens.base import plain, words
from showclear.tui.widgets.pin_field import PinEntered, PinField, PinSaid
from showclear.tui.widgets.touch_place import TouchAsked, TouchPlace
from showclear.words import english, say, say_count

if TYPE_CHECKING:
    from showclear.app.views import ShiftView


def shift_line(view: ShiftView) -> str:
    """One open shift in words."""
    if view.how == "touch":
        return say(
            "{name}, {role}. Since {time}, with a key to touch.",
            name=view.person.name,
            role=view.person.role.words,
            time=minute(view.since),
        )
    tries = say_count("{count} try", "{count} tries", view.tries_left)
    return say(
        "{name}, {role}. Since {time}, {tries} for the PIN.",
        name=view.person.name,
        role=view.person.role.words,
        time=minute(view.since),
        tries=tries,
    )


class ShiftsDialog(Dialog[None]):
    """The user sees who can sign here now."""

    HELP = "shifts"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "o,O",
            "open",
            english("open a shift"),
            id="shifts.open",
            tooltip=english("Five words, then a PIN for this shift."),
        ),
        Binding(
            "k,K", "lock", english("lock one"), id="shifts.lock", tooltip=english("Take one key out of this laptop.")
        ),
        Binding(
            "l,L",
            "lock_all",
            english("lock all"),
            id="shifts.lock-all",
            tooltip=english("Take every key out of this laptop."),
        ),
        Binding(
            "escape,enter",
            "close",
            english("go back"),
            id="shifts.close",
            tooltip=english("Back to where it was begun."),
        ),
    ]

    def __init__(self) -> None:
        super().__init__(say("Shifts"))

    def compose_body(self) -> ComposeResult:
        """The open shifts."""
        yield words(say("Whose key is open on this laptop:"), "quiet")
        yield Vertical(id="shift-list")
        yield words("", "alert gap", id="shifts-note")

    def on_mount(self) -> None:
        """Show who is on shift."""
        self.show_shifts()

    def show_shifts(self) -> None:
        """Show who is on shift."""
        listing = self.query_one("#shift-list", Vertical)
        listing.remove_children()
        self.say("")
        views = self.host.production.shifts.views()
        listing.mount_all(words(shift_line(view), "strong gap") for view in views)
        if not views:
            listing.mount(words(say("Nobody. Without an open shift nobody signs here; stops always work."), "gap"))

    def action_open(self) -> None:
        """Choose who opens a shift."""
        shifts = self.host.production.shifts
        people = [one for one in self.host.production.people() if one.role in KEY_ROLES and not shifts.can_sign(one.id)]
        choices = tuple(Choice(person.id, f"{person.name}, {person.role.words}") for person in people)
        if choices:
            self.app.push_screen(ChooseDialog(say("Open a shift"), say("Who?"), choices), self.after_person)
        else:
            self.say(say("Everybody who has a key is on shift already."))

    def after_person(self, person_id: str | None) -> None:
        """Ask for the words and the PIN, or for a touch."""
        production = self.host.production
        person = next((one for one in production.people() if one.id == person_id), None)
        if person is not None:
            kind = OpenTouchShiftDialog if production.shifts.way(person.id).touch else OpenShiftDialog
            self.app.push_screen(kind(person), lambda _: self.show_shifts())

    def action_lock(self) -> None:
        """Choose whose shift is locked."""
        views = self.host.production.shifts.views()
        choices = tuple(Choice(view.person.id, view.person.name) for view in views)
        if choices:
            self.app.push_screen(
                ChooseDialog(say("Lock"), say("Whose key leaves this laptop?"), choices), self.after_lock
            )
        else:
            self.say(say("No key is open here, so there is none to lock."))

    def after_lock(self, person_id: str | None) -> None:
        """Lock it."""
        if person_id is not None and self.attempt(lambda: self.host.production.shifts.lock(person_id)):
            self.show_shifts()

    def action_lock_all(self) -> None:
        """Lock all."""
        if not self.host.production.shifts.views():
            self.say(say("No key is open here, so there is none to lock."))
        elif self.attempt(self.host.production.shifts.lock_all):
            self.show_shifts()

    def say(self, text: str) -> None:
        """Say below the list why a key did nothing."""
        self.query_one("#shifts-note", Static).update(plain(text))
        if text:
            self.app.bell()

    def action_close(self) -> None:
        """Back."""
        self.dismiss(None)


class OpenShiftDialog(SlowDialog[None]):
    """Five words, a PIN, the same PIN once more."""

    HELP = "shifts"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", english("go back"), id="open-shift.close", tooltip=english("No shift is opened.")),
    ]

    def __init__(self, person: Person) -> None:
        super().__init__(say("Open a shift"))
        self.person = person
        self._first = ""

    def compose_body(self) -> ComposeResult:
        """Name, words, boxes."""
        yield words(f"{self.person.name}, {self.person.role.words}", "strong")
        yield words(say("The five words of the key"), "label gap")
        yield Input(password=True, max_length=200, id="words")
        yield words(say("A PIN of six digits for this shift"), "label gap -line", id="pin-label")
        yield PinField(id="pin")
        yield words("", "alert gap", id="shift-note")

    def on_mount(self) -> None:
        """The words come first."""
        self.query_one("#words", Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """The words are typed: now the PIN."""
        event.stop()
        self.query_one(PinField).focus()

    def on_pin_said(self, event: PinSaid) -> None:
        """A letter is no digit, and says so."""
        event.stop()
        self.say(event.text)

    def on_pin_entered(self, event: PinEntered) -> None:
        """First the PIN, then the same once more, then the key opens; that takes about a second."""
        event.stop()
        boxes = self.query_one(PinField)
        boxes.reset()
        if not self._first:
            self.choose(event.pin)
            return
        first, self._first = self._first, ""
        self.say(say("A PIN of six digits for this shift"), label=True)
        if first != event.pin:
            self.say(say("The two PINs are not the same. Choose one again."))
            return
        self.open(event.pin)

    def choose(self, pin: str) -> None:
        """Take a PIN that nobody guesses, to be typed once more."""
        try:
            self.host.production.shifts.check_choice(pin)
        except ShowClearError as error:
            self.app.bell()
            self.say(str(error))
            return
        self._first = pin
        self.say("")
        self.say(say("The same PIN once more."), label=True)

    def open(self, pin: str) -> None:
        """Open the key, in a thread."""
        passphrase = self.query_one("#words", Input).value
        self.slowly(partial(self.host.production.shifts.open, self.person.id, passphrase, pin), self.refuse)

    def refuse(self, error: ShowClearError) -> None:
        """Say why no shift is opened; the words are typed again."""
        self.app.bell()
        self.say(str(error))
        typed = self.query_one("#words", Input)
        typed.value = ""
        typed.focus()

    def say_moment(self, text: str) -> None:
        """Below the boxes."""
        self.say(text)

    def say(self, text: str, *, label: bool = False) -> None:
        """Say what comes next, or what does not hold."""
        self.query_one("#pin-label" if label else "#shift-note", Static).update(plain(text))

    def action_close(self) -> None:
        """No shift is opened."""
        if not self.busy:
            self.dismiss(None)


class OpenTouchShiftDialog(SlowDialog[None]):
    """The user touches their FIDO2 key once, after its PIN where it asks for one. Nothing of it stays on the laptop."""

    HELP = "shifts"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "escape", "close", english("go back"), id="open-touch-shift.close", tooltip=english("No shift is opened.")
        ),
    ]

    def __init__(self, person: Person) -> None:
        super().__init__(say("Open a shift"))
        self.person = person

    def compose_body(self) -> ComposeResult:
        """Name, what the shift is, where to touch."""
        yield words(f"{self.person.name}, {self.person.role.words}", "strong")
        yield words(say("Your key is touched: the shift has no PIN. Every pass and signature wants a touch."), "gap")
        yield words(say("Take the key with you when you leave."))
        yield TouchPlace(
            asks_pin=self.host.production.shifts.way(self.person.id).asks_pin, id="touch-place", classes="gap"
        )
        yield words("", "alert gap", id="shift-note")

    def on_mount(self) -> None:
        """The key comes first."""
        place = self.query_one(TouchPlace)
        place.ready(place.asks_pin)

    def on_touch_asked(self, event: TouchAsked) -> None:
        """Wait for the touch, in a thread."""
        event.stop()
        if self.busy:
            return
        shifts = self.host.production.shifts
        self.slowly(partial(shifts.open, self.person.id, "", event.pin), self.refuse)
        self.query_one(TouchPlace).wait()

    def refuse(self, error: ShowClearError) -> None:
        """Say why no shift is opened."""
        self.app.bell()
        self.say_moment(str(error))
        place = self.query_one(TouchPlace)
        place.ready(place.asks_pin)

    def say_moment(self, text: str) -> None:
        """Below the place to touch."""
        self.query_one("#shift-note", Static).update(plain(GIVES_UP if text == MOMENT else text))

    def action_close(self) -> None:
        """No shift is opened."""
        if not self.busy:
            self.dismiss(None)
