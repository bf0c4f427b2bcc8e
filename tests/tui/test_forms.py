"""Forms: Enter goes on quietly, a fault is found where it is, and only what applies is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from textual.widgets import Input, Static

from showclear.app.views import InputField
from showclear.errors import InputError
from showclear.tui.app import ShowClearApp
from showclear.tui.dialogs.form import FormDialog
from showclear.tui.presenters.move_forms import departure_form
from showclear.tui.presenters.stop_forms import NO_SHIFT
from showclear.tui.screens.fields import ChoiceField
from showclear.tui.screens.form import first_missing
from tests.tui.fakes import FakeProduction

HOLDS = InputField("holds", "Holds", "dummy", (("dummy", "dummies"), ("blank", "blanks")))
LOAD = InputField("load", "Load of the blanks", example="quarter", only_with=("holds", "blank"))
FIELDS = (InputField("tag", "New tag", "M-1"), InputField("maker", "Maker"), HOLDS, LOAD, InputField("lot", "Lot"))


def refuse(values: Mapping[str, str]) -> object:
    """The use case refuses the maker."""
    raise InputError(f"Maker: {values['maker']} is not known.", "Write it as the label has it.")


async def test_enter_goes_on_quietly_and_a_fault_is_said_until_it_is_mended_where_it_is() -> None:
    """A message after every Enter teaches people to read none."""
    app = ShowClearApp(FakeProduction())
    async with app.run_test(size=(80, 24)) as pilot:
        dialog = FormDialog("Take in", ("A box",), FIELDS, refuse)
        app.push_screen(dialog)
        await pilot.pause()
        note, form = dialog.query_one("#form-note", Static), dialog.form
        form.field(0).focus()
        await pilot.press("enter")
        assert form.field(1).has_focus
        assert str(note.content) == ""
        await pilot.press("enter")
        await pilot.pause()
        assert str(note.content) == "Maker: nothing was entered."
        await pilot.press("k")
        await pilot.pause()
        assert str(note.content) == ""
        await pilot.press("enter")
        assert form.field(4).has_focus
        await pilot.press("l", "enter")
        await pilot.pause()
        assert str(note.content).startswith("Maker: k is not known.")
        assert form.field(1).has_focus


def test_where_nobody_can_sign_the_field_says_what_opens_a_shift() -> None:
    """ "choose" over nothing to choose from leaves somebody pressing keys at the truck."""
    board = replace(FakeProduction().board(), shifts=())
    _, fields = departure_form("A-07", "weapon", board)
    assert [field.choices for field in fields if field.id in ("armorer", "other")] == [(NO_SHIFT,), (NO_SHIFT,)]


async def test_what_is_asked_only_with_blanks_is_there_only_with_blanks() -> None:
    """A load in the form of a box of dummies makes somebody wonder what is in the box."""
    app = ShowClearApp(FakeProduction())
    async with app.run_test(size=(80, 24)) as pilot:
        dialog = FormDialog("Take in", ("A box",), FIELDS, refuse)
        app.push_screen(dialog)
        await pilot.pause()
        load, holds = dialog.form.field(3), dialog.form.field(2)
        assert isinstance(load, Input)
        assert isinstance(holds, ChoiceField)
        assert not load.parent.display
        assert first_missing(FIELDS, {"tag": "M-1", "maker": "k", "holds": "dummy", "lot": "l"}) is None
        holds.focus()
        await pilot.press("right")
        await pilot.pause()
        assert load.parent.display
        assert load.placeholder == "quarter"
        assert first_missing(FIELDS, {"tag": "M-1", "maker": "k", "holds": "blank", "lot": "l"}) == 3
