"""Fields of a form: a line that is typed, or one of several values with the arrow keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import reactive

from showclear.tui.dialogs.choose import Choice, ChooseDialog
from showclear.tui.drawing.canvas import Canvas
from showclear.tui.drawing.text import width_of
from showclear.tui.screens.letters import letter_keys
from showclear.tui.widgets.drawn import Drawn
from showclear.words import english, say, translated


@dataclass
class FieldEntered(Message):
    """Enter was pressed in a field."""


@dataclass
class FieldChanged(Message):
    """Another value was chosen."""


FEW = 3
"""As many values are stepped through; of more a list is shown."""


class ChoiceField(Drawn, can_focus=True):
    """The user sees the value that is chosen, and how many there are.

    Left and right choose another; a letter goes to the next value that begins with it; Space or a click shows them all.
    """

    HELP = "choice"
    FOCUS_ON_CLICK = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "left", "step(-1)", english("Before"), id="field.before", show=False, tooltip=english("The value before.")
        ),
        Binding("right", "step(1)", english("Next"), id="field.next", show=False, tooltip=english("The next value.")),
        Binding(
            "space",
            "show_all",
            english("All"),
            id="field.all",
            show=False,
            tooltip=english("Every value, each with a key."),
        ),
        Binding("enter", "enter", english("Go on"), id="field.enter", show=False, tooltip=english("Go on.")),
        *letter_keys("find", leave_out=frozenset()),
    ]
    at: reactive[int] = reactive(0)

    def __init__(
        self, choices: tuple[tuple[str, str], ...], value: str = "", *, id: str | None = None, title: str = ""
    ) -> None:
        super().__init__(id=id)
        self.choices = choices or (("", say("nobody is there for this")),)
        self.title = title
        found = next((index for index, (one, _) in enumerate(self.choices) if one == value), 0)
        self.set_reactive(ChoiceField.at, found)

    def watch_at(self) -> None:
        """Say that another value was chosen."""
        self.post_message(FieldChanged())

    @property
    def value(self) -> str:
        """The chosen value."""
        return self.choices[self.at][0]

    def action_step(self, by: int) -> None:
        """Choose another."""
        self.at = (self.at + by) % len(self.choices)

    def action_find(self, letter: str) -> None:
        """Choose the next value whose words begin with a letter."""
        for offset in range(1, len(self.choices) + 1):
            index = (self.at + offset) % len(self.choices)
            if self.choices[index][0] and translated(self.choices[index][1])[:1].upper() == letter:
                self.at = index
                return

    def action_show_all(self) -> None:
        """Every value with a key of its own; where they are few, the next one."""
        offered = tuple(one for one in self.choices if one[0])
        if len(offered) <= FEW:
            self.action_step(1)
            return
        rows = tuple(Choice(value, words) for value, words in offered)
        self.app.push_screen(ChooseDialog(self.title or say("Choose"), say("Which one?"), rows), self.take)

    def take(self, value: str | None) -> None:
        """Choose this value."""
        found = [index for index, (one, _) in enumerate(self.choices) if one == value]
        if found:
            self.at = found[0]

    def take_scan(self, tag: str) -> bool:
        """The code of one of the values chooses it."""
        found = next((index for index, (one, _) in enumerate(self.choices) if one == tag), None)
        if found is not None:
            self.at = found
        return found is not None

    def action_enter(self) -> None:
        """Go on."""
        self.post_message(FieldEntered())

    def on_click(self, event: events.Click) -> None:
        """A click on the focused field shows its values."""
        event.stop()
        if self.has_focus:
            self.action_show_all()
        self.focus()

    def draw(self, canvas: Canvas) -> None:
        """The words of the value, and its place among the others."""
        canvas.rect(0, 0, canvas.width, 1, "raised")
        if self.has_focus:
            canvas.rect(0, 0, 0.5, 1, "focus")
        offered = [one for one in self.choices if one[0]]
        place = ""
        if len(self.choices) > 1:
            number = [value for value, _ in offered].index(self.value) + 1 if self.value else 0
            place = (
                say("{number} of {count}  < >", number=number, count=len(offered))
                if number
                else say("{count} to choose from  < >", count=len(offered))
            )
            if width_of(place) + width_of(translated(self.choices[self.at][1])) + 5 > canvas.width:
                place = "< >"  # the value is read before how many there are
        start = canvas.text_end(canvas.width - 1, 0, place, "muted") if place else canvas.width
        ink = "text" if self.value or len(self.choices) == 1 else "muted"
        canvas.text(2, 0, self.choices[self.at][1], ink, bold=bool(self.value), room=max(0, start - 4))
