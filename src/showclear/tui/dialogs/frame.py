"""The frame of every dialog: a white bar, a title in block letters, what it says, its keys, and the hold target."""

from __future__ import annotations

from typing import Any, TypeVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from showclear.domain.people import Person
from showclear.tui.screens.bar import HoldCorner, key_bar
from showclear.tui.screens.base import ShowClearDialog, plain
from showclear.tui.screens.host import Host
from showclear.tui.widgets.prompt import BigText
from showclear.tui.widgets.roll import Roll

Result = TypeVar("Result")


def corner() -> ComposeResult:
    """The hold target above the veil; on small screens the whole bar, because the dialog fills the screen."""
    yield key_bar()
    yield HoldCorner()


class Dialog(ShowClearDialog[Result]):
    """A box of 78 columns over a veil; under 100 columns it fills the screen. Before there is a set, no hold target."""

    def __init__(self, heading: str) -> None:
        super().__init__()
        self.heading = heading

    def compose(self) -> ComposeResult:
        """The frame around `compose_body`."""
        with Vertical(classes="dialog"):
            yield BigText(self.heading, classes="dialog-title")
            with Roll(classes="dialog-body"):
                yield from self.compose_body()
            yield key_bar(with_hold=False)
        yield from corner() if isinstance(self.app, Host) else (key_bar(with_hold=False),)

    def compose_body(self) -> ComposeResult:
        """What the dialog says and asks."""
        raise NotImplementedError


def show_demo(dialog: ShowClearDialog[Any], person: Person | None) -> None:
    """In a demonstration production the PIN of the person who signs now; elsewhere nothing, and no empty row."""
    line = dialog.query_one("#sign-demo", Static)
    hint = dialog.host.pin_hint(person) if person is not None else ""
    line.display = bool(hint)
    line.update(plain(hint))
