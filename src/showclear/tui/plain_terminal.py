"""For terminals that show few colours or few signs: what is drawn in colours and blocks becomes attributes and ASCII.

Each line of the screen goes through these filters after it was drawn, so no widget has to know about them.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rich.color import Color as RichColor
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from showclear.tui.drawing.text import clusters

BRIGHT = 110
"""From which brightness on (of 255) a ground counts as light: then the cell is shown in reverse."""
FAINT = 110
"""Below which contrast of brightness letters count as faint."""

_BLOCKS = {
    " ": " ", "█": "#", "▀": '"', "▄": "_", "▌": "|", "▐": "|", "▘": "`", "▝": "'", "▖": ",", "▗": ".",
    "▙": "\\", "▟": "/", "▛": "/", "▜": "\\", "▚": "%", "▞": "%",
    "▏": "|", "▎": "|", "▍": "|", "▋": "|", "▊": "#", "▉": "#",
}  # fmt: skip
_SIGNS = {
    "●": "o",
    "─": "-", "━": "=", "│": "|", "┃": "|", "┌": "+", "┐": "+", "└": "+", "┘": "+", "├": "+", "┤": "+", "┬": "+",
    "┴": "+", "┼": "+", "╸": "=", "╺": "=", "▬": "=", "✓": "*", "►": ">", "•": "*", "…": "~", "–": "-", "—": "-",
    "·": ".", "×": "x", "“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "«": '"', "»": '"', "¿": "?", "¡": "!",
    "ß": "s", "æ": "a", "œ": "o", "ø": "o", "Æ": "A", "Œ": "O", "Ø": "O", "ł": "l", "Ł": "L", "°": "o",
}  # fmt: skip
_TABLE = str.maketrans(_BLOCKS | _SIGNS)
_ONLY_BLOCKS = re.compile(f"[{''.join(_BLOCKS)}]+")


@lru_cache(maxsize=8192)
def ascii_text(text: str) -> str:
    """The text in signs of the keyboard, as wide as before: blocks by their shape, letters without their accents."""
    if text.isascii():
        return text
    return "".join(_ascii_cluster(piece, width) for piece, width in clusters(text))


def _ascii_cluster(piece: str, width: int) -> str:
    known = piece.translate(_TABLE)
    if not known.isascii():
        known = unicodedata.normalize("NFD", known)[:1]
    if not known.isascii() or not known.isprintable():
        known = "?"
    return known.ljust(width)[:width] if width else ""


@lru_cache(maxsize=4096)
def _attributes(style: Style) -> Style:
    """A style in bold and reverse alone: a light ground, and ink that is fainter than all that is meant to be read."""
    ink, ground = _brightness(style.color, 255), _brightness(style.bgcolor, 0)
    light = ground >= BRIGHT
    if style.reverse:
        light = not light
    return Style(bold=style.bold, reverse=light, dim=abs(ink - ground) < FAINT, underline=style.underline)


def _brightness(colour: RichColor | None, default: int) -> int:
    if colour is None or colour.is_default:
        return default
    red, green, blue = colour.get_truecolor()
    return (299 * red + 587 * green + 114 * blue) // 1000


@lru_cache(maxsize=4096)
def _seen(text: str, style: Style | None) -> str:
    """The text; an edge between two greys, which would come out as bright as a letter, is left out."""
    if style is None or not _attributes(style).dim or not _ONLY_BLOCKS.fullmatch(text):
        return text
    return " " * len(text)


class AsciiSigns(LineFilter):
    """Everything in signs of the keyboard."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same line, each piece as wide as before."""
        return [Segment(ascii_text(text), style, control) for text, style, control in segments]


class ReverseAndBold(LineFilter):
    """No colour at all: grounds that are light become reverse, bold stays bold."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same line in attributes that every terminal has had since the first ones."""
        return [
            Segment(_seen(text, style), _attributes(style) if style is not None else None, control)
            for text, style, control in segments
        ]


REVERSE_AND_BOLD, ASCII_SIGNS = ReverseAndBold(), AsciiSigns()
