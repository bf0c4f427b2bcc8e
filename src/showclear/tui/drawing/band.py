"""The band that says the state of a gun: silhouette, word, fill and edge."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from showclear.tui.drawing.canvas import Canvas
from showclear.tui.drawing.letters import letter_word, mark_of, scaled
from showclear.words import english


class GunState(StrEnum):
    """The four states that are shown."""

    COLD = "cold"
    HOT = "hot"
    UNVERIFIED = "unverified"
    QUARANTINED = "quarantined"


@dataclass(frozen=True, slots=True)
class StateLook:
    """How a state is drawn; colours are token names."""

    word: str
    mark: str
    """The silhouette as characters, for a line of text."""
    word_colour: str
    fill: str
    ink: str
    narrow: bool
    gap: int
    """Quarter columns between the letters."""
    mark_at: float
    word_at: float


STATE_LOOKS: dict[GunState, StateLook] = {
    GunState.COLD: StateLook(english("COLD"), "▬", "cold", "cold-bg", "cold-ink", False, 2, 1.5, 8.5),
    GunState.HOT: StateLook(english("HOT"), "▟▙", "hot", "hot-bg", "hot-ink", False, 2, 1.5, 8.5),
    GunState.UNVERIFIED: StateLook(english("UNVERIFIED"), "?", "unv", "unv-bg", "unv-ink", True, 1, 2.0, 7.5),
    GunState.QUARANTINED: StateLook(english("QUARANTINED"), "X", "quar", "quar-bg", "quar-ink", True, 1, 1.5, 6.5),
}
"""How each state is drawn. The word is never shortened."""

BAND_ROWS = 3.5
"""Rows that a band with block letters takes."""


def draw_band(canvas: Canvas, x: float, y: float, width: float, state: GunState, *, height: float = BAND_ROWS) -> None:
    """Draw the band of a state; with bold type in place of block letters where those do not fit.

    Args:
        canvas: where to draw; what is there already shows through the broken edges.
        x: left edge in cells.
        y: upper edge in cells, in steps of a half.
        width: width in cells.
        state: the state.
        height: height in cells; block letters need 3.
    """
    look = STATE_LOOKS[state]
    word = letter_word(look.word, narrow=look.narrow, gap=look.gap)
    end = x + width
    solid = width - 5 if state is GunState.UNVERIFIED and width >= 16 else width
    canvas.rect(x, y, solid, height, look.fill)
    if solid < width:
        canvas.rect(end - 4, y, 1, height, look.fill)
        canvas.rect(end - 2, y, 1, height, look.fill)
    fits = height >= 3 and look.word_at + word.cells <= solid
    if state is GunState.QUARANTINED and fits:
        _notch(canvas, x, y, width)
    if fits:
        # Letters are 2.5 rows high; a half row left over goes above them, where the tail of a Q does not reach.
        top = y + math.ceil(height - 2.5) / 2
        canvas.letters(x + look.mark_at, top, mark_of(state.value), look.ink)
        canvas.letters(x + look.word_at, top, word, look.ink)
        return
    row = int(y + max(0.0, height - 1) / 2)
    canvas.text(int(x) + 1, row, f"{look.mark} {look.word}", look.ink, bold=True, room=max(0, int(width) - 1))


LARGE_ROWS = 6.5
"""Rows that a band with letters of double size takes."""


def draw_large_band(canvas: Canvas, width: float, state: GunState) -> bool:
    """Draw the band of a state over the whole width, its word twice as large; False where that does not fit."""
    look = STATE_LOOKS[state]
    word = letter_word(look.word, narrow=look.narrow, gap=look.gap, scale=2)
    mark = scaled(mark_of(state.value), 2)
    word_at = 1.5 + mark.cells + 3
    solid = width - 5 if state is GunState.UNVERIFIED else width
    if word_at + word.cells > solid:
        return False
    canvas.rect(0, 0.5, solid, LARGE_ROWS, look.fill)
    if state is GunState.UNVERIFIED:
        canvas.rect(width - 4, 0.5, 1, LARGE_ROWS, look.fill)
        canvas.rect(width - 2, 0.5, 1, LARGE_ROWS, look.fill)
    if state is GunState.QUARANTINED:
        _notch(canvas, 0, 0.5, width)
    canvas.letters(1.5, 1, mark, look.ink)
    canvas.letters(word_at, 1, word, look.ink)
    return True


def _notch(canvas: Canvas, x: float, y: float, width: float) -> None:
    above = canvas.colour_at(x, y - 0.5)
    for offset in range(1, int(width) - 1, 3):
        canvas.rect(x + offset, y, 1, 0.5, above)


def state_words(state: GunState) -> str:
    """Mark and word of a state, for a line of text."""
    look = STATE_LOOKS[state]
    return f"{look.mark} {look.word}"
