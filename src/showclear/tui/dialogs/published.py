"""Signed and published: the name of the record, where it is, how anybody checks it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from showclear.tui.dialogs.frame import Dialog
from showclear.tui.screens.base import words
from showclear.tui.widgets.prompt import BigText
from showclear.words import english, say

if TYPE_CHECKING:
    from showclear.app.views import Published


class PublishedDialog(Dialog[None]):
    """The user sees that it is signed and published, and after a handover the clearance word in the largest letters."""

    HELP = "published"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter,escape,space",
            "close",
            english("go on"),
            id="published.close",
            tooltip=english("Back to where it was begun."),
        ),
    ]

    def __init__(self, published: Published, clearance_word: str = "") -> None:
        super().__init__(say("Signed"))
        self.published = published
        self.clearance_word = clearance_word

    def compose_body(self) -> ComposeResult:
        """What was signed, the word to call, the file, the way to check it."""
        yield words(say("{title} is signed and published.", title=self.published.title), "strong")
        for one in self.published.not_counted:
            yield words(say("It does not count: {one}", one=one), "warning gap")
        if self.clearance_word and not self.published.not_counted:
            yield words(say("The AD calls the clearance word, so that the floor knows a logged gun:"), "gap")
            yield BigText(self.clearance_word, scale=2, classes="clearance-word")
        yield words(say("Record"), "label gap")
        yield words(self.published.name, "record")
        yield words(say("File"), "label")
        yield words(self.published.path, "record")
        yield words(say("Anybody can check it: showclear verify, or ssh-keygen as docs/format.md says."), "quiet gap")

    def action_close(self) -> None:
        """Back."""
        self.dismiss(None)
