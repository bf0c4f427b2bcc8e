"""The column beside the board: what is due, who is on duty, what is out, what is open, what is not signed."""

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
from showclear.words import english


@dataclass(frozen=True, slots=True)
class SideRow:
    """One line of a section."""

    left: tuple[Piece, ...]
    right: tuple[Piece, ...] = ()
    value: str = ""
    """What is done when the row is chosen; rows without one are only read. Rows after each other share one."""
    reveals: str = ""
    """Of a line that counts the rows there was no room for: the nearest of them that can be chosen."""


@dataclass(frozen=True, slots=True)
class SideSection:
    """A heading and what stands under it."""

    title: str
    rows: tuple[SideRow, ...] = ()


@dataclass
class SideRowChosen(Message):
    """A row was chosen, by Enter or by a click."""

    value: str


@dataclass(frozen=True, slots=True)
class SideLine:
    """A line that is shown: a heading or a row, with its place."""

    x: int
    y: int
    width: int
    title: str = ""
    row: SideRow | None = None


SIDE_BY_SIDE = 64
"""Cells from which on sections stand in two columns."""


LEAST_ROWS = (6, 3, 1)
"""Rows that every section keeps for as long as all of them can: one long list does not push the others out."""


def lines_of(sections: tuple[SideSection, ...], width: int, height: int, chosen: str = "") -> tuple[SideLine, ...]:
    """What stands where. Where it is too much, the last section gives way first, then all; each counts what is left.

    The section with the chosen row shows the part of its rows that it is in.
    """
    if not sections:
        return ()
    if width < SIDE_BY_SIDE:
        return _column(sections, 0, width, height, chosen)
    sizes = [len(section.rows) + 2 for section in sections]
    split = min(range(1, len(sections) + 1), key=lambda at: max(sum(sizes[:at]), sum(sizes[at:])), default=0)
    half = (width - 4) // 2
    return (
        *_column(sections[:split], 0, half, height, chosen),
        *_column(sections[split:], half + 4, width - half - 4, height, chosen),
    )


def _column(sections: tuple[SideSection, ...], x: int, width: int, height: int, chosen: str) -> tuple[SideLine, ...]:
    room = [len(section.rows) for section in sections]
    last = len(sections) - 1
    for least, indexes in ((1, [last]), *((least, range(last, -1, -1)) for least in LEAST_ROWS)):
        for index in indexes:
            over = sum(room) + 2 * len(sections) - 1 - height
            room[index] -= min(max(0, over), max(0, room[index] - least))
    found: list[SideLine] = []
    y = 0
    for section, most in zip(sections, room, strict=True):
        rows = _part(section.rows, most, chosen)
        if y >= height:
            break
        found.append(SideLine(x, y, width, title=section.title))
        found += [SideLine(x, y + 1 + offset, width, row=row) for offset, row in enumerate(rows)]
        y += len(rows) + 2
    return tuple(line for line in found if line.y < height)


def _part(rows: tuple[SideRow, ...], most: int, chosen: str) -> tuple[SideRow, ...]:
    """So many of the rows: the first ones, or those that end with the chosen one; the others are counted."""
    if len(rows) <= most:
        return rows
    end = max((at + 1 for at, row in enumerate(rows) if chosen and row.value == chosen), default=0)
    if end < most:
        end = most - 1
        return (*rows[:end], _left_off(rows[end:], "more"))
    if most < 3:
        return rows[end - most : end]
    below = rows[end:]
    start = end - most + 1 + bool(below)
    return (
        _left_off(rows[:start][::-1], "above"),
        *rows[start:end],
        *((_left_off(below, "more"),) if below else ()),
    )


def _left_off(rows: tuple[SideRow, ...], word: str) -> SideRow:
    """The line for rows that there is no room for, the nearest first."""
    return SideRow((muted(f"{len(rows)} {word}"),), reveals=next((row.value for row in rows if row.value), ""))


class SideColumn(Drawn, can_focus=True):
    """The user sees short lists under headings; rows that can be done are chosen with the arrow keys or a click."""

    HELP = "list"
    FOCUS_ON_CLICK = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", english("Above"), id="side.up", show=False, tooltip=english("The row above.")),
        Binding("down", "step(1)", english("Below"), id="side.down", show=False, tooltip=english("The row below.")),
        Binding(
            "enter", "open", english("Do it"), id="side.open", show=False, tooltip=english("Do what the row says.")
        ),
    ]

    sections: reactive[tuple[SideSection, ...]] = reactive((), layout=True)
    at: reactive[int] = reactive(0)

    def __init__(
        self, sections: tuple[SideSection, ...] = (), *, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.set_reactive(SideColumn.sections, sections)

    def rows_for(self, width: int) -> int:
        """Every row, a heading for each section, an empty row between them."""
        return max(1, sum(len(section.rows) + 2 for section in self.sections) - 1)

    @property
    def lines(self) -> tuple[SideLine, ...]:
        """What is shown, line by line."""
        return lines_of(self.sections, self.size.width, self.size.height, self.chosen if self.has_focus else "")

    @property
    def values(self) -> tuple[str, ...]:
        """What can be chosen, from the top, also what there is no room for until it is."""
        return tuple(dict.fromkeys(row.value for section in self.sections for row in section.rows if row.value))

    @property
    def chosen(self) -> str:
        """The value of the chosen row; empty where there is none."""
        values = self.values
        return values[min(self.at, len(values) - 1)] if values else ""

    def draw(self, canvas: Canvas) -> None:
        """Draw the sections from the top."""
        chosen = self.chosen if self.has_focus else ""
        for line in lines_of(self.sections, canvas.width, canvas.height, chosen):
            x, y, end = line.x, line.y, line.x + line.width
            if line.row is None:
                after = draw_pieces(canvas, x, y, (strong(line.title),), room=line.width)
                canvas.rule(after + 1, y, end - after - 1, "line")
                continue
            ink = None
            if chosen and line.row.value == chosen:
                canvas.rect(x, y, line.width, 1, "focus")
                ink = "focus-ink"
            right = line.row.right
            start = draw_pieces_end(canvas, end, y, right, ink=ink) if right else end + 1
            draw_pieces(canvas, x, y, line.row.left, room=max(0, start - 1 - x), ink=ink)

    def action_step(self, by: int) -> None:
        """Choose the row above or below."""
        count = len(self.values)
        if count:
            self.at = min(max(0, min(self.at, count - 1) + by), count - 1)

    def action_open(self) -> None:
        """Do what the row says."""
        if self.chosen:
            self.post_message(SideRowChosen(self.chosen))

    def on_click(self, event: events.Click) -> None:
        """Do what was clicked."""
        event.stop()
        for line in self.lines:
            if line.y == event.y and line.x <= event.x < line.x + line.width and line.row is not None:
                if line.row.reveals:
                    self.at = self.values.index(line.row.reveals)
                    self.focus()
                elif line.row.value:
                    self.at = self.values.index(line.row.value)
                    self.post_message(SideRowChosen(line.row.value))
                return
