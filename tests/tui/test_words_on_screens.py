"""Screens in the language of tests: what stands there in plain letters is no text of ours but somebody's data."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

import pytest

from showclear import words
from showclear.tui._textual_compat import screen_segments
from showclear.tui.app import ShowClearApp
from showclear.tui.screens.run import RunScreen
from tests.tui.fakes import FakeProduction
from tests.tui.real import Walker
from tests.tui.scenes import CREW, working
from tests.tui.test_screens_snapshots import PINS

ALWAYS = {"utc"}
"""The zone of a clock."""


@pytest.fixture(autouse=True)
def _in_the_language_of_tests() -> Iterator[None]:
    words.use(words.PSEUDO)
    yield
    words.use("en")


def plain_words(text: str) -> set[str]:
    """Words of two letters and more without an accent, in small letters; none that is cut off."""
    return {one.lower() for one in re.findall(r"[^\W\d_]{2,}(?!\.\.)\b", text) if one.isascii()}


def on_screen(app: ShowClearApp) -> set[str]:
    """Plain words on the screen."""
    return plain_words("\n".join("".join(segment.text for segment in line) for line in screen_segments(app)))


def data_words(value: object) -> set[str]:
    """Plain words in the texts that a value holds, however deep; never the names of its fields."""
    if isinstance(value, str):
        return plain_words(value)
    if is_dataclass(value) and not isinstance(value, type):
        return data_words([getattr(value, one.name) for one in fields(value)])
    if isinstance(value, Mapping):
        return data_words(list(value.values()))
    if isinstance(value, list | tuple | set | frozenset):
        return set().union(*map(data_words, value))
    return set()


async def test_the_board_says_nothing_that_is_not_in_the_catalogue() -> None:
    """Names, tags, places and what others wrote stay as they are."""
    app = ShowClearApp(working())
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        shown, data = on_screen(app), data_words((app.board, CREW))
        assert shown & data, "nothing of the board is on the screen"
        assert sorted(shown - data - ALWAYS) == []


async def test_a_run_says_nothing_that_is_not_in_the_catalogue() -> None:
    """The checklist is asked in its own language, in which it is recorded."""
    app = ShowClearApp(FakeProduction())
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("i", "enter")
        await Walker(app, pilot, PINS).walk("chambers 4")
        assert isinstance(app.screen, RunScreen)
        plan = app.screen.session.run.plan
        shown, data = on_screen(app), data_words((plan, app.screen.session.weapon, app.screen.sources))
        assert shown & data, "nothing of the run is on the screen"
        assert sorted(shown - data - ALWAYS) == []
