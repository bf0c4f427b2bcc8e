"""The only place where attributes that Textual does not promise are used; look here first when it is bumped."""

from __future__ import annotations

from typing import Any

from rich.segment import Segment
from textual._compositor import LayoutUpdate
from textual.app import App


def screen_segments(app: App[Any]) -> list[list[Segment]]:
    """What the terminal shows now, line by line, the screens under a dialog's veil included."""
    update = app.screen._compositor.render_update(full=True, screen_stack=app._background_screens)
    assert isinstance(update, LayoutUpdate)
    return [[segment for strip in line for segment in strip] for line in update.strips]
