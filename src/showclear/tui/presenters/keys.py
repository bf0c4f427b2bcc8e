"""Which letter answers what. The same options always get the same letters."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import cycle, islice

from showclear.domain.checklists import Option

RESERVED = frozenset("W")
"""Letters that mean something on every step: withdraw."""

ROWS = 9
"""Rows for answers. A checklist has no more of its own; the people of a production may be many."""


def option_letters(options: Sequence[Option]) -> tuple[str, ...]:
    """One capital letter for each option, in order: its own of the checklist, else an initial, else any free letter."""
    own = {option.key.upper() for option in options if option.key}
    taken = RESERVED | own
    letters: list[str] = []
    for option in options:
        letter = option.key.upper()
        if not letter or letter in letters:
            initials = "".join(part[:1] for part in option.id.split("-"))
            # not said: letters of the keyboard
            candidates = (initials + option.id + "ABCDEFGHIJKLMNOPRSTUVXYZ123456789").upper()
            letter = next(one for one in candidates if one.isascii() and one.isalnum() and one not in taken)
        taken = taken | {letter}
        letters.append(letter)
    return tuple(letters)


def numbered(count: int) -> tuple[str, ...]:
    """Keys for a list: 1 to 9, then letters that are not reserved."""
    # not said: letters of the keyboard
    signs = "123456789" + "".join(c for c in "ABCDEFGHIJKLMNOPRSTUVXYZ" if c not in RESERVED)
    return tuple(signs[:count])


def paged(count: int) -> tuple[str, ...]:
    """Keys for a list that is shown page by page where it has more than `ROWS`: one each, or on every page the same."""
    keys = numbered(count)
    return keys if len(keys) == count else tuple(islice(cycle(numbered(ROWS - 1)), count))
