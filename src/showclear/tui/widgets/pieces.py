"""A line of text in which pieces have different weight: labels quiet, facts bold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from showclear.tui.drawing.band import STATE_LOOKS, GunState, state_words
from showclear.tui.drawing.canvas import Canvas
from showclear.tui.drawing.text import clean, clip, width_of


class Weight(StrEnum):
    """How a piece of text is set."""

    TEXT = "text"
    STRONG = "strong"
    MUTED = "muted"
    FAINT = "faint"
    ALERT = "alert"
    STOP = "stop"
    NOW = "now"


_LOOKS: dict[Weight, tuple[str, str | None, bool]] = {
    Weight.TEXT: ("text", None, False),
    Weight.STRONG: ("text", None, True),
    Weight.MUTED: ("muted", None, False),
    Weight.FAINT: ("faint", None, False),
    Weight.ALERT: ("unv", None, True),
    Weight.STOP: ("stop-ink", "stop-bg", True),
    Weight.NOW: ("focus-ink", "focus", True),
}


@dataclass(frozen=True, slots=True)
class Piece:
    """Some text of one weight; with a state, the state's own chip in place of text."""

    text: str
    weight: Weight = Weight.TEXT
    state: GunState | None = None
    chip: bool = True
    """Whether the state stands on its own fill."""


def muted(text: str) -> Piece:
    """A label."""
    return Piece(text, Weight.MUTED)


def strong(text: str) -> Piece:
    """A fact."""
    return Piece(text, Weight.STRONG)


def state_chip(state: GunState, *, chip: bool = True) -> Piece:
    """Mark and word of a state, on its fill or (without ``chip``) in its colour alone."""
    return Piece("", Weight.STRONG, state, chip)


def _shown(piece: Piece) -> tuple[str, str, str | None, bool]:
    if piece.state is not None:
        look = STATE_LOOKS[piece.state]
        if piece.chip:
            return f" {state_words(piece.state)} ", look.ink, look.fill, True
        return state_words(piece.state), look.word_colour, None, True
    ink, ground, bold = _LOOKS[piece.weight]
    text = clean(piece.text)
    return (f" {text} " if ground else text), ink, ground, bold


def width_of_pieces(pieces: Iterable[Piece]) -> int:
    """Cells that the pieces take, one after the other."""
    return sum(width_of(_shown(piece)[0]) for piece in pieces)


def draw_pieces(
    canvas: Canvas, x: int, y: int, pieces: Iterable[Piece], *, room: int | None = None, ink: str | None = None
) -> int:
    """Write pieces one after the other from x, and return the column after the last.

    Args:
        canvas: where to write.
        x: first column.
        y: row.
        pieces: what to write; spaces between them are theirs.
        room: how many cells there are.
        ink: one colour for all of it, in place of each piece's own, as on an inverse row.
    """
    end = canvas.width if room is None else min(canvas.width, x + room)
    for piece in pieces:
        text, own_ink, ground, bold = _shown(piece)
        if x >= end:
            break
        shown = clip(text, end - x)
        x = canvas.text(x, y, shown, ink or own_ink, bold=bold, ground=ground)
        if shown != text:
            break
    return x


def draw_pieces_end(canvas: Canvas, end: int, y: int, pieces: tuple[Piece, ...], *, ink: str | None = None) -> int:
    """Write pieces so that they end before column ``end``, and return where they begin."""
    start = max(0, end - width_of_pieces(pieces))
    draw_pieces(canvas, start, y, pieces, room=end - start, ink=ink)
    return start
