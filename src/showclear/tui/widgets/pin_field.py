"""Six boxes for a PIN."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import reactive

from showclear.tui.drawing.canvas import Canvas
from showclear.tui.widgets.drawn import Drawn
from showclear.words import english

DIGITS = 6
_BOX, _PITCH = 6, 8


@dataclass
class PinEntered(Message):
    """Six digits were entered. The digits are in no other place any more, and in no representation."""

    pin: str = field(repr=False)

    def __rich_repr__(self) -> Iterator[str]:
        """Shown without the digits, also by Textual's own console."""
        yield from ()


@dataclass
class PinChanged(Message):
    """A digit came or went."""

    missing: int
    """How many digits are still to come."""


@dataclass
class PinSaid(Message):
    """What there is to say of the key that was pressed: that it is no digit; nothing any more after a digit."""

    text: str


DIGITS_ONLY = english("Digits only.")


class PinField(Drawn, can_focus=True):
    """The user sees six boxes with a square for each digit typed; the sixth sends them. No digit is ever drawn."""

    HELP = "pin"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "backspace",
            "rub_out",
            english("Rub out"),
            tooltip=english("Take the last digit back"),
            id="pin.rub_out",
            show=False,
        ),
        Binding(
            "ctrl+u", "clear", english("Clear"), tooltip=english("Take all digits back"), id="pin.clear", show=False
        ),
    ]

    count: reactive[int] = reactive(0)
    """How many digits are in."""
    locked: reactive[bool] = reactive(False)
    """Whether it takes nothing: the key is being asked, or there are no tries left."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._typed: list[str] = []
        self._said = False

    def rows_for(self, width: int) -> int:
        """Four rows where the boxes fit, else one."""
        return 4 if width >= _PITCH * DIGITS - 2 else 1

    def columns_wanted(self) -> int:
        """As wide as six boxes."""
        return _PITCH * DIGITS - 2

    def draw(self, canvas: Canvas) -> None:
        """Draw six boxes, the one that comes next in the focus colour."""
        tall = canvas.height >= 4 and canvas.width >= _PITCH * DIGITS - 2
        box, pitch = (_BOX, _PITCH) if tall else (3, 4)
        for index in range(DIGITS):
            x = index * pitch
            here = index == self.count and self.has_focus and not self.locked
            frame = "focus" if here else "line" if self.locked else "steel-hi"
            if tall:
                canvas.rect(x, 0, box, 4, frame)
                canvas.rect(x + 1, 0.5, box - 2, 3, "hole")
                if index < self.count:
                    canvas.rect(x + 2, 1.5, 2, 1, "text")
            else:
                canvas.rect(x, 0, box, 1, frame)
                canvas.rect(x + 0.5, 0, box - 1, 1, "hole")
                if index < self.count:
                    canvas.rect(x + 1, 0, 1, 1, "text")

    def on_key(self, event: events.Key) -> None:
        """Take a digit. Any other character is left to the screen, so that F12 always works; a letter is told."""
        if event.character is None or event.character not in "0123456789" or len(event.character) != 1:
            if event.character is not None and event.character.isalpha():
                self._said = True
                self.post_message(PinSaid(DIGITS_ONLY))
            return
        event.stop()
        event.prevent_default()
        if self._said:
            self._said = False
            self.post_message(PinSaid(""))
        if self.locked or len(self._typed) >= DIGITS:
            return
        self._typed.append(event.character)
        self._changed()
        if len(self._typed) == DIGITS:
            pin = "".join(self._typed)
            self._typed.clear()
            self.post_message(PinEntered(pin))

    def on_click(self) -> None:
        """A click brings the cursor here."""
        self.focus()

    def action_rub_out(self) -> None:
        """Take the last digit back."""
        if self._typed and not self.locked:
            self._typed.pop()
            self._changed()

    def action_clear(self) -> None:
        """Take all digits back."""
        if not self.locked:
            self.reset()

    def reset(self) -> None:
        """Empty the boxes, for another try."""
        self._typed.clear()
        self.locked = False
        self._changed()

    def _changed(self) -> None:
        self.count = len(self._typed)
        self.post_message(PinChanged(DIGITS - self.count))
