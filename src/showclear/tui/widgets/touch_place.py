"""Where a FIDO2 key is asked for: Enter, then a touch; before it the PIN of the key, where it has one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Input

from showclear.tui.drawing.canvas import Canvas
from showclear.tui.drawing.letters import fit_word
from showclear.tui.widgets.drawn import Drawn
from showclear.words import english, say, translated

READY = english("Enter, then touch your key.")
WAITING = english("TOUCH YOUR KEY NOW")
_LONGEST_PIN = 63
"""Of a FIDO2 key."""


@dataclass
class TouchAsked(Message):
    """The person wants to touch their key now. The PIN of the key, empty for none, is in no representation."""

    pin: str = field(repr=False)

    def __rich_repr__(self) -> Iterator[str]:
        """Shown without the PIN, also by Textual's own console."""
        yield from ()


class TouchField(Drawn, can_focus=True):
    """The user sees that Enter comes first, then, inverse and large, that the key waits for a touch."""

    HELP = "touch"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "touch", english("touch"), id="touch.ask", tooltip=english("The key blinks: touch it.")),
    ]
    waiting: reactive[bool] = reactive(False)

    def draw(self, canvas: Canvas) -> None:
        """The line, or the band."""
        ink = "focus-ink" if self.waiting else "text"
        canvas.rect(0, 0, canvas.width, canvas.height, "focus" if self.waiting else "raised")
        word = fit_word(translated(WAITING), canvas.width - 4) if self.waiting and canvas.height >= 4 else None
        if word is not None:
            canvas.letters(2, 1, word, ink)
        else:
            canvas.text(2, (1 if canvas.height >= 4 else 0), WAITING if self.waiting else READY, ink, bold=True)

    def action_touch(self) -> None:
        """Ask for the touch."""
        if not self.waiting:
            self.post_message(TouchAsked(""))

    def on_click(self) -> None:
        """A click asks for it too."""
        self.action_touch()


class TouchPlace(Vertical):
    """The user types the PIN of the key where it asks for one, presses Enter, and touches it."""

    def __init__(self, *, asks_pin: bool = False, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.asks_pin = asks_pin

    def compose(self) -> ComposeResult:
        """A line for the PIN, and the field to touch."""
        yield Input(
            password=True, max_length=_LONGEST_PIN, id="key-pin", placeholder=say("the PIN of the key, then Enter")
        )
        yield TouchField(id="touch")

    def on_mount(self) -> None:
        """One of the two."""
        self.ready(self.asks_pin, focus=False)

    @property
    def waits(self) -> bool:
        """Whether the key is being waited for."""
        return self.query_one(TouchField).waiting

    def ready(self, asks_pin: bool, *, focus: bool = True) -> None:
        """Begin anew: with the PIN, or with Enter."""
        self.asks_pin = asks_pin
        line, touch = self.query_one("#key-pin", Input), self.query_one(TouchField)
        line.value, touch.waiting = "", False
        line.display, touch.display = asks_pin, not asks_pin
        if focus:
            (line if asks_pin else touch).focus()

    def wait(self) -> None:
        """The key blinks: say so, large."""
        line, touch = self.query_one("#key-pin", Input), self.query_one(TouchField)
        line.value = ""
        line.display, touch.display, touch.waiting = False, True, True

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """The PIN is typed."""
        event.stop()
        self.post_message(TouchAsked(event.value))
