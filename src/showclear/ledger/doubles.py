"""What the grammar of facts takes and TOML forbids (rule 24): a key or a table twice, a day that does not exist."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from showclear.ledger.grammar import USUAL_ROWS, all_of

_FACTS = b"[facts]\n"
_ODD_DAY = re.compile(rb"-(?:02-(?:29|3)|(?:0[469]|11)-31)")
"""A day that not every year has, or none has; in a text as well as in a time."""


@cache
def _answers() -> re.Pattern[bytes]:
    """Rows that have the keys of what was answered and no more: none of these stands there twice.

    It begins with bytes that stand in no text, where a quote has a backslash before it, so they are looked for at once.
    """
    row = rb"\{ " + USUAL_ROWS[0] + rb" \},\n"
    return re.compile(row + all_of(row))


def is_surely_toml(body: bytes) -> bool:
    """Whether a body whose lines hold the grammar is TOML. False says only that a parser has to be asked.

    What stands in a text may look like a key: then a parser is asked for nothing, and no double is missed.
    """
    if _ODD_DAY.search(body) or b"0000-" in body:
        return False
    tables, arrays, outer = set[bytes](), set[bytes](), set[bytes]()
    keys = outer
    for part in _answers().sub(b"", body[body.index(_FACTS) + len(_FACTS) :]).split(b"\n]\n"):
        marks = _headers_and_keys(part)
        if marks is None:
            return False
        for mark in marks:
            if mark[:1] != b"[":
                if mark in keys:
                    return False
                keys.add(mark)
                continue
            name = mark.strip(b"[]")
            if name in tables or name.removeprefix(b"facts.") in outer or (name in arrays and mark[:2] != b"[["):
                return False
            (arrays if mark[:2] == b"[[" else tables).add(name)
            keys = set[bytes]()
    return True


@lru_cache(maxsize=1024)
def _headers_and_keys(lines: bytes) -> tuple[bytes, ...] | None:
    """Of lines up to the end of a list; None where a key may stand twice in a row.

    What a checklist asks stands in each of its records, letter by letter, and is looked at once.
    """
    marks = []
    for line in lines.split(b"\n"):
        first = line[:1]
        row = line if first == b"{" else b""
        if first == b"[":
            marks.append(line)
        elif first.islower() or first == b"_":
            key, equals, value = line.partition(b" = ")
            if equals:
                marks.append(key)
            row = value if value[:1] == b"{" else b""
        if row:
            inner = [before.rpartition(b" ")[2] for before in row.split(b" = ")[:-1]]
            if len(set(inner)) < len(inner):
                return None
    return tuple(marks)
