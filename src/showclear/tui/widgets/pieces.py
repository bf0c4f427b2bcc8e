"""A line of text in which pieces have different weight: labels quiet, facts bold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
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


LABEL = 24
"""Characters of the longest label that is never broken."""

_WORD = re.compile(r" *[^ ]+ *$| *[^ ]+| +$")


def _words(pieces: Iterable[Piece]) -> Iterator[tuple[Piece, ...]]:
    """What stays together on a line: one word, or a short quiet label with the first word of its fact."""
    label: tuple[Piece, ...] = ()
    for piece in pieces:
        if piece.weight is Weight.MUTED and len(piece.text) < LABEL and re.search(r"[^ ] $", piece.text):
            label = (*label, piece)
            continue
        whole = piece.state is not None or _LOOKS[piece.weight][1] is not None
        for part in [piece] if whole else [replace(piece, text=part) for part in _WORD.findall(clean(piece.text))]:
            yield (*label, part)
            label = ()
    if label:
        yield label


def wrap_pieces(pieces: Iterable[Piece], cells: int) -> tuple[tuple[Piece, ...], ...]:
    """Break pieces at spaces into lines of at most so many cells; a single word that is wider stays as it is."""
    pieces = tuple(pieces)
    if width_of_pieces(pieces) <= cells:
        return (pieces,) if pieces else ()
    lines: list[list[Piece]] = [[]]
    used = 0
    for words in _words(pieces):
        wide = width_of_pieces(words)
        # Air at the end of a line costs nothing: what follows begins a line of its own.
        if lines[-1] and used + wide - _air_after(words) > cells:
            words = (replace(words[0], text=words[0].text.lstrip(" ")), *words[1:])
            lines.append([])
            used, wide = 0, width_of_pieces(words)
        lines[-1] += words
        used += wide
    return tuple(tuple(line) for line in lines if width_of_pieces(line))


def _air_after(words: tuple[Piece, ...]) -> int:
    text = words[-1].text
    return len(text) - len(text.rstrip(" "))


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
