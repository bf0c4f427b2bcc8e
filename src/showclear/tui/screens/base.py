"""What all our screens and dialogs share: the hold key, the help key, the way an error is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from textual import getters
from textual.binding import Binding
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from showclear.errors import ShowClearError
from showclear.tui.drawing.text import clean
from showclear.tui.screens.host import Host
from showclear.tui.widgets.key_bar import HoldChosen

Result = TypeVar("Result")

LONGEST = 4000
"""Characters of a single text that are shown; a longer one was never meant to be read here."""

HOLD_KEYS = (
    Binding("f1", "app.help", "help", id="app.help", tooltip="What the keys of this screen do."),
    Binding(
        "exclamation_mark",
        "app.hold_set",
        "HOLD",
        id="hold.mark",
        show=False,
        tooltip="Hold the set: all guns back, all clearances end. Once more makes it a stand-down.",
    ),
)
"""`!` raises a hold wherever no text is typed. F12 does so everywhere and belongs to the app."""


def plain(text: str) -> Content:
    """Text from people or files for a widget that is there already; control and bidi characters become visible."""
    return Content("\n".join(clean(line) for line in text[:LONGEST].split("\n")))


def words(text: str, *classes: str, id: str | None = None) -> Static:
    """Text from people or files as a widget; it is never read as markup."""
    return Static(plain(text), classes=" ".join(classes), id=id, markup=False)


class ShowClearScreen(Screen[Result]):
    """A full screen of the app."""

    BINDINGS = [*HOLD_KEYS]
    host = getters.app(Host)

    def on_screen_resume(self) -> None:
        """On top (again): what has stopped the set meanwhile is said here too."""
        if isinstance(self.app, Host):
            self.app.say_stops(self)

    def attempt(self, act: Callable[[], object]) -> bool:
        """Do something that a rule, a disk or a key may refuse; show why if so. Returns whether it was done."""
        try:
            act()
        except ShowClearError as error:
            self.host.show_error(error)
            return False
        return True


class ShowClearDialog(ModalScreen[Result]):
    """A question over a veil; it fills a small terminal."""

    BINDINGS = [*HOLD_KEYS]
    host = getters.app(Host)

    def on_screen_resume(self) -> None:
        """On top (again): what has stopped the set meanwhile is said here too."""
        if isinstance(self.app, Host):
            self.app.say_stops(self)

    def attempt(self, act: Callable[[], object]) -> bool:
        """Do something that may be refused; show why if so. Returns whether it was done."""
        try:
            act()
        except ShowClearError as error:
            self.host.show_error(error)
            return False
        return True

    async def on_hold_chosen(self, event: HoldChosen) -> None:
        """The corner was clicked: hold the set."""
        event.stop()
        await self.app.run_action("hold_set")
