"""The clock of a wait that nobody can make shorter."""

from __future__ import annotations

from textual.reactive import reactive

from showclear.tui.drawing.canvas import Canvas
from showclear.tui.drawing.letters import letter_word
from showclear.tui.drawing.text import wrap
from showclear.tui.widgets.drawn import Drawn

_LARGE, _SMALL = 4, 2
_ROWS = {_LARGE: 10, _SMALL: 5}


def time_left(seconds: int) -> str:
    """`0:23`."""
    return f"{max(0, seconds) // 60}:{max(0, seconds) % 60:02}"


class WaitClock(Drawn):
    """The user sees how long nobody moves yet, in the largest letters, and one tick for each second that has passed."""

    left: reactive[int] = reactive(0)
    """Seconds that are left."""
    total: reactive[int] = reactive(0)
    """Seconds of the whole wait."""
    note: reactive[str] = reactive("")
    """A line between the figures and the ticks."""

    def __init__(
        self, left: int = 0, total: int = 0, note: str = "", *, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.set_reactive(WaitClock.left, left)
        self.set_reactive(WaitClock.total, total)
        self.set_reactive(WaitClock.note, note)

    def _scale(self, width: int, rows: int) -> int:
        return _LARGE if width >= 54 and rows >= _ROWS[_LARGE] + 3 else _SMALL

    def rows_for(self, width: int) -> int:
        """Figures, a line of words, the ticks."""
        return 13 if width >= 54 else 8

    def draw(self, canvas: Canvas) -> None:
        """Draw the figures, the words and the ticks; on very few rows the figures as text."""
        scale = self._scale(canvas.width, canvas.height)
        word = letter_word(time_left(self.left), scale=scale)
        if canvas.height < _ROWS[_SMALL] + 1 or word.cells > canvas.width:
            canvas.text(0, 0, f"{time_left(self.left)}  {self.note}", "hot", bold=True)
            return
        canvas.letters(0, 0, word, "hot")
        y = _ROWS[scale] + 1
        note = wrap(self.note, canvas.width, 1)
        if note and y + 2 <= canvas.height:
            canvas.text(0, y, note[0], "muted")
            y += 1
        self._draw_ticks(canvas, min(y, canvas.height - 1))

    def _draw_ticks(self, canvas: Canvas, y: int) -> None:
        """One tick a second; closer together, then several seconds a tick, where the wait is long."""
        total = max(1, self.total)
        each = max(1, -(-total // (canvas.width or 1)))
        count = -(-total // each)
        pitch = 2 if 2 * count <= canvas.width else 1
        passed = max(0, total - self.left) // each
        for index in range(count):
            width = 1 if pitch == 2 else 0.5
            if index < passed:
                canvas.rect(index * pitch, y, width, 1, "hot")
            else:
                canvas.rect(index * pitch, y + 0.5, width, 0.5, "line")
