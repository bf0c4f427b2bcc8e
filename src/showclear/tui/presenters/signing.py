"""The sign sheet in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from showclear.tui.drawing.band import GunState
from showclear.tui.presenters.people import short_role
from showclear.tui.presenters.times import second
from showclear.tui.widgets.pieces import Piece, muted, state_chip
from showclear.tui.widgets.signer_rows import SignerLine

if TYPE_CHECKING:
    from showclear.app.views import SigningView

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six")

MEANINGS = {"performed": "performed it", "verified": "verified it"}
"""What a signature means, as it is read."""


def digits_left(missing: int) -> str:
    """How many digits are still to come, in words; what Enter does when none is."""
    if missing <= 0:
        return "signing"
    return f"{_NUMBERS[missing]} more {'digit' if missing == 1 else 'digits'}"


def signer_lines(view: SigningView) -> tuple[SignerLine, ...]:
    """A row for each signature."""
    rows = []
    for line in view.signers:
        if line.signed_at is not None:
            state = f"signed {second(line.signed_at)}"
        else:
            state = "signs now" if line.now else "signs after"
        meaning = MEANINGS.get(line.meaning, line.meaning)
        rows.append(
            SignerLine(
                line.person.name, short_role(line.person.role), meaning, state, line.signed_at is not None, line.now
            )
        )
    return tuple(rows)


def follow_lines(view: SigningView) -> tuple[tuple[Piece, ...], ...]:
    """What follows from all signatures, one line each; a state in it stands on its own colour."""
    lead = "When all have signed: " if len(view.signers) > 1 else "When you have signed: "
    lines: list[tuple[Piece, ...]] = [(muted(lead),)] if view.follows else []
    follows = [_with_chip(text) for text in view.follows]
    # What may be done afterwards is read first; the rest is said below it.
    lines.extend(sorted(follows, key=len, reverse=True))
    return tuple(lines)


def _with_chip(text: str) -> tuple[Piece, ...]:
    before, found, after = text.partition(" cold")
    if not found or (after[:1].isalpha()):
        return (muted(text),)
    return (muted(f"{before} "), state_chip(GunState.COLD), muted(after))
