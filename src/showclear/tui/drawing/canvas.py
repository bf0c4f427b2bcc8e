"""A canvas of cells with 2 x 2 quarters each, two colours a cell, and text on top.

Places are given in cells and may end in .5: half a column is a quarter wide, half a row a quarter high.
Colours are names of palette tokens, or ``#RRGGBB``; they are looked up when the canvas is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import repeat
from typing import NamedTuple, TypeAlias

from showclear.tui.drawing.letters import Lettering
from showclear.tui.drawing.text import clean, clip, clusters, width_of

# Indexed by which quarters show the ink: 1 top left, 2 top right, 4 bottom left, 8 bottom right.
_BLOCKS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"


class Run(NamedTuple):
    """Neighbouring cells of one look."""

    text: str
    ink: str
    ground: str
    bold: bool


class Span(NamedTuple):
    """A stretch of one quarter row, from ``start`` up to but without ``end``, in quarters."""

    row: int
    start: int
    end: int


class _Lettered(NamedTuple):
    """Letters that were drawn: where, which, in what colour, on what ground."""

    x: float
    y: float
    word: Lettering
    ink: str
    ground: str


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character that lies on the canvas: its colour, its weight, and whether it is the tail of a wide one."""

    text: str
    ink: str
    bold: bool
    ground: str | None = None


Shape: TypeAlias = tuple[Span, ...]
"""A filled shape as spans, relative to its own origin."""


@lru_cache(maxsize=16384)
def quarter_block(top_left: str, top_right: str, low_left: str, low_right: str) -> tuple[str, str, str]:
    """The character, ink and ground that come nearest to four quarters.

    With three or four colours, the two that cover most are kept and the rest joins whichever looks more like it.
    """
    quarters = (top_left, top_right, low_left, low_right)
    ranked = sorted(dict.fromkeys(quarters), key=quarters.count, reverse=True)
    if len(ranked) == 1:
        return " ", top_left, top_left
    ground, ink = ranked[0], ranked[1]
    if quarters.count(ink) == 2 and top_left == ground:
        # Of two equal halves the one at the top left is the ink, so that only one of each pair of halves is used.
        ground, ink = ink, ground
    mask = sum(1 << index for index, colour in enumerate(quarters) if _is_nearer(colour, ink, ground))
    return _BLOCKS[mask], ink, ground


def _is_nearer(colour: str, ink: str, ground: str) -> bool:
    if colour in (ink, ground):
        return colour == ink
    return _distance(colour, ink) < _distance(colour, ground)


def _distance(first: str, second: str) -> int:
    if not (first.startswith("#") and second.startswith("#")):
        return 0
    return sum((int(first[i : i + 2], 16) - int(second[i : i + 2], 16)) ** 2 for i in (1, 3, 5))


@lru_cache(maxsize=16384)
def _majority(top_left: str, top_right: str, low_left: str, low_right: str) -> str:
    quarters = (top_left, top_right, low_left, low_right)
    return max(dict.fromkeys(quarters), key=quarters.count)


def _whole_cell(top_left: str, top_right: str, low_left: str, low_right: str) -> tuple[str, str, str]:
    ground = _majority(top_left, top_right, low_left, low_right)
    return " ", ground, ground


