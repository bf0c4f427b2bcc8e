"""Counts of rounds as people say them."""

from __future__ import annotations


def counted(count: int, contents: str) -> str:
    """ "6 dummies", "1 blank", "nothing"."""
    if contents == "nothing" or not count:
        return "nothing"
    if count == 1:
        return f"1 {contents}"
    return f"{count} {contents[:-1]}ies" if contents.endswith("y") else f"{count} {contents}s"
