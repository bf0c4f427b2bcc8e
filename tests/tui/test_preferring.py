"""The settings in the app: keys of one's own, the bell, the page."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.binding import Binding

from showclear.settings.file import SettingsFile
from showclear.settings.reading import SettingsError
from showclear.settings.schema import SETTINGS, Settings
from showclear.tui.app import ShowClearApp
from showclear.tui.dialogs.form import FormDialog
from showclear.tui.dialogs.message import ErrorDialog
from showclear.tui.keymap import FIXED, GROUPS, checked, rows
from showclear.tui.screens.bar import KeyLine
from tests.tui.fakes import FakeProduction
from tests.tui.test_keys import EVERYTHING, bindings

REFUSED = {
    "no such key": ("board.inspct", "k", 'Did you mean "board.inspect"?'),
    "the hold": ("hold.set", "f4", "same key on every laptop"),
    "the other hold": ("hold.mark", "k", "same key on every laptop"),
    "an emergency": ("emergency.start", "f4", "same key on every laptop"),
    "an answer": ("answer.e", "k", "same key on every laptop"),
    "what hands an answer in": ("run.take", "f4", "same key on every laptop"),
    "a yes": ("confirm.yes", "k", "same key on every laptop"),
    "a place": ("place.desk", "k", "same key on every laptop"),
    "F12": ("board.inspect", "f12", "reserved"),
    "F9": ("board.inspect", "F9", "reserved"),
    "F1": ("board.inspect", "f1", "reserved"),
    "!": ("board.inspect", "!", "reserved"),
    "its long name": ("board.inspect", "exclamation_mark", "reserved"),
    "Enter": ("run.change", "enter", "reserved"),
    "Enter under another name": ("run.change", "ctrl+m", "for Enter"),
    "a digit": ("board.inspect", "5", "reserved"),
    "two keys": ("board.inspect", "k,g", "reserved"),
    "nothing": ("board.inspect", "", "reserved"),
    "what another key does there": ("board.inspect", "h", 'the key of "board.hand-over"'),
    "the same in capitals": ("board.inspect", "H", 'the key of "board.hand-over"'),
    "an answer of a run": ("run.withdraw", "e", 'the key of "answer.e"'),
    "what a key does everywhere": ("board.inspect", "f7", 'the key of "app.next-theme"'),
    "a letter that is typed": ("app.quit", "k", "typed in lines"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_key_that_could_be_taken_for_another_is_refused(case: str) -> None:
    """With the file, the id and what to do."""
    binding, key, words = REFUSED[case]
    with pytest.raises(SettingsError) as raised:
        checked({binding: key}, "settings.toml")
    assert words in str(raised.value)
    assert binding in raised.value.message
    assert raised.value.remedy


def test_two_keys_of_ones_own_may_not_be_the_same_in_one_place() -> None:
    """In two places they may."""
    with pytest.raises(SettingsError, match=r"board\.inspect"):
        checked({"board.inspect": "f8", "board.lock": "f8"}, "settings.toml")
    assert checked({"board.inspect": "f8", "people.brief": "f8"}, "settings.toml")


def test_the_key_that_came_with_the_app_goes_on_working() -> None:
    """Sentences, printed pages and a colleague's fingers name it."""
    assert checked({"board.inspect": "f8", "app.quit": "f10"}, "x") == {
        "board.inspect": "f8,i,I",
        "app.quit": "f10,ctrl+q",
    }


def test_every_key_either_may_be_changed_or_is_the_same_on_every_laptop() -> None:
    """A new group of ids has to be decided about; what stops, answers or signs is in none of those that may change."""
    ids = {one.id or "" for kind in EVERYTHING for one in bindings(kind)}
    changeable = {one.id for one in rows()}
    assert changeable <= ids
    assert {name.partition(".")[0] for name in changeable} == set(GROUPS)
    fixed = {
        "hold",
        "emergency",
        "answer",
        "exit",
        "confirm",
        "sign",
        "sign-all",
        "pin",
        "touch",
        "stop",
        "wait",
        "aloud",
    }
    assert fixed <= {name.partition(".")[0] for name in ids}
    assert fixed.isdisjoint(GROUPS)
    assert ids >= FIXED
    assert FIXED.isdisjoint(changeable)


async def test_a_key_of_ones_own_works_and_stands_in_the_bar_and_in_the_help(tmp_path: Path) -> None:
    """The old one works beside it."""
    kept = SettingsFile(tmp_path / "settings.toml")
    kept.path.write_text('[keys]\n"board.procedures" = "f8"\n')
    app = ShowClearApp(FakeProduction(), kept=kept)
    async with app.run_test(size=(120, 40)) as pilot:
        app.apply_keys()
        await pilot.pause()
        caps = {hint.action: hint.key for hint in app.screen.query_one(KeyLine).hints}
        assert caps["procedures"] == "F8"
        for key in ("f8", "p"):
            await pilot.press(key)
            assert type(app.screen).__name__ == "ProceduresDialog"
            await pilot.press("escape")
        found = [one.binding for one in app.screen.active_bindings.values()]
        assert next(one.key for one in found if isinstance(one, Binding) and one.id == "board.procedures") == "f8"


@pytest.mark.parametrize("text", ['them = "mono"', '[keys]\n"board.inspct" = "f8"\n'])
async def test_a_fault_in_the_file_keeps_nobody_from_the_board_and_is_said(text: str, tmp_path: Path) -> None:
    """The set does not wait for a comma."""
    kept = SettingsFile(tmp_path / "settings.toml")
    kept.path.write_text(text)
    app = ShowClearApp(FakeProduction(), kept=kept)
    async with app.run_test() as pilot:
        app.apply_keys()
        await pilot.pause()
        told = [str(one.message) for one in app._notifications]
        if isinstance(app.screen, ErrorDialog):
            told.append(str(app.screen.error))
        assert any("Did you mean" in one for one in told)
        assert app.settings.theme == "stage"
        assert app.board is not None


async def test_the_page_changes_what_was_chosen_and_keeps_it(tmp_path: Path) -> None:
    """Nothing else is written into the file."""
    kept = SettingsFile(tmp_path / "settings.toml")
    app = ShowClearApp(FakeProduction(), kept=kept)
    async with app.run_test() as pilot:
        app.action_settings()
        await pilot.pause()
        dialog = app.screen
        assert isinstance(dialog, FormDialog)
        assert [one.id for one in dialog.fields] == [one.key for one in SETTINGS]
        await pilot.press("right", "escape")
        assert not kept.path.exists()
        app.action_settings()
        await pilot.pause()
        await pilot.press("right", *["enter"] * len(SETTINGS))
        await pilot.pause()
        assert app.theme == "showclear-daylight"
    assert kept.path.read_text() == 'theme = "daylight"\n'


@pytest.mark.parametrize(("sound", "rings"), [("stops", 1), ("off", 0)])
async def test_the_bell_rings_once_for_a_stop_and_never_where_nobody_wants_it(sound: str, rings: int) -> None:
    """The screen says it in both cases."""

    class Ringing(ShowClearApp):
        rung = 0

        def bell(self) -> None:
            self.rung += 1

    app = Ringing(FakeProduction())
    app.settings = Settings(sound=sound)
    async with app.run_test() as pilot:
        await pilot.press("f12")
        await pilot.pause()
        assert type(app.screen).__name__ == "SetStopScreen"
        assert app.rung == rings
