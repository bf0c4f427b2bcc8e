"""What keys do in dialogs: the arrows choose, Enter takes, long texts are read on, the corner says what F12 does."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.pilot import Pilot
from textual.widget import Widget

from showclear.app.views import OpenRun
from showclear.tui.app import ShowClearApp
from showclear.tui.dialogs.choose import Choice, ChooseDialog
from showclear.tui.dialogs.help import HelpDialog
from showclear.tui.dialogs.resume import ResumeDialog
from showclear.tui.screens.bar import HoldCorner, KeyLine
from showclear.tui.widgets.answer_row import AnswerRow
from showclear.tui.widgets.roll import Roll
from tests.tui.fakes import NOON, FakeProduction

SIZES = pytest.mark.parametrize("size", [(120, 40), (80, 24), (50, 14)], ids=["120", "80", "50"])
MANY = tuple(Choice(f"gun-{number}", f"Gun {number}, in the hand of somebody") for number in range(1, 13))


async def ask(app: ShowClearApp, pilot: Pilot[None]) -> list[str | None]:
    """Show more rows than fit; what is chosen ends up in the list."""
    chosen: list[str | None] = []
    app.push_screen(ChooseDialog("Which gun?", "One of these.", MANY), chosen.append)
    await pilot.pause()
    return chosen


@SIZES
async def test_the_arrows_go_to_a_row_and_enter_takes_it(size: tuple[int, int]) -> None:
    """Also where the rows do not fit: nothing that scrolls may take the arrows."""
    app = ShowClearApp(FakeProduction())
    async with app.run_test(size=size) as pilot:
        chosen = await ask(app, pilot)
        await pilot.press(*["down"] * 11, "up", "enter")
        assert chosen == ["gun-10"]


@SIZES
async def test_the_row_that_the_arrows_went_to_is_in_sight(size: tuple[int, int]) -> None:
    """Nobody takes what they cannot read."""
    app = ShowClearApp(FakeProduction())
    async with app.run_test(size=size) as pilot:
        await ask(app, pilot)
        for number in range(1, 13):
            await pilot.press("down")
            row = app.screen.focused
            assert isinstance(row, AnswerRow)
            assert row.data.answer_id == str(number) or row.data.text == MANY[number - 1].text
            assert app.screen.query_one(".dialog-body", Roll).region.contains_region(row.region), number


async def test_of_more_rows_than_there_are_keys_none_is_left_out() -> None:
    """A production of forty people: the fortieth is there, in sight, and taken with the arrows."""
    app = ShowClearApp(FakeProduction())
    async with app.run_test(size=(80, 24)) as pilot:
        chosen: list[str | None] = []
        rows = tuple(Choice(f"person-{number}", f"Person {number}") for number in range(1, 41))
        app.push_screen(ChooseDialog("Who?", "One of these.", rows), chosen.append)
        await pilot.pause()
        await pilot.press("down", "up")
        row = app.screen.focused
        assert isinstance(row, AnswerRow)
        assert (row.data.text, row.data.key) == ("Person 40", "")
        assert app.screen.query_one(".dialog-body", Roll).region.contains_region(row.region)
        await pilot.press("enter")
        assert chosen == ["person-40"]


def test_no_run_goes_on_with_the_key_that_abandons_one() -> None:
    """The thirteenth row would have been D: it is on E, and D ends the first one, as the bar says."""
    run = OpenRun("", "Inspection", "A-07", "A-07", "Mara, Jonas", NOON, NOON, "Serial")
    dialog = ResumeDialog(tuple(replace(run, run_id=str(number)) for number in range(14)), NOON)
    assert "D" not in dialog.runs
    assert dialog.runs["C"].run_id == "11"
    assert dialog.runs["E"].run_id == "12"


async def test_enter_alone_takes_no_row() -> None:
    """Some rows are written at once: the first press of Enter only goes to the first row, as the arrows would."""
    app = ShowClearApp(FakeProduction())
    async with app.run_test() as pilot:
        chosen = await ask(app, pilot)
        await pilot.press("enter")
        assert chosen == []
        await pilot.press("enter")
        assert chosen == ["gun-1"]


async def test_the_corner_of_a_dialog_says_what_f12_does_as_every_screen_does() -> None:
    """HOLD, then STAND DOWN, then the screen that says so: one word from one place, in every bar and every corner."""
    app = ShowClearApp(FakeProduction())
    async with app.run_test(size=(120, 40)) as pilot:
        for word in ("HOLD", "STAND DOWN", "STOP SCREEN"):
            await pilot.press("s")
            await pilot.pause()
            assert app.screen.query_one(HoldCorner).hold_label == word
            await pilot.press("escape")
            await pilot.pause()
            assert app.screen.query_one(KeyLine).hold_label == word
            await pilot.press("f12", "b")
            await pilot.pause()


async def test_the_corner_of_an_open_dialog_follows_a_stop_that_comes_in() -> None:
    """Another laptop holds the set while a dialog is open: F12 stands it down from then on."""
    app = ShowClearApp(FakeProduction())
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("s")
        app.production.hold()
        app.read_board()
        await pilot.pause()
        assert app.screen.query_one(HoldCorner).hold_label == "STAND DOWN"


@SIZES
async def test_a_long_text_is_read_on_by_key_and_a_short_one_offers_no_such_key(size: tuple[int, int]) -> None:
    """The help of the board is longer than a small screen: its last line can be reached without a mouse."""
    app = ShowClearApp(FakeProduction())
    async with app.run_test(size=size) as pilot:
        await pilot.press("f1")
        await pilot.pause()
        assert isinstance(app.screen, HelpDialog)
        body = app.screen.query_one(".dialog-body", Roll)
        offered = any(hint.label == "read on" for hint in app.screen.query(KeyLine).last().hints)
        assert offered == (body.max_scroll_y > 0)
        for _ in range(20):
            await pilot.press("down")
        assert body.scroll_offset.y == body.max_scroll_y


@pytest.mark.parametrize("size", [(120, 40), (100, 34), (80, 24)], ids=["120", "100", "80"])
async def test_the_keys_of_a_dialog_are_in_sight_however_much_it_has_to_say(size: tuple[int, int]) -> None:
    """A dialog that is taller than the terminal would push its own keys out of it."""
    app = ShowClearApp(FakeProduction())
    async with app.run_test(size=size) as pilot:
        await pilot.press("f1")
        await pilot.pause()
        bars = [bar for bar in app.screen.query(KeyLine) if bar.region.area]
        assert bars
        for bar in bars:
            assert app.screen.region.contains_region(bar.region)
            assert all(
                box.region.contains_region(bar.region)
                for box in bar.ancestors
                if isinstance(box, Widget) and box is not app.screen
            )


async def test_on_the_stop_screen_of_a_hold_f12_has_its_place_and_makes_it_a_stand_down() -> None:
    """Once it is a stand-down, F12 leads to this very screen, and the corner is empty."""
    app = ShowClearApp(FakeProduction())
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("f12")
        await pilot.pause()
        bar = app.screen.query_one(KeyLine)
        assert (bar.with_hold, bar.hold_label) == (True, "STAND DOWN")
        await pilot.press("f12")
        await pilot.pause()
        assert not app.screen.query_one(KeyLine).with_hold
