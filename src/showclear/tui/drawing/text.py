"""Text from people and files, made safe and cut to cells."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from rich.cells import cell_len, get_character_cell_size

from showclear.words import translated

REPLACEMENT = "?"
"""Shown in place of a character that could move the cursor or turn the reading direction."""


def clean(text: str) -> str:
    """One line of visible characters: controls, bidi overrides and surrogates become a question mark.

    What was made in English is said in the language of this process here, as in all that cuts and breaks texts.
    """
    return _clean(translated(text))


@lru_cache(maxsize=4096)
def _clean(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        " " if character in "\n\t" else REPLACEMENT if unicodedata.category(character)[0] == "C" else character
        for character in text
    )


def width_of(text: str) -> int:
    """How many cells a cleaned text takes."""
    return len(text) if text.isascii() else cell_len(text)


def clusters(text: str) -> list[tuple[str, int]]:
    """The text as pieces that occupy cells: a character with the marks that combine with it, and its width."""
    pieces: list[tuple[str, int]] = []
    for character in text:
        width = 1 if character.isascii() else get_character_cell_size(character)
        if width:
            pieces.append((character, width))
        elif pieces and len(pieces[-1][0]) < 8:
            # A tower of combining marks would spill over the lines above: eight code points are enough.
            pieces[-1] = (pieces[-1][0] + character, pieces[-1][1])
    return pieces


def clip(text: str, cells: int) -> str:
    """The text cut to a width, with two dots at the end where something is missing."""
    text = _clean(translated(text)[: max(0, cells) * 8 + 8])
    if width_of(text) <= cells:
        return text
    end = ".." if cells > 4 else ""
    room = cells - len(end)
    kept: list[str] = []
    for piece, width in clusters(text):
        if width > room:
            break
        kept.append(piece)
        room -= width
    return "".join(kept).rstrip() + end


def quotation(text: str) -> str:
    """Words between quotation marks; quotation marks among them become single ones."""
    inner = text.replace('"', "'").replace("“", "‘").replace("”", "’")
    return f'"{inner}"'


def wrap(text: str, cells: int, lines: int | None = None) -> tuple[str, ...]:
    """Break a text at spaces into lines of at most so many cells; a longer word is broken anywhere.

    Args:
        text: what to break; line breaks in it are kept.
        cells: the width of a line.
        lines: how many lines there may be; the last one then ends in two dots where something is missing.
    """
    if cells < 1:
        return ()
    text = translated(text)
    found: list[str] = []
    most = len(text) if lines is None else lines
    for paragraph in text.split("\n"):
        found.extend(_wrap_paragraph(paragraph[: (most + 1) * cells * 2 + 2], cells))
        if lines is not None and len(found) > lines:
            break
    if lines is not None and len(found) > lines:
        last = clip(found[lines - 1] + " " + found[lines] + " " * cells + "x", cells) if lines else ""
        return (*found[: max(0, lines - 1)], last)[:lines]
    return tuple(found)


def balance(text: str, cells: int, lines: int | None = None) -> tuple[str, ...]:
    """As `wrap`, in as few lines, but evenly: no word stands alone in the last one."""
    return _balance(translated(text), cells, lines)


@lru_cache(maxsize=256)
def _balance(text: str, cells: int, lines: int | None = None) -> tuple[str, ...]:
    found = wrap(text, cells, lines)
    if "\n" in text:
        whole = tuple(line for part in text.split("\n") for line in balance(part, cells))
        return whole if len(whole) == len(found) else found
    if len(found) < 2:
        return found
    for narrower in range(max(1, sum(map(width_of, found)) // len(found)), cells):
        tried = wrap(text, narrower)
        if len(tried) == len(found):
            return tried
    return found


def _wrap_paragraph(paragraph: str, cells: int) -> list[str]:
    lines: list[str] = []
    line = ""
    for word in clean(paragraph).split(" "):
        joined = f"{line} {word}" if line else word
        if width_of(joined) <= cells:
            line = joined
            continue
        if line:
            lines.append(line)
        line = word
        while width_of(line) > cells:
            head = _head(line, cells)
            lines.append(head)
            line = line[len(head) :]
    lines.append(line)
    return lines


def _head(text: str, cells: int) -> str:
    kept = ""
    room = cells
    for piece, width in clusters(text):
        if width > room:
            break
        kept += piece
        room -= width
    return kept or text[0]
