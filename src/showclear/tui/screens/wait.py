"""A wait that nobody can skip: full screen, two prohibitions and a clock."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from showclear.domain.checklists import Procedure
from showclear.tui.presenters import waiting as present
from showclear.tui.presenters.run_view import top_bar
from showclear.tui.presenters.waiting import SAID
from showclear.tui.screens.bar import key_bar
from showclear.tui.screens.base import ShowClearScreen
from showclear.tui.widgets.answer_row import AnswerChosen, AnswerData
from showclear.tui.widgets.top_bar import TopBar
from showclear.tui.widgets.wait_panel import WaitData, WaitPanel
from showclear.words import english, say

if TYPE_CHECKING:
    from showclear.app.emergencies import Emergency
    from showclear.app.sessions import RunSession

TICK_SECONDS = 0.25
"""How often the clock is read: often enough that no second is left out."""


@dataclass(frozen=True, slots=True)
class WaitEnded:
    """How the wait screen was left: because the time is over, or because something worse is read aloud now."""

    over: bool
    instead: Emergency | None = None


class WaitScreen(ShowClearScreen[WaitEnded]):
    """The user sees what nobody does now, and how long yet. There is no key that makes it shorter."""

    HELP = "wait"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(
                f"{said.key.lower()},{said.key}",
                f"say('{name}')",
                said.text,
                id=f"wait.{name}",
                show=False,
                tooltip=english("{words}: it is written at once, and the clock runs on.", words=said.text),
            )
            for name, said in SAID.items()
        ),
        Binding(
            "escape",
            "leave",
            english("board, the clock runs on"),
            id="wait.leave",
            tooltip=english("The wait goes on without it."),
        ),
    ]
    panel = getters.query_one(WaitPanel)

    def __init__(self, session: RunSession) -> None:
        super().__init__()
        self.session = session
        self.written: set[str] = set()

    def compose(self) -> ComposeResult:
        """Bar, panel, keys."""
        run, board = self.session.run, self.host.board
        people = {person.id: person for person in self.host.production.people()}
        yield TopBar(top_bar(self.session, self.host.production.clock.now()), id="top")
        question = run.question
        assert question is not None, "a wait is a question"
        said = present.prohibitions(run, question)
        misfire = run.plan.checklist.procedure is Procedure.MISFIRE
        data = WaitData(
            banner=present.wait_banner(run, board, people),
            forbidden=said.large,
            forbidden_small=said.small,
            sentence=said.sentence,
            sentence_small=said.sentence_small,
            total=present.seconds_in_all(question),
            note=present.clock_note(question),
            keys=tuple(AnswerData(name, one.key, one.text) for name, one in SAID.items() if misfire or name == "hurt"),
            next_steps=present.what_comes(run),
        )
        yield WaitPanel(data, self.seconds_left(), id="wait")
        yield key_bar()

    @property
    def says_the_stop(self) -> bool:
        """Of a misfire this screen is the stop. That all gun work stops is said here too, over what stands there."""
        board = self.host.board
        return board is None or all(stop.kind != "stand-down" for stop in board.stops)

    def on_mount(self) -> None:
        """The clock of the run is read again and again; it runs whether anybody looks or not."""
        self.set_interval(TICK_SECONDS, self.tick)

    def seconds_left(self) -> int:
        """What is left of the wait, by the clock of the run."""
        question = self.session.run.question
        return present.seconds_left(question, self.session.moment().ms) if question is not None else 0

    def tick(self) -> None:
        """Show the second; when the time is over, the next question comes by itself."""
        left = self.seconds_left()
        self.panel.left = left
        self.query_one("#top", TopBar).data = top_bar(self.session, self.host.production.clock.now())
        if not left and self.is_current:
            self.dismiss(WaitEnded(True))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what stands on a row can be said."""
        if action == "say":
            return any(key.answer_id == parameters[0] for key in self.panel.data.keys) if self.is_mounted else None
        return True

    def action_say(self, name: str) -> None:
        """Write it at once; the clock runs on. Where somebody is hurt, that list is read aloud now."""
        said = SAID[name]
        tags = tuple(dict.fromkeys((self.session.subject, *self.session.run.plan.inputs.get("guns", "").split())))
        misfire = self.session.run.plan.checklist.procedure is Procedure.MISFIRE
        emergencies: list[Emergency] = []

        def report() -> None:
            emergencies.append(
                self.host.production.start_emergency(
                    Procedure.INCIDENT,
                    tags,
                    report_class=said.report_class,
                    reason=said.reason,
                    of_run=self.session.run.plan.run_id if misfire else "",
                    walk=name == "hurt",
                )
            )

        if name in self.written or not self.attempt(report):
            return
        self.written.add(name)
        self.host.read_board()
        if name == "hurt":
            self.dismiss(WaitEnded(False, emergencies[0]))
            return
        self.panel.mark_said(name, say("{words}: written", words=said.text))

    def on_answer_chosen(self, event: AnswerChosen) -> None:
        """A row was clicked."""
        event.stop()
        self.action_say(event.answer_id)

    def action_leave(self) -> None:
        """To the board; the draft is kept and the clock of the run goes on."""
        self.dismiss(WaitEnded(False))
