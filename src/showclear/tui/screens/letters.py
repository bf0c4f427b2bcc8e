"""One key each for answers that a checklist or a list of names brings along."""

from __future__ import annotations

from textual.binding import Binding

from showclear.tui.presenters.keys import RESERVED
from showclear.words import english

LETTER = english("What stands beside this letter or number.")
"""What each of these keys does; the help says it once for all of them."""

# not said: letters of the keyboard
_SIGNS = tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ") + tuple("123456789")


def letter_keys(action: str, *, leave_out: frozenset[str] = RESERVED) -> list[Binding]:
    """Bindings of every letter and digit to `action('X')`, capitals too, because a caps lock must not stop anyone.

    Args:
        action: the name of an action that takes the capital letter.
        leave_out: letters that the screen uses otherwise.
    """
    return [
        Binding(
            sign if sign.isdigit() else f"{sign.lower()},{sign}",
            f"{action}('{sign}')",
            english("Answer {key}", key=sign),
            id=f"{action.replace('_', '-')}.{sign.lower()}",
            show=False,
            tooltip=LETTER,
        )
        for sign in _SIGNS
        if sign not in leave_out
    ]
