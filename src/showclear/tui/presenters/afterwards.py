"""Corrective actions and corrections, in rows, facts and forms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from showclear.app.action_views import Standing, due_words
from showclear.app.actions import OWNERS, SECONDS
from showclear.app.desk.needs import place_of
from showclear.app.views import InputField
from showclear.domain.people import Person, Role
from showclear.tui.presenters.stop_forms import CHOOSE, Fields, Said, choices_of, on_shift
from showclear.tui.presenters.times import counted, minute
from showclear.tui.widgets.fact_sheet import Fact, SheetData
from showclear.tui.widgets.pieces import Piece, Weight, muted, strong
from showclear.tui.widgets.row_list import Column, ListRow

if TYPE_CHECKING:
    from showclear.app.action_views import ActionView
    from showclear.app.correcting import Part
    from showclear.app.views import Board

COLUMNS = (Column(1, 52), Column(54, 18))
NARROW = (Column(1, 56), Column(58, 20))

HEADINGS = {Standing.OVERDUE: "Overdue: no gun is cleared", Standing.OPEN: "Open", Standing.DONE: "Done"}

AT_ONCE, ON_A_DAY = "at once", "on a day"


# The list


def rows(found: Sequence[ActionView]) -> tuple[ListRow, ...]:
    """What is overdue, open, done."""
    lines: list[ListRow] = []
    for standing, title in HEADINGS.items():
        several = [one for one in found if one.standing is standing]
        if several:
            lines.append(ListRow("", heading=title))
        for one in several:
            weight = Weight.ALERT if standing is Standing.OVERDUE else Weight.STRONG
            what = Piece(one.words, weight if standing is not Standing.DONE else Weight.TEXT)
            lines.append(ListRow(one.record, ((what,), (muted(one.owner),))))
    return tuple(lines) or (ListRow("", heading="Nothing is to be done"),)


def figures(found: Sequence[ActionView]) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """How many wait, and how many of them keep guns in."""
    waiting = [one for one in found if one.standing is not Standing.DONE]
    overdue = len([one for one in found if one.standing is Standing.OVERDUE])
    left = [strong("Corrective actions"), muted(f"   {counted(len(waiting), 'action')} open")]
    if overdue:
        left.append(Piece(f"   {overdue} overdue", Weight.ALERT))
    return tuple(left), (muted(f"{len(found) - len(waiting)} done"),)


def sheet(one: ActionView | None, about: str) -> SheetData:
    """All that is known about an action; `about` is the title of the record that it is about."""
    if one is None:
        return SheetData("Actions", hint="A stop opens one by itself; A on a record opens another.")
    facts = [
        Fact("to do", one.words, Weight.STRONG),
        Fact("owner", one.owner),
        Fact("due", due_words(one).removeprefix("due ")),
        Fact("about", f"{place_of(f'{one.about}.toml')} {about}".strip()),
        Fact("opened", f"{one.opened_at:%d %b} {minute(one.opened_at)}, {one.opened_by or 'by the stop itself'}"),
    ]
    if one.done_at is not None:
        facts += [Fact("done", f"{one.done_at:%d %b} {minute(one.done_at)}, {one.done_by}"), Fact("", one.done_words)]
        return SheetData(str(one.standing).upper(), facts=tuple(facts))
    alert = "No gun is cleared before it is closed." if one.standing is Standing.OVERDUE else ""
    hint = "D: the safety officer and one more sign that it is done."
    return SheetData(str(one.standing).upper(), facts=tuple(facts), alert=alert, hint=hint)


# Forms


def close_form(board: Board, one: ActionView) -> tuple[Said, Fields]:
    """What was done, and the two who say so."""
    return (
        (f"{one.words}", f"{one.owner}, {due_words(one)}."),
        (
            InputField("words", "What was done"),
            InputField("officer", "Safety officer", choices=on_shift(board, Role.SAFETY_OFFICER)),
            InputField("second", "Signs too", choices=on_shift(board, *SECONDS)),
        ),
    )


def open_form(board: Board, title: str, people: tuple[Person, ...], today: str) -> tuple[Said, Fields]:
    """What is to be done about a record, by whom, until when."""
    owners = (*((str(role), role.words) for role in OWNERS), *choices_of(people))
    due = ((ON_A_DAY, "By a day"), (AT_ONCE, "Before any gun is used again"))
    return (
        (title, "One person opens it; the safety officer and one more sign that it is done."),
        (
            InputField("words", "What is to be done"),
            InputField("owner", "Who sees to it", choices=(CHOOSE, *owners)),
            InputField("when", "Until when", ON_A_DAY, due),
            InputField("due", "The last day", example=today, only_with=("when", ON_A_DAY)),
            InputField("person", "Who signs", choices=on_shift(board)),
        ),
    )


def correct_form(board: Board, title: str, parts: tuple[Part, ...]) -> tuple[Said, Fields]:
    """Which part of a record is wrong, what it should say, why, who signs."""
    choices = tuple((one.what, f"{one.label}: {one.was}"[:150]) for one in parts)
    return (
        (title, "The record stays as it was signed; the correction stands beside it. It permits and moves nothing."),
        (
            InputField("what", "What is wrong", choices=(CHOOSE, *choices)),
            InputField("should", "What it should say"),
            InputField("reason", "Why"),
            InputField("person", "Who signs", choices=on_shift(board)),
        ),
    )
