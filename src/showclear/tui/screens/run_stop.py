"""A run that stopped: what was found, what holds from now on, and the ways out."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from showclear.domain.checklists import Otherwise
from showclear.tui.presenters.dead_end import OTHERWISE_WORDS, exit_lines, freeze_words
from showclear.tui.screens.bar import key_bar
from showclear.tui.screens.base import words
from showclear.tui.screens.exits import EXIT_BINDINGS, DeadEnd, ExitRows
from showclear.tui.widgets.prompt import BigText
from showclear.words import english, say, translated

if TYPE_CHECKING:
    from showclear.app.sessions import RunSession


class RunStopScreen(DeadEnd):
    """The user sees STOP, what was entered, which restriction is written already, and the ways out."""

    HELP = "stop"
    BINDINGS: ClassVar[list[BindingType]] = [
        *EXIT_BINDINGS,
        Binding("enter,escape", "nothing", "", show=False, id="stop.nothing", tooltip=english("Does nothing here.")),
    ]

    def __init__(self, session: RunSession) -> None:
        super().__init__(session, classes="full-red")

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
