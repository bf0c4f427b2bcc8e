"""The seal of a day, in words and fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from showclear.app.views import InputField
from showclear.domain.people import Role
from showclear.tui.presenters.stop_forms import ELSEWHERE, Fields, Said, here_or_elsewhere
from showclear.words import english, say

if TYPE_CHECKING:
    from showclear.app.views import Board
    from showclear.domain.people import Person

SEAL_SAID = (
    english(
        "The armorer and the AD sign over every record of the day. What is open is named in it. Concerns that "
        "wait are published first, without names."
    ),
    ELSEWHERE,
)
ON_PAPER = english("Write these eight words on the paper production report, with the date and the unit.")
WHY = english("Whoever cuts records off the end of a log cannot change the paper.")
CHECK = english('Years on: showclear verify --words "..." says whether all of it is still there.')


def seal_form(board: Board, people: tuple[Person, ...]) -> tuple[Said, Fields]:
    """Who seals it."""
    return SEAL_SAID, (
        InputField("armorer", say("Armorer"), choices=here_or_elsewhere(board, people, Role.ARMORER)),
        InputField(
            "director", say("Assistant director"), choices=here_or_elsewhere(board, people, Role.ASSISTANT_DIRECTOR)
        ),
    )


def word_lines(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words with their numbers, one a line."""
    return tuple(f"{number}  {word}" for number, word in enumerate(words, 1))
