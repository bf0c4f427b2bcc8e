"""What the grammar of facts takes and TOML forbids (rule 24): a key or a table twice, a day that does not exist."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from showclear.ledger.grammar import USUAL_ROWS

_ODD_DAY = re.compile(rb"-(?:02-(?:29|3)|(?:0[469]|11)-31)")
"""A day that not every year has, or none has; in a text as well as in a time."""


@cache
def _usual_rows() -> re.Pattern[bytes]:
    """Rows that have the keys of a usual row and no more: none of these stands there twice."""
    return re.compile(rb"(?<=\n)(?:\{ (?>" + b"|".join(USUAL_ROWS) + rb") \},\n)++")


def is_surely_toml(body: bytes) -> bool:
    """Whether a body whose lines hold the grammar is TOML. False says only that a parser has to be asked.

    What stands in a text may look like a key: then a parser is asked for nothing, and no double is missed.
    """
    if _ODD_DAY.search(body) or b"0000-" in body:
        return False
    tables, arrays, outer = set[bytes](), set[bytes](), set[bytes]()
    keys = set[bytes]()
    for line in _usual_rows().sub(b"", body).split(b"\n"):
        if line[:1] == b"{":
            if _may_have_a_key_twice(line):
                return False
        elif line[:1] == b"[":
            name = line.strip(b"[]")
            if name in tables or name.removeprefix(b"facts.") in outer or (name in arrays and line[:2] != b"[["):
                return False
            (arrays if line[:2] == b"[[" else tables).add(name)
            keys = outer if name == b"facts" else set[bytes]()
        elif line[:1].islower() or line[:1] == b"_":
            key, equals, value = line.partition(b" = ")
            if equals and (key in keys or (value[:1] == b"{" and _may_have_a_key_twice(value))):
                return False
            keys.add(key)
    return True


@lru_cache(maxsize=4096)
def _may_have_a_key_twice(row: bytes) -> bool:
    """A row of a list or an inline table. Many stand in each record of a checklist, letter by letter."""
    keys = [before.rpartition(b" ")[2] for before in row.split(b" = ")[:-1]]
    return len(set(keys)) < len(keys)
