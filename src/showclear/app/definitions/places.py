"""Where something stands in a file of definitions, in the words of the file, which stay as they are.

Every text that is read is checked under its place, and nearly none is ever refused: this has to cost little.
"""

from __future__ import annotations


def key_at(place: str, key: str) -> str:
    """A key of a table."""
    return f'{place}, "{key}"'


def named_at(place: str, kind: str, name: str) -> str:
    """A table that is told by its name, such as a block."""
    return f'{place}, {kind} "{name}"'


def row_at(place: str, kind: str, number: int, name: str) -> str:
    """One of several tables, by its number and its name."""
    return f'{place}, {kind} {number} "{name}"'
