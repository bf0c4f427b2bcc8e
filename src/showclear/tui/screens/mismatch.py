"""Two people, two values. Nobody is blamed, and there is no way around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from showclear.tui.presenters.dead_end import exit_lines, mismatch_banner, sides
from showclear.tui.presenters.run_view import top_bar
from showclear.tui.screens.bar import key_bar
from showclear.tui.screens.exits import EXIT_BINDINGS, DeadEnd, ExitRows
from showclear.tui.widgets.banners import Banner, BannerData
from showclear.tui.widgets.compare import ComparePanel
from showclear.tui.widgets.top_bar import TopBar
from showclear.words import english, say

if TYPE_CHECKING:
    pass


class MismatchScreen(DeadEnd):
    """The user sees both values at equal size, and the ways out. Neither Esc nor Enter leads away."""

    HELP = "mismatch"
    BINDINGS: ClassVar[list[BindingType]] = [
        *EXIT_BINDINGS,
        Binding(
            "enter,escape", "nothing", "", show=False, id="mismatch.nothing", tooltip=english("Does nothing here.")
        ),
    ]

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
