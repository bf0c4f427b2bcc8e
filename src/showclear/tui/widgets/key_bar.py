"""The keys at the bottom of every screen, and the target that holds the set."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive

from showclear.tui.drawing.canvas import Canvas
from showclear.tui.drawing.text import clean, width_of
from showclear.tui.widgets.drawn import Drawn
from showclear.words import english, translated

HOLD_KEY = "F12"
HOLD_TOOLTIP = english("Hold the set: all guns back, all clearances end. Once more makes it a stand-down. Anyone may.")


@dataclass(frozen=True, slots=True)
class KeyHint:
    """One key of the bar."""

    key: str
    """What stands on the cap: "I", "F1", "Esc"."""
    label: str
    enabled: bool = True
    tooltip: str = ""
    """What it does, or the rule that blocks it."""
    action: str = ""
    """The name of the action, for whoever handles :class:`KeyChosen`."""
    short: str = ""
    """A shorter label for narrow screens."""


@dataclass
class KeyChosen(Message):
    """An enabled key of the bar was clicked."""

    key: str
    action: str


@dataclass
class HoldChosen(Message):
    """The hold target was clicked: the set is to be held, now."""


@dataclass(frozen=True, slots=True)
class _Placed:
    hint: KeyHint
    start: int
    end: int
    label: str


def draw_hold(
    canvas: Canvas, x: float, y: float, width: float, height: float, label: str, *, full_red: bool = False
) -> None:
    """Draw the hold target: always in stop colours, always with its key; inverse where the whole screen has them."""
    fill, ink = ("full-ink", "full-bg") if full_red else ("stop-bg", "stop-ink")
    canvas.rect(x, y, width, height, fill)
    words = f"{HOLD_KEY} {clean(label)}"
    if width_of(words) + 2 <= width - 4:
        words = f"{HOLD_KEY}  {clean(label)}"
    row = int(y + height / 2) if height > 1 else int(y)
    canvas.text_middle(int(x), row, int(width), words if width_of(words) <= width else HOLD_KEY, ink, bold=True)


class KeyBar(Drawn):
    """The user sees which keys work here, and in the corner the one that holds the set; all of it can be clicked."""

    hints: reactive[tuple[KeyHint, ...]] = reactive(())
    hold_label: reactive[str] = reactive(english("HOLD"))
    """What F12 does now."""
    with_hold: reactive[bool] = reactive(True)
    full_red: reactive[bool] = reactive(False)
    """Whether the bar lies on the stop screen, where caps are inverse."""

    def __init__(
        self,
        hints: tuple[KeyHint, ...] = (),
        *,
        hold_label: str = english("HOLD"),
        with_hold: bool = True,
        full_red: bool = False,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.set_reactive(KeyBar.hints, hints)
        self.set_reactive(KeyBar.hold_label, hold_label)
        self.set_reactive(KeyBar.with_hold, with_hold)
        self.set_reactive(KeyBar.full_red, full_red)

    def rows_for(self, width: int) -> int:
        """Three rows on wide screens, one on others."""
        return 3 if width >= 100 else 1

    def _hold_span(self) -> tuple[int, int]:
        width, height = self.size
        if not self.with_hold:
            return width, width
        if height >= 3:
            return max(0, width - 21), max(0, width - 1)
        least = len(HOLD_KEY) + 3 + width_of(clean(self.hold_label))
        return max(0, width - (max(16, least) if width >= 60 else least)), width

    def _place(self) -> tuple[_Placed, ...]:
        """Labels in full, then short, then only on the first keys: caps are the last to go."""
        first = 2 if self.size.height >= 3 else 1
        limit = self._hold_span()[0] - 1
        count = len(self.hints)
        tries = [(2, count, False), (2, count, True), (1, count, True)]
        tries += [(1, labelled, True) for labelled in range(count - 1, -1, -1)]
        placed: tuple[_Placed, ...] = ()
        for gap, labelled, short in tries:
            placed = self._try_place(first, gap, labelled, short)
            if not placed or placed[-1].end <= limit:
                return placed
        return tuple(item for item in placed if item.end <= limit)

    def _try_place(self, first: int, gap: int, labelled: int, short: bool) -> tuple[_Placed, ...]:
        placed: list[_Placed] = []
        x = first
        for index, hint in enumerate(self.hints):
            label = clean((short and hint.short) or hint.label) if index < labelled else ""
            end = x + width_of(hint.key) + 2 + (1 + width_of(label) if label else 0)
            placed.append(_Placed(hint, x, end, label))
            x = end + gap
        return tuple(placed)

    def draw(self, canvas: Canvas) -> None:
        """Draw caps, labels and the hold target."""
        tall = canvas.height >= 3
        row, top, height = (1, 0.5, 2) if tall else (0, 0, 1)
        for item in self._place():
            cap = width_of(item.hint.key) + 2
            ink, fill, label_ink = self._colours(item.hint)
            canvas.rect(item.start, top, cap, height, fill)
            canvas.text(item.start + 1, row, item.hint.key, ink, bold=True)
            canvas.text(item.start + cap + 1, row, item.label, label_ink, bold=self.full_red)
        if self.with_hold:
            start, end = self._hold_span()
            draw_hold(canvas, start, top, end - start, height, self.hold_label, full_red=self.full_red)

    def _colours(self, hint: KeyHint) -> tuple[str, str, str]:
        if self.full_red:
            return ("full-bg", "full-ink", "full-ink")
        if hint.enabled:
            return ("key-ink", "key-bg", "text")
        return ("faint", "panel", "faint")

    def _hint_at(self, x: int) -> KeyHint | None:
        return next((item.hint for item in self._place() if item.start <= x < item.end), None)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Tell about the key under the pointer."""
        start, end = self._hold_span()
        if start <= event.x < end:
            self.tooltip = translated(HOLD_TOOLTIP)
            return
        hint = self._hint_at(event.x)
        self.tooltip = Content(clean(hint.tooltip)) if hint and hint.tooltip else None

    def on_click(self, event: events.Click) -> None:
        """Send what was clicked."""
        event.stop()
        start, end = self._hold_span()
        if start <= event.x < end:
            self.post_message(HoldChosen())
            return
        hint = self._hint_at(event.x)
        if hint is not None and hint.enabled:
            self.post_message(KeyChosen(hint.key, hint.action))


class HoldTarget(Drawn):
    """The user sees the hold target alone, in the corner of a dialog, above its veil."""

    hold_label: reactive[str] = reactive(english("HOLD"))
    """What F12 does now."""

    def rows_for(self, width: int) -> int:
        """As tall as in the key bar."""
        return 3

    def columns_wanted(self) -> int:
        """As wide as in the key bar."""
        return 21

    def draw(self, canvas: Canvas) -> None:
        """Draw it where the key bar has it."""
        if canvas.height >= 3:
            draw_hold(canvas, 0, 0.5, canvas.width - 1, 2, self.hold_label)
        else:
            draw_hold(canvas, 0, 0, canvas.width, canvas.height, self.hold_label)

    def on_click(self, event: events.Click) -> None:
        """Hold the set."""
        event.stop()
        self.post_message(HoldChosen())
