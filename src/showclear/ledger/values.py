"""The facts of a record as values, read by the grammar of rule 11 alone: many times quicker than a reader of all TOML.

Only lines that hold the grammar are given here, so no more than their shape is looked at. What TOML forbids and the
grammar does not (a key twice, a table twice, 30 February) is not decided here: whoever asks is told to read it as TOML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from sys import intern
from typing import Any

from showclear.ledger.grammar import known_time, unescape

_PAIR = re.compile(r'([a-z_]++) = (?:"([^"\\]*+(?:\\.[^"\\]*+)*+)"|([^,\s}]++))')
_WORDS: dict[str, bool] = {"true": True, "false": False}


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
