"""Keys that go through rows and take one: the arrows move, Enter takes the row that they went to."""

from __future__ import annotations

from typing import Any

from textual.binding import Binding
from textual.screen import Screen

from showclear.tui.widgets.answer_row import AnswerRow
from showclear.words import english

ARROWS = (
    Binding("down", "app.focus_next", "", show=False, id="rows.next", tooltip=english("The row below.")),
    Binding("up", "app.focus_previous", "", show=False, id="rows.previous", tooltip=english("The row above.")),
)
"""Go from row to row."""

ROW_KEYS = (
    Binding(
        "enter",
        "take_row",
        english("take it"),
        id="rows.take",
        tooltip=english("Take the row that the arrows went to."),
    ),
    *ARROWS,
)
"""For rows of which one may be taken with Enter: never the answers of a run."""


def take_row(screen: Screen[Any]) -> None:
    """Take the row that has the focus; where none has it yet, go to the first one and take nothing."""
    if isinstance(screen.focused, AnswerRow):
        screen.focused.action_choose()
    else:
        screen.focus_next()
