"""A run that stopped: what was found, what holds from now on, and the ways out."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from showclear.domain.checklists import Otherwise
from showclear.domain.runs.values import Exit
from showclear.tui.presenters.dead_end import OTHERWISE_WORDS, exit_lines, freeze_words
from showclear.tui.screens.bar import key_bar
from showclear.tui.screens.base import ShowClearScreen, words
from showclear.tui.screens.exits import EXIT_BINDINGS, ExitRows
from showclear.tui.widgets.answer_row import AnswerChosen
from showclear.tui.widgets.prompt import BigText
from showclear.words import english, say, translated

if TYPE_CHECKING:
    from showclear.app.sessions import RunSession


class RunStopScreen(ShowClearScreen[Exit | None]):
    """The user sees STOP, what was entered, which restriction is written already, and the ways out."""

    HELP = "stop"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        *EXIT_BINDINGS,
        Binding("enter,escape", "nothing", "", show=False, id="stop.nothing", tooltip=english("Does nothing here.")),
    ]

    def __init__(self, session: RunSession) -> None:
        super().__init__(classes="full-red")
        self.session = session

    def compose(self) -> ComposeResult:
        """STOP in triple letters, the sentence, the ways out."""
        stop, subject = self.session.run.stop, self.session.run.plan.named
        with Vertical(id="stop"):
            yield BigText(say("STOP"), scale=self.scale_now(), ink="full-ink", id="stop-word")
            yield words(freeze_words(self.session.run), "strong gap")
            if stop is not None:
                yield words(stop.reason, "gap", id="stop-reason")
                yield words(
                    f"{' '.join(stop.items) or subject}: {translated(OTHERWISE_WORDS[stop.otherwise])}", "strong"
                )
            if self.session.restrictions:
                yield words(say("It is written already and counts, whatever you do now."), "record")
            yield ExitRows(exit_lines(self.session.run, subject))
        yield key_bar(full_red=True)

    def scale_now(self) -> int:
        """How large the word stands."""
        return 3 if self.app.size.width >= 100 else 2

    def on_resize(self) -> None:
        """Another size."""
        self.query_one("#stop-word", BigText).scale = self.scale_now()

    @property
    def says_the_stop(self) -> bool:
        """Whether what stops the set now is what stands here in full."""
        stop = self.session.run.stop
        return stop is not None and stop.otherwise in (Otherwise.HOLD, Otherwise.STAND_DOWN)

    def on_mount(self) -> None:
        """What was written counts already: the corner says what F12 makes of it now."""
        self.host.read_board()

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
