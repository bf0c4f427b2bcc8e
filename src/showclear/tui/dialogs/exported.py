"""A bundle was made: where it is, and the number that stands for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from showclear.tui.dialogs.frame import Dialog
from showclear.tui.presenters.export import TELL, made_lines
from showclear.tui.screens.base import words
from showclear.words import english, say

if TYPE_CHECKING:
    from showclear.reports.bundling import Made


class ExportedDialog(Dialog[None]):
    """The user sees where the bundle lies, what is in it, and the number to write down."""

    HELP = "exported"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter,escape,space",
            "close",
            english("go on"),
            id="exported.close",
            tooltip=english("Back to where it was begun."),
        ),
    ]

    def __init__(self, made: Made) -> None:
        super().__init__(say("Exported"))
        self.made = made

    def compose_body(self) -> ComposeResult:
        """Where, what, the number."""
        yield words(str(self.made.path), "strong record")
        for number, line in enumerate(made_lines(self.made)):
            yield words(line, "gap" if not number else "")
        yield words(TELL, "gap")
        yield words(f"{self.made.digest[:32]}\n{self.made.digest[32:]}", "strong record")
        yield words(say("SHA-256 of its SHA256SUMS. VERIFY.txt in it says how it is checked."), "quiet gap")

    def action_close(self) -> None:
        """Back."""
        self.dismiss(None)
