"""Corrective actions: what is overdue, open, done; here two people sign that one is done."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from showclear.app.action_views import Standing
from showclear.tui.presenters import afterwards as present
from showclear.tui.screens.list_place import ListPlace
from showclear.tui.widgets.fact_sheet import SheetData
from showclear.tui.widgets.pieces import Piece
from showclear.tui.widgets.row_list import ListRow, RowOpened
from showclear.words import english

if TYPE_CHECKING:
    from showclear.app.action_views import ActionView


def _key(keys: str, action: str, label: str, name: str, tooltip: str) -> Binding:
    return Binding(keys, action, label, id=f"actions.{name}", tooltip=tooltip)


class ActionsScreen(ListPlace):
    """The user sees what has to be done after stops and findings, by whom and until when."""

    HELP = "actions"
    PLACE = "actions"
    COLUMNS = present.COLUMNS
    NARROW = present.NARROW
    BINDINGS: ClassVar[list[BindingType]] = [
        _key(
            "d,D",
            "done",
            english("it is done"),
            "done",
            english("The safety officer and one more sign that it is done."),
        ),
        _key("r,R", "read", english("read it"), "read", english("The record that it is about.")),
        _key("escape", "go('4')", english("desk"), "desk", english("Back to the desk.")),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.found: tuple[ActionView, ...] = ()

    @property
    def chosen(self) -> ActionView | None:
        """The chosen action."""
        return next((one for one in self.found if one.record == self.listing.chosen), None)

    def read(self) -> None:
        """Ask the production."""
        self.found = self.host.production.actions.views()

    def rows(self) -> tuple[ListRow, ...]:
        """Overdue, open, done."""
        return present.rows(self.found)

    def figures(self) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
        """How many wait."""
        return present.figures(self.found)

    def sheet_of(self, value: str) -> SheetData:
        """All about the chosen one."""
        one = next((one for one in self.found if one.record == value), None)
        return present.sheet(one, self.host.production.desk.title(f"{one.about}.toml") if one is not None else "")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is done is not done again."""
        if action in ("done", "read") and self.is_mounted:
            one = self.chosen
            return True if one is not None and (action == "read" or one.standing is not Standing.DONE) else None
        return super().check_action(action, parameters)

    def on_row_opened(self, event: RowOpened) -> None:
        """Sign that it is done."""
        event.stop()
        self.action_done()

    def action_done(self) -> None:
        """Who saw it, and what was done?"""
        if self.chosen is not None:
            self.close_action(self.chosen.record)

    def action_read(self) -> None:
        """Read what it is about."""
        from showclear.tui.screens.desk_record import RecordScreen

        one = self.chosen
        if one is not None:
            name = f"{one.about}.toml"
            self.attempt(lambda: self.app.push_screen(RecordScreen(self.host.production.record(name))))
