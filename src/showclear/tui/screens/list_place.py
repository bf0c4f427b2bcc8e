"""A place that shows a long list, and beside it what is known about the chosen row."""

from __future__ import annotations

from collections.abc import Container
from functools import partial
from typing import TYPE_CHECKING

from textual import getters
from textual.actions import parse
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal

from showclear.tui.dialogs.choose import Choice, ChooseDialog
from showclear.tui.screens.bar import key_bar
from showclear.tui.screens.day_actions import DayActions
from showclear.tui.widgets.fact_sheet import FactSheet, SheetData
from showclear.tui.widgets.pieces import Piece
from showclear.tui.widgets.row_list import Column, ListRow, RowChosen, RowList
from showclear.tui.widgets.top_bar import InfoLine, TopBar
from showclear.words import english, say

if TYPE_CHECKING:
    from showclear.app.views import Board

LIST_KEYS = (
    Binding(
        "tab",
        "more",
        english("details"),
        id="list.details",
        tooltip=english("What is known about the chosen row, and back."),
    ),
    Binding("escape", "go('1')", english("board"), id="list.board", tooltip=english("Back to the board.")),
)
"""Keys that lists share."""


class ListPlace(DayActions):
    """Bar, one line of figures, the list, the sheet, the keys."""

    BINDINGS = [*LIST_KEYS]
    COLUMNS: tuple[Column, ...] = ()
    NARROW: tuple[Column, ...] = ()

    listing = getters.query_one("#list", RowList)

    def compose(self) -> ComposeResult:
        """The list, and the sheet beside it; on small screens one of them."""
        yield TopBar(id="top")
        yield InfoLine(id="summary")
        with Horizontal(id="body"):
            yield RowList(id="list")
            yield FactSheet(id="sheet")
        yield key_bar()

    def on_mount(self) -> None:
        """Follow the board: whatever changes there may change here."""
        self.listing.columns, self.listing.narrow = self.COLUMNS, self.NARROW
        self.watch(self.app, "board", self.show_list)
        self.set_interval(1.0, self.show_time)
        self.listing.focus()

    def show_list(self, board: Board | None) -> None:
        """Read everything anew."""
        if board is None:
            return
        self.show_time()
        self.attempt(self.read)
        line = self.query_one("#summary", InfoLine)
        line.left, line.right = self.figures()
        self.listing.rows = self.rows()
        self.query_one(FactSheet).data = self.sheet_of(self.listing.chosen)
        self.refresh_bindings()

    def read(self) -> None:
        """Ask the production."""
        raise NotImplementedError

    def rows(self) -> tuple[ListRow, ...]:
        """What the list shows."""
        raise NotImplementedError

    def figures(self) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
        """The line above the list."""
        raise NotImplementedError

    def sheet_of(self, value: str) -> SheetData:
        """What is known about a row."""
        raise NotImplementedError

    def on_row_chosen(self, event: RowChosen) -> None:
        """Another row was chosen."""
        event.stop()
        self.query_one(FactSheet).data = self.sheet_of(event.value)
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """On wide screens the details stand beside the list already."""
        return not (action == "more" and self.has_class("-wide"))

    def on_resize(self) -> None:
        """Another size has other keys."""
        self.refresh_bindings()

    def action_more(self) -> None:
        """On small screens: the sheet in place of the list, and back."""
        self.toggle_class("-side")

    def on_screen_resume(self) -> None:
        """Back from a run: read anew."""
        self.host.read_board()

    def menu(self, title: str, question: str, *, without: Container[str] = ()) -> None:
        """Offer in words what the keys of this place do now with the chosen row.

        Args:
            title: what it is about.
            question: what is asked.
            without: actions that stand in no menu.
        """
        rows = tuple(
            Choice(one.action, one.tooltip, one.key.split(",")[0].upper())
            for one in type(self).BINDINGS
            if isinstance(one, Binding) and one.action not in without and self.does(one.action)
        )
        self.app.push_screen(ChooseDialog(title, question, rows), partial(self.after_row_menu, self.listing.chosen))

    def does(self, action: str) -> bool:
        """Whether an action does something now."""
        _, name, parameters = parse(action)
        return bool(self.check_action(name, parameters))

    async def after_row_menu(self, row: str, action: str | None) -> None:
        """Do what was chosen with the row that the menu was about, never with another one that took its place."""
        if action is not None and self.listing.chosen != row:
            self.listing.choose(row)
        if action is not None and (self.listing.chosen != row or not self.does(action)):
            self.notify(say("That is not so any more: something came in. Nothing was done."), markup=False)
            return
        await self.after_menu(action)

    async def after_menu(self, action: str | None) -> None:
        """Do what was chosen in a menu."""
        if action is not None:
            await self.run_action(action)
