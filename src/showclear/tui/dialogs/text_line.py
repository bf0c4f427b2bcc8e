"""One line that is typed."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from showclear.tui.dialogs.frame import Dialog
from showclear.tui.screens.base import words
from showclear.words import english


class LineDialog(Dialog[str | None]):
    """A question and a line; Enter hands in what was typed, Esc nothing."""

    HELP = "line"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", english("go back"), id="line.leave", tooltip=english("Nothing is entered.")),
    ]

    def __init__(self, heading: str, question: str, label: str) -> None:
        super().__init__(heading)
        self.question = question
        self.label = label

    def compose_body(self) -> ComposeResult:
        """The question and the line."""
        yield words(self.question, "strong")
        yield words(self.label, "label gap")
        yield Input(max_length=200, id="line")

    def on_mount(self) -> None:
        """Type at once."""
        self.query_one(Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Hand it in."""
        event.stop()
        if event.value.strip():
            self.dismiss(event.value.strip())

    def action_leave(self) -> None:
        """Nothing."""
        self.dismiss(None)
