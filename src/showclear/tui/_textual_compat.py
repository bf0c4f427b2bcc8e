"""The only place where attributes that Textual does not promise are used; look here first when it is bumped."""

from __future__ import annotations

from typing import Any

from rich.segment import Segment
from textual._compositor import LayoutUpdate
from textual.app import App
from textual.screen import Screen


def screen_segments(app: App[Any]) -> list[list[Segment]]:
    """What the terminal shows now, line by line, the screens under a dialog's veil included."""
    update = app.screen._compositor.render_update(full=True, screen_stack=app._background_screens)
    assert isinstance(update, LayoutUpdate)
    return [[segment for strip in line for segment in strip] for line in update.strips]


def may_be_replaced(screen: Screen[Any]) -> None:
    """Let `switch_screen` replace the screen that an app began with, which nobody pushed."""
    screen._push_result_callback(screen.app, None)


class KeepsFaults(App[Any]):
    """An app that keeps an unexpected fault instead of printing it.

    Textual has no public hook for its outermost handler, and that one prints local variables, a PIN among them.
    """

    fault: Exception | None = None
    """The first unexpected fault; None while there was none."""

    def _fatal_error(self) -> None:
        """End the app without printing anything; `run_app` shows the page about it."""
        if self.fault is None:
            self.fault = self._exception
        self._close_messages_no_wait()
