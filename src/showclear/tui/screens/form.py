"""A form: lines that are typed, one of several values, several of a list. It knows no rule."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Input

from showclear.tui.screens.base import words
from showclear.tui.screens.check_list import CheckEntered, CheckList
from showclear.tui.screens.fields import ChoiceField, FieldEntered
from showclear.tui.widgets.roll import Roll

if TYPE_CHECKING:
    from showclear.app.views import InputField
from showclear.words import translated

LONGEST = 400
"""Characters of one line."""

AnyField = Input | ChoiceField | CheckList


class Form(Roll):
    """The user sees each thing that is asked on a row of its own; lists stand below their label."""

    def __init__(self, fields: tuple[InputField, ...], *, id: str | None = None) -> None:
        super().__init__(id=id, classes="form")
        self.fields = fields

    def compose(self) -> ComposeResult:
        """A row for each field."""
        for number, field in enumerate(self.fields):
            name = f"field-{number}"
            if field.several:
                with Vertical(classes="field -list"):
                    yield words(field.label, "label")
                    yield CheckList(field.choices, field.default, id=name)
                continue
            with Horizontal(classes="field"):
                yield words(field.label, "label")
                if field.choices:
                    yield ChoiceField(field.choices, field.default, id=name, title=field.label)
                else:
                    yield Input(
                        field.default, placeholder=translated(field.example), max_length=LONGEST, select_on_focus=True,
                        id=name, password=field.secret,
                    )  # fmt: skip

    def field(self, number: int) -> AnyField:
        """The field with this number."""
        found = self.query_one(f"#field-{number}")
        assert isinstance(found, (Input, ChoiceField, CheckList))
        return found

    def values(self) -> dict[str, str]:
        """What stands in the fields, by id."""
        return {one.id: self.field(number).value for number, one in enumerate(self.fields)}

    def on_mount(self) -> None:
        """Show what is asked with what was chosen last."""
        self.show_asked()

    def on_field_changed(self) -> None:
        """Another value was chosen: other fields may be asked with it."""
        self.show_asked()

    def show_asked(self) -> None:
        """A field that is asked only with a certain value of another one is there only then."""
        asked = are_asked(self.fields, self.values())
        for number, _ in enumerate(self.fields):
            row = self.field(number).parent
            assert isinstance(row, Widget)
            row.display = number in asked

    def focus_first(self) -> bool:
        """Go to the first field that is empty, else to the first one; False where there is none."""
        if not self.fields:
            return False
        missing = first_missing(self.fields, self.values())
        self.field(missing if missing is not None else 0).focus()
        return True

    def step_on(self) -> bool:
        """Enter in a field before the first empty one: go there, and say nothing. Returns whether it went."""
        missing = first_missing(self.fields, self.values())
        at = next((number for number, _ in enumerate(self.fields) if self.field(number).has_focus), None)
        if missing is None or at is None or missing <= at:
            return False
        self.field(missing).focus()
        return True

    def go_to_fault(self, message: str) -> None:
        """Go to the field that a message begins with, if it names one."""
        said = message.casefold()
        found = [number for number, one in enumerate(self.fields) if said.startswith(one.label.casefold())]
        if found:
            self.field(max(found, key=lambda number: len(self.fields[number].label))).focus()


def are_asked(fields: tuple[InputField, ...], values: Mapping[str, str]) -> frozenset[int]:
    """The numbers of the fields that are asked; what stands in one that is not asked asks no other one."""
    said = dict(values)
    while True:
        found = frozenset(number for number, field in enumerate(fields) if field.is_asked(said))
        left = {fields[number].id: values.get(fields[number].id, "") for number in found}
        if left == said:
            return found
        said = left


def first_missing(fields: tuple[InputField, ...], values: Mapping[str, str]) -> int | None:
    """The number of the first field that has to be filled and is empty."""
    asked = are_asked(fields, values)
    for number, field in enumerate(fields):
        if not field.optional and number in asked and not values.get(field.id, "").strip():
            return number
    return None


class Entering:
    """A screen with fields: Enter in any of them is one step on."""

    @abstractmethod
    def enter(self) -> None:
        """Go on to what is still empty, or do it."""

    def on_field_entered(self, event: FieldEntered) -> None:
        """Enter in a field that is chosen."""
        event.stop()
        self.enter()

    def on_check_entered(self, event: CheckEntered) -> None:
        """Enter in a list."""
        event.stop()
        self.enter()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in a line."""
        event.stop()
        self.enter()
