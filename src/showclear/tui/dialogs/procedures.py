"""Every procedure by its letter, A to O, with the two that have none."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container

from showclear.tui.dialogs.choose import Choice, ChooseDialog
from showclear.tui.dialogs.frame import Dialog
from showclear.tui.presenters.procedures import LetterRow
from showclear.tui.screens.base import words
from showclear.tui.screens.letters import letter_keys
from showclear.tui.screens.rows import ROW_KEYS, take_row
from showclear.tui.widgets.answer_row import AnswerChosen, AnswerData, AnswerRow
from showclear.words import english, say


class ProceduresDialog(Dialog[str | None]):
    """Rows with the letter of each procedure. Handed back: the procedure, None for none."""

    HELP = "procedures"
    AUTO_FOCUS = ""
    BINDINGS = [
        *letter_keys("choose", leave_out=frozenset()),
        *ROW_KEYS,
        Binding("right", "app.focus_next", "", show=False, id="procedures.next", tooltip=english("The row beside it.")),
        Binding(
            "left",
            "app.focus_previous",
            "",
            show=False,
            id="procedures.previous",
            tooltip=english("The row before it."),
        ),
        Binding("escape", "leave", english("go back"), id="procedures.leave", tooltip=english("Start nothing.")),
    ]

    def __init__(self, rows: tuple[LetterRow, ...]) -> None:
        super().__init__(say("Procedures"))
        self.rows = {row.letter: row for row in rows}

    def compose_body(self) -> ComposeResult:
        """A row for each letter."""
        yield words(say("H, I and L begin at once. Everything else asks what it is about first."), "quiet")
        with Container(classes="choices -letters"):
            for letter, row in self.rows.items():
                yield AnswerRow(AnswerData(letter, letter, row.words))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only the letters of the rows do anything."""
        if action == "choose":
            return parameters[0] in self.rows
        return super().check_action(action, parameters)

    def action_choose(self, letter: str) -> None:
        """Take the procedure; where the letter has several, ask which."""
        row = self.rows[letter]
        if len(row.procedures) == 1:
            self.dismiss(row.procedures[0][0])
            return
        rows = tuple(Choice(procedure, title) for procedure, title in row.procedures)
        self.app.push_screen(ChooseDialog(row.words, say("Which of them?"), rows), self.take)

    def take(self, procedure: str | None) -> None:
        """Hand it back."""
        if procedure is not None:
            self.dismiss(procedure)

    def on_answer_chosen(self, event: AnswerChosen) -> None:
        """A row was clicked, or Space was pressed on it."""
        self.action_choose(event.answer_id)

    def action_take_row(self) -> None:
        """Enter: the row that the arrows went to."""
        take_row(self)

    def action_leave(self) -> None:
        """Start nothing."""
        self.dismiss(None)
