"""More people than the screen has rows for: each is seen before a key can answer with the name."""

from __future__ import annotations

from typing import Any

from showclear.domain.checklists import Procedure
from showclear.domain.people import Person, Role
from showclear.tui.app import ShowClearApp
from showclear.tui.presenters.answer_pages import MORE, page_of, pages_of
from showclear.tui.presenters.keys import ROWS, paged
from showclear.tui.presenters.run import AnswerLine, Asked
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


def test_everybody_of_a_large_crew_has_a_key_and_no_key_stands_for_two_people_at_once() -> None:
    """There are 33 signs; of 61 people each is the answer of one key on one page."""
    crew = tuple(Person(f"p{number}", f"Person {number}", Role.CREW) for number in range(61))
    lines = tuple(AnswerLine(key, one.name, one.name) for key, one in zip(paged(len(crew)), crew, strict=True))
    asked = Asked(
        headline="", of="", text="", said_by="", say="", does="", why="", reason="", lines=lines, typed=False,
        digits_only=False, hint="", rows=False, may_finish=False,
    )  # fmt: skip
    pages = [page_of(asked, number).lines for number in range(pages_of(asked))]
    assert [line.value for page in pages for line in page if line.key != MORE] == [one.name for one in crew]
    for page in pages:
        assert len(page) <= ROWS
        assert len({line.key for line in page}) == len(page)


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
