"""The start of a run: what it is about and who walks it. What was used last stands there already."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Input, Static

from showclear.domain.people import Person
from showclear.errors import ShowClearError
from showclear.tui.dialogs.frame import corner
from showclear.tui.dialogs.message import RefusalDialog
from showclear.tui.presenters.start import missing_field, not_asked_text, procedure_of
from showclear.tui.screens.bar import key_bar
from showclear.tui.screens.base import ShowClearDialog, plain, words
from showclear.tui.screens.fields import ChoiceField, FieldEntered
from showclear.tui.widgets.prompt import BigText

if TYPE_CHECKING:
    from showclear.app.sessions import RunSession
    from showclear.app.views import InputField, Preparation

_LONGEST = 200


def _people(people: tuple[Person, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((person.id, f"{person.name}, {person.role.words}") for person in people)


class StartScreen(ShowClearDialog["RunSession | None"]):
    """The user sees the fields filled with what was used last; Enter starts, or goes to what is missing."""

    HELP = "start"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "start", "start", id="start.start", tooltip="Start the run with what stands here."),
        Binding("tab,down", "app.focus_next", "next field", id="start.next", tooltip="The next field."),
        Binding("up", "app.focus_previous", "", show=False, id="start.previous", tooltip="The field before."),
        Binding("escape", "leave", "go back", id="start.leave", tooltip="Start nothing."),
    ]

    def __init__(self, preparation: Preparation) -> None:
        super().__init__()
        self.preparation = preparation

    def compose(self) -> ComposeResult:
        """Title, fields, cast, what is not asked yet."""
        ready = self.preparation
        with Vertical(classes="dialog", id="start-sheet"):
            yield BigText(ready.subject or "Take in", id="start-word")
            yield words(ready.procedure.title, "strong")
            with VerticalScroll(id="fields", can_focus=False):
                for number, field in enumerate(ready.fields):
                    yield from self.compose_field(number, field)
                yield from self.compose_cast()
                yield words(not_asked_text(ready.not_asked), "quiet gap", id="not-asked")
            yield words("", "alert", id="start-note")
            yield key_bar(with_hold=False)
        yield from corner()

    def compose_field(self, number: int, field: InputField) -> ComposeResult:
        """A label and its field."""
        with Horizontal(classes="field"):
            yield words(field.label, "label")
            if field.choices:
                yield ChoiceField(field.choices, field.default, id=f"field-{number}")
            else:
                line = Input(field.default, max_length=_LONGEST, select_on_focus=True, id=f"field-{number}")
                yield line

    def compose_cast(self) -> ComposeResult:
        """Who performs it and who verifies it."""
        for label, people, name in (
            ("Performs it", self.preparation.performers, "performer"),
            ("Verifies it", self.preparation.verifiers, "verifier"),
        ):
            with Horizontal(classes="field"):
                yield words(label, "label")
                yield ChoiceField(_people(people), id=name)

    def on_mount(self) -> None:
        """The first empty field, or the first one."""
        missing = missing_field(self.preparation.fields, self.values())
        self.field(missing if missing is not None else 0).focus()

    def field(self, number: int) -> Input | ChoiceField:
        """The field with this number; the performer where there is none."""
        found = self.query_one_optional(f"#field-{number}")
        if isinstance(found, (Input, ChoiceField)):
            return found
        return self.query_one("#performer", ChoiceField)

    def values(self) -> dict[str, str]:
        """What stands in the fields."""
        return {one.id: self.field(number).value for number, one in enumerate(self.preparation.fields)}

    def on_field_entered(self, event: FieldEntered) -> None:
        """Enter in a field that is chosen."""
        event.stop()
        self.action_start()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in a line."""
        event.stop()
        self.action_start()

    def action_start(self) -> None:
        """Start, or go to what is missing; refusals are shown as they come, and what was typed stays."""
        values = self.values()
        missing = missing_field(self.preparation.fields, values)
        if missing is not None:
            self.field(missing).focus()
            self.say(f"{self.preparation.fields[missing].label}: nothing was entered.")
            return
        performer = self.query_one("#performer", ChoiceField).value
        verifier = self.query_one("#verifier", ChoiceField).value
        self.start(values, performer, verifier)

    def start(self, values: dict[str, str], performer: str, verifier: str) -> None:
        """Ask the production; it knows the rules."""
        ready, production = self.preparation, self.host.production
        procedure = procedure_of(ready)
        try:
            refusals = production.refusals(procedure, ready.subject, values, performer, verifier)
            if refusals:
                self.app.push_screen(RefusalDialog(f"{ready.subject} {ready.procedure.title}".strip(), refusals))
                return
            session: RunSession = production.start_run(procedure, ready.subject, values, performer, verifier)
        except ShowClearError as error:
            self.say(str(error))
            return
        self.dismiss(session)

    def say(self, text: str) -> None:
        """Say what does not hold, below the fields."""
        self.app.bell()
        self.query_one("#start-note", Static).update(plain(text))

    def action_leave(self) -> None:
        """Start nothing."""
        self.dismiss(None)
