"""A locked gun in one line; on small screens a card like every other."""

from __future__ import annotations

from showclear.tui.drawing.canvas import Canvas
from showclear.tui.widgets.pieces import Piece, draw_pieces, muted, state_chip, strong
from showclear.tui.widgets.weapon_card import WeaponCard


class LockedLine(WeaponCard):
    """The user sees mark and word, tag, name and where it is locked."""

    def draw(self, canvas: Canvas) -> None:
        """One line; with more rows the card."""
        if canvas.height > 1 or canvas.width < 60:
            super().draw(canvas)
            return
        data = self.data
        if self.is_chosen:
            canvas.rect(0, 0, canvas.width, 1, "raised")
            canvas.rect(0, 0, 0.5, 1, "focus")
        draw_pieces(canvas, 1, 0, (state_chip(data.state, chip=False),))
        draw_pieces(canvas, 16, 0, (strong(data.tag),), room=12)
        draw_pieces(canvas, 29, 0, (Piece(data.name),), room=24)
        draw_pieces(canvas, 54, 0, (muted(data.with_),), room=canvas.width - 55)
