"""The state of one gun, as a band."""

from __future__ import annotations

from textual.reactive import reactive

from showclear.tui.drawing.band import GunState, draw_band
from showclear.tui.drawing.canvas import Canvas
from showclear.tui.widgets.drawn import Drawn


class StateBand(Drawn):
    """The user sees the state of a gun: silhouette, word, fill and edge; legible from two metres."""

    state: reactive[GunState] = reactive(GunState.UNVERIFIED)

    def __init__(
        self, state: GunState = GunState.UNVERIFIED, *, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.set_reactive(StateBand.state, state)

    def rows_for(self, width: int) -> int:
        """Four rows, of which the upper half of the first is air."""
        return 4

    def draw(self, canvas: Canvas) -> None:
        """Draw the band over the whole width."""
        if canvas.height >= 4:
            draw_band(canvas, 0, 0.5, canvas.width, self.state, height=canvas.height - 0.5)
        else:
            draw_band(canvas, 0, 0, canvas.width, self.state, height=canvas.height)
