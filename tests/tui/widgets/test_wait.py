"""The clock of the wait after a misfire."""

from __future__ import annotations

import pytest

from showclear.tui.drawing.canvas import Canvas
from showclear.tui.widgets.answer_row import AnswerRow
from showclear.tui.widgets.drawn import plain_of
from showclear.tui.widgets.gallery.data import WAIT
from showclear.tui.widgets.wait_clock import WaitClock, time_left
from showclear.tui.widgets.wait_panel import WaitPanel
from tests.tui.widgets.stage import Stage


def test_the_time_left_reads_as_a_clock_does() -> None:
    """Never a negative number: a wait that is over says so by going on."""
    assert [time_left(seconds) for seconds in (0, 7, 59, 60, 83, -4)] == [
        "0:00",
        "0:07",
        "0:59",
        "1:00",
        "1:23",
        "0:00",
    ]


@pytest.mark.parametrize("total", [30, 60, 90, 600])
@pytest.mark.parametrize("width", [120, 76, 40])
def test_there_is_one_tick_for_each_second_or_each_few(total: int, width: int) -> None:
    """Half of the wait fills half of the row, however long the wait is; nothing reaches over the edge."""
    canvas = Canvas(width, 13, "bg")
    WaitClock(total // 2, total, "Nothing skips this clock.").draw(canvas)
    assert "Nothing skips this clock." in canvas.plain()
    row = 12 if width >= 54 else 7
    halves = [canvas.colour_at(x / 2, row + 0.5) for x in range(2 * width)]
    passed, coming = halves.count("hot"), halves.count("line")
    assert passed > 0
    assert abs(passed - coming) <= 2
    assert halves.index("line") > max(x for x, colour in enumerate(halves) if colour == "hot")


async def test_a_second_that_passed_changes_the_figures_and_nothing_else() -> None:
    """The clock is handed its seconds; it has no timer of its own."""
    panel = WaitPanel(WAIT, 23)
    app = Stage(panel)
    async with app.run_test(size=(120, 40)) as pilot:
        before = plain_of([panel.clock])
        panel.left = 22
        await pilot.pause()
        assert plain_of([panel.clock]) != before
        assert panel.clock.left == 22


async def test_what_was_said_during_the_wait_stands_on_its_own_row() -> None:
    """The row keeps its key: it may be said again."""
    panel = WaitPanel(WAIT, 23)
    app = Stage(panel)
    async with app.run_test(size=(80, 24)) as pilot:
        panel.mark_said("hurt", "Someone is hurt: written")
        await pilot.pause()
        rows = list(panel.query(AnswerRow))
        assert [row.data.text for row in rows][-1] == "✓ Someone is hurt: written"
        assert [row.data.key for row in rows] == ["P", "X", "E"]
        assert all(row.region.bottom <= 24 and row.region.height == 1 for row in rows)
