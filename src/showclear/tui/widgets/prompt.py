"""The middle of the run screen: the headline, the question, the words to say, the reason."""

from __future__ import annotations

from textual.reactive import reactive

from showclear.tui.drawing.canvas import Canvas
from showclear.tui.drawing.large import large_lines, line_step, rows_of
from showclear.tui.drawing.letters import Lettering, fit_word
from showclear.tui.drawing.text import balance, clean, quotation, wrap
from showclear.tui.widgets.drawn import Drawn
from showclear.tui.widgets.pieces import Piece, draw_pieces, wrap_pieces

SCRIPT_LINES = 6
"""Lines that what is said or done may take; a test holds every shipped text against it."""

QUESTION_LINES = 9
"""Lines that a question may take, with the words that are called."""

WHY_LINES = 3
"""Lines that a reason may take; one that takes more with its sources is said without them."""


class BigText(Drawn):
    """The user sees a few words in block letters, as large as they fit, or bold where they do not."""

    text: reactive[str] = reactive("")
    suffix: reactive[str] = reactive("")
    """Small words after it: "of 6"."""
    scale: reactive[int] = reactive(1)
    ink: reactive[str] = reactive("text")
    """Colour, as a token name."""

    def __init__(
        self,
        text: str = "",
        *,
        suffix: str = "",
        scale: int = 1,
        ink: str = "text",
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.set_reactive(BigText.text, text)
        self.set_reactive(BigText.suffix, suffix)
        self.set_reactive(BigText.scale, scale)
        self.set_reactive(BigText.ink, ink)

    def rows_for(self, width: int) -> int:
        """As many rows as the letters take."""
        word = fit_word(clean(self.text), width, scale=self.scale)
        return 1 if word is None else -(-len(word.rows) // 2)

    def draw(self, canvas: Canvas) -> None:
        """Draw the letters and the suffix on their middle line."""
        word = fit_word(clean(self.text), canvas.width, scale=self.scale)
        if word is None or canvas.height * 2 < len(word.rows):
            x = canvas.text(0, 0, self.text, self.ink, bold=True)
            canvas.text(x + 1, 0, self.suffix, "muted")
            return
        canvas.letters(0, 0, word, self.ink)
        canvas.text(int(word.cells + 2.5), (len(word.rows) - 1) // 4, self.suffix, "muted", bold=True)


class Paragraph(Drawn):
    """The user sees some text, wrapped, of one weight, behind an optional label."""

    text: reactive[str] = reactive("")
    short: reactive[str] = reactive("")
    """What is said in its place where the text needs more lines than it may take; empty: the text is cut."""
    label: reactive[str] = reactive("")
    strong: reactive[bool] = reactive(False)
    quiet: reactive[bool] = reactive(False)
    most: reactive[int] = reactive(3)
    """How many lines it may take."""
    most_small: reactive[int] = reactive(3)
    """How many lines it may take where it is narrower than 50 columns."""
    ink: reactive[str] = reactive("")
    """Colour, as a token name, in place of the one that goes with the weight."""
    large_rows: reactive[int] = reactive(0)
    """How many rows block letters may take; where they need more, it is bold as usual. 0: never."""

    def __init__(
        self,
        text: str = "",
        *,
        label: str = "",
        strong: bool = False,
        quiet: bool = False,
        most: int = 3,
        most_small: int | None = None,
        ink: str = "",
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.set_reactive(Paragraph.text, text)
        self.set_reactive(Paragraph.label, label)
        self.set_reactive(Paragraph.strong, strong)
        self.set_reactive(Paragraph.quiet, quiet)
        self.set_reactive(Paragraph.most, most)
        self.set_reactive(Paragraph.ink, ink)
        self.set_reactive(Paragraph.most_small, most if most_small is None else most_small)

    def _indent(self, width: int) -> int:
        return len(self.label) + (2 if width >= 50 else 1) if self.label else 0

    def _lines(self, width: int) -> tuple[str, ...]:
        most = self.most if width >= 50 else self.most_small
        breaks = balance if self.strong else wrap
        room = width - self._indent(width)
        fits = not self.short or len(wrap(self.text, room)) <= most
        return breaks(self.text if fits else self.short, room, most) if self.text else ()

    def fits_large(self, width: int) -> bool:
        """Whether the text fits in block letters into the rows that those may take."""
        return bool(self._large(width))

    def _large(self, width: int) -> tuple[Lettering, ...]:
        return large_lines(clean(self.text), width, self.large_rows) if self.large_rows else ()

    def rows_for(self, width: int) -> int:
        """As many rows as the text takes."""
        return rows_of(self._large(width)) or len(self._lines(width))

    def draw(self, canvas: Canvas) -> None:
        """Draw label and lines, or block letters."""
        if large := self._large(canvas.width):
            for number, letters in enumerate(large):
                canvas.letters(0, number * line_step(large) / 2, letters, self.ink or "text")
            return
        indent = self._indent(canvas.width)
        canvas.text(0, 0, self.label, self.ink or "text", bold=True)
        ink = self.ink or ("muted" if self.quiet else "text")
        for row, line in enumerate(self._lines(canvas.width)):
            canvas.text(indent, row, line, ink, bold=self.strong)


class Script(Drawn):
    """The user sees who says what, and what is done meanwhile; the words to say stand out."""

    says: reactive[str] = reactive("")
    """Who speaks: "Jonas says"."""
    words: reactive[str] = reactive("")
    """What is said, without quotation marks."""
    does: reactive[str] = reactive("")
    """What the other one does."""

    def __init__(
        self, says: str = "", words: str = "", does: str = "", *, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.set_reactive(Script.says, says)
        self.set_reactive(Script.words, words)
        self.set_reactive(Script.does, does)

    def _lines(self, width: int) -> tuple[tuple[str, str, bool], ...]:
        quoted = quotation(self.words) if self.words else ""
        if width < 50:
            # On a small screen there is no rule: what is said, else what is done.
            said = f"{self.says} {quoted}".strip() or self.does
            return tuple((line, "text", False) for line in wrap(said, width, SCRIPT_LINES) if line)
        room = width - 2
        lines = [(line, "muted", False) for line in wrap(self.says, room, 1) if line]
        lines += [(line, "text", True) for line in wrap(quoted, room, SCRIPT_LINES) if line]
        lines += [(line, "muted", False) for line in wrap(self.does, room, SCRIPT_LINES) if line]
        return tuple(lines)

    def rows_for(self, width: int) -> int:
        """As many rows as there are lines."""
        return len(self._lines(width))

    def draw(self, canvas: Canvas) -> None:
        """Draw the lines, behind a rule where there is room for one."""
        lines = self._lines(canvas.width)
        left = 2 if canvas.width >= 50 else 0
        if left:
            canvas.rect(0, 0, 0.5, len(lines), "line")
        for row, (line, ink, bold) in enumerate(lines):
            canvas.text(left, row, line, ink, bold=bold)


class PieceLine(Drawn):
    """The user sees one sentence with pieces of different weight in it, such as the state of a gun."""

    pieces: reactive[tuple[Piece, ...]] = reactive(())

    def __init__(self, *pieces: Piece, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.set_reactive(PieceLine.pieces, pieces)

    def rows_for(self, width: int) -> int:
        """As many rows as the sentence takes."""
        return max(1, len(wrap_pieces(self.pieces, width)))

    def draw(self, canvas: Canvas) -> None:
        """Draw the sentence."""
        for row, line in enumerate(wrap_pieces(self.pieces, canvas.width)):
            draw_pieces(canvas, 0, row, line)
