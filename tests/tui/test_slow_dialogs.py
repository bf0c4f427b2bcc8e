"""What takes a moment, because a key is made or opened, is said and takes no second Enter."""

from __future__ import annotations

from collections.abc import Mapping
from threading import Event

import pytest
from textual.widgets import Static

from showclear.app.views import InputField
from showclear.errors import InputError
from showclear.tui.app import ShowClearApp
from showclear.tui.dialogs.form import FormDialog
from showclear.tui.dialogs.slow import MOMENT
from showclear.tui.screens.board import BoardScreen
from tests.tui.fakes import FakeProduction


@pytest.mark.parametrize("refused", [False, True])
async def test_while_a_key_is_made_the_screen_says_so_and_a_second_enter_does_nothing(refused: bool) -> None:
    """An impatient second Enter would hide the five words before anybody read them."""
    go, calls, results = Event(), [], []

    def act(values: Mapping[str, str]) -> str:
        calls.append(values["name"])
        go.wait(30)
        if refused:
            raise InputError("That name is taken.", "Write another one.")
        return "made"

    app = ShowClearApp(FakeProduction())
    async with app.run_test(size=(80, 24)) as pilot:
        dialog = FormDialog("Enrol", ("Somebody new",), (InputField("name", "Name", "Lea"),), act, slow=True)
        app.push_screen(dialog, results.append)
        await pilot.pause()
        await pilot.press("enter")
        note = dialog.query_one("#form-note", Static)
        assert str(note.content) == MOMENT
        await pilot.press("enter", "escape", "x")
        assert app.screen is dialog
        go.set()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert calls == ["Lea"]
        if refused:
            assert app.screen is dialog
            assert "That name is taken." in str(note.content)
            await pilot.press("escape")
            await pilot.pause()
        assert isinstance(app.screen, BoardScreen)
        assert results == [None if refused else "made"]
