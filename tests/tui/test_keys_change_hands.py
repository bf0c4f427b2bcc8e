"""The keys change hands without a PIN: nobody can miss it, and no key meant for the one answers for the other."""

from __future__ import annotations

from typing import Any

from showclear.domain.checklists import Procedure
from showclear.domain.runs.values import Phase
from showclear.tui.app import ShowClearApp
from showclear.tui.dialogs.help import key_lines
from showclear.tui.screens.letters import LETTER
from showclear.tui.screens.run import RunScreen
from showclear.tui.screens.run_frame import TURN_MS
from showclear.tui.widgets.keys_band import KeysBand
from showclear.tui.widgets.prompt import BigText, Paragraph
from tests.tui.day_runs import EMPTY, day
from tests.tui.fakes import PIN
from tests.tui.real import Walker

PINS = {"mara": PIN, "jonas": PIN}


async def test_a_key_meant_for_the_question_before_answers_nothing_once_the_keys_went_to_the_other_one() -> None:
    """In a joint block the same question comes again: the next key of the first person is no answer of the second."""
    app = ShowClearApp(day())
    async with app.run_test(size=(80, 24)) as pilot:
        production: Any = app.production
        session = production.start_run(Procedure.INSPECTION, "A-07", EMPTY, "mara", "jonas")
        screen = RunScreen(session)
        app.push_screen(screen)
        await pilot.pause()
        walker = Walker(app, pilot, PINS)
        await walker.walk("holds")
        first = session.run.question
        assert first is not None
        await walker.press("n")
        second = session.run.question
        assert second is not None
        assert second.person != first.person
        assert screen.has_class("-handed")
        assert screen.query_one(KeysBand).name_shown == second.person.name
        await walker.press("h")
        assert session.run.question == second
        production.clock.advance(TURN_MS / 1000)
        await walker.press("h")
        assert session.run.phase is Phase.COMPLETE


async def test_a_key_that_answers_nothing_says_which_ones_do() -> None:
    """Silence after a key looks like an answer that was taken."""
    app = ShowClearApp(day())
    async with app.run_test(size=(80, 24)) as pilot:
        production: Any = app.production
        session = production.start_run(Procedure.INSPECTION, "A-07", EMPTY, "mara", "jonas")
        screen = RunScreen(session)
        app.push_screen(screen)
        await pilot.pause()
        await Walker(app, pilot, PINS).walk("chambers 1")
        asked, hint = session.run.question, screen.query_one("#hint", Paragraph)
        for key in ("enter", "z"):
            hint.text = ""
            await pilot.press(key)
            await pilot.pause()
            assert hint.text == "One of these keys answers: E, R, U."
            assert hint.display
        assert session.run.question == asked
        assert [key for key, says in key_lines(screen) if says == LETTER] == ["Letters"]
        await pilot.press("e")
        await pilot.pause()
        assert hint.ink == ""


async def test_whose_row_is_asked_about_stands_on_the_screen_although_the_keys_just_changed_hands() -> None:
    """The band lay over the name for as long as the list of people lasted: a distance, and nobody saw whose."""
    app = ShowClearApp(day())
    async with app.run_test(size=(80, 24)) as pilot:
        production: Any = app.production
        zone = {
            "unit": production.unit, "scene": "42", "place": "saloon", "guns": "A-07", "plan.load": "quarter",
            "plan.count": "2",
        }  # fmt: skip
        session = production.start_run(Procedure.BLANK_ZONE, production.unit, zone, "mara", "jonas")
        screen = RunScreen(session)
        app.push_screen(screen)
        await pilot.pause()
        walker = Walker(app, pilot, PINS)
        await walker.walk("distance")
        assert screen.has_class("-handed")
        assert screen.query_one("#question", Paragraph).text.startswith("The next person: how far")
        walker.look_up(screen)
        await walker.press(*"dana", "enter")
        assert not screen.has_class("-handed")
        assert screen.query_one("#headline", BigText).text == "Dana Osei"
        assert screen.query_one("#question", Paragraph).text.startswith("Dana Osei: how far")
