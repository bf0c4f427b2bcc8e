"""Every key has a name, says what it does, does one thing, and stands in the reference."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.binding import Binding
from textual.screen import Screen

from showclear.tui.dialogs.enrolment import WordsDialog
from showclear.tui.dialogs.form import FormDialog
from showclear.tui.dialogs.procedures import ProceduresDialog
from showclear.tui.presenters.help_texts import HELP
from showclear.tui.screens.armory import ArmoryScreen
from showclear.tui.screens.bar import cap_of
from showclear.tui.screens.board import BoardScreen
from showclear.tui.screens.people import PeopleScreen
from showclear.tui.screens.start import StartScreen
from showclear.tui.wizard.screen import WizardScreen

KEYS = Path(__file__).parents[2] / "docs" / "keys.md"
PLACES: tuple[type[Screen[None]], ...] = (BoardScreen, ArmoryScreen, PeopleScreen)
OTHERS = (FormDialog, ProceduresDialog, StartScreen, WizardScreen, WordsDialog)


def bindings(kind: type[Screen[None]]) -> list[Binding]:
    """The bindings of our own classes."""
    found = []
    for one in kind.__mro__:
        if one.__module__.startswith("showclear"):
            found += [binding for binding in one.__dict__.get("BINDINGS", ()) if isinstance(binding, Binding)]
    return found


@pytest.mark.parametrize("kind", [*PLACES, *OTHERS], ids=lambda kind: kind.__name__)
def test_every_binding_has_a_name_and_says_what_it_does(kind: type[Screen[None]]) -> None:
    """The name lets a keymap change the key; the sentence stands in the help and over the bar."""
    for binding in bindings(kind):
        assert binding.id, binding
        assert binding.tooltip or not binding.description, binding


@pytest.mark.parametrize("kind", PLACES, ids=lambda kind: kind.__name__)
def test_no_key_does_two_things_in_one_place(kind: type[Screen[None]]) -> None:
    """A key pressed in the dark does what it did the last time."""
    actions: dict[str, str] = {}
    for binding in bindings(kind):
        for key in binding.key.split(","):
            assert actions.setdefault(key, binding.action) == binding.action, f"{key}: {binding.action}"


@pytest.mark.parametrize("kind", [*PLACES, FormDialog, ProceduresDialog, WordsDialog], ids=lambda kind: kind.__name__)
def test_every_place_has_a_help_page(kind: type[Screen[None]]) -> None:
    """F1 says what a screen is for before it lists keys."""
    assert kind.HELP in HELP


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
