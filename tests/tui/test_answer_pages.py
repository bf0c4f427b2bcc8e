"""More people than the screen has rows for: each is seen before a key can answer with the name."""

from __future__ import annotations

from typing import Any

from showclear.domain.checklists import Procedure
from showclear.tui.app import ShowClearApp
from showclear.tui.screens.run import RunScreen
from showclear.tui.widgets.answer_row import AnswerRow
from showclear.tui.widgets.prompt import Paragraph
from tests.tui.day_runs import CREW, day
from tests.tui.fakes import PIN
from tests.tui.real import Walker

PINS = {"mara": PIN, "jonas": PIN}


def rows(screen: RunScreen) -> list[str]:
    """The answers that can be seen as a whole: names, or what the last row says."""
    room = screen.query_one("#asking").region
    shown = [row for row in screen.query(AnswerRow) if row.display]
    assert all(row.region.height and row.region in room for row in shown)
    return [row.data.text.partition(",")[0] for row in shown]


async def test_whom_the_gun_came_from_is_chosen_among_all_people_also_under_the_band() -> None:
    """Two people are asked, the second one under the band that says whose keys these are, of 30 people and of 7."""
    app = ShowClearApp(day())
    async with app.run_test(size=(80, 24)) as pilot:
        production: Any = app.production
        session = production.start_run(Procedure.RETURN, "A-07", {"box": ""}, "mara", "jonas")
        screen = RunScreen(session)
        app.push_screen(screen)
        await pilot.pause()
        walker = Walker(app, pilot, PINS, {"giver": "Mara Reyes"})
        first, hint = session.run.question, screen.query_one("#hint", Paragraph)
        assert first is not None
        names = [person.name for person in CREW]
        assert rows(screen) == [*names[:8], "22 more: Down"]

        walker.look_up(screen)
        await walker.press("a")
        assert session.run.question == first, "the tenth person is not on the screen: A answered with the name"
        assert hint.text == "One of these keys answers: 1, 2, 3, 4, 5, 6, 7, 8."

        await walker.press("down")
        assert rows(screen) == [*names[8:16], "14 more: Down"]
        await walker.press("down", "down")
        assert rows(screen) == [*names[24:], "To the first ones: Down"]
        await walker.press("down", "up", "up", "up")
        assert rows(screen)[:2] == [names[8], names[9]]
        await walker.press("a")
        assert session.run.question != first
        assert session.run.entries("jonas")[-1].value == names[9]

        screen.people = CREW[:7]
        await walker.walk("giver")
        second = session.run.question
        assert second is not None
        assert second.person.id == "mara"
        assert screen.has_class("-handed")
        assert rows(screen) == names[:7]
