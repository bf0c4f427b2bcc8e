"""A page of lines, and a file with rules that show how far each signature reaches. Both are as long as they are."""

from __future__ import annotations

from dataclasses import dataclass, field

from textual.reactive import reactive

from showclear.tui.drawing.canvas import Canvas
from showclear.tui.drawing.text import wrap
from showclear.tui.widgets.drawn import Drawn
from showclear.tui.widgets.pieces import Piece, Weight, draw_pieces, draw_pieces_end, muted, strong
from showclear.words import say


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line of a page: pieces, or text that is wrapped; with a heading, a rule behind it."""

    pieces: tuple[Piece, ...] = ()
    end: tuple[Piece, ...] = ()
    """What stands at the right end."""
    text: str = ""
    """Wrapped, behind `pieces` where there are any."""
    weight: Weight = Weight.TEXT
    indent: int = 0
    heading: str = ""
    cells: tuple[str, ...] = ()
    """Three columns: what was asked, what each of the two entered."""


class Page(Drawn):
    """The user reads a record in words."""

    lines: reactive[tuple[PageLine, ...]] = reactive((), layout=True)

    def rows_for(self, width: int) -> int:
        """As many as the lines take."""
        return sum(_rows(line, width) for line in self.lines) or 1

    def draw(self, canvas: Canvas) -> None:
        """Line by line."""
        y = 0
        for line in self.lines:
            if y >= canvas.height:
                return
            _draw(canvas, y, line)
            y += _rows(line, canvas.width)


_INKS = {
    Weight.TEXT: ("text", False), Weight.STRONG: ("text", True), Weight.MUTED: ("muted", False),
    Weight.FAINT: ("faint", False), Weight.ALERT: ("unv", True),
}  # fmt: skip


def _columns(width: int) -> tuple[int, int]:
    """Where the second and the third column begin."""
    answer = min(22, max(10, width // 4))
    return width - 2 * answer, width - answer


def _wrapped(line: PageLine, width: int) -> tuple[str, ...]:
    return wrap(line.text, max(4, width - line.indent)) if line.text else ()


def _cells(line: PageLine, width: int) -> list[tuple[str, ...]]:
    second, third = _columns(width)
    rooms = (second - 1, third - second - 1, width - third)
    return [wrap(cell, max(4, room)) for cell, room in zip(line.cells, rooms, strict=True)]


def _rows(line: PageLine, width: int) -> int:
    if line.cells:
        return max(map(len, _cells(line, width)), default=1) or 1
    return len(_wrapped(line, width)) + (1 if line.pieces or line.heading or line.end else 0) or 1


def _draw(canvas: Canvas, y: int, line: PageLine) -> None:
    width = canvas.width
    if line.heading:
        canvas.rule(0, y, width, "line")
        draw_pieces(canvas, 0, y, (strong(line.heading), muted(" ")))
        # The rule begins behind the word.
        return
    if line.cells:
        second, third = _columns(width)
        for x, parts, (ink, bold) in zip(
            (0, second, third),
            _cells(line, width),
            (_INKS[Weight.MUTED], _INKS[line.weight], _INKS[line.weight]),
            strict=True,
        ):
            for number, part in enumerate(parts):
                canvas.text(x, y + number, part, ink, bold=bold)
        return
    end = width
    if line.end:
        end = draw_pieces_end(canvas, width, y, line.end)
    draw_pieces(canvas, line.indent if line.pieces else 0, y, line.pieces, room=max(0, end - line.indent - 1))
    ink, bold = _INKS.get(line.weight, ("text", False))
    for number, part in enumerate(_wrapped(line, width), 1 if line.pieces or line.end else 0):
        canvas.text(line.indent, y + number, part, ink, bold=bold)


@dataclass(frozen=True, slots=True)
class FileData:
    """A file, and how far each signature reaches into it."""

    lines: tuple[str, ...] = ()
    reaches: tuple[tuple[str, int], ...] = field(default=())
    """A letter for each signer, and the number of lines that the signature covers."""


class FilePage(Drawn):
    """The user sees the file as it is, line by line; at the left a rule for each signature, as far as it reaches."""

    data: reactive[FileData] = reactive(FileData(), layout=True)

    def rows_for(self, width: int) -> int:
        """One row a line, and one for the letters above the rules."""
        del width
        return len(self.data.lines) + 1

    def draw(self, canvas: Canvas) -> None:
        """The rules, then the lines; what does not fit in the width is cut with two dots."""
        data = self.data
        for number, (letter, lines) in enumerate(data.reaches):
            x = 2 * number
            canvas.text(x, 0, letter, "text", bold=True)
            for y in range(1, min(lines, canvas.height - 1) + 1):
                canvas.text(x, y, "┃", "text" if number == 0 else "muted")
        left = 2 * len(data.reaches) + (1 if data.reaches else 0)
        covered = say("covered by each signature") if data.reaches else say("no signature covers it")
        canvas.text(left, 0, covered, "muted")
        for y, line in enumerate(data.lines, 1):
            if y >= canvas.height:
                return
            _draw_file_line(canvas, left, y, line)


def _draw_file_line(canvas: Canvas, x: int, y: int, line: str) -> None:
    if line.startswith("["):
        canvas.text(x, y, line, "text", bold=True)
        return
    key, equals, value = line.partition(" = ")
    if equals and key.replace("_", "").isalnum():
        x = canvas.text(x, y, f"{key} = ", "muted")
        canvas.text(x, y, value, "text")
    else:
        canvas.text(x, y, line, "muted" if line.startswith(("#", "-----")) else "text")
