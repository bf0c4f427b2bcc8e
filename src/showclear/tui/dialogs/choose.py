"""One of several, by its key: a gun, a reason, a person."""

from __future__ import annotations

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical

from showclear.tui.dialogs.frame import Dialog
from showclear.tui.presenters.keys import numbered
from showclear.tui.screens.base import words
from showclear.tui.screens.letters import letter_keys
from showclear.tui.screens.rows import ROW_KEYS, take_row
from showclear.tui.widgets.answer_row import AnswerChosen, AnswerData, AnswerRow
from showclear.words import english

FEW, MANY = 4, 8
"""Up to so many rows have block letters, and up to so many a row of air between them on the smallest full screen."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One row: what is handed back, its words, and its key; an empty key gets the next number."""

    value: str
    text: str
    key: str = ""


class ChooseDialog(Dialog[str | None]):
    """Rows with a key each; a key or a click chooses, and so does Enter on the row that the arrows went to.

    No row is chosen beforehand: some of them are written at once. Handed back: the row, None for none.
    """

    HELP = "choose"
    AUTO_FOCUS = ""
    BINDINGS = [
        *letter_keys("choose", leave_out=frozenset()),
        *ROW_KEYS,
        Binding("escape", "leave", english("go back"), id="choose.leave", tooltip=english("Choose nothing.")),
    ]

    def __init__(self, title: str, question: str, choices: tuple[Choice, ...]) -> None:
        super().__init__(title)
        self.question = question
        keys = numbered(len(choices))
        # More rows than there are keys: the arrows go to them all the same, and Enter takes them.
        ids = (*keys, *(f"row {number}" for number in range(len(keys), len(choices))))  # not said: ids
        self.choices = {choice.key or name: choice for name, choice in zip(ids, choices, strict=True)}

    def compose_body(self) -> ComposeResult:
        """The question, then the rows."""
        yield words(self.question, "strong")
        dense = " -dense" if len(self.choices) > MANY else ""  # not said: classes
        many = " -many" if len(self.choices) > FEW else ""  # not said: classes
        with Vertical(classes=f"choices{many}{dense}"):
            for key, choice in self.choices.items():
                yield AnswerRow(AnswerData(key, key if len(key) == 1 else "", choice.text))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only the keys of the rows do anything."""
        if action == "choose":
            return parameters[0] in self.choices
        return super().check_action(action, parameters)

    def action_choose(self, key: str) -> None:
        """Hand back the row with this key."""
        self.dismiss(self.choices[key].value)

    def take_scan(self, tag: str) -> bool:
        """The code of a thing that stands on a row is the key of that row."""
        found = next((key for key, choice in self.choices.items() if choice.value == tag), "")
        if found:
            self.action_choose(found)
        return bool(found)

    def on_answer_chosen(self, event: AnswerChosen) -> None:
        """A row was clicked, or Space was pressed on it."""
        self.action_choose(event.answer_id)

    def action_take_row(self) -> None:
        """Enter: the row that the arrows went to."""
        take_row(self)

    def action_leave(self) -> None:
        """Choose nothing."""
        self.dismiss(None)
