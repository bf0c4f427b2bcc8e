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
        """Draw a picture or a large figure with the value below, or a small figure beside the words."""
        data = self.data
        if canvas.height < 14:
            self._draw_small(canvas)
            return
        start = canvas.text_end(canvas.width - 2, 1, data.time, "muted")
        canvas.text(2, 1, f"{data.name}, {data.role}", "text", bold=True, room=max(0, start - 3))
        self._draw_value(canvas, canvas.height - 3.5, 3)
        picture = None
        if data.drawing is not None:
            picture = draw_gun(data.drawing, width=canvas.width, rows=canvas.height - 5, ground=self.ground)
        if picture is not None:
            canvas.paste(picture, (canvas.width - picture.width) // 2, 2)
            return
        figure = fit_word(clean(data.figure), canvas.width - 4, scale=min(4, (canvas.height - 8) * 2 // 5))
        if figure is not None:
            top = (canvas.height - 1 - len(figure.rows) / 2) // 2
            canvas.letters((2 * canvas.width - figure.width) // 2 / 2, top, figure, "text")

    def _value_look(self) -> tuple[str, str]:
        if self.data.state is None:
            return "raised", "text"
        look = LOOKS[self.data.state]
        return look.fill, look.ink

    def _draw_value(self, canvas: Canvas, top: float, height: float) -> None:
        data = self.data
        fill, ink = self._value_look()
        canvas.rect(0, top, canvas.width, height, fill)
        row = int(top + 0.5)
        x = canvas.text(2, row, data.label, ink, bold=True)
        left = max(5, x + 1) if data.label else 2
        canvas.text(left, row, data.word, ink, bold=True, room=canvas.width - left - 1)
        canvas.text(left, row + 1, data.detail, ink, room=canvas.width - left - 1)

    def _draw_small(self, canvas: Canvas) -> None:
        """Figure, name, role and time, and the value below; in little height the value comes first."""
        data = self.data
        if canvas.height < 5:
            canvas.text(2, 0, f"{data.name}, {data.role}", "text", bold=True, room=canvas.width - 3)
            self._draw_value(canvas, 1, canvas.height - 1)
            return
        roomy = canvas.height >= 7
        scale = 2 if roomy else 1
        figure = fit_word(clean(data.figure), max(0, canvas.width // 2 - 4), scale=scale) if data.figure else None
        left = 2
        if figure is not None:
            canvas.letters(2.5, 1 if roomy else 0, figure, "text")
            left = int(figure.cells) + 6
        room = canvas.width - left - 1
        heads = ((data.name, "text", True), (data.role, "muted", False), (data.time, "muted", False))
        for y, (text, ink, bold) in enumerate(heads, start=1 if roomy else 0):
            canvas.text(left, y, text, ink, bold=bold, room=room)
        if figure is not None:
            for y, line in enumerate(wrap(data.word, room, 2), start=5 if roomy else 3):
                canvas.text(left, y, line, "text", bold=True)
        else:
            self._draw_value(canvas, canvas.height - 2.5 if roomy else canvas.height - 2, 2.5 if roomy else 2)


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
