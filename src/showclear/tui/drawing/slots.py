"""What a chamber, a round or a barrel looks like for each thing that can be entered about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from showclear.tui.drawing.canvas import Canvas
from showclear.tui.drawing.letters import letter_word
from showclear.tui.drawing.shapes import bitten_disc, disc, lugged_disc
from showclear.words import english


class SlotState(StrEnum):
    """What the person at the keys has entered about one slot."""

    EMPTY = "empty"
    DUMMY = "dummy"
    BLANK = "blank"
    FIRED = "fired"
    NOT_SEEN = "not-seen"
    ONE_MARK = "one-mark"
    LIVE = "live"
    NOW = "now"
    NOT_YET = "not-yet"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Look:
    """How a state is drawn; colours are token names."""

    word: str
    short: str
    """The word where the full one does not fit."""
    mark: str
    fill: str
    rim: str
    ink: str
    bold: bool
    word_colour: str
    """Colour of the word in the table under the picture."""


LOOKS: dict[SlotState, Look] = {
    SlotState.EMPTY: Look(english("EMPTY"), english("EMPTY"), "", "hole", "cold", "cold", True, "cold"),
    SlotState.DUMMY: Look(english("DUMMY"), english("DUMMY"), "▬", "dummy", "dummy-rim", "dummy-ink", True, "cold"),
    SlotState.BLANK: Look(english("BLANK"), english("BLANK"), "▟▙", "hot-bg", "hot-bg", "hot-ink", True, "hot"),
    SlotState.FIRED: Look(english("FIRED"), english("FIRED"), "-", "steel", "text", "text", True, "text"),
    SlotState.NOT_SEEN: Look(
        english("NOT SEEN"), english("UNSEEN"), "?", "unseen", "unseen", "unseen-ink", True, "unv"
    ),
    SlotState.ONE_MARK: Look(english("1 MARK"), english("1 MARK"), "?", "unseen", "unseen", "unseen-ink", True, "unv"),
    SlotState.LIVE: Look(english("LIVE?"), english("LIVE?"), "X", "live", "live", "live-ink", True, "quar"),
    SlotState.NOW: Look(english("NOW"), english("NOW"), "?", "focus", "focus", "focus-ink", True, "focus-ink"),
    SlotState.NOT_YET: Look("", "", "", "hole", "steel-hi", "muted", False, "faint"),
    SlotState.SAME: Look("same", "same", "", "steel", "steel-hi", "text", False, "text"),
}
"""How each state is drawn. Empty is hollow, everything stored is full, what is asked now is the focus colour."""

_BITTEN = frozenset({SlotState.NOT_SEEN, SlotState.ONE_MARK})


@dataclass(frozen=True, slots=True)
class Slot:
    """One chamber, round or barrel, as entered."""

    label: str
    state: SlotState = SlotState.NOT_YET
    evidence: str = ""
    """What was seen, in a few words: "hole, rattle"; for the table under the picture."""
    word: str = ""
    """Shown in place of the state's own word; at most eight letters."""

    @property
    def shown_word(self) -> str:
        """The word in the picture."""
        return self.word or LOOKS[self.state].word


def draw_disc(canvas: Canvas, x: float, y: float, radius: float, state: SlotState) -> None:
    """Draw the disc of a chamber or barrel, without its words.

    Args:
        canvas: where to draw.
        x: column of its middle, in cells.
        y: row of its middle, in cells.
        radius: its radius in pixels; what is asked now is half a pixel larger.
        state: what was entered.
    """
    look = LOOKS[state]
    if state is SlotState.NOW:
        canvas.shape(x, y, disc(radius + 0.5), look.fill)
    elif state in _BITTEN:
        canvas.shape(x, y, bitten_disc(radius), look.fill)
    elif state is SlotState.LIVE:
        canvas.shape(x, y, lugged_disc(radius), look.fill)
    else:
        canvas.shape(x, y, disc(radius), look.rim)
        canvas.shape(x, y, disc(radius - 1), look.fill)


def draw_chamber(canvas: Canvas, x: float, y: float, radius: float, slot: Slot, *, with_mark: bool) -> None:
    """Draw a chamber with its number, word and mark around its middle, which has to be the middle of a cell."""
    draw_disc(canvas, x, y, radius, slot.state)
    look = LOOKS[slot.state]
    column, row = int(x), int(y)
    if slot.state is SlotState.NOT_YET and not slot.word:
        _centre(canvas, column, row, slot.label, look)
        return
    _centre(canvas, column, row - 1, slot.label, look)
    room = int(2 * radius)
    word = slot.shown_word if len(slot.shown_word) <= room else look.short
    _centre(canvas, column, row, word[:room], look)
    if with_mark:
        _centre(canvas, column, row + 1, look.mark, look)


def draw_barrel(canvas: Canvas, x: float, y: float, radius: float, slot: Slot) -> None:
    """Draw the mouth of a barrel, its word in block letters where they fit."""
    draw_disc(canvas, x, y, radius, slot.state)
    look = LOOKS[slot.state]
    column, row = int(x), int(y)
    _centre(canvas, column, row - (3 if radius > 8 else 2), slot.label, look)
    word = letter_word(slot.shown_word, narrow=True)
    if slot.shown_word and word.cells <= 2 * radius - 3:
        canvas.letters(x - word.width // 2 / 2, y - 1.5, word, look.ink)
        _centre(canvas, column, row + 3, look.mark, look)
    else:
        _centre(canvas, column, row, slot.shown_word, look)
        _centre(canvas, column, row + 2, look.mark, look)


def _centre(canvas: Canvas, column: int, row: int, text: str, look: Look) -> None:
    canvas.text(column - (len(text) - 1) // 2, row, text, look.ink, bold=look.bold)
