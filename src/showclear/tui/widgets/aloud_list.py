"""Lines that are read aloud."""

from __future__ import annotations

from textual.reactive import reactive

from showclear.tui.drawing.canvas import Canvas
from showclear.tui.drawing.text import wrap
from showclear.tui.widgets.drawn import Drawn


class AloudList(Drawn):
    """The user sees every line, bold, the one that is read now inverse, a row of air between them."""

    at: reactive[int] = reactive(0)
    """The line that is read now."""

    def __init__(self, lines: tuple[str, ...] = (), *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.lines = lines

    def _wrapped(self, width: int) -> list[tuple[str, ...]]:
        return [wrap(line, max(1, width - 7), 6) or ("",) for line in self.lines]

    def rows_for(self, width: int) -> int:
        """All lines with a row of air after each."""
        return max(1, sum(len(lines) + 1 for lines in self._wrapped(width)))

    def row_of(self, at: int) -> int:
        """The row on which a line begins."""
        return sum(len(lines) + 1 for lines in self._wrapped(self.size.width)[:at])

    def draw(self, canvas: Canvas) -> None:
        """Draw numbers and lines."""
        y = 0
        for index, lines in enumerate(self._wrapped(canvas.width)):
            now, done = index == self.at, index < self.at
            if now:
                canvas.rect(0, y, canvas.width, len(lines), "focus")
            ink = "focus-ink" if now else "muted" if done else "text"
            canvas.text(1, y, "✓" if done else str(index + 1), ink, bold=True)
            for row, line in enumerate(lines):
                canvas.text(5, y + row, line, ink, bold=not done)
            y += len(lines) + 1
