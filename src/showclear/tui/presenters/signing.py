"""The sign sheet in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from showclear.tui.drawing.band import GunState
from showclear.tui.drawing.text import wrap
from showclear.tui.presenters.people import short_role
from showclear.tui.presenters.times import second
from showclear.tui.widgets.pieces import Piece, muted, state_chip
from showclear.tui.widgets.signer_rows import SignerLine
from showclear.words import english, say, translated

if TYPE_CHECKING:
    from showclear.app.signing_views import SigningView

COLUMNS = 67
"""Width of the sheet's text."""

CHIP = 9
"""Columns that the state takes with the space before it."""

_MORE_DIGITS = (
    "",
    english("one more digit"),
    english("two more digits"),
    english("three more digits"),
    english("four more digits"),
    english("five more digits"),
    english("six more digits"),
)

MEANINGS = {"performed": english("performed it"), "verified": english("verified it")}
"""What a signature means, as it is read."""


def digits_left(missing: int) -> str:
    """How many digits are still to come, in words; what Enter does when none is."""
    if missing <= 0:
        return say("signing")
    return translated(_MORE_DIGITS[missing])


def signer_lines(view: SigningView) -> tuple[SignerLine, ...]:
    """A row for each signature."""
    rows = []
    for line in view.signers:
        if line.signed_at is not None:
            state = say("signed {second}", second=second(line.signed_at))
        else:
            state = say("signs now") if line.now else say("signs after")
        meaning = MEANINGS.get(line.meaning, line.meaning)
        rows.append(
            SignerLine(
                line.person.name, short_role(line.person.role), meaning, state, line.signed_at is not None, line.now
            )
        )
    return tuple(rows)


def follow_lines(view: SigningView, columns: int = COLUMNS) -> tuple[tuple[Piece, ...], ...]:
    """What follows from all signatures, whole; a state in it stands on its own colour.

    What may be done afterwards is read first; the rest is said below it.
    """
    if not view.follows:
        return ()
    lead = say("When all have signed:") if len(view.signers) > 1 else say("When you have signed:")
    permits = [text for text in view.follows if _cold_at(text) >= 0]
    others = [text for text in view.follows if _cold_at(text) < 0]
    lines: list[tuple[Piece, ...]] = [(muted(lead),)]
    for text in permits:
        lines.extend(_with_chip(text, columns))
    for text in others:
        lines.extend((muted(part),) for part in wrap(text, columns))
    return tuple(lines)


def _cold_at(text: str) -> int:
    """Where the word cold stands in a sentence; -1 where it does not."""
    at = text.find(" cold")  # not said: looked for in what is said
    return at if at >= 0 and not text[at + 5 : at + 6].isalpha() else -1


def _with_chip(text: str, columns: int) -> list[tuple[Piece, ...]]:
    at = _cold_at(text)
    before, after = text[:at], text[at + 5 :]
    room = columns - len(before) - CHIP
    first = after if len(after) <= room else after[: max(0, after.rfind(" ", 0, room + 1))]
    rest = after[len(first) :].strip()
    line = (muted(f"{before} "), state_chip(GunState.COLD), muted(first))
    return [line, *((muted(part),) for part in wrap(rest, columns) if part)]
