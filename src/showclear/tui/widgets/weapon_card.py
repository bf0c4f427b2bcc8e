"""A gun on the board."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import reactive

from showclear.tui.drawing.band import STATE_LOOKS, GunState, draw_band, draw_large_band, state_words
from showclear.tui.drawing.canvas import Canvas
from showclear.tui.drawing.text import clean, width_of, wrap
from showclear.tui.widgets.drawn import Drawn
from showclear.words import english, say

BAND_COLUMNS = 41
"""Columns of the band when it stands beside its lines."""


@dataclass(frozen=True, slots=True)
class CardData:
    """What a card says about a gun, ready to be shown."""

    tag: str
    name: str
    state: GunState
    holds: str = ""
    with_: str = ""
    """Who has it, or where it is locked."""
    since_text: str = ""
    """When it was last shown: "shown 4 min ago"; the first word becomes the label."""
    why: str = ""
    """Why it is what it is, or what ends it."""
    next: str = ""
    collect: bool = False
    """Whether its time in somebody's hand has ended and it has to be taken back."""
    chosen: bool = False


@dataclass
class CardChosen(Message):
    """A gun was chosen on the board: the keys now act on it."""

    tag: str
    card: WeaponCard

    @property
    def control(self) -> WeaponCard:
        """The card that sent it."""
        return self.card


@dataclass
class CardOpened(Message):
    """The chosen gun was asked for once more, by Enter or a click."""

    tag: str
    card: WeaponCard

    @property
    def control(self) -> WeaponCard:
        """The card that sent it."""
        return self.card


