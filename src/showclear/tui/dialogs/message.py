"""A page that has to be acknowledged: an error, a refusal, an answer to a question of yes or no."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding

from showclear.domain.refusals import Refusal
from showclear.errors import ShowClearError
from showclear.tui.dialogs.frame import Dialog
from showclear.tui.screens.base import words
from showclear.words import english, say

CLOSE_KEYS = (
    Binding(
        "enter,escape",
        "close",
        english("understood"),
        id="dialog.close",
        tooltip=english("Go back; what was entered stays."),
    ),
)


class ErrorDialog(Dialog[None]):
    """What went wrong, where, and what to do about it. What was entered stays."""

    HELP = "message"
    BINDINGS = [*CLOSE_KEYS]

    def __init__(self, error: ShowClearError) -> None:
        super().__init__(error.title)
        self.error = error

    def compose_body(self) -> ComposeResult:
        """The message, then the remedy."""
        yield words(self.error.message, "strong")
        if self.error.remedy:
            yield words(self.error.remedy, "gap")
        yield words(say("What was entered so far is kept."), "quiet gap")

    def action_close(self) -> None:
        """Go back."""
        self.dismiss(None)


class RefusalDialog(Dialog[None]):
    """Which rules refuse, the facts they rest on with their records, and what would make it possible."""

    HELP = "message"
    BINDINGS = [*CLOSE_KEYS]

    def __init__(self, what: str, refusals: tuple[Refusal, ...]) -> None:
        super().__init__(say("Not yet"))
        self.what = what
        self.refusals = refusals

    def compose_body(self) -> ComposeResult:
        """One paragraph for each rule."""
        yield words(
            say("{what}: {count} things stand against it.", what=self.what, count=len(self.refusals))
            if len(self.refusals) > 1
            else say("{what}: one thing stands against it.", what=self.what),
            "quiet",
        )
        for refusal in self.refusals:
            yield words(f"{refusal.rule}  {refusal.sentence}", "strong gap")
            for fact in refusal.facts:
                record = f"  ({fact.record})" if fact.record else ""
                yield words(f"{fact.text}{record}", "fact")
            yield words(refusal.remedy, "remedy")

    def action_close(self) -> None:
        """Go back."""
        self.dismiss(None)


class ReadDialog(Dialog[None]):
    """What is read whole: headings, and what is said below each."""

    HELP = "message"
    BINDINGS = [*CLOSE_KEYS]

    def __init__(self, title: str, parts: tuple[tuple[str, ...], ...]) -> None:
        """Each of `parts` is a heading and what is said below it."""
        super().__init__(title)
        self.parts = parts

    def compose_body(self) -> ComposeResult:
        """Part by part."""
        for number, (heading, *lines) in enumerate(self.parts):
            yield words(heading, "strong", *(("gap",) if number else ()))
            for line in lines:
                yield words(line)

    def action_close(self) -> None:
        """Go back."""
        self.dismiss(None)


class ConfirmDialog(Dialog[bool]):
    """One question with one key for yes. Enter alone answers nothing."""

    HELP = "confirm"
    BINDINGS = [
        Binding("y,Y", "answer(True)", english("yes"), id="confirm.yes", tooltip=english("Do it.")),
        Binding(
            "escape,n,N",
            "answer(False)",
            english("no, go back"),
            id="confirm.no",
            tooltip=english("Go back; nothing happens."),
        ),
    ]

    def __init__(self, title: str, question: str, *lines: str) -> None:
        super().__init__(title)
        self.question = question
        self.lines = lines

    def compose_body(self) -> ComposeResult:
        """The question, and what it means."""
        yield words(self.question, "strong")
        for line in self.lines:
            yield words(line, "gap")

    def action_answer(self, answer: bool) -> None:
        """Hand the answer back."""
        self.dismiss(answer)
