"""Several of a list, each by its own key. Nothing is chosen beforehand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import reactive

from showclear.tui.drawing.canvas import Canvas
from showclear.tui.presenters.keys import numbered
from showclear.tui.screens.letters import letter_keys
from showclear.tui.widgets.drawn import Drawn
from showclear.words import english, say

LEAST = 30
"""Columns that a row needs at least; where more fit, rows stand beside each other."""


@dataclass
class CheckEntered(Message):
    """Enter was pressed: what is marked is what is meant."""


class CheckList(Drawn, can_focus=True):
    """The user sees a row for each thing, with its key and a mark once it is chosen; a key or a click marks it."""

    HELP = "checks"
    FOCUS_ON_CLICK = False
    BINDINGS: ClassVar[list[BindingType]] = [
        *letter_keys("mark", leave_out=frozenset()),
        Binding(
            "down,right", "step(1)", english("Below"), id="check.down", show=False, tooltip=english("The row below.")
        ),
        Binding("up,left", "step(-1)", english("Above"), id="check.up", show=False, tooltip=english("The row above.")),
        Binding(
            "space",
            "mark_here",
            english("Mark"),
            id="check.mark",
            show=False,
            tooltip=english("Mark this row, or take it out."),
        ),
        Binding(
            "enter",
            "enter",
            english("Go on"),
            id="check.enter",
            show=False,
            tooltip=english("Go on with what is marked."),
        ),
    ]
    at: reactive[int] = reactive(0)
    marked: reactive[frozenset[str]] = reactive(frozenset())

    def __init__(
        self,
        choices: tuple[tuple[str, str], ...],
        value: str = "",
        *,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.choices = tuple((one, words) for one, words in choices if one)
        self.keys = numbered(len(self.choices))
        named = set(value.split())
        self.set_reactive(CheckList.marked, frozenset(one for one, _ in self.choices if one in named))

    @property
    def value(self) -> str:
        """What is marked, in the order of the list, one space between."""
        return " ".join(one for one, _ in self.choices if one in self.marked)

    def _across(self, width: int) -> int:
        return max(1, min(3, width // LEAST))

    def rows_for(self, width: int) -> int:
        """A row for each thing, several beside each other where there is room, and how many are marked."""
        return -(-len(self.choices) // self._across(width)) + 1

    def draw(self, canvas: Canvas) -> None:
        """Key, mark and words of each."""
        if not self.choices:
            canvas.text(0, 0, say("There is none for this."), "muted")
            return
        across = self._across(canvas.width)
        wide = canvas.width // across
        for index, (one, words) in enumerate(self.choices):
            x, y = index % across * wide, index // across
            here = self.has_focus and index == self.at
            if here:
                canvas.rect(x, y, wide - 1, 1, "raised")
                canvas.rect(x, y, 0.5, 1, "focus")
            key = self.keys[index] if index < len(self.keys) else ""
            canvas.text(x + 1, y, key, "text", bold=True)
            marked = one in self.marked
            canvas.text(x + 3, y, "[✓]" if marked else "[ ]", "text" if marked else "muted", bold=marked)
            canvas.text(x + 7, y, words, "text", bold=marked, room=wide - 9)
        canvas.text(
            1,
            canvas.height - 1,
            say("{number} of {count} marked", number=len(self.marked), count=len(self.choices)),
            "muted",
        )

    def action_step(self, by: int) -> None:
        """Go to the row before or after."""
        if self.choices:
            self.at = min(max(0, self.at + by), len(self.choices) - 1)

    def action_mark_here(self) -> None:
        """Mark the row, or take its mark away."""
        if self.choices:
            self._toggle(self.at)

    def action_mark(self, key: str) -> None:
        """Mark the row with this key, or take its mark away."""
        if key in self.keys:
            self._toggle(self.keys.index(key))

    def take_scan(self, tag: str) -> bool:
        """The code of a thing marks it; read twice, it stays marked."""
        found = next((index for index, (one, _) in enumerate(self.choices) if one == tag), None)
        if found is not None:
            self.at, self.marked = found, self.marked | {tag}
        return found is not None

    def action_enter(self) -> None:
        """Go on."""
        self.post_message(CheckEntered())

    def _toggle(self, index: int) -> None:
        self.at = index
        self.marked = self.marked ^ {self.choices[index][0]}

    def on_click(self, event: events.Click) -> None:
        """A click marks, or takes the mark away."""
        event.stop()
        self.focus()
        across = self._across(self.size.width)
        index = event.y * across + min(across - 1, event.x // max(1, self.size.width // across))
        if event.y < self.size.height - 1 and index < len(self.choices):
            self._toggle(index)
