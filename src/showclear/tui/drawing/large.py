"""Whole sentences in block letters: folded to the alphabet there is, and broken into lines that fit."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from showclear.tui.drawing.letters import Lettering, is_drawable, letter_word

LINE = 3
"""Rows of the terminal that a line of letters takes at scale 1, with the air below it."""


@lru_cache(maxsize=256)
def folded(text: str) -> str:
    """The text in the letters that can be drawn: without accents, opening marks and ends of lines."""
    plain = unicodedata.normalize("NFD", text.replace("¿", "").replace("¡", "").replace("\n", " "))
    letters = "".join(one for one in plain if not unicodedata.combining(one))
    return letters.replace("’", "'").replace("“", '"').replace("”", '"').replace("–", "-").replace("…", "...")


@lru_cache(maxsize=512)
def large_lines(text: str, cells: int, rows: int) -> tuple[Lettering, ...]:
    """The text in lines of block letters, as large as it fits; none where it does not fit or cannot be drawn.

    Args:
        text: what to set.
        cells: the room there is, in cells.
        rows: the rows of the terminal that it may take.
    """
    words = folded(text).split()
    if not words or not is_drawable("".join(words), sentence=True):
        return ()
    for scale in (2, 1):
        for narrow in (False, True):
            lines = _broken(words, cells, narrow=narrow, scale=scale)
            if lines and rows_of(lines) <= rows:
                return lines
    return ()


def rows_of(lines: tuple[Lettering, ...]) -> int:
    """Rows of the terminal that the lines take, without air below the last one."""
    if not lines:
        return 0
    step = line_step(lines)
    return -(-(step * (len(lines) - 1) + len(lines[-1].rows)) // 2)


def line_step(lines: tuple[Lettering, ...]) -> int:
    """From one line to the next, in half rows."""
    scale = max(1, min(len(one.rows) for one in lines) // 5)
    return 2 * LINE * scale


def _broken(words: list[str], cells: int, *, narrow: bool, scale: int) -> tuple[Lettering, ...]:
    lines: list[str] = []
    for word in words:
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and letter_word(longer, narrow=narrow, scale=scale).cells <= cells:
            lines[-1] = longer
        elif letter_word(word, narrow=narrow, scale=scale).cells <= cells:
            lines.append(word)
        else:
            return ()
    return tuple(letter_word(line, narrow=narrow, scale=scale) for line in lines)
