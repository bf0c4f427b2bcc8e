"""Answers as tall as all of them fit: what is not seen is not answered."""

from __future__ import annotations

from collections.abc import Collection

from textual.widget import Widget

from showclear.tui.drawing.large import LINE
from showclear.tui.widgets.answer_row import AnswerRow
from showclear.tui.widgets.drawn import Drawn
from showclear.tui.widgets.prompt import Paragraph

_AROUND = ("#why", "#hint", "#script")
"""What gives way where there is no room for it, in this order."""

ENTRY = 4
"""Rows of the line for typing, with the air above it."""


def fit_rows(asking: Widget, count: int, *, tallest: int) -> None:
    """Make the rows as tall as all of them fit; where they are many, the words around them give way.

    Args:
        asking: the column with the question, the words around it and the rows.
        count: how many rows are shown.
        tallest: the most rows of the terminal that one may take.
    """
    room = _give_way(asking, 2 * count)
    height = min(tallest, room // count)
    for row in [one for one in asking.walk_children(AnswerRow) if one.display]:
        # Where there is no room for tall rows, each takes what its words take, with a row of air if that fits.
        row.styles.height = height if height >= 3 else "auto"
        row.styles.margin = (0, 0, 1 if height == 2 else 0, 0)
    # Rows that bring no air of their own stand off from the words above them, if there is a row left.
    apart = height < 3 and room > count * height
    asking.query_one("#answers").styles.margin = (1 if apart else 0, 0, 0, 0)


def fit_entry(asking: Widget) -> None:
    """Where something is typed: the line for it is always seen whole, and so is what is asked."""
    _give_way(asking, ENTRY)


def _give_way(asking: Widget, wanted: int) -> int:
    """Hide words around what is asked, one after the other, until there is room; the rows that are left.

    Words that were hidden come back where there is room for them; what stays as it is asks for no new layout.
    """
    around = [asking.query_one(name) for name in _AROUND]
    hidden: set[Widget] = set()
    for one in around:
        if _room(asking, around, hidden) >= wanted:
            break
        # What was said because a key answered nothing stays: it is what the person looks for.
        if not (isinstance(one, Paragraph) and one.ink):
            hidden.add(one)
    for one in around:
        one.styles.display = "none" if one in hidden else None
    return _room(asking, around, hidden)


def fit_large(asking: Widget, question: Paragraph, count: int) -> None:
    """With large type: answers in block letters where each of them fits, and the question in what they leave.

    Args:
        asking: the column with the question, the words around it and the rows.
        question: the question.
        count: how many rows are shown; none where something is typed.
    """
    rows = [row for row in asking.walk_children(AnswerRow) if row.display]
    width = asking.content_size.width
    fit = _room(asking) >= LINE * count and all(row.fits_large(width) for row in rows)
    for row in rows:
        row.large = fit
    heights = [int(row.styles.height.value) for row in rows if row.styles.height and row.styles.height.cells]
    tallest = heights[0] if len(heights) == count and heights else 0
    for height in dict.fromkeys((max(tallest, LINE if fit else 0), LINE)):
        taken = count * (height or 2)
        room = asking.content_size.height - taken - _beside(asking, question) - 1
        question.large_rows = max(0, room - question.styles.margin.height)
        if question.fits_large(width):
            break
    for row in rows:
        if height:
            row.styles.height = height


def _beside(asking: Widget, question: Paragraph) -> int:
    """Rows of all that stands beside the question and the answers."""
    rows = sum(3 for one in asking.query("#entry") if one.display)
    for one in asking.walk_children(Drawn):
        if one.display and one is not question and not isinstance(one, AnswerRow):
            lines = one.rows_for(asking.content_size.width)
            rows += lines + one.styles.margin.height if lines else 0
    return rows


def _room(asking: Widget, around: Collection[Widget] = (), hidden: Collection[Widget] = ()) -> int:
    """Rows that the words around the answers leave; of those around what is asked, all that are not to be hidden."""
    width, used = asking.content_size.width, 0
    for one in asking.walk_children(Drawn):
        shown = one.styles.base.display != "none" and one not in hidden if one in around else one.display
        if shown and not isinstance(one, AnswerRow) and (rows := one.rows_for(width)):
            used += rows + one.styles.margin.height
    return asking.content_size.height - used
