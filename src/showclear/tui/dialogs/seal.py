"""The day is sealed: eight words for the paper, and the code."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from showclear.reports.codes import code_lines
from showclear.tui.dialogs.frame import Dialog
from showclear.tui.presenters import seal as present
from showclear.tui.screens.base import words
from showclear.words import english, say

if TYPE_CHECKING:
    from showclear.app.sealing import Seal


class SealDialog(Dialog[None]):
    """The user sees the eight words large enough to copy, what they are for, and the code to photograph."""

    HELP = "seal"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter,escape,space",
            "close",
            english("they are on the paper"),
            id="seal.close",
            tooltip=english("Back to where it was begun."),
        ),
    ]

    def __init__(self, seal: Seal) -> None:
        super().__init__(say("Sealed"))
        self.seal = seal

    def compose_body(self) -> ComposeResult:
        """Words at the left, the code at the right."""
        with Horizontal(classes="seal"):
            with Vertical(classes="seal-words"):
                yield words(present.ON_PAPER, "strong")
                yield words("\n".join(present.word_lines(self.seal.words)), "strong gap")
                yield words(present.WHY, "quiet gap")
            yield Static("\n".join(code_lines(self.seal.code)), classes="seal-code", markup=False)
        yield words(present.CHECK, "quiet gap")
        yield words(self.seal.record, "record gap")

    def action_close(self) -> None:
        """Back."""
        self.dismiss(None)
