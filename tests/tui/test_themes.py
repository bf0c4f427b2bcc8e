"""Themes for Textual, made from the palettes."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from showclear.settings.file import SettingsFile
from showclear.tui import themes
from showclear.tui.app import ShowClearApp
from showclear.tui.palettes import PALETTE_NAMES, STAGE
from showclear.tui.themes import (
    THEMES,
    WIDGET_STYLES,
    ThemedApp,
    chosen_theme,
    palette_of,
    preferred_theme,
    theme_variables,
    themes_on_offer,
)
from tests.tui.fakes import FakeProduction


async def test_an_app_has_our_themes_and_begins_with_the_dark_one() -> None:
    """The stage theme is the default: sets are dark."""
    app: ThemedApp[None] = ThemedApp()
    async with app.run_test():
        assert app.theme == "showclear-stage"
        assert set(PALETTE_NAMES) <= set(app.available_themes)


@pytest.mark.parametrize("theme", [theme.name for theme in THEMES])
async def test_every_token_is_a_variable_under_every_theme(theme: str) -> None:
    """Style sheets name tokens only; a missing one would stop the app."""
    app: ThemedApp[None] = ThemedApp()
    async with app.run_test() as pilot:
        app.theme = theme
        await pilot.pause()
        for token in set(STAGE) - {"text"}:
            assert app.theme_variables[token].upper() == palette_of(theme)[token], token


async def test_a_theme_of_somebody_else_does_not_stop_the_app() -> None:
    """A user may have chosen one of Textual's own themes: our variables then have the values of the stage."""
    app: ThemedApp[None] = ThemedApp()
    async with app.run_test() as pilot:
        app.theme = "textual-light"
        await pilot.pause()
        assert app.theme_variables["cold-bg"] == STAGE["cold-bg"]


def test_without_colours_the_mono_theme_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rounding colours would give COLD and QUARANTINED the same pair."""
    assert preferred_theme({"NO_COLOR": "1"}) == "showclear-mono"
    assert preferred_theme({"NO_COLOR": ""}) == "showclear-stage"
    assert preferred_theme({}) == "showclear-stage"
    assert preferred_theme({}, "256") == "showclear-256"
    assert preferred_theme({}, "standard") == "showclear-mono"
    assert preferred_theme({}, None) == "showclear-mono"


def test_style_sheets_use_variables_and_no_colour_of_their_own() -> None:
    """A literal colour would be wrong in three of four themes."""
    text = WIDGET_STYLES.read_text(encoding="utf-8")
    assert not re.search(r"#[0-9A-Fa-f]{3,8}\b(?![^{]*\{)", re.sub(r"#[a-z-]+", "", text))
    names = set(re.findall(r"\$([a-z-]+)", text))
    assert names <= set(theme_variables(STAGE)) | {"panel"}


def test_the_widgets_open_without_pydantic_cryptography_and_nacl() -> None:
    """The board has to be on the screen before any of these is imported."""
    program = (
        "import sys, pkgutil, importlib, showclear.tui.widgets as w\n"
        "[importlib.import_module(f'showclear.tui.widgets.{m.name}') for m in pkgutil.iter_modules(w.__path__)]\n"
        "print([name for name in ('pydantic', 'cryptography', 'nacl') if name in sys.modules])"
    )
    source = str(Path(themes.__file__).parents[2])
    result = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {source!r})\n{program}"],
        capture_output=True, text=True, check=True, timeout=300,
    )  # fmt: skip
    assert result.stdout.strip() == "[]"


async def test_one_key_goes_through_all_colours_and_the_last_ones_are_kept(tmp_path: Path) -> None:
    """Whoever chose night-red on a night shoot gets it again after a restart."""
    kept = SettingsFile(tmp_path / "account" / "settings.toml")
    app = ShowClearApp(FakeProduction(), kept=kept)
    seen = []
    async with app.run_test() as pilot:
        for _ in range(4):
            await pilot.press("f7")
            seen.append(app.theme)
    assert seen == ["showclear-daylight", "showclear-night-red", "showclear-mono", "showclear-stage"]
    app.use_theme("showclear-night-red")
    assert ShowClearApp(FakeProduction(), kept=kept).theme == "showclear-night-red"


def test_a_terminal_of_few_colours_decides_whatever_was_chosen() -> None:
    """Rounded colours would make states alike."""
    assert chosen_theme("daylight", "showclear-stage") == "showclear-daylight"
    assert chosen_theme("daylight", "showclear-mono") == "showclear-mono"
    assert chosen_theme("daylight", "showclear-256") == "showclear-256"
    assert chosen_theme("mono", "showclear-256") == "showclear-mono"
    assert themes_on_offer("showclear-mono") == ("showclear-mono",)
    assert themes_on_offer("showclear-256") == ("showclear-256", "showclear-mono")
