"""People, guns, boxes: a list that one key a row goes through."""

from __future__ import annotations

from dataclasses import dataclass

from textual.reactive import reactive

from showclear.tui.drawing.canvas import Canvas
from showclear.tui.drawing.text import clip, width_of, wrap
from showclear.tui.widgets.drawn import Drawn
from showclear.tui.widgets.pieces import Piece, draw_pieces
from showclear.words import say


@dataclass(frozen=True, slots=True)
class SlotRow:
    """One row: a name or a tag, and what was entered about it."""

    label: str
    value: str = ""
    now: bool = False

    @property
    def is_done(self) -> bool:
        """Whether something was entered."""
        return bool(self.value)


@dataclass(frozen=True, slots=True)
class SlotListData:
    """The list, whose entries these are, and what the row that is asked now is."""

    rows: tuple[SlotRow, ...] = ()
    title: str = ""
    about: tuple[tuple[Piece, ...], ...] = ()
    """Lines of the card of what is asked now: never what is asked about it."""
    note: str = ""
    open_end: bool = False
    """Whether rows are added until done, so that nobody knows how many there will be."""


class SlotList(Drawn):
    """The user sees which row is asked now, inverse, and what was entered on those before it."""

    data: reactive[SlotListData] = reactive(SlotListData())

    def __init__(self, data: SlotListData | None = None, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.set_reactive(SlotList.data, data or SlotListData())

    def rows_for(self, width: int) -> int:
        """As many rows as the large picture, whose place it takes."""
        return 31

    def draw(self, canvas: Canvas) -> None:
        """Draw the title, the card, the rows around the one that is asked now, the note."""
        data, width = self.data, canvas.width
        canvas.text_middle(0, 0, width, data.title, "muted")
        y = 1
        if data.about and canvas.height >= 12:
            canvas.rect(0, 1, width, len(data.about) + 1, "raised")
            canvas.rect(0, 1, 0.5, len(data.about) + 1, "focus")
            for index, line in enumerate(data.about):
                draw_pieces(canvas, 2, 1 + index, line, room=width - 3)
            y = len(data.about) + 3
        notes = wrap(data.note, width - 4, 2) if data.note and canvas.height >= 20 else ()
        end = canvas.height - len(notes) - (1 if notes else 0)
        self._draw_rows(canvas, y, end)
        for index, words in enumerate(notes):
            canvas.text(2, canvas.height - len(notes) + index, words, "muted", room=width - 3)

    def _draw_rows(self, canvas: Canvas, y: int, end: int) -> None:
        rows = self.data.rows
        done = sum(1 for row in rows if row.is_done)
        count = (
            say("{done} so far", done=done)
            if self.data.open_end
            else say("{done} of {count}", done=done, count=len(rows))
        )
        canvas.text_end(canvas.width - 1, y, count, "text", bold=True)
        y += 1
        most = max(0, end - y)
        now = next((at for at, row in enumerate(rows) if row.now), max(0, done - 1))
        first = max(0, min(now - most // 2, len(rows) - most))
        for at, row in enumerate(rows[first : first + most]):
            _draw_row(canvas, y + at, row)


def _draw_row(canvas: Canvas, y: int, row: SlotRow) -> None:
    if row.now:
        canvas.rect(0, y, canvas.width, 1, "focus")
    ink = "focus-ink" if row.now else "text" if row.is_done else "muted"
    canvas.text(1, y, "►" if row.now else "✓" if row.is_done else "-", ink, bold=True)
    end = canvas.width - 1
    value = clip(row.value, max(0, end - 3 - min(14, width_of(row.label)) - 1))
    start = canvas.text_end(end, y, value, ink, bold=True) if value else end + 1
    canvas.text(3, y, row.label, ink, bold=row.now, room=max(0, start - 4))
