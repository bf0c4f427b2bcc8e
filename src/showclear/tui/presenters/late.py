"""Hours on paper in words and fields: what is asked first, the lines so far, the two who sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

from showclear.app.views import InputField
from showclear.domain.people import CUSTODIANS
from showclear.domain.situation.paper import MAY_VERIFY
from showclear.tui.drawing.text import wrap
from showclear.tui.presenters.stop_forms import Fields, Said, on_shift
from showclear.tui.widgets.pieces import Piece, muted, strong
from showclear.tui.widgets.row_list import Column, ListRow
from showclear.words import english, say

if TYPE_CHECKING:
    from showclear.app.late.entries import LateSheet
    from showclear.app.views import Board

COLUMNS = (Column(1, 6), Column(8, 200))

NOTHING = english(
    "Nothing is entered yet. A adds a line from the paper: who had what, rounds in and out, what was counted."
)


def begin_form(unit: str, zone: str) -> tuple[Said, Fields]:
    """When it was, from which paper, in whose words."""
    return (
        (
            say(
                "Unit {unit}: what was done on paper while this laptop was dead. It says where things are and "
                "clears nothing: every gun of the unit is unverified after it.",
                unit=unit,
            ),
            say("Times are those of the clock there ({zone}).", zone=zone),
        ),
        (
            InputField("began", say("It began"), example=say("14:05, or 2026-03-01 23:50")),
            InputField("ended", say("It ended"), optional=True, example=say("16:30; empty for now")),
            InputField("paper", say("From which sheets"), example=say("pad of today, D and G of A-07")),
            InputField("told_by", say("Told by, if no sheet says it"), optional=True),
            InputField("photograph", say("Photograph: file"), optional=True),
        ),
    )


def sign_form(board: Board) -> tuple[Said, Fields]:
    """Who enters it, and who held the paper beside it."""
    return (
        (say("An armorer or handler enters it. A second person holds the paper beside these lines."),),
        (
            InputField("performer", say("Enters it"), choices=on_shift(board, *CUSTODIANS)),
            InputField("verifier", say("Held the paper beside it"), choices=on_shift(board, *MAY_VERIFY)),
        ),
    )


def source(sheet: LateSheet) -> str:
    """When, which unit, which paper, whose words."""
    told = " " + say("In the words of {told_by}.", told_by=sheet.told_by) if sheet.told_by else ""
    photograph = " " + say("With a photograph.") if sheet.photograph else ""
    return say(
        "{words}, unit {unit}. From: {paper}.{told}{photograph}",
        words=sheet.period.words,
        unit=sheet.unit,
        paper=sheet.paper.rstrip("."),
        told=told,
        photograph=photograph,
    )


def rows(lines: tuple[str, ...], width: int) -> tuple[ListRow, ...]:
    """A row for each line, in the order of their times; what is longer goes on below."""
    found: list[ListRow] = []
    for number, line in enumerate(lines):
        at, _, text = line.partition("  ")
        first, *rest = wrap(text, max(20, width - 10), 4) or ("",)
        found.append(ListRow(str(number), ((strong(at),), (Piece(first),))))
        found += [ListRow("", ((), (Piece(part),))) for part in rest]
    return tuple(found) or tuple(ListRow("", ((), (muted(part),))) for part in wrap(NOTHING, max(20, width - 10), 3))
