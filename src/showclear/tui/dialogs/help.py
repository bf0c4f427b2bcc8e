"""F1: what this screen is for and what its keys do."""

from __future__ import annotations

from typing import Any, ClassVar, Protocol, runtime_checkable

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen
from textual.widgets import Input

from showclear.tui.dialogs.frame import Dialog
from showclear.tui.dialogs.message import CLOSE_KEYS
from showclear.tui.presenters.help_texts import ALWAYS, FOCUS, HELP
from showclear.tui.screens.bar import cap_of
from showclear.tui.screens.base import words
from showclear.tui.screens.host import Host
from showclear.tui.screens.letters import LETTER
from showclear.tui.widgets.prompt import Paragraph
from showclear.words import say


def key_lines(screen: Screen[Any]) -> tuple[tuple[str, str], ...]:
    """The keys that work on a screen now, each with what it does; those of answers and rows are one line."""
    found: dict[str, str] = {}
    for node, binding, enabled, tooltip in screen.active_bindings.values():
        says = tooltip or binding.tooltip
        if enabled and says and node in (screen, screen.focused) and binding.action not in ("app.hold_set", "app.help"):
            found.setdefault(say("Letters") if says == LETTER else cap_of(binding), says)
    return tuple(found.items())


@runtime_checkable
class HelpsHere(Protocol):
    """A screen on which the keys belong to what is asked, not to a widget."""

    def help_here(self) -> str:
        """What is asked now, and how it is answered; empty where nothing is."""


def about_here(screen: Screen[Any]) -> str:
    """What has the focus, and what can be done there; empty where nothing has it."""
    if isinstance(screen, HelpsHere) and (here := screen.help_here()):
        return here
    focused = screen.focused
    if isinstance(focused, Input) and not focused.HELP:
        return FOCUS["secret" if focused.password else "search" if focused.id == "search" else "line"]
    return FOCUS.get(focused.HELP or "", "") if focused is not None else ""


class HelpDialog(Dialog[None]):
    """The user sees what has the focus, what the screen is for, then its keys."""

    BINDINGS: ClassVar[list[BindingType]] = [*CLOSE_KEYS]

    def __init__(self, screen: Screen[Any]) -> None:
        super().__init__(say("Help"))
        self.about = HELP.get(screen.HELP or "", "")
        self.here = about_here(screen)
        self.lines = key_lines(screen)

    def compose_body(self) -> ComposeResult:
        """What has the focus, the sentences about the screen, then a line for each key."""
        if self.here:
            yield words(self.here, "strong")
            yield words("")
        yield words(self.about)
        yield words("")
        for key, says in self.lines:
            yield Paragraph(says, label=f"{key:>7}")
        if isinstance(self.app, Host):
            yield words(ALWAYS, "strong gap")

    def action_close(self) -> None:
        """Go back."""
        self.dismiss(None)
