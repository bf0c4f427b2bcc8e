"""Why one should not leave the app now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from showclear.tui.presenters.custody import is_out
from showclear.tui.presenters.times import listed
from showclear.words import say

if TYPE_CHECKING:
    from showclear.app.views import Board


def reasons_to_stay(board: Board | None) -> tuple[str, ...]:
    """Guns that are out and runs that are open, in sentences; empty when nothing speaks against leaving."""
    if board is None:
        return ()
    reasons = []
    out = tuple(one.weapon.tag for one in board.weapons if is_out(one))
    if out:
        reasons.append(
            say("Still out: {things}. With the app closed nobody is told when their time is over.", things=listed(out))
        )
    if board.open_runs:
        reasons.append(
            say(
                "Not signed: {runs}. The draft is kept and offered again.",
                runs=listed(tuple(f"{run.named} {run.title}" for run in board.open_runs)),
            )
        )
    return tuple(reasons)
