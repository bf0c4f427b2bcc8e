"""The facts of a record as values, read by the grammar of rule 11 alone: many times quicker than a reader of all TOML.

Only lines that hold the grammar are given here, so no more than their shape is looked at. What TOML forbids and the
grammar does not (a key twice, a table twice, 30 February) is not decided here: whoever asks is told to read it as TOML.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import lru_cache
from sys import intern
from typing import Any

from showclear.ledger.grammar import known_time, unescape

_PAIR = re.compile(r'([a-z_]++) = (?:"([^"\\]*+(?>(?:\\.[^"\\]*+)*))"|([^,\s}]++))')
_WORDS: dict[str, bool] = {"true": True, "false": False}
_HEADER = "\n[facts."  # not said: what a table of a record begins with
_KEY = re.compile(rb"([a-z_]++) = ")
_DIGITS = b"0123456789"
_ALIKE = frozenset({"steps", "limits", "inputs", "pace"})
"""What is asked and what holds is, word for word, what it was in other records of the same checklist."""
_PERHAPS_NO_DAY = re.compile(r"-(?:02-(?:29|3[01])T|(?:0[469]|11)-31T|(?<=\D0000-))")
"""Every time that holds the grammar and names no day has this in it."""


class _NotDecided(Exception):
    """Only a reader of TOML can say what this is, or why it is nothing."""


def read_facts(text: str) -> dict[str, Any] | None:
    """What the lines below `[facts]` say; None where only a reader of TOML can tell.

    Args:
        text: lines that hold the grammar of facts, the last one ended too.
    """
    try:
        return _read(iter(text.split("\n")[:-1]))
    except _NotDecided:
        return None


def read_wanted(text: str, wanted: Collection[str]) -> dict[str, Any] | None:
    """As `read_facts`, but of the tables that nobody wants only that they could be read: each is left empty.

    What stands above the first table is read as well. To make values of all that two people answered, many times over,
    takes longer than to verify their signatures.
    """
    first, *tables = text.split(_HEADER)
    if not tables or "\n[[" in text or text.startswith("["):
        return read_facts(text)
    kept, left = [first], list[str]()
    for number, table in enumerate(tables, 1):
        table = table if number < len(tables) else table[:-1]
        name, _, lines = table.partition("]")
        if name in wanted or not (_has_been_read(lines) if name in _ALIKE else _could_be_read(lines)):
            kept.append(_HEADER[1:] + table)
        else:
            left.append(name)
    try:
        facts = _read("\n".join(kept).split("\n"))
        for name in left:
            _set(facts, name, {})
    except _NotDecided:
        return None
    return facts


def _could_be_read(lines: str) -> bool:
    """Whether `_read` would read the lines of a table. Where it is not sure, the answer is no."""
    if "\\" in lines:
        lines = lines.replace("\\\\", "").replace('\\"', "")
    # Without its texts a table has the same few lines in every record; what is between two quotes is every second.
    shape = "".join(lines.split('"')[::2])
    if _PERHAPS_NO_DAY.search(shape):
        return False
    found = shape.encode().translate(None, _DIGITS).split(b"\n")
    return _keys_differ(b"\n".join([line for line in found if line[:1] != b"{"])) and all(map(_row_differs, {*found}))


@lru_cache(maxsize=512)
def _has_been_read(lines: str) -> bool:
    """The same, of tables that say the same in many records."""
    return _could_be_read(lines)


@lru_cache(maxsize=1024)
def _keys_differ(lines: bytes) -> bool:
    """Whether no key stands twice in a table, by its lines without the rows."""
    keys = [found.group(1) for line in lines.split(b"\n") if (found := _KEY.match(line))]
    return len(set(keys)) == len(keys)


@lru_cache(maxsize=1024)
def _row_differs(line: bytes) -> bool:
    """Whether no key stands twice in a row."""
    keys = _KEY.findall(line.partition(b"{")[2])
    return len(set(keys)) == len(keys)


def _read(lines: Iterable[str]) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    table, listed = facts, set[str]()
    rows: list[Any] | None = None
    for line in lines:
        if rows is not None:
            if line == "]":
                rows = None
            else:
                rows.append(_row(line) if line[0] == "{" else _scalar(line[:-1]))
        elif line[0] == "[":
            name = line.strip("[]").removeprefix("facts.")
            table = {}
            if line[1] == "[":
                _begin_row(facts, listed, name).append(table)
            else:
                _set(facts, name, table)
        else:
            key, _, value = line.partition(" = ")
            if value == "[":
                rows = []
                _set(table, key, rows)
            else:
                _set(table, key, _row(value) if value[0] == "{" else _scalar(value))
    return facts


def _begin_row(facts: dict[str, Any], listed: set[str], name: str) -> list[dict[str, Any]]:
    """The rows of `[[facts.NAME]]` so far."""
    if name not in listed:
        listed.add(name)
        _set(facts, name, [])
    found: list[dict[str, Any]] = facts[name]
    return found


def _set(table: dict[str, Any], key: str, value: object) -> None:
    if key in table:
        raise _NotDecided
    table[intern(key)] = value


def _row(text: str) -> dict[str, Any]:
    pairs = _PAIR.findall(text)
    row = {intern(key): _other(other) if other else unescape(inner) for key, inner, other in pairs}
    if len(row) != len(pairs):
        raise _NotDecided
    return row


def _scalar(text: str) -> object:
    return unescape(text[1:-1]) if text[0] == '"' else _other(text)


def _other(text: str) -> object:
    """A value that is no text."""
    if text[-1] == "Z":
        moment = known_time(text)
        if moment is None:
            raise _NotDecided
        return moment
    return _WORDS[text] if text in _WORDS else int(text)
