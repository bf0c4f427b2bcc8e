"""The line in which an answer is typed. It hands in nothing by itself, and leaves keys alone that it cannot use."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input

from showclear.words import english

_DIGITS = frozenset("0123456789.")


@dataclass
class LeftEmpty(Message):
    """Backspace was pressed with nothing typed: the person means the answer before this one."""


class EntryInput(Input):
    """The user types a value that was read from a thing or counted."""

    HELP = "line"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "backspace",
            "delete_left",
            english("Delete"),
            id="entry.backspace",
            show=False,
            tooltip=english("Delete a character; with nothing typed, change the answer before."),
        ),
    ]

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes, compact=False, select_on_focus=False, max_length=400)
        self.digits_only = False
        self.is_deaf: Callable[[], bool] = bool
        """Whether keys are ignored just now, because they were meant for another person."""

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """A letter in a count is a key of the screen, not text."""
        if self.digits_only and character not in _DIGITS:
            return False
        return super().check_consume_key(key, character)

    async def _on_key(self, event: events.Key) -> None:
        """Textual calls `Input._on_key` after this one, unless told not to."""
        if not event.is_printable:
            return
        if self.is_deaf():
            event.stop()
            event.prevent_default()
        elif self.digits_only and event.character not in _DIGITS:
            event.prevent_default()

    def action_delete_left(self) -> None:
        """Delete a character, or say that there was none."""
        if self.value:
            super().action_delete_left()
        elif not self.is_deaf():
            self.post_message(LeftEmpty())