class Canvas:
    """Something to draw on; everything outside of it is silently left off."""

    __slots__ = ("_glyphs", "_lettered", "_quarters", "_with_blocks", "height", "width")

    def __init__(self, width: int, height: int, ground: str = "bg") -> None:
        self.width = max(0, width)
        self.height = max(0, height)
        self._quarters = [[ground] * (2 * self.width) for _ in range(2 * self.height)]
        self._glyphs: list[dict[int, Glyph]] = [{} for _ in range(self.height)]
        self._lettered: list[_Lettered] = []
        self._with_blocks = True

    def copy(self) -> Canvas:
        """Another canvas with the same content."""
        twin = Canvas(0, 0)
        twin.width, twin.height = self.width, self.height
        twin._quarters = [row[:] for row in self._quarters]
        twin._glyphs = [row.copy() for row in self._glyphs]
        twin._lettered = [*self._lettered]
        return twin

    def rect(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """Fill a box; x, y, width and height in cells, in steps of a half. Text in it goes."""
        left, right = max(0, round(2 * x)), min(2 * self.width, round(2 * (x + width)))
        top, end = max(0, round(2 * y)), min(2 * self.height, round(2 * (y + height)))
        if left >= right or top >= end:
            return
        fill = [colour] * (right - left)
        for row in range(top, end):
            self._quarters[row][left:right] = fill
        for row in range(top // 2, (end + 1) // 2):
            glyphs = self._glyphs[row]
            for column in [key for key in glyphs if left // 2 <= key < (right + 1) // 2]:
                del glyphs[column]

    def colour_at(self, x: float, y: float) -> str:
        """The colour of the quarter at x, y (in cells), or of the nearest one where that lies outside."""
        if not self.width or not self.height:
            return "bg"
        row = min(max(0, int(2 * y)), 2 * self.height - 1)
        return self._quarters[row][min(max(0, int(2 * x)), 2 * self.width - 1)]

    def shape(self, x: float, y: float, shape: Iterable[Span], colour: str) -> None:
        """Fill a shape whose origin is put at x, y (in cells, in steps of a half)."""
        across, down = round(2 * x), round(2 * y)
        limit = 2 * self.width
        for span in shape:
            row = span.row + down
            if 0 <= row < len(self._quarters):
                start, end = max(0, span.start + across), min(limit, span.end + across)
                if start < end:
                    self._quarters[row][start:end] = [colour] * (end - start)

    def letters(self, x: float, y: float, word: Lettering, colour: str) -> None:
        """Draw block letters with their top left corner at x, y (in cells, in steps of a half)."""
        self._lettered.append(_Lettered(x, y, word, colour, self.colour_at(x, y)))
        self.shape(x, y, letter_spans(word), colour)

    def without_blocks(self) -> Canvas:
        """The canvas for a terminal without block characters: whole cells, and drawn letters as bold text."""
        for x, y, word, ink, ground in self._lettered:
            self.rect(x, y, word.cells, len(word.rows) / 2, ground)
            spaced = " ".join(word.text)
            shown = spaced if width_of(spaced) <= word.cells else word.text
            self.text(max(0, round(x)), int(y + (len(word.rows) - 1) / 4), shown, ink, bold=True)
        self._lettered = []
        self._with_blocks = False
        return self

    def text(
        self,
        x: int,
        y: int,
        text: str,
        ink: str,
        *,
        bold: bool = False,
        ground: str | None = None,
        room: int | None = None,
    ) -> int:
        """Write a line from x, y and cut it at ``room`` cells or at the edge.

        Args:
            x: column of the first character.
            y: row.
            text: what to write; control characters are replaced, nothing in it is markup.
            ink: colour of the characters.
            bold: whether they are bold.
            ground: colour behind them; without one, the drawing shows.
            room: how many cells it may take.

        Returns:
            The column after the last character.
        """
        if not 0 <= y < self.height or x >= self.width:
            return x
        limit = self.width - x if room is None else min(room, self.width - x)
        glyphs = self._glyphs[y]
        for piece, width in clusters(clip(text, limit)):
            if x >= 0 and x + width <= self.width:
                glyphs[x] = Glyph(piece, ink, bold, ground)
                if width == 2:
                    glyphs[x + 1] = Glyph("", ink, bold, ground)
            x += width
        return x

    def text_end(self, end: int, y: int, text: str, ink: str, *, bold: bool = False, room: int | None = None) -> int:
        """Write a line that ends before column ``end``, and return the column where it begins."""
        shown = clip(text, end if room is None else min(end, room))
        start = end - width_of(shown)
        self.text(start, y, shown, ink, bold=bold)
        return start

    def text_middle(self, x: int, y: int, width: int, text: str, ink: str, *, bold: bool = False) -> None:
        """Write a line in the middle of so many columns from x."""
        shown = clip(text, width)
        self.text(x + (width - width_of(shown)) // 2, y, shown, ink, bold=bold)

    def rule(self, x: int, y: int, width: int, ink: str) -> None:
        """Draw a thin line across."""
        if width > 0:
            self.text(x, y, "─" * width, ink)

    def paste(self, other: Canvas, x: int, y: int) -> None:
        """Put another canvas on this one, cell by cell; what does not fit is left off."""
        columns = min(other.width, self.width - x)
        if x < 0 or columns <= 0:
            return
        for row in range(other.height):
            target = y + row
            if not 0 <= target < self.height:
                continue
            for half in (0, 1):
                source = other._quarters[2 * row + half][: 2 * columns]
                self._quarters[2 * target + half][2 * x : 2 * (x + columns)] = source
            kept = {column: glyph for column, glyph in self._glyphs[target].items() if not x <= column < x + columns}
            kept.update({x + column: glyph for column, glyph in other._glyphs[row].items() if column < columns})
            self._glyphs[target] = kept
        self._lettered += [one._replace(x=one.x + x, y=one.y + y) for one in other._lettered]

    def runs(self, row: int, palette: Mapping[str, str]) -> list[Run]:
        """One text row as runs of cells of the same look, with the colours looked up."""
        look_up = palette.get
        glyphs = self._glyphs[row]
        found: list[Run] = []
        text, ink, ground, bold = "", "", "", False
        for column, quarters in enumerate(self._cells(row, palette)):
            glyph = glyphs.get(column)
            if glyph is None:
                piece, its_ink, its_ground = quarter_block(*quarters) if self._with_blocks else _whole_cell(*quarters)
                its_bold = False
                if piece == " " and its_ground == ground and text:
                    # An empty cell has no ink of its own: it joins whatever stands on the same ground.
                    its_ink, its_bold = ink, bold
            else:
                piece, its_ink, its_bold = glyph.text, look_up(glyph.ink, glyph.ink), glyph.bold
                its_ground = look_up(glyph.ground, glyph.ground) if glyph.ground else _majority(*quarters)
            if (its_ink, its_ground, its_bold) == (ink, ground, bold):
                text += piece
                continue
            if text:
                found.append(Run(text, ink, ground, bold))
            text, ink, ground, bold = piece, its_ink, its_ground, its_bold
        if text:
            found.append(Run(text, ink, ground, bold))
        return found

    def has_same_row(self, other: Canvas, row: int) -> bool:
        """Whether one text row of both canvases looks the same, whatever the colours are."""
        return (
            self._quarters[2 * row : 2 * row + 2] == other._quarters[2 * row : 2 * row + 2]
            and self._glyphs[row] == other._glyphs[row]
            and self._with_blocks is other._with_blocks
        )

    def _cells(self, row: int, palette: Mapping[str, str]) -> Iterable[tuple[str, str, str, str]]:
        """The four quarters of each cell of a row, with the colours looked up; most rows have one colour."""
        upper, lower = self._quarters[2 * row], self._quarters[2 * row + 1]
        if self.width and upper.count(upper[0]) + lower.count(upper[0]) == 4 * self.width:
            colour = palette.get(upper[0], upper[0])
            return repeat((colour, colour, colour, colour), self.width)
        upper, lower = ([palette.get(colour, colour) for colour in half] for half in (upper, lower))
        return zip(upper[::2], upper[1::2], lower[::2], lower[1::2], strict=True)

    def plain(self) -> str:
        """The canvas as text, with block characters for what is drawn; for tests."""
        return "\n".join("".join(run.text for run in self.runs(row, {})) for row in range(self.height))


@lru_cache(maxsize=512)
def letter_spans(word: Lettering) -> Shape:
    """The spans of drawn letters."""
    return spans_of(word.rows)


def spans_of(rows: Sequence[str]) -> Shape:
    """The spans of a bitmap of ``#`` and ``.``."""
    found: list[Span] = []
    for index, row in enumerate(rows):
        start = row.find("#")
        while start >= 0:
            end = row.find(".", start)
            end = len(row) if end < 0 else end
            found.append(Span(index, start, end))
            start = row.find("#", end)
    return tuple(found)


__all__ = ["Canvas", "Glyph", "Run", "Shape", "Span", "clean", "letter_spans", "quarter_block", "spans_of"]
