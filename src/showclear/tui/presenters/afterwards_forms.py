"""What is asked when an action is opened or closed, and when a record is corrected, in words and fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from showclear.app.action_views import due_words
from showclear.app.actions import OWNERS
from showclear.app.views import InputField
from showclear.domain.people import Person, Role
from showclear.domain.situation.actions import SECONDS
from showclear.tui.presenters.stop_forms import CHOOSE, Fields, Said, choices_of, on_shift
from showclear.words import english, say

if TYPE_CHECKING:
    from showclear.app.action_views import ActionView
    from showclear.app.correcting import Part
    from showclear.app.views import Board

AT_ONCE, ON_A_DAY = english("at once"), english("on a day")


def close_form(board: Board, one: ActionView) -> tuple[Said, Fields]:
    """What was done, and the two who say so."""
    return (
        (f"{one.words}", f"{one.owner}, {due_words(one)}."),
        (
            InputField("words", say("What was done")),
            InputField("officer", say("Safety officer"), choices=on_shift(board, Role.SAFETY_OFFICER)),
            InputField("second", say("Signs too"), choices=on_shift(board, *SECONDS)),
        ),
    )


def open_form(board: Board, title: str, people: tuple[Person, ...], today: str) -> tuple[Said, Fields]:
    """What is to be done about a record, by whom, until when."""
    owners = (*((str(role), role.words) for role in OWNERS), *choices_of(people))
    due = ((ON_A_DAY, say("By a day")), (AT_ONCE, say("Before any gun is used again")))
    return (
        (title, say("One person opens it; the safety officer and one more sign that it is done.")),
        (
            InputField("words", say("What is to be done")),
            InputField("owner", say("Who sees to it"), choices=(CHOOSE, *owners)),
            InputField("when", say("Until when"), ON_A_DAY, due),
            InputField("due", say("The last day"), example=today, only_with=("when", ON_A_DAY)),
            InputField("person", say("Who signs"), choices=on_shift(board)),
        ),
    )


def correct_form(board: Board, title: str, parts: tuple[Part, ...]) -> tuple[Said, Fields]:
    """Which part of a record is wrong, what it should say, why, who signs."""
    choices = tuple((one.what, f"{one.label}: {one.was}"[:150]) for one in parts)
    return (
        (
            title,
            say("The record stays as it was signed; the correction stands beside it. It permits and moves nothing."),
        ),
        (
            InputField("what", say("What is wrong"), choices=(CHOOSE, *choices)),
            InputField("should", say("What it should say")),
            InputField("reason", say("Why")),
            InputField("person", say("Who signs"), choices=on_shift(board)),
        ),
    )
