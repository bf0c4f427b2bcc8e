"""The start of a run: what it is about and who walks it. What was used last stands there already."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from showclear.app.refusing import RulesRefuseError
from showclear.domain.refusals import Refusal
from showclear.errors import ShowClearError
from showclear.tui.dialogs.frame import corner
from showclear.tui.dialogs.message import RefusalDialog
from showclear.tui.presenters.people import subject_words
from showclear.tui.presenters.start import asked_fields, cast_fields, procedure_of, start_title
from showclear.tui.presenters.times import listed
from showclear.tui.screens.bar import key_bar
from showclear.tui.screens.base import ShowClearDialog, is_on_top, plain, words
from showclear.tui.screens.fields import ChoiceField
from showclear.tui.screens.form import Entering, Form, first_missing
from showclear.tui.widgets.prompt import BigText
from showclear.words import english, say

if TYPE_CHECKING:
    from showclear.app.sessions import RunSession
    from showclear.app.sittings import Sitting
    from showclear.app.views import Preparation


class StartScreen(ShowClearDialog["RunSession | Sitting | None"], Entering):
    """The user sees the fields, plans filled as they were last; Enter starts, or goes to what is missing."""

    HELP = "start"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter",
            "start",
            english("start"),
            id="start.start",
            tooltip=english("Start the run with what stands here."),
        ),
        Binding(
            "tab,down", "app.focus_next", english("next field"), id="start.next", tooltip=english("The next field.")
        ),
        Binding(
            "up,shift+tab",
            "app.focus_previous",
            "",
            show=False,
            id="start.previous",
            tooltip=english("The field before."),
        ),
        Binding("escape", "leave", english("go back"), id="start.leave", tooltip=english("Start nothing.")),
    ]
    form = getters.query_one("#fields", Form)

    def __init__(self, preparation: Preparation, subjects: tuple[str, ...] = ()) -> None:
        """`subjects` are several guns that go through it in one sitting."""
        super().__init__()
        self.preparation = preparation
        self.subjects = subjects
        self.fields = asked_fields(preparation.fields)

    def compose(self) -> ComposeResult:
        """Title, fields, cast."""
        ready = self.preparation
        with Vertical(classes="dialog", id="start-sheet"):
            yield BigText(start_title(ready, self.subjects), id="start-word")
            yield words(ready.procedure.title, "strong")
            if ready.procedure.translation:
                yield words(say("Translation: {translation}.", translation=ready.procedure.translation), "alert")
            if self.subjects:
                yield words(say("In one sitting, gun by gun: {guns}. One record each.", guns=listed(self.subjects)))
            yield Form(self.fields, id="fields")
            yield from self.compose_cast()
            yield words("", "alert", id="start-note")
            yield key_bar(with_hold=False)
        yield from corner()

    def compose_cast(self) -> ComposeResult:
        """Who performs it and who verifies it."""
        with Vertical(id="cast"):
            for field in cast_fields(self.preparation):
                with Horizontal(classes="field"):
                    yield words(field.label, "label")
                    yield ChoiceField(field.choices, id=field.id, title=field.label)

    def not_chosen(self) -> ChoiceField | None:
        """The first of the two for whom somebody has to be chosen yet, where somebody is there to be chosen."""
        cast = (self.query_one(f"#{name}", ChoiceField) for name in ("performer", "verifier"))
        return next((one for one in cast if not one.value and len(one.choices) > 1), None)

    def on_mount(self) -> None:
        """The first empty field, or the first one."""
        if not self.form.focus_first():
            self.query_one("#performer", ChoiceField).focus()

    def enter(self) -> None:
        """Enter in a field: on to what is still empty below it, else start."""
        if self.form.step_on():
            return
        empty = self.not_chosen() if first_missing(self.fields, self.form.values()) is None else None
        if empty is not None and not empty.has_focus:
            empty.focus()
        else:
            self.action_start()

    def on_input_changed(self) -> None:
        """What was said may be mended."""
        self.query_one("#start-note", Static).update("")

    def on_field_changed(self) -> None:
        """What was said may be mended."""
        self.query_one("#start-note", Static).update("")

    def action_start(self) -> None:
        """Start, or go to what is missing; refusals are shown as they come, and what was typed stays."""
        if not is_on_top(self):
            return
        values = self.form.values()
        missing = first_missing(self.fields, values)
        if missing is not None:
            self.form.field(missing).focus()
            self.say(say("{label}: nothing was entered.", label=self.fields[missing].label))
            return
        empty = self.not_chosen()
        if empty is not None:
            empty.focus()
            self.say(say("{label}: nobody was chosen.", label=empty.title))
            return
        performer = self.query_one("#performer", ChoiceField).value
        verifier = self.query_one("#verifier", ChoiceField).value
        if not performer or not verifier:
            self.say(say("One of the two is not on shift here. Go back; S on the board opens a shift."))
            return
        self.start(values, performer, verifier)

    def start(self, values: dict[str, str], performer: str, verifier: str) -> None:
        """Ask the production; it knows the rules."""
        ready, production = self.preparation, self.host.production
        procedure = procedure_of(ready)
        session: RunSession | Sitting
        try:
            if self.subjects:
                session = production.start_sitting(procedure, self.subjects, values, performer, verifier)
            else:
                refusals = production.refusals(procedure, ready.subject, values, performer, verifier)
                if refusals:
                    self.refuse(refusals)
                    return
                session = production.start_run(procedure, ready.subject, values, performer, verifier)
        except RulesRefuseError as error:
            self.refuse(error.refusals)
            return
        except ShowClearError as error:
            self.say(str(error))
            self.form.go_to_fault(str(error))
            return
        self.dismiss(session)

    def refuse(self, refusals: tuple[Refusal, ...]) -> None:
        """Show which rules refuse; what was typed stays."""
        what = listed(self.subjects) or subject_words(self.preparation.subject, self.host.production.people())
        self.app.push_screen(RefusalDialog(f"{what} {self.preparation.procedure.title}".strip(), refusals))

    def say(self, text: str) -> None:
        """Say what does not hold, below the fields."""
        self.app.bell()
        self.query_one("#start-note", Static).update(plain(text))

    def action_leave(self) -> None:
        """Start nothing."""
        self.dismiss(None)
