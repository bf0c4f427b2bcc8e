"""Any size of terminal, and any change of it, leaves a run at its step and the hold within reach."""

from __future__ import annotations

import pytest

from showclear.tui.app import ShowClearApp
from showclear.tui.screens.run import RunScreen
from showclear.tui.screens.stop import SetStopScreen
from showclear.tui.widgets.answer_row import AnswerRow
from tests.tui.fakes import PIN, FakeProduction

SIZES = ((79, 24), (41, 11), (20, 5), (1, 1), (200, 60), (80, 24))


async def test_a_run_keeps_its_step_through_every_size() -> None:
    """Below 80x24 the screen shows less; it never asks another question."""
    app = ShowClearApp(FakeProduction())
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("i", "enter", *PIN)
        await pilot.pause()
        assert isinstance(app.screen, RunScreen)
        before = app.screen.question
        assert before is not None
        for width, height in SIZES:
            await pilot.resize_terminal(width, height)
            await pilot.pause()
            assert isinstance(app.screen, RunScreen)
            assert app.screen.question == before


@pytest.mark.parametrize("keys", [(), ("i",), ("i", "enter"), ("s",), ("f1",), ("f12",), ("v",)], ids=str)
async def test_every_screen_survives_every_size(keys: tuple[str, ...]) -> None:
    """A resize to 20x5 and back is no error in any place of the app."""
    app = ShowClearApp(FakeProduction(result=empty_result()))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        kind = type(app.screen)
        for width, height in SIZES:
            await pilot.resize_terminal(width, height)
            await pilot.pause()
        assert type(app.screen) is kind


@pytest.mark.parametrize("size", [(20, 5), (42, 12), (60, 20)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_a_small_terminal_still_holds_the_set(size: tuple[int, int]) -> None:
    """The hold never goes away, however small the window is."""
    fake = FakeProduction()
    app = ShowClearApp(fake)
    async with app.run_test(size=size) as pilot:
        await pilot.press("exclamation_mark")
        await pilot.pause()
        assert isinstance(app.screen, SetStopScreen)
        assert fake.written == [("hold",)]


async def test_every_answer_of_a_round_is_on_an_80x24_screen() -> None:
    """Six rows, none of them cut off: what is not seen is not answered."""
    app = ShowClearApp(FakeProduction())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("i", "enter", *PIN)
        await pilot.pause()
        while isinstance(app.screen, RunScreen) and app.screen.question is not None:
            if app.screen.question.key.step == "chambers":
                break
            await pilot.press(*answer(app.screen))
            await pilot.pause()
        rows = [row for row in app.screen.query(AnswerRow) if row.display]
        assert len(rows) == 3
        assert all(row.region.bottom <= 23 and row.region.height >= 1 for row in rows)


def answer(screen: RunScreen) -> list[str]:
    """The keys of an honest answer to the first questions of an inspection."""
    question = screen.question
    assert question is not None
    assert screen.asked is not None
    if question.positions:
        serial = "447100"
        return [serial[int(at) - 1] for at in question.positions.split(" and ")]
    return [screen.asked.lines[0].key.lower()]


def empty_result() -> object:
    """A verification of nothing."""
    from showclear.ledger.verification import verify_log

    return verify_log({})
