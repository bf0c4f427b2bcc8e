"""A question with several fields, whose answer a use case takes or refuses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from showclear.errors import ShowClearError
from showclear.tui.dialogs.slow import SlowDialog
from showclear.tui.screens.base import is_on_top, plain, words
from showclear.tui.screens.form import Entering, Form, first_missing
from showclear.words import english, say

if TYPE_CHECKING:
    from showclear.app.views import InputField

Act = Callable[[Mapping[str, str]], Any]


class FormDialog(SlowDialog[Any], Entering):
    """The user reads what it is about and fills it in. What was typed stays until it is accepted.

    Handed back: what the use case gave, or None when nothing was done.
    """

    HELP = "form"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go", english("go on"), id="form.go", tooltip=english("Do it, or go to what is missing.")),
        Binding("tab", "app.focus_next", english("next field"), id="form.next", tooltip=english("The next field.")),
        Binding("down", "app.focus_next", "", show=False, id="form.down", tooltip=english("The next field.")),
        Binding(
            "up,shift+tab", "app.focus_previous", "", show=False, id="form.up", tooltip=english("The field before.")
        ),
        Binding("escape", "leave", english("go back"), id="form.leave", tooltip=english("Nothing happens.")),
    ]
    form = getters.query_one("#form", Form)

    def __init__(
        self,
        heading: str,
        said: tuple[str, ...],
        fields: tuple[InputField, ...],
        act: Act,
        *,
        quiet: tuple[str, ...] = (),
        slow: bool = False,
    ) -> None:
        """`said` is read first; `quiet` stands below the fields; `act` takes the values or raises.

        What is `slow`, because it makes a key, is done in a thread.
        """
        super().__init__(heading)
        self.said = said
        self.quiet = quiet
        self.fields = fields
        self.act = act
        self.slow = slow

    def compose_body(self) -> ComposeResult:
        """What it is about, the fields, what follows from it."""
        for number, text in enumerate(filter(None, self.said)):
            yield words(text, "strong" if not number else "gap")
        yield Form(self.fields, id="form")
        for text in self.quiet:
            yield words(text, "quiet gap")
        yield words("", "alert gap", id="form-note")

    def on_mount(self) -> None:
        """The first empty field."""
        self.form.focus_first()

    def on_input_changed(self) -> None:
        """Something else is typed: what was said of the form before does not hold any more."""
        self.query_one("#form-note", Static).update("")

    def enter(self) -> None:
        """Enter in a field: on to what is still empty below it, else do it."""
        if not self.busy and not self.form.step_on():
            self.action_go()

    def on_field_changed(self) -> None:
        """What was said may be mended."""
        self.say_moment("")

    def action_go(self) -> None:
        """Do it, or go to the field that is empty."""
        if self.busy or not is_on_top(self):
            # Also where it is done already: a second Enter must not do it once more.
            return
        values = self.form.values()
        missing = first_missing(self.fields, values)
        if missing is not None:
            self.form.field(missing).focus()
            self.say(say("{label}: nothing was entered.", label=self.fields[missing].label))
            return
        if self.slow:
            self.slowly(partial(self.act, values), self.refuse)
            return
        try:
            result = self.act(values)
        except ShowClearError as error:
            self.refuse(error)
            return
        self.dismiss(result)

    def refuse(self, error: ShowClearError) -> None:
        """Say why it is not done; the cursor is where it can be mended."""
        self.say(str(error))
        if self.focused is None:
            self.form.focus_first()
        self.form.go_to_fault(str(error))

    def say_moment(self, text: str) -> None:
        """Below the fields."""
        self.query_one("#form-note", Static).update(plain(text))

    def say(self, text: str) -> None:
        """Say what does not hold, below the fields."""
        self.app.bell()
        self.query_one("#form-note", Static).update(plain(text))

    def action_leave(self) -> None:
        """Nothing happens."""
        if not self.busy:
            self.dismiss(None)
