"""A list that is read aloud where nobody is on shift to walk it: the words large, the clock, nothing to enter."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from showclear.tui.presenters.emergency import aloud_banner
from showclear.tui.presenters.times import clock
from showclear.tui.screens.bar import key_bar
from showclear.tui.screens.base import ShowClearScreen, words
from showclear.tui.screens.wait import TICK_SECONDS
from showclear.tui.widgets.aloud_list import AloudList
from showclear.tui.widgets.banners import Banner
from showclear.tui.widgets.pieces import strong
from showclear.tui.widgets.roll import Roll
from showclear.tui.widgets.top_bar import TopBar, TopBarData
from showclear.tui.widgets.wait_clock import WaitClock
from showclear.words import english, say

if TYPE_CHECKING:
    from showclear.app.emergencies import Emergency


class AloudScreen(ShowClearScreen[None]):
    """The user reads aloud, line by line; the clock runs where nobody may move."""

    HELP = "aloud"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "space,enter,down",
            "go(1)",
            english("next line"),
            id="aloud.next",
            tooltip=english("This line was read: the next one."),
        ),
        Binding(
            "up,backspace",
            "go(-1)",
            english("line before"),
            id="aloud.before",
            tooltip=english("Back to the line before."),
        ),
        Binding(
            "escape,b,B",
            "leave",
            english("board, the stop stays"),
            id="aloud.leave",
            tooltip=english("Back; what is written stays."),
        ),
    ]

    def __init__(self, emergency: Emergency) -> None:
        super().__init__()
        self.emergency = emergency

    def compose(self) -> ComposeResult:
        """Bar, band, clock, the lines, why nobody signs yet, keys."""
        yield TopBar(id="top")
        yield Banner(aloud_banner(self.emergency), id="aloud-band")
        with Vertical(id="aloud-body"):
            if self.emergency.wait_seconds:
                yield WaitClock(
                    self.seconds_left(), self.emergency.wait_seconds, say("Nobody moves. Nothing skips this clock.")
                )
            with Roll(id="aloud-lines"):
                yield AloudList(self.emergency.aloud, id="aloud-list")
            yield words(self.emergency.why, "quiet", id="aloud-why")
        yield key_bar()

    def on_mount(self) -> None:
        """The clock counts from the key that started it."""
        self.set_interval(TICK_SECONDS, self.tick)
        self.tick()

    def seconds_left(self) -> int:
        """What is left of the wait."""
        ready = self.emergency.started_ms + 1000 * self.emergency.wait_seconds
        return max(0, math.ceil((ready - self.host.production.clock.monotonic_ms()) / 1000))

    def tick(self) -> None:
        """Show the second."""
        self.query_one("#top", TopBar).data = TopBarData(
            (strong(self.emergency.title),), (), clock(self.host.production.clock.now())
        )
        for one in self.query(WaitClock):
            one.left = self.seconds_left()

    def action_go(self, by: int) -> None:
        """Another line is read."""
        listing = self.query_one("#aloud-list", AloudList)
        listing.at = max(0, min(listing.at + by, len(listing.lines) - 1))
        top = listing.row_of(listing.at)
        self.query_one("#aloud-lines", Roll).scroll_to(y=max(0, top - 3), animate=False)

    def action_leave(self) -> None:
        """To the board; what is written stays."""
        self.dismiss(None)
