"""The column beside the board: due, on shift, ammunition out, not signed, published last."""

from __future__ import annotations

from dataclasses import dataclass

from textual.reactive import reactive

from showclear.tui.drawing.canvas import Canvas
from showclear.tui.widgets.drawn import Drawn
from showclear.tui.widgets.pieces import Piece, draw_pieces, draw_pieces_end


@dataclass(frozen=True, slots=True)
class SideRow:
    """One line of a section."""

    left: tuple[Piece, ...]
    right: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class SideSection:
    """A heading and what stands under it."""

    title: str
    rows: tuple[SideRow, ...] = ()


class SideColumn(Drawn):
    """The user sees short lists under headings; what does not fit is counted, not hidden."""

    sections: reactive[tuple[SideSection, ...]] = reactive(())

    def __init__(
        self, sections: tuple[SideSection, ...] = (), *, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.set_reactive(SideColumn.sections, sections)

    def rows_for(self, width: int) -> int:
        """Every row, a heading for each section, an empty row between them."""
        return max(1, sum(len(section.rows) + 2 for section in self.sections) - 1)

    def draw(self, canvas: Canvas) -> None:
        """Draw the sections from the top."""
        y = 0
        for index, section in enumerate(self.sections):
            if y >= canvas.height:
                return
            after = sum(1 for later in self.sections[index + 1 :]) * 3
            room = max(1, canvas.height - y - 1 - after)
            x = canvas.text(0, y, section.title, "text", bold=True)
            canvas.rule(x + 1, y, canvas.width - x - 1, "line")
            rows = section.rows
            hidden = 0
            if len(rows) > room:
                rows, hidden = rows[: room - 1], len(rows) - room + 1
            for row in rows:
                y += 1
                start = draw_pieces_end(canvas, canvas.width, y, row.right) if row.right else canvas.width + 1
                draw_pieces(canvas, 0, y, row.left, room=max(0, start - 1))
            if hidden:
                y += 1
                canvas.text(0, y, f"{hidden} more", "muted")
            y += 2
