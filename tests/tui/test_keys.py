"""Every key has a name, says what it does, does one thing, and stands in the reference."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.actions import parse
from textual.app import App
from textual.binding import Binding
from textual.containers import ScrollableContainer
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

from showclear import tui
from showclear.domain.checklists import AnswerKind
from showclear.tui.app import ShowClearApp
from showclear.tui.dialogs.frame import Dialog
from showclear.tui.dialogs.help import HelpDialog
from showclear.tui.dialogs.sign_sheet import SignSheet
from showclear.tui.presenters.help_texts import ANSWERS, FOCUS, HELP
from showclear.tui.screens.afterwards import Afterwards
from showclear.tui.screens.armory import ArmoryScreen
from showclear.tui.screens.bar import cap_of
from showclear.tui.screens.base import OfTheApp, ShowClearDialog, ShowClearScreen
from showclear.tui.screens.board import BoardScreen
from showclear.tui.screens.board_actions import BoardActions
from showclear.tui.screens.day_actions import DayActions
from showclear.tui.screens.desk import DeskScreen
from showclear.tui.screens.desk_days import DeskDays
from showclear.tui.screens.desk_reading import DeskReading
from showclear.tui.screens.desk_record import RecordScreen
from showclear.tui.screens.exits import DeadEnd
from showclear.tui.screens.exporting import Exporting
from showclear.tui.screens.key_actions import KeyActions
from showclear.tui.screens.late import LateScreen
from showclear.tui.screens.list_place import ListPlace
from showclear.tui.screens.people import PeopleScreen
from showclear.tui.screens.place import PlaceScreen
from showclear.tui.screens.reading import NOT_YET, ReadingScreen
from showclear.tui.screens.run import RunScreen
from showclear.tui.screens.run_flows import RunFlows
from showclear.tui.screens.run_frame import RunFrame
from showclear.tui.screens.run_watch import RunWatch
from showclear.tui.screens.run_ways import RunWays
from showclear.tui.screens.stop_actions import StopActions
from showclear.tui.wizard.app import FoundingApp
from showclear.tui.wizard.touching import TouchPages

KEYS = Path(__file__).parents[2] / "docs" / "keys.md"
PLACES: tuple[type[Screen[None]], ...] = (BoardScreen, ArmoryScreen, PeopleScreen, LateScreen, DeskScreen, RecordScreen)
PARTS = {
    OfTheApp, ShowClearScreen, ShowClearDialog, DeadEnd, Dialog, PlaceScreen, ListPlace, RunFlows, StopActions,
    DayActions, BoardActions,
    RunFrame, RunWays, RunWatch, SignSheet, DeskReading, DeskDays, Afterwards, Exporting, KeyActions, TouchPages,
}  # fmt: skip
"""Classes that a screen is made of: nobody sees them alone."""


def with_keys() -> Iterator[type[Any]]:
    """Every class of the front end that may have keys: the apps, all screens and dialogs, all widgets."""
    for module in pkgutil.walk_packages(tui.__path__, f"{tui.__name__}."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    found: list[type[Any]] = [App, Widget]
    for kind in found:
        found += [one for one in kind.__subclasses__() if one not in found]
    for kind in found:
        if kind.__module__.startswith("showclear.tui") and ".gallery" not in kind.__module__:
            yield kind


EVERYTHING = tuple(with_keys())
SCREENS = tuple(kind for kind in EVERYTHING if issubclass(kind, Screen) and kind not in PARTS)


def bindings(kind: type[Any]) -> list[Binding]:
    """The bindings of our own classes."""
    found = []
    for one in kind.__mro__:
        if one.__module__.startswith("showclear"):
            found += [binding for binding in one.__dict__.get("BINDINGS", ()) if isinstance(binding, Binding)]
    return found


@pytest.mark.parametrize("kind", EVERYTHING, ids=lambda kind: kind.__name__)
def test_every_binding_has_a_name_says_what_it_does_and_does_it(kind: type[Any]) -> None:
    """The name lets a keymap change the key; the sentence stands in the help and over the bar; there is an action."""
    for binding in bindings(kind):
        assert binding.id, binding
        assert binding.tooltip, binding
        where, name, _ = parse(binding.action)
        owners = (FoundingApp,) if kind.__module__.startswith("showclear.tui.wizard") else (ShowClearApp,)
        for owner in owners if where == "app" else (kind,):
            assert hasattr(owner, f"action_{name}"), binding


@pytest.mark.parametrize("kind", EVERYTHING, ids=lambda kind: kind.__name__)
def test_nothing_that_scrolls_takes_the_arrows(kind: type[Any]) -> None:
    """The arrows move what is chosen; Textual's scrolling parts would take them as soon as they are full."""
    # An Input has one line: it has nothing to scroll, and leaves the arrows to the screen.
    if issubclass(kind, ScrollableContainer) and not issubclass(kind, Input):
        assert not {"up", "down", "pageup", "pagedown"} & set(kind._merged_bindings.key_to_bindings)


