"""F1: what this screen is for and what its keys do."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen

from showclear.tui.dialogs.frame import Dialog
from showclear.tui.dialogs.message import CLOSE_KEYS
from showclear.tui.presenters.help_texts import ALWAYS, HELP
from showclear.tui.screens.bar import cap_of
from showclear.tui.screens.base import words
from showclear.tui.screens.host import Host
from showclear.tui.screens.letters import LETTER
from showclear.tui.widgets.prompt import Paragraph


def key_lines(screen: Screen[Any]) -> tuple[tuple[str, str], ...]:
    """The keys that work on a screen now, each with what it does; those of answers and rows are one line."""
    found: dict[str, str] = {}
    for node, binding, enabled, tooltip in screen.active_bindings.values():
        says = tooltip or binding.tooltip
        if enabled and says and node in (screen, screen.focused) and binding.action not in ("app.hold_set", "app.help"):
            found.setdefault("Letters" if says == LETTER else cap_of(binding), says)
    return tuple(found.items())


class HelpDialog(Dialog[None]):
    """The user sees what the screen is for, then its keys."""

    BINDINGS: ClassVar[list[BindingType]] = [*CLOSE_KEYS]

    def __init__(self, screen: Screen[Any]) -> None:
        super().__init__("Help")
        self.about = HELP.get(screen.HELP or "", "")
        self.lines = key_lines(screen)

    def compose_body(self) -> ComposeResult:
        """The sentences, then a line for each key."""
        yield words(self.about)
        yield words("")
        for key, says in self.lines:
            yield Paragraph(says, label=f"{key:>7}")
        if isinstance(self.app, Host):
            yield words(ALWAYS, "strong gap")

    def action_close(self) -> None:
        """Go back."""
        self.dismiss(None)
