"""Counts of rounds as people say them."""

from __future__ import annotations

from showclear.words import english, english_count

_ONE_FORM = frozenset({"powder", "caps"})
"""Contents that have no other form for many."""


def counted(count: int, contents: str) -> str:
    """ "6 dummies", "1 blank", "40 caps", "nothing"."""
    if contents == "nothing" or not count:
        return english("nothing")
    match contents:
        case "dummy":
            return english_count("{count} dummy", "{count} dummies", count)
        case "blank":
            return english_count("{count} blank", "{count} blanks", count)
        case "powder":
            return english_count("{count} powder", "{count} powder", count)
        case "caps":
            return english_count("{count} caps", "{count} caps", count)
    return f"{count} {contents if count == 1 else many(contents)}"


def many(contents: str) -> str:
    """ "dummies", "blanks", "caps", "powder": what is in a box, without a count."""
    if contents in _ONE_FORM:
        return contents
    return f"{contents[:-1]}ies" if contents.endswith("y") else f"{contents}s"


_ONE = {
    "guns": "gun",
    "rounds": "round",
    "blanks": "blank",
    "cases": "case",
    "shots": "shot",
    "chambers": "chamber",
    "misfires": "misfire",
}


def agreeing(value: object, rest: str) -> str:
    """What follows a number in a sentence: " guns out" after 2, " gun out" after 1."""
    noun, space, more = rest[1:].partition(" ")
    if str(value) != "1" or not rest.startswith(" "):
        return rest
    bare = noun.rstrip(".")
    return f" {_ONE.get(bare, bare)}{noun[len(bare) :]}{space}{more}"