def test_no_scrolling_part_of_textual_is_used_as_it_is() -> None:
    """`Roll` is the one that scrolls; see the test before this one."""
    for path in Path(tui.__path__[0]).rglob("*.py"):
        if "gallery" not in path.parts and path.name != "roll.py":
            text = path.read_text(encoding="utf-8")
            assert "VerticalScroll" not in text, path
            assert "ScrollableContainer" not in text, path


@pytest.mark.parametrize("kind", SCREENS, ids=lambda kind: kind.__name__)
def test_every_screen_and_dialog_has_a_help_page(kind: type[Screen[None]]) -> None:
    """F1 says what a screen is for before it lists keys."""
    if kind is ReadingScreen:
        # It is there before anything else is loaded, and names its three keys itself.
        assert "F12 (hold), F9 (emergency) and Ctrl+Q (leave)" in NOT_YET
        return
    assert kind is HelpDialog or kind.HELP in HELP
    assert any(binding.action == "app.help" for binding in bindings(kind))


FOCUSABLE = [kind for kind in EVERYTHING if getattr(kind, "can_focus", False) and not issubclass(kind, Screen)]


def test_everything_that_can_have_the_focus_is_explained_by_f1() -> None:
    """A line of Textual's own is told apart by what is typed in it; see `about_here`."""
    ours = [kind for kind in FOCUSABLE if kind.__module__.startswith("showclear.")]
    assert len(ours) >= 10
    for kind in ours:
        assert kind.HELP in FOCUS, kind


def test_every_kind_of_answer_is_explained_by_f1() -> None:
    """In a run the keys belong to the question."""
    assert set(ANSWERS) == set(AnswerKind)


@pytest.mark.parametrize("kind", PLACES, ids=lambda kind: kind.__name__)
def test_no_key_does_two_things_in_one_place(kind: type[Screen[None]]) -> None:
    """A key pressed in the dark does what it did the last time."""
    actions: dict[str, str] = {}
    for binding in bindings(kind):
        for key in binding.key.split(","):
            assert actions.setdefault(key, binding.action) == binding.action, f"{key}: {binding.action}"


@pytest.mark.parametrize("kind", PLACES, ids=lambda kind: kind.__name__)
def test_every_key_of_a_place_is_in_the_reference(kind: type[Screen[None]]) -> None:
    """docs/keys.md is what hangs in the armory truck."""
    text = KEYS.read_text(encoding="utf-8")
    missing = [
        f"| `{cap_of(one)}` | {one.tooltip} |"
        for one in kind.BINDINGS
        if isinstance(one, Binding) and one.tooltip and f"| `{cap_of(one)}` | {one.tooltip} |" not in text
    ]
    assert missing == []


def test_every_key_of_a_run_that_is_no_answer_is_in_the_reference() -> None:
    """Answers have the letters that stand beside them."""
    text = KEYS.read_text(encoding="utf-8")
    own = [one for one in RunScreen.BINDINGS if isinstance(one, Binding) and (one.id or "").startswith("run.")]
    assert own
    assert [row for one in own if (row := f"| `{cap_of(one)}` | {one.tooltip} |") not in text] == []
