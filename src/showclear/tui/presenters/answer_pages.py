"""More answers than a screen has rows for: a page of them, and a last row that says that there are more."""

from __future__ import annotations

from dataclasses import replace

from showclear.tui.presenters.keys import ROWS
from showclear.tui.presenters.run import AnswerLine, Asked
from showclear.words import say, say_count

MORE = ""
"""The key of the row that says that there are more: none, because Down turns the page."""


def pages_of(asked: Asked) -> int:
    """How many pages the answers take; one where all of them fit."""
    return 1 if len(asked.lines) <= ROWS else -(-len(asked.lines) // (ROWS - 1))


def page_of(asked: Asked, number: int) -> Asked:
    """The question with the answers of one page alone: a key of an answer that is not seen answers nothing.

    Args:
        asked: the question with all its answers.
        number: the page, from 0.
    """
    if pages_of(asked) == 1:
        return asked
    first = number * (ROWS - 1)
    shown = asked.lines[first : first + ROWS - 1]
    left = len(asked.lines) - first - len(shown)
    more = say_count("{count} more: Down", "{count} more: Down", left) if left else say("To the first ones: Down")
    return replace(asked, lines=(*shown, AnswerLine(MORE, MORE, more)))
