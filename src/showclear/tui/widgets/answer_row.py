"""One answer to the question on the run screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import reactive

from showclear.tui.drawing.canvas import Canvas
from showclear.tui.drawing.large import LINE, large_lines
from showclear.tui.drawing.letters import Lettering, is_drawable, letter_word
from showclear.tui.drawing.text import wrap
from showclear.tui.widgets.drawn import Drawn
from showclear.words import english


@dataclass(frozen=True, slots=True)
class AnswerData:
    """An answer: its id, the key that gives it and its words. It never says what it leads to."""

    answer_id: str
    key: str
    text: str


@dataclass
class AnswerChosen(Message):
    """An answer was given, by a click or by Space on it; its key is a binding of the screen."""

    answer_id: str
    row: AnswerRow

    @property
    def control(self) -> AnswerRow:
        """The row that sent it."""
        return self.row


class AnswerRow(Drawn, can_focus=True):
    """The user sees a key with a block letter and the answer it gives; the whole row can be clicked.

    Enter does nothing on purpose: no killer step is answered by it.
    """

    HELP = "answer"
    FOCUS_ON_CLICK = False

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "space", "choose", english("Answer"), tooltip=english("Give this answer"), id="answer.choose", show=False
        ),
    ]

    data: reactive[AnswerData] = reactive(AnswerData("", "", ""))
    large: reactive[bool] = reactive(False)
    """Whether its words are block letters. All answers of a question have the same size: none looks more likely."""

    def __init__(self, data: AnswerData, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.set_reactive(AnswerRow.data, data)

    def rows_for(self, width: int) -> int:
        """As many rows as the words take, where the style sheet does not say how many."""
        return max(1, len(self._lines(width, 3)))

    def _cap(self, width: int) -> int:
        return 7 if width >= 30 else 5

    def _lines(self, width: int, most: int) -> tuple[str, ...]:
        return wrap(self.data.text, width - self._cap(width) - 3, most)

    def fits_large(self, width: int) -> bool:
        """Whether its words fit in one line of block letters at this width."""
        return bool(self._large(self.data.text, width))

    def _large(self, text: str, width: int) -> tuple[Lettering, ...]:
        return large_lines(text, width - self._cap(width) - 3, LINE)

    def draw(self, canvas: Canvas) -> None:
        """Draw the variant that fits: block letter, bold letter on two rows, one row. The words are never cut first."""
        if self.large and canvas.height >= LINE and (words := self._large(self.data.text, canvas.width)):
            self._draw_large(canvas, words[0])
            return
        lines = self._lines(canvas.width, 3 if canvas.height >= 3 else max(1, canvas.height))
        if canvas.height >= 4:
            first = 1 if len(lines) > 1 else 2
            self._draw_row(canvas, 0.5, canvas.height - 0.5, lines, first)
        elif canvas.height == 3 and len(lines) < 3:
            self._draw_row(canvas, 0.5, 2.0 if len(lines) < 2 else 2.5, lines, 1)
        else:
            self._draw_row(canvas, 0, canvas.height, lines, 0)

    def _draw_large(self, canvas: Canvas, words: Lettering) -> None:
        cap, tall = self._cap(canvas.width), canvas.height > LINE
        top = 1.0 if tall else 0.0
        height = 3.5 if tall else 2.5
        canvas.rect(0, top - (0.5 if tall else 0), canvas.width if tall else cap, height, "raised")
        canvas.rect(0, top - (0.5 if tall else 0), cap, height, "key-bg")
        if self.has_focus:
            canvas.rect(canvas.width - 0.5, top, 0.5, 2.5, "focus")
        if tall:
            key = letter_word(self.data.key)
            canvas.letters((2 * cap - key.width) // 2 / 2, top, key, "key-ink")
        else:
            # A block letter would fill the cap from edge to edge.
            canvas.text_middle(0, 1, cap, self.data.key, "key-ink", bold=True)
        canvas.letters(cap + 2, top, words, "text")

    def _draw_row(self, canvas: Canvas, top: float, height: float, lines: tuple[str, ...], first: int) -> None:
        cap = self._cap(canvas.width)
        canvas.rect(0, top, canvas.width, height, "raised")
        canvas.rect(0, top, cap, height, "key-bg")
        if self.has_focus:
            # The cursor is a bar at the far edge: the answer itself gets no colour, and none looks chosen.
            canvas.rect(canvas.width - 0.5, top, 0.5, height, "focus")
        key = self.data.key
        if height >= 3.5 and len(key) == 1 and is_drawable(key):
            word = letter_word(key)
            canvas.letters((2 * cap - word.width) // 2 / 2, top + 0.5, word, "key-ink")
        else:
            canvas.text_middle(0, first, cap, key, "key-ink", bold=True)
        for y, line in enumerate(lines, start=first):
            canvas.text(cap + 2, y, line, "text", bold=True)

    def on_click(self, event: events.Click) -> None:
        """The whole row answers."""
        event.stop()
        self.action_choose()

    def action_choose(self) -> None:
        """Give this answer."""
        self.post_message(AnswerChosen(self.data.answer_id, self))
