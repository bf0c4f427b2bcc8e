"""A long list of rows under headings, of which one is chosen. It scrolls by itself and counts what it cannot show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import reactive

from showclear.tui.drawing.canvas import Canvas
from showclear.tui.widgets.drawn import Drawn
from showclear.tui.widgets.pieces import Piece, draw_pieces, draw_pieces_end, muted, strong
from showclear.words import english, say

Cell = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row: what stands in each column, what it is about. A heading has a title and the labels of its columns.

    Rows below each other that are about the same are chosen together.
    """

    value: str
    cells: tuple[Cell, ...] = ()
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """Where a column begins; `end` aligns its text to the right, before that column."""

    at: int
    width: int
    end: bool = False


@dataclass
class RowChosen(Message):
    """Another row was chosen."""

    value: str


@dataclass
class RowOpened(Message):
    """The chosen row was asked for once more, by Enter or a click."""

    value: str


class RowList(Drawn, can_focus=True):
    """The user sees rows in columns under headings; the chosen one is inverse."""

    HELP = "rows"
    FOCUS_ON_CLICK = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", english("Above"), id="list.up", show=False, tooltip=english("The row above.")),
        Binding("down", "step(1)", english("Below"), id="list.down", show=False, tooltip=english("The row below.")),
        Binding("pageup", "step(-10)", english("Up"), id="list.page-up", show=False, tooltip=english("Ten rows up.")),
        Binding(
            "pagedown", "step(10)", english("Down"), id="list.page-down", show=False, tooltip=english("Ten rows down.")
        ),
        Binding(
            "home", "step(-100000)", english("First"), id="list.first", show=False, tooltip=english("The first row.")
        ),
        Binding("end", "step(100000)", english("Last"), id="list.last", show=False, tooltip=english("The last row.")),
        Binding(
            "enter", "open", english("Open"), id="list.open", show=False, tooltip=english("What can be done with it.")
        ),
    ]

    rows: reactive[tuple[ListRow, ...]] = reactive(())
    columns: reactive[tuple[Column, ...]] = reactive(())
    narrow: reactive[tuple[Column, ...]] = reactive(())
    """Columns for less than 70 cells; cells without a column are left out."""
    chosen: reactive[str] = reactive("")
    top: reactive[int] = reactive(0)

    def choose(self, value: str) -> None:
        """Choose a row, or the first one if there is none with this value."""
        values = self.values
        self.chosen = value if value in values else (values[0] if values else "")

    @property
    def values(self) -> tuple[str, ...]:
        """What can be chosen, from the top."""
        return tuple(dict.fromkeys(row.value for row in self.rows if row.value))

    def watch_rows(self) -> None:
        """The chosen row stays chosen while it is there."""
        self.choose(self.chosen)

    def watch_chosen(self) -> None:
        """Keep the chosen row in sight, and say which it is."""
        self._follow()
        self.post_message(RowChosen(self.chosen))

    def on_resize(self) -> None:
        """Keep the chosen row in sight."""
        self._follow()

    def _follow(self) -> None:
        at = next((index for index, row in enumerate(self.rows) if row.value == self.chosen and row.value), 0)
        height = max(1, self.size.height)
        first = at - 1 if at and not self.rows[at - 1].value else at
        top = min(self.top, first)
        room = height - 1 if len(self.rows) - top > height else height
        self.top = max(0, top if at < top + room else at - height + 2)

    def draw(self, canvas: Canvas) -> None:
        """Draw the rows that fit."""
        rows = self.rows[self.top :]
        more = len(rows) > canvas.height
        shown = rows[: canvas.height - 1] if more else rows
        for y, row in enumerate(shown):
            self._draw_row(canvas, y, row)
        if more:
            canvas.text(1, canvas.height - 1, say("{count} more below", count=len(rows) - len(shown)), "muted")

    def _draw_row(self, canvas: Canvas, y: int, row: ListRow) -> None:
        columns = self.columns if canvas.width >= 70 or not self.narrow else self.narrow
        ink = None
        if row.heading:
            canvas.rule(0, y, canvas.width, "line")
            draw_pieces(canvas, 0, y, (strong(row.heading), muted(" ")))
        elif row.value and row.value == self.chosen:
            canvas.rect(0, y, canvas.width, 1, "focus" if self.has_focus else "raised")
            ink = "focus-ink" if self.has_focus else None
        for column, cell in zip(columns, row.cells, strict=False):
            if not cell or not column.width:
                continue
            if column.end:
                draw_pieces_end(canvas, min(canvas.width, column.at + column.width), y, cell, ink=ink)
            else:
                draw_pieces(canvas, column.at, y, cell, room=min(column.width, canvas.width - column.at), ink=ink)

    def action_step(self, by: int) -> None:
        """Choose the row above or below."""
        values = self.values
        if values:
            at = values.index(self.chosen) if self.chosen in values else 0
            self.chosen = values[min(max(0, at + by), len(values) - 1)]

    def action_open(self) -> None:
        """Ask what can be done with it."""
        if self.chosen:
            self.post_message(RowOpened(self.chosen))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel moves through the rows."""
        event.stop()
        self.action_step(1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel moves through the rows."""
        event.stop()
        self.action_step(-1)

    def on_click(self, event: events.Click) -> None:
        """A click chooses, a second one opens."""
        event.stop()
        index = self.top + event.y
        self.focus()
        if 0 <= index < len(self.rows) and self.rows[index].value:
            if self.rows[index].value == self.chosen:
                self.action_open()
            else:
                self.chosen = self.rows[index].value
