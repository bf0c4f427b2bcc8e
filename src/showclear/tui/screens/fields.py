"""Fields of a form: a line that is typed, or one of several values with the arrow keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import reactive

from showclear.tui.drawing.canvas import Canvas
from showclear.tui.widgets.drawn import Drawn


@dataclass
class FieldEntered(Message):
    """Enter was pressed in a field."""


class ChoiceField(Drawn, can_focus=True):
    """The user sees the value that is chosen, and how many there are; left and right choose another."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", "Before", id="field.before", show=False, tooltip="The value before."),
        Binding("right,space", "step(1)", "Next", id="field.next", show=False, tooltip="The next value."),
        Binding("enter", "enter", "Go on", id="field.enter", show=False, tooltip="Go on."),
    ]
    at: reactive[int] = reactive(0)

    def __init__(self, choices: tuple[tuple[str, str], ...], value: str = "", *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.choices = choices or (("", "nobody is there for this"),)
        found = next((index for index, (one, _) in enumerate(self.choices) if one == value), 0)
        self.set_reactive(ChoiceField.at, found)

    @property
    def value(self) -> str:
        """The chosen value."""
        return self.choices[self.at][0]

    def action_step(self, by: int) -> None:
        """Choose another."""
        self.at = (self.at + by) % len(self.choices)

    def action_enter(self) -> None:
        """Go on."""
        self.post_message(FieldEntered())

    def on_click(self, event: events.Click) -> None:
        """A click on the focused field chooses the next value."""
        if self.has_focus:
            self.action_step(1)
        self.focus()

    def draw(self, canvas: Canvas) -> None:
        """The words of the value, and its place among the others."""
        canvas.rect(0, 0, canvas.width, 1, "raised")
        if self.has_focus:
            canvas.rect(0, 0, 0.5, 1, "focus")
        several = len(self.choices) > 1
        place = f"{self.at + 1} of {len(self.choices)}  < >" if several else ""
        start = canvas.text_end(canvas.width - 1, 0, place, "muted") if place else canvas.width
        canvas.text(2, 0, self.choices[self.at][1], "text", bold=True, room=max(0, start - 4))
