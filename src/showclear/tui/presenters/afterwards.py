"""Corrective actions in rows and facts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from showclear.app.action_views import Standing, due_words
from showclear.app.desk.needs import place_of
from showclear.tui.presenters.times import minute
from showclear.tui.widgets.fact_sheet import Fact, SheetData
from showclear.tui.widgets.pieces import Piece, Weight, muted, strong
from showclear.tui.widgets.row_list import Column, ListRow
from showclear.words import english, say, say_count

if TYPE_CHECKING:
    from showclear.app.action_views import ActionView

COLUMNS = (Column(1, 52), Column(54, 18))
NARROW = (Column(1, 56), Column(58, 20))

HEADINGS = {
    Standing.OVERDUE: english("Overdue: no gun is cleared"),
    Standing.OPEN: english("Open"),
    Standing.DONE: english("Done"),
}


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
    return tuple(lines) or (ListRow("", heading=say("Nothing is to be done")),)


def figures(found: Sequence[ActionView]) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """How many wait, and how many of them keep guns in."""
    waiting = [one for one in found if one.standing is not Standing.DONE]
    overdue = len([one for one in found if one.standing is Standing.OVERDUE])
    left = [
        strong(say("Corrective actions")),
        muted("   " + say("{counted} open", counted=say_count("{count} action", "{count} actions", len(waiting)))),
    ]
    if overdue:
        left.append(Piece("   " + say("{overdue} overdue", overdue=overdue), Weight.ALERT))
    return tuple(left), (muted(say("{number} done", number=len(found) - len(waiting))),)


def sheet(one: ActionView | None, about: str) -> SheetData:
    """All that is known about an action; `about` is the title of the record that it is about."""
    if one is None:
        return SheetData(say("Actions"), hint=say("A stop opens one by itself; A on a record opens another."))
    facts = [
        Fact(say("to do"), one.words, Weight.STRONG),
        Fact(say("owner"), one.owner),
        Fact(say("due"), due_words(one).removeprefix("due ")),
        Fact(say("about"), f"{place_of(f'{one.about}.toml')} {about}".strip()),
        Fact(
            say("opened"),
            f"{one.opened_at:%d %b} {minute(one.opened_at)}, {one.opened_by or say('by the stop itself')}",
        ),
    ]
    if one.done_at is not None:
        facts += [
            Fact(say("done"), f"{one.done_at:%d %b} {minute(one.done_at)}, {one.done_by}"),
            Fact("", one.done_words),
        ]
        return SheetData(str(one.standing).upper(), facts=tuple(facts))
    alert = say("No gun is cleared before it is closed.") if one.standing is Standing.OVERDUE else ""
    hint = say("D: the safety officer and one more sign that it is done.")
    return SheetData(str(one.standing).upper(), facts=tuple(facts), alert=alert, hint=hint)
