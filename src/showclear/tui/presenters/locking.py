"""Where a gun is locked, as it was last time."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from showclear.app.views import Board


def last_lock(board: Board, tag: str) -> str:
    """The lock that this gun was in last, else one that another gun is in; empty if nothing was ever locked."""
    own = [one.custody.lock for one in board.weapons if one.weapon.tag == tag and one.custody is not None]
    others = [one.custody.lock for one in board.weapons if one.custody is not None]
    return next((lock for lock in own + others if lock), "")
