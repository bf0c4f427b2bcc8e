"""The ways out of a mismatch or a stop. There is no other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical

from showclear.domain.runs.values import Exit
from showclear.tui.presenters.dead_end import ExitLine
from showclear.tui.screens.base import ShowClearScreen
from showclear.tui.screens.rows import ARROWS
from showclear.tui.widgets.answer_row import AnswerChosen, AnswerData, AnswerRow
from showclear.words import english

if TYPE_CHECKING:
    from showclear.app.sessions import RunSession

EXIT_BINDINGS = (
    *ARROWS,
    Binding(
        "g,G",
        f"take('{Exit.GO_ON}')",
        english("go on"),
        id="exit.go-on",
        show=False,
        tooltip=english("In an emergency: what is barred is written, and the list goes on."),
    ),
    Binding(
        "a,A",
        f"take('{Exit.LOOK_AGAIN}')",
        english("look again"),
        id="exit.look-again",
        show=False,
        tooltip=english("Both look again; the block starts anew, blind. Both values stay in the record."),
    ),
    Binding(
        "s,S",
        f"take('{Exit.SUBSTITUTE}')",
        english("use something safer"),
        id="exit.substitute",
        show=False,
        tooltip=english("This run ends; a safer item is used."),
    ),
    Binding(
        "w,W",
        f"take('{Exit.WITHDRAW}')",
        english("withdraw"),
        id="exit.withdraw",
        show=False,
        tooltip=english("It is barred until it is inspected and released."),
    ),
    Binding(
        "q,Q",
        f"take('{Exit.ABANDON}')",
        english("abandon"),
        id="exit.abandon",
        tooltip=english("The run ends without a result; what was written stays."),
    ),
)


class DeadEnd(ShowClearScreen[Exit | None]):
    """A screen that nothing but a way out leads away from."""

    AUTO_FOCUS = ""

    def __init__(self, session: RunSession, *, classes: str = "") -> None:
        super().__init__(classes=classes)
        self.session = session

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only the ways out that the run offers."""
        return action != "take" or Exit(str(parameters[0])) in self.session.run.exits

    def action_nothing(self) -> None:
        """Neither Esc nor Enter is an answer."""

    def action_take(self, way: str) -> None:
        """Take a way out."""
        self.dismiss(Exit(way))

    def on_answer_chosen(self, event: AnswerChosen) -> None:
        """A row was clicked."""
        self.action_take(event.answer_id)


class ExitRows(Vertical):
    """A row for each way out that the run offers; abandoning stands in the key bar alone."""

    def __init__(self, lines: tuple[ExitLine, ...]) -> None:
        super().__init__(classes="exits")
        self.lines = lines

    def compose(self) -> ComposeResult:
        """The rows."""
        for line in self.lines:
            if line.way is not Exit.ABANDON:
                yield AnswerRow(AnswerData(str(line.way), line.key, line.text))


def take_exit(session: RunSession, way: Exit) -> None:
    """Ask the run to take a way out.

    Raises:
        ShowClearError: it is not open, or it could not be made durable.
    """
    match way:
        case Exit.GO_ON:
            session.go_on()
        case Exit.LOOK_AGAIN:
            session.look_again()
        case Exit.SUBSTITUTE:
            session.substitute()
        case Exit.WITHDRAW:
            session.withdraw()
        case Exit.ABANDON:
            session.abandon()
