"""The same screen on every machine: time zone, locale, theme, cursor and animations are fixed."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.app import App
from textual.widgets import Input

from tests.tui.quiet import STAND_INS

SNAPSHOTS = Path(__file__).parent / "snapshots"
Snapshot = Callable[[App[Any], str], None]


@pytest.fixture(autouse=True)
def _same_everywhere(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr("textual.constants.TEXTUAL_ANIMATIONS", "none")
    for name, stand_in in STAND_INS.items():
        monkeypatch.setattr(name, stand_in)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def normalised(svg: str) -> str:
    """The picture without the random id that Rich gives it."""
    return re.sub(r"terminal-\d+", "terminal", svg).rstrip() + "\n"


@pytest.fixture
def snapshot(tmp_path: Path) -> Snapshot:
    """Compare what an app shows with the committed picture of that name.

    With ``SHOWCLEAR_UPDATE_SNAPSHOTS=1`` in the environment the picture is written: look at it before committing.
    """

    def compare(app: App[Any], name: str) -> None:
        for field in app.screen.query(Input):
            field.cursor_blink = False
        shown = normalised(app.export_screenshot(title=name, simplify=True))
        committed = SNAPSHOTS / f"{name}.svg"
        if os.environ.get("SHOWCLEAR_UPDATE_SNAPSHOTS") == "1":
            SNAPSHOTS.mkdir(exist_ok=True)
            committed.write_text(shown, encoding="utf-8", newline="\n")
            return
        assert committed.exists(), f"{committed} is missing: run with SHOWCLEAR_UPDATE_SNAPSHOTS=1 and look at it"
        if committed.read_text(encoding="utf-8") != shown:
            actual = tmp_path / f"{name}.svg"
            actual.write_text(shown, encoding="utf-8", newline="\n")
            pytest.fail(
                f"{name} looks different. Compare {actual} with {committed}; "
                "if the new one is right, run with SHOWCLEAR_UPDATE_SNAPSHOTS=1 and commit it"
            )

    return compare
