"""Two people, two values. Nobody is blamed, and there is no way around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from showclear.domain.runs.values import Exit
from showclear.tui.presenters.dead_end import exit_lines, mismatch_banner, sides
from showclear.tui.presenters.run_view import top_bar
from showclear.tui.screens.bar import key_bar
from showclear.tui.screens.base import ShowClearScreen
from showclear.tui.screens.exits import EXIT_BINDINGS, ExitRows
from showclear.tui.widgets.answer_row import AnswerChosen
from showclear.tui.widgets.banners import Banner, BannerData
from showclear.tui.widgets.compare import ComparePanel
from showclear.tui.widgets.top_bar import TopBar
from showclear.words import english, say

if TYPE_CHECKING:
    from showclear.app.sessions import RunSession


class MismatchScreen(ShowClearScreen[Exit | None]):
    """The user sees both values at equal size, and the ways out. Neither Esc nor Enter leads away."""

    HELP = "mismatch"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        *EXIT_BINDINGS,
        Binding(
            "enter,escape", "nothing", "", show=False, id="mismatch.nothing", tooltip=english("Does nothing here.")
        ),
    ]

    def __init__(self, session: RunSession) -> None:
        super().__init__()
        self.session = session

    def compose(self) -> ComposeResult:
        """The band, both values, the ways out between them."""
        run, subject = self.session.run, self.session.run.plan.named
        found = run.mismatches()
        yield TopBar(top_bar(self.session, self.host.production.clock.now()), id="top")
        yield Banner(self.banner_now(), id="banner")
        left, right = sides(run, self.session.weapon, found)
        note = say("All others agree.") if len(found) == 1 else say("{count} differ.", count=len(found))
        yield ComparePanel(left, right, ExitRows(exit_lines(run, subject)), note=note, id="both")
        yield key_bar()

    def banner_now(self) -> BannerData:
        """What differs, in the words that fit."""
        run = self.session.run
        subject = self.session.subject if run.plan.of_item else ""
        return mismatch_banner(run.mismatches(), subject, self.app.size.width)

    def on_resize(self) -> None:
        """Another size."""
        self.query_one("#banner", Banner).data = self.banner_now()

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
