"""From the bytes of a definition to plain TOML tables, whatever the bytes are."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from showclear.domain.text import first_forbidden
from showclear.errors import ChecklistError
from showclear.words import english

LARGEST = 256 * 1024
"""Bytes of a definition at most. The largest shipped one has about a tenth of it."""

DEEPEST = 12
"""How deep brackets may be nested; the language needs three."""

LONGEST_KEY = 12
"""How many dots may stand outside of texts in one line: parts of a key or a header."""

_NEXT = re.compile(r"""["'#\[\]{}.\n]""")
_STRINGS = (
    ('"""', re.compile(r'"""(?>(?:[^"\\]|\\.|"(?!""))*)"{3,5}', re.DOTALL)),
    ("'''", re.compile(r"'''(?>(?:[^']|'(?!''))*)'{3,5}", re.DOTALL)),
    ('"', re.compile(r'"(?>(?:[^"\\\n]|\\.)*)"')),
    ("'", re.compile(r"'[^'\n]*+'")),
)


def read_table(name: str, data: bytes) -> dict[str, Any]:
    """The TOML tables in `data`. `name` is the file that messages name.

    Raises:
        ChecklistError: too large, not UTF-8, nested too deep, or no TOML.
    """
    text = _decode(name, data)
    _check_shape(name, text)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ChecklistError(
            english("{name}: this is not TOML: {error}.", name=name, error=error),
            english("Correct that line; a text needs quotes, a list needs brackets."),
        ) from error
    except ValueError as error:
        # A number of thousands of digits: Python refuses to read it.
        raise ChecklistError(
            english("{name}: a value cannot be read: {error}.", name=name, error=error),
            english("Use a smaller number."),
        ) from error


def _decode(name: str, data: bytes) -> str:
    if len(data) > LARGEST:
        raise ChecklistError(
            english(
                "{name}: the file has {count} bytes, {largest} are the most.",
                name=name,
                count=len(data),
                largest=LARGEST,
            ),
            english("Check that this is the right file; split a long checklist into shared blocks."),
        )
    if not data.strip():
        raise ChecklistError(
            english("{name}: the file is empty.", name=name), english("Copy it again from where it came from.")
        )
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ChecklistError(
            english("{name}: byte {number} is not UTF-8 text.", name=name, number=error.start + 1),
            english("Save it as UTF-8 text, or copy the file again."),
        ) from error
    text = text.replace("\r\n", "\n")
    found = first_forbidden(text.replace("\t", " "))
    if found is not None:
        index, point = found
        line = text.count("\n", 0, index) + 1
        raise ChecklistError(
            english(
                "{name}, line {line}: character U+{point:04X} cannot be seen or does not stand still on a screen.",
                name=name,
                line=line,
                point=point,
            ),
            english("Remove it; copied text often brings such characters along."),
        )
    return text


def _check_shape(name: str, text: str) -> None:
    """Refuse what would drive a TOML parser into recursion or make it crawl, before it sees it."""
    depth = dots = position = 0
    while found := _NEXT.search(text, position):
        mark, position = found.group(), found.end()
        if mark == "\n":
            dots = 0
        elif mark == "#":
            end = text.find("\n", position)
            position = len(text) if end < 0 else end
        elif mark in "\"'":
            position = _end_of_string(text, found.start())
        else:
            depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(mark, 0)
            dots += mark == "."
        if depth > DEEPEST or dots > LONGEST_KEY:
            line = text.count("\n", 0, found.start()) + 1
            raise ChecklistError(
                english(
                    "{name}, line {line}: brackets or names are nested deeper than any checklist needs.",
                    name=name,
                    line=line,
                ),
                english("Compare the line with a shipped checklist."),
            )


def _end_of_string(text: str, start: int) -> int:
    for opening, pattern in _STRINGS:
        if text.startswith(opening, start):
            found = pattern.match(text, start)
            # A string that does not end: the parser names the line.
            return len(text) if found is None else found.end()
    return start + 1
