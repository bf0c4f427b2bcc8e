"""Tables of a body as they are read where any value may be missing, or of another type than it should be."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def list_of(value: object) -> list[Any]:
    """The value, if it is a list; an empty one for anything else."""
    return value if isinstance(value, list) else []


def rows_of(facts: Mapping[str, Any], section: str, rows: str) -> list[Mapping[str, Any]]:
    """The rows under a name in a section; none where there is no such section or name."""
    found = facts.get(section)
    return [row for row in list_of(found.get(rows)) if isinstance(row, Mapping)] if isinstance(found, Mapping) else []


def text_of(row: Mapping[str, Any], key: str) -> str:
    """A text of a row; empty where it has none."""
    value = row.get(key, "")
    return value if isinstance(value, str) else ""
