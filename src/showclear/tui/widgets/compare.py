"""Two people, two values: equal in size, nobody blamed."""

from __future__ import annotations

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.reactive import reactive
from textual.widget import Widget

from showclear.tui.drawing.canvas import Canvas, spans_of
from showclear.tui.drawing.gun import GunDrawing, draw_gun
from showclear.tui.drawing.letters import fit_word
from showclear.tui.drawing.slots import LOOKS, SlotState
from showclear.tui.drawing.text import clean, wrap
from showclear.tui.widgets.drawn import Drawn

_NOT_EQUAL = spans_of(
    (
        "................####....",
        "...............####.....",
        "..............#####.....",
        ".............#####......",
        "########################",
        "########################",
        "............####........",
        "...........####.........",
        "..........####..........",
        "########################",
        "########################",
        ".......#####............",
        "......#####.............",
        ".....####...............",
        "....####................",
    )
)


@dataclass(frozen=True, slots=True)
class SideData:
    """What one of the two has entered."""

    name: str
    role: str
    time: str
    label: str = ""
    """The slot that differs: "4"; nothing where a count differs."""
    word: str = ""
    """The value in words: "ONE MARK ONLY", "6 of 6 seen empty"."""
    detail: str = ""
    """What was seen: "hole, no rattle"."""
    state: SlotState | None = None
    """The look of the slot that differs."""
    drawing: GunDrawing | None = None
    """The picture, in which everything that agrees is "same"."""
    figure: str = ""
    """The value in block letters, where it is a count."""


class CompareSide(Drawn):
    """The user sees what one person entered, as a picture or a figure, with the difference in words."""

    data: reactive[SideData] = reactive(SideData("", "", ""))

    def __init__(self, data: SideData, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.set_reactive(CompareSide.data, data)

    def rows_for(self, width: int) -> int:
        """As many rows as the large picture takes, or the figure."""
        return 25 if self.data.drawing is not None and width >= 37 else 8

    def draw(self, canvas: Canvas) -> None:
        """Draw the picture variant where there is one and it fits, else the figure or the words."""
        drawing = self.data.drawing
        if drawing is not None and canvas.height >= 19:
            picture = draw_gun(drawing, width=canvas.width, rows=canvas.height - 4, ground=self.ground)
            if picture is not None:
                self._draw_picture(canvas, picture)
                return
        self._draw_figure(canvas)

    def _draw_picture(self, canvas: Canvas, picture: Canvas) -> None:
        data, end = self.data, canvas.width - 2
        start = canvas.text_end(end, 1, data.time, "muted")
        canvas.text(2, 1, f"{data.name}, {data.role}", "text", bold=True, room=max(0, start - 3))
        canvas.paste(picture, (canvas.width - picture.width) // 2, 2)
        self._draw_value(canvas, canvas.height - 3.5, 3)

    def _draw_value(self, canvas: Canvas, top: float, height: float) -> None:
        data = self.data
        look = LOOKS[data.state] if data.state is not None else None
        fill, ink = (look.fill, look.ink) if look is not None else ("raised", "text")
        canvas.rect(0, top, canvas.width, height, fill)
        row = int(top + 0.5)
        x = canvas.text(2, row, data.label, ink, bold=True)
        left = 5 if data.label else 2
        canvas.text(max(left, x + 1 if data.label else 2), row, data.word, ink, bold=True, room=canvas.width - left - 1)
        canvas.text(left, row + 1, data.detail, ink, room=canvas.width - left - 1)

    def _draw_figure(self, canvas: Canvas) -> None:
        data = self.data
        scale = 2 if canvas.height >= 7 else 1
        figure = fit_word(clean(data.figure), max(0, canvas.width // 2 - 4), scale=scale) if data.figure else None
        left = 2
        if figure is not None:
            canvas.letters(2.5, 1 if canvas.height >= 6 else 0, figure, "text")
            left = max(12, int(figure.cells) + 6) if scale == 2 else int(figure.cells) + 4
        room = canvas.width - left - 1
        row = 1 if canvas.height >= 7 else 0
        heads = ((data.name, "text", True), (data.role, "muted", False), (data.time, "muted", False))
        for y, (text, ink, bold) in enumerate(heads, start=row):
            canvas.text(left, y, text, ink, bold=bold, room=room)
        label = f"{data.label}: " if data.label else ""
        lines = wrap(f"{label}{data.word}", room, 2)
        for y, line in enumerate(lines, start=row + (4 if canvas.height >= 7 else 3)):
            canvas.text(left, y, line, "text", bold=True)
        canvas.text(left, row + 4 + len(lines), data.detail, "muted", room=room)


class NotEqual(Drawn):
    """The user sees a large sign that says: these are not the same."""

    note: reactive[str] = reactive("")

    def __init__(self, note: str = "", *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.set_reactive(NotEqual.note, note)

    def rows_for(self, width: int) -> int:
        """A line of words and the sign."""
        return 10

    def draw(self, canvas: Canvas) -> None:
        """Draw the words and the sign below them."""
        canvas.text_middle(0, 0, canvas.width, self.note, "muted")
        canvas.shape((canvas.width - 12) // 2, 1.5, _NOT_EQUAL, "text")


class ComparePanel(Container):
    """The user sees both values at equal size, the sign between them, and below it what was handed in: the ways on."""

    def __init__(
        self, left: SideData, right: SideData, *between: Widget, note: str = "", id: str | None = None
    ) -> None:
        super().__init__(id=id)
        self._left, self._right, self._between, self._note = left, right, between, note

    def compose(self) -> ComposeResult:
        """The two sides, and what stands between them (below them on small screens)."""
        yield CompareSide(self._left, classes="-left")
        with Vertical(id="between"):
            yield NotEqual(self._note)
            yield from self._between
        yield CompareSide(self._right, classes="-right")