class WeaponCard(Drawn, can_focus=True):
    """The user sees one gun: its state from two metres; who has it, since when and what is next from arm's length."""

    HELP = "gun"
    # The focus comes with the click, not before it: only a click on a chosen gun opens.
    FOCUS_ON_CLICK = False

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", english("Open"), tooltip=english("Open the chosen gun"), id="card.open", show=False),
    ]

    data: reactive[CardData] = reactive(CardData("", "", GunState.UNVERIFIED))

    def __init__(self, data: CardData, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.set_reactive(WeaponCard.data, data)

    @property
    def is_chosen(self) -> bool:
        """Whether the keys act on this gun."""
        return self.data.chosen or self.has_focus

    def rows_for(self, width: int) -> int:
        """Nine rows; the style sheet sets fewer on small screens."""
        return 9

    def draw(self, canvas: Canvas) -> None:
        """Draw the variant that fits: tall, beside each other, two rows, one row."""
        if self.is_large and canvas.height >= 10 and draw_large_band(canvas, canvas.width, self.data.state):
            self._draw_body(canvas, 7)
        elif canvas.height >= 9:
            draw_band(canvas, 0, 0.5, canvas.width, self.data.state)
            self._draw_body(canvas, 4)
        elif canvas.height >= 4 and canvas.width >= BAND_COLUMNS + 16:
            self._draw_beside(canvas)
        else:
            self._draw_rows(canvas)

    def _draw_body(self, canvas: Canvas, top: int) -> None:
        """What stands below a band that ends above the row `top`; what is next goes first where rows are few."""
        data, end = self.data, canvas.width - 2
        canvas.rect(0, top, canvas.width, canvas.height - top, "raised" if self.is_chosen else "panel")
        if self.is_chosen:
            canvas.rect(0, top, 1, canvas.height - top, "focus")
        x = canvas.text(2, top, data.tag, "text", bold=True, room=max(6, end - 14))
        canvas.text(max(8, x + 2), top, data.name, "text", room=end - max(8, x + 2))
        rows = [("holds", data.holds, True), ("with", data.with_, True)]
        for y, (label, value, bold) in enumerate(rows if canvas.height > top + 3 else rows[1:], start=top + 1):
            canvas.text(2, y, label, "muted")
            canvas.text(9, y, value, "text", bold=bold, room=end - 9)
        since = min(top + 3, canvas.height - 1)
        self._draw_since(canvas, 2, since, end, indent=9)
        if data.collect:
            self._draw_collect(canvas, 2, min(since + 1, canvas.height - 1), canvas.width - 1)
        elif since + 1 < canvas.height:
            canvas.text(2, since + 1, say("next"), "muted")
            canvas.text(9, since + 1, data.next, "text", room=canvas.width - 10)

    def _draw_since(self, canvas: Canvas, x: int, y: int, end: int, *, indent: int) -> None:
        data = self.data
        label, _, value = data.since_text.partition(" ")
        if not value:
            canvas.text(x, y, say("why") if data.why else "", "muted")
            canvas.text(indent, y, data.why, "text", room=end - indent)
            return
        canvas.text(x, y, label, "muted")
        after = canvas.text(indent, y, value, STATE_LOOKS[data.state].word_colour, bold=True, room=end - indent)
        canvas.text(after + 2, y, data.why, "text", room=end - after - 2)

    def _draw_collect(self, canvas: Canvas, x: int, y: int, end: int) -> None:
        words = say("COLLECT {what}", what=clean(self.data.next)).rstrip()
        width = min(width_of(words) + 2, end - x)
        canvas.rect(x, y, width, 1, "stop-bg")
        canvas.text(x + 1, y, words, "stop-ink", bold=True, room=width - 2)

    def _draw_beside(self, canvas: Canvas) -> None:
        data, left, end = self.data, BAND_COLUMNS + 1, canvas.width - 1
        draw_band(canvas, 0, 0.5, BAND_COLUMNS, data.state, height=canvas.height - 0.5)
        body = canvas.width - BAND_COLUMNS
        canvas.rect(BAND_COLUMNS, 0.5, body, canvas.height - 0.5, "raised" if self.is_chosen else "panel")
        if self.is_chosen:
            # From the first whole row: above it the cell would have to show three colours.
            canvas.rect(BAND_COLUMNS, 1, 0.5, canvas.height - 1, "focus")
        x = canvas.text(left, 1, data.tag, "text", bold=True, room=end - left)
        reason = () if data.collect or data.since_text else wrap(data.why, end - left, 2)
        if len(reason) > 1:
            # Why it is what it is counts for more than its model, and is read whole.
            canvas.text(x + 1, 1, data.with_, "text", bold=True, room=end - x - 1)
            for y, line in enumerate(reason, start=2):
                canvas.text(left, y, line, "text", room=end - left)
            return
        canvas.text(x + 1, 1, data.name, "text", room=end - x - 1)
        canvas.text(left, 2, data.with_, "text", bold=True, room=end - left)
        if data.collect:
            self._draw_collect(canvas, left, 3, end)
        elif data.since_text:
            colour = STATE_LOOKS[data.state].word_colour
            x = canvas.text(left, 3, data.since_text, colour, bold=True, room=end - left)
            canvas.text_end(end, 3, data.holds, "text", room=max(0, end - x - 2))
        else:
            canvas.text(left, 3, data.why or data.holds, "text", room=end - left)

    def _draw_rows(self, canvas: Canvas) -> None:
        """Mark and bold word on a filled row, and as many lines below as there are."""
        data, look = self.data, STATE_LOOKS[self.data.state]
        canvas.rect(0, 1, canvas.width, canvas.height - 1, "raised" if self.is_chosen else "panel")
        canvas.rect(0, 0, canvas.width, 1, look.fill)
        words = state_words(data.state)
        x = canvas.text(1, 0, words, look.ink, bold=True)
        canvas.text_end(canvas.width - 1, 0, data.tag, look.ink, bold=True, room=max(0, canvas.width - x - 2))
        if self.is_chosen:
            canvas.rect(0, 0, 0.5, canvas.height, "focus")
        if canvas.height < 2:
            return
        if data.collect:
            self._draw_collect(canvas, 1, 1, canvas.width)
        else:
            x = canvas.text(1, 1, data.with_ or data.name, "text", bold=True, room=canvas.width - 1)
            canvas.text_end(
                canvas.width - 1, 1, data.since_text or data.why, "muted", room=max(0, canvas.width - x - 2)
            )
        if canvas.height > 2:
            canvas.text(1, 2, data.name, "text", room=canvas.width - 1)

    def on_focus(self) -> None:
        """Choosing a gun is giving it the focus."""
        self.refresh()
        self.post_message(CardChosen(self.data.tag, self))

    def on_click(self, event: events.Click) -> None:
        """A click chooses, a second one opens."""
        event.stop()
        if self.has_focus:
            self.action_open()
        else:
            self.focus()

    def action_open(self) -> None:
        """Ask for the page of this gun."""
        self.post_message(CardOpened(self.data.tag, self))
