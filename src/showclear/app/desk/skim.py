"""The part of a record's facts that the desk finds it by, read without the rest: a fifth of the time of all of it.

Reading the whole TOML of a hundred thousand records takes minutes. Steps, limits and statements are left out, and the
rows of entries are taken apart by the line grammar that every record holds. A test compares the result with `tomllib`.
"""

from __future__ import annotations

import re
from typing import Any

from showclear.errors import RecordError

LEFT_OUT = ("steps", "limits", "statements")
"""Tables that say what a checklist asked, not what happened."""

_ENTRIES = "entries"
_TABLE = re.compile(rb"^\[{1,2}facts(?:\.([a-z0-9_]+))?\]{1,2}\n", re.MULTILINE)
_FACTS = re.compile(rb"^\[facts\]\n", re.MULTILINE)
_PAIR = re.compile(r'([a-z0-9_]+) = (?:"((?:[^"\\]|\\.)*)"|([^",{} ]+))')


def skim(body: bytes) -> dict[str, Any]:
    """The facts of a body whose frame holds, without `LEFT_OUT`.

    Args:
        body: the bytes of a record above its signatures.

    Raises:
        RecordError: what is read of it is not TOML.
    """
    import tomllib

    start = _FACTS.search(body)
    if start is None:
        raise RecordError("The record has no facts.")  # not said: the record is then read as a whole
    kept, entries = _parts(body, start.start())
    try:
        facts = tomllib.loads(kept.decode()).get("facts")
    except (tomllib.TOMLDecodeError, ValueError, RecursionError) as error:
        # not said: the record is then read as a whole
        raise RecordError(f"The facts are not TOML: {error}.") from error
    if not isinstance(facts, dict):
        raise RecordError("The facts are no table.")  # not said: the record is then read as a whole
    if entries is not None:
        facts[_ENTRIES] = {"entered": [_row(line) for line in entries.decode().split("\n") if line.startswith("{ ")]}
    return facts


def _parts(body: bytes, start: int) -> tuple[bytes, bytes | None]:
    """The tables that are parsed, one behind the other, and the rows of entries."""
    found = list(_TABLE.finditer(body, start))
    ends = [one.start() for one in found[1:]] + [len(body)]
    kept, entries = [], None
    for one, end in zip(found, ends, strict=True):
        name = (one[1] or b"").decode()
        if name == _ENTRIES and entries is None:
            entries = body[one.end() : end]
        elif name not in LEFT_OUT:
            kept.append(body[one.start() : end])
    return b"".join(kept), entries


def _row(line: str) -> dict[str, str]:
    """A row of entries: every value as text, times and numbers too."""
    return {key: _text(text) if plain is None else plain for key, text, plain in _pairs(line)}


def _pairs(line: str) -> list[tuple[str, str, str | None]]:
    return [(one[1], one[2] or "", one[3]) for one in _PAIR.finditer(line)]


def _text(raw: str) -> str:
    if "\\" not in raw:
        return raw
    import tomllib

    found = tomllib.loads(f'v = "{raw}"')["v"]  # not said: the record is then read as a whole
    return found if isinstance(found, str) else ""
