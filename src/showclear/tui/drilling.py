"""The part of the app that a drill has besides: it is told of every board; the debrief comes when the day is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from showclear.errors import ShowClearError
from showclear.tui.screens.host import Host

if TYPE_CHECKING:
    from showclear.app.views import Board
    from showclear.tui.screens.board import BoardScreen


class PlaysDrill(Host):
    """In real work none of it does anything."""

    board_screen: BoardScreen
    debriefed = False
    """Whether the debrief came by itself: once."""

    def follow_drill(self, board: Board | None) -> None:
        """In a drill: a stop settles what was there to be seen; when the day is over, the debrief comes once."""
        if self.drill is None or board is None:
            return
        try:
            self.drill.notice(board)
        except ShowClearError as error:
            self.show_error(error)
        if self.screen is self.board_screen and not self.debriefed and self.drill.next_task(board) is None:
            self.debriefed = True
            self.show_debrief()

    def show_debrief(self) -> None:
        """What was caught and what was missed so far."""
        from showclear.tui.screens.drill import DebriefDialog

        try:
            labels = self.production.adopted.source_labels()
        except ShowClearError as error:
            self.show_error(error)
            return
        if self.drill is not None:
            self.push_screen(DebriefDialog(self.drill.debrief(labels)))
