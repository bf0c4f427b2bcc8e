"""A hold is lifted by an armorer and an assistant director, with a reason and an answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Input, Static

from showclear.domain.people import Person, Role
from showclear.errors import ShowClearError
from showclear.tui.dialogs.frame import Dialog
from showclear.tui.screens.base import plain, words
from showclear.tui.screens.fields import ChoiceField, FieldEntered
from showclear.words import english, say

if TYPE_CHECKING:
    from showclear.app.signing import SigningSession


def _of(people: tuple[Person, ...], role: Role) -> tuple[tuple[str, str], ...]:
    return tuple((person.id, f"{person.name}, {role.words}") for person in people if person.role is role)


class LiftDialog(Dialog["SigningSession | None"]):
    """The user sees what was held and why; enters why it is lifted and what was answered; then both sign."""

    HELP = "lift"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "lift", english("go on to the signatures"), id="lift.go", tooltip=english("Both sign next.")),
        Binding("tab", "app.focus_next", english("next field"), id="lift.next", tooltip=english("The next field.")),
        Binding("escape", "leave", english("go back"), id="lift.leave", tooltip=english("The hold stays.")),
    ]

    def __init__(
        self, held: str, people: tuple[Person, ...], lift: Callable[[str, str, str, str], SigningSession]
    ) -> None:
        super().__init__(say("Lift the hold"))
        self.held = held
        self.people = people
        self.lift = lift

    def compose_body(self) -> ComposeResult:
        """What was held; reason and answer; who signs."""
        yield words(self.held, "strong")
        for label, name in ((say("Why it is lifted"), "reason"), (say("What was answered"), "answer")):
            with Horizontal(classes="field gap"):
                yield words(label, "label")
                yield Input(max_length=400, id=name)
        for label, role, name in (
            (say("Armorer"), Role.ARMORER, "armorer"),
            (say("Assistant director"), Role.ASSISTANT_DIRECTOR, "ad"),
        ):
            with Horizontal(classes="field"):
                yield words(label, "label")
                yield ChoiceField(_of(self.people, role), id=name)
        yield words("", "alert gap", id="lift-note")

    def on_mount(self) -> None:
        """The reason comes first."""
        self.query_one("#reason", Input).focus()

    def on_field_entered(self, event: FieldEntered) -> None:
        """Enter in a field that is chosen."""
        event.stop()
        self.action_lift()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in a line: the next one, until both are filled."""
        event.stop()
        self.action_lift()

    def action_lift(self) -> None:
        """Go on to the signatures, or to the line that is empty."""
        reason, answer = self.query_one("#reason", Input), self.query_one("#answer", Input)
        for line in (reason, answer):
            if not line.value.strip():
                line.focus()
                return
        armorer, ad = self.query_one("#armorer", ChoiceField).value, self.query_one("#ad", ChoiceField).value
        try:
            session = self.lift(reason.value.strip(), answer.value.strip(), armorer, ad)
        except ShowClearError as error:
            self.app.bell()
            self.query_one("#lift-note", Static).update(plain(str(error)))
            return
        self.dismiss(session)

    def action_leave(self) -> None:
        """The hold stays."""
        self.dismiss(None)
