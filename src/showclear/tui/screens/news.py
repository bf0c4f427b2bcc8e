"""A stop that came while something else is on the screen: one line at its top, until the stop ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.screen import Screen
from textual.widgets import Static

from showclear.tui.presenters.stop import news
from showclear.tui.screens.base import plain

if TYPE_CHECKING:
    from showclear.app.views import Board


class StopNews(Static):
    """The user sees what was stopped, since when and why, wherever they are; it goes away when nothing stops."""

    def __init__(self, text: str) -> None:
        super().__init__(plain(text), markup=False)

    def on_mount(self) -> None:
        """Follow the board."""
        self.watch(self.app, "board", self.show_stops, init=False)

    def show_stops(self, board: Board | None) -> None:
        """Say what stops now; nothing any more: nothing to say."""
        text = news(board) if board is not None else ""
        if text:
            self.update(plain(text))
        else:
            self.remove()


def tell(screen: Screen[Any], board: Board) -> None:
    """Say what stops the set on a screen that does not show the stops of the board itself, once."""
    text = news(board)
    if text and not screen.query(StopNews):
        screen.mount(StopNews(text))
