"""Text as it may stand in a record: one normal form and a fixed list of characters that never may.

The list is part of the record format (rule 2). It is a table of code points and not of Unicode categories,
because categories change with every Unicode version and a record has to be read the same way in thirty years.
"""

from __future__ import annotations

import re
import unicodedata

from showclear.errors import InputError
from showclear.words import english

FORBIDDEN_RANGES: tuple[tuple[int, int], ...] = (
    (0x0000, 0x0009),
    (0x000B, 0x001F),
    (0x007F, 0x009F),
    (0x00AD, 0x00AD),
    (0x061C, 0x061C),
    (0x115F, 0x1160),
    (0x180E, 0x180E),
    (0x200B, 0x200F),
    (0x2028, 0x202E),
    (0x2060, 0x206F),
    (0x3164, 0x3164),
    (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0),
    (0xFFF0, 0xFFFF),
    (0xD800, 0xF8FF),
    (0xE0000, 0x10FFFF),
)
"""First and last code point of what may stand nowhere in a record: controls, invisible and direction-changing
characters, line separators, surrogates and private use. U+000A is allowed: it ends the lines."""

_FORBIDDEN = re.compile("[" + "".join(f"{chr(first)}-{chr(last)}" for first, last in FORBIDDEN_RANGES) + "]")

SLUG_PATTERN = r"[a-z][a-z0-9]{0,15}(?:-[a-z0-9]{1,15}){0,3}"
"""How a person or a log is named in a record (rule 10)."""
SLUG = re.compile(SLUG_PATTERN)
PERSON = SLUG
"""The same pattern: people and logs are named alike."""


def first_forbidden(text: str) -> tuple[int, int] | None:
    """Index and code point of the first character that no record may hold; None if there is none."""
    found = _FORBIDDEN.search(text)
    return None if found is None else (found.start(), ord(found.group()))


def normalise(text: str) -> str:
    """The text in Unicode normal form C, so that what looks alike is stored alike."""
    return unicodedata.normalize("NFC", text)  # not said: a name of Unicode


def check_text(text: str, where: str, max_length: int = 500, *, lines: bool = False) -> str:
    """The text in normal form C if a record may hold it.

    Args:
        text: what a person or a file handed in.
        where: the place to name in the message, such as "the reason" or "props.toml, item 4".
        max_length: the most characters that it may have.
        lines: whether line breaks and tabs may stand in it (the record writes them as escapes).

    Raises:
        InputError: it is too long or holds a forbidden character; says which one, where, and what to do.
    """
    normal = normalise(text)
    if len(normal) > max_length:
        raise InputError(
            english(
                "{where}: {count} characters are too many, {max_length} are the most.",
                where=where,
                count=len(normal),
                max_length=max_length,
            ),
            english("Say it in fewer words."),
        )
    found = first_forbidden(normal.replace("\t", " ") if lines else normal)
    if found is None and not lines and "\n" in normal:
        found = (normal.index("\n"), 0x0A)
    if found is not None:
        index, point = found
        raise InputError(
            english(
                "{where}: character {index} is U+{point:04X}, which cannot be seen or does not stand still on "
                "a screen, so no record may hold it.",
                where=where,
                index=index + 1,
                point=point,
            ),
            english("Type the text again without it; copied text often brings such characters along."),
        )
    return normal


def plain_text(text: str, max_length: int = 500) -> str:
    """The text as a record may hold it, whatever it was: cut off, and "?" for every character that may not stand there.

    For stops only, which are never refused for what somebody typed; everything else is checked by `check_text`.
    """
    shown = _FORBIDDEN.sub("?", text.replace("\n", " ").replace("\t", " "))
    return normalise(shown)[:max_length]
