"""The guns of a sitting in one line."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from textual.reactive import reactive

from showclear.tui.drawing.canvas import Canvas
from showclear.tui.drawing.text import clean, width_of
from showclear.tui.widgets.drawn import Drawn
from showclear.words import say


class StripMark(StrEnum):
    """How far a gun is."""

    NOW = "now"
    OPEN = "open"
    DONE = "done"
    TROUBLE = "trouble"
    """It stopped, or its two people differ."""
    ENDED = "ended"
    """Withdrawn, replaced or given up."""


@dataclass(frozen=True, slots=True)
class StripGun:
    """One gun: its tag, and how many answers of how many are in."""

    tag: str
    mark: StripMark = StripMark.OPEN
    done: int = 0
    of: int = 0


_GLYPHS = {
    StripMark.NOW: "►",
    StripMark.OPEN: "-",
    StripMark.DONE: "✓",
    StripMark.TROUBLE: "?",
    StripMark.ENDED: "X",
}
_BAR = 8


class GunStrip(Drawn):
    """The user sees every gun of the sitting, the one that is asked about inverse, each with a bar of its answers."""

    guns: reactive[tuple[StripGun, ...]] = reactive(())

    def __init__(self, guns: tuple[StripGun, ...] = (), *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.set_reactive(GunStrip.guns, guns)

    def rows_for(self, width: int) -> int:
        """Tags on one row, bars on another."""
        return 2

    def draw(self, canvas: Canvas) -> None:
        """Draw the place, then the guns around the one that is asked about."""
        guns = self.guns
        now = next((at for at, gun in enumerate(guns) if gun.mark in (StripMark.NOW, StripMark.TROUBLE)), None)
        place = (
            say("gun {now} of {count}", now=now + 1, count=len(guns))
            if now is not None
            else say("{count} guns", count=len(guns))
        )
        x = canvas.text(1, 0, place, "text", bold=True) + 2
        pitches = [max(_BAR, width_of(clean(gun.tag)) + 2) + 2 for gun in guns]
        first = 0
        while now is not None and first < now and sum(pitches[first : now + 1]) > canvas.width - x - 4:
            first += 1
        if first:
            x = canvas.text(x, 0, f"+{first}", "muted") + 1
        for at in range(first, len(guns)):
            if (x + pitches[at] > canvas.width - 4 and at < len(guns) - 1) or x + pitches[at] - 2 > canvas.width:
                canvas.text(x, 0, f"+{len(guns) - at}", "muted")
                break
            _draw_gun(canvas, x, guns[at], pitches[at] - 2)
            x += pitches[at]


def _draw_gun(canvas: Canvas, x: int, gun: StripGun, width: int) -> None:
    now = gun.mark is StripMark.NOW
    if now:
        canvas.rect(x, 0, width, 1, "focus")
    elif gun.mark is StripMark.TROUBLE:
        canvas.rect(x, 0, width, 1, "unv-bg")
    ink = {StripMark.NOW: "focus-ink", StripMark.TROUBLE: "unv-ink", StripMark.DONE: "text"}.get(gun.mark, "muted")
    canvas.text(x, 0, f"{_GLYPHS[gun.mark]} {gun.tag}", ink, bold=gun.mark is not StripMark.OPEN, room=width)
    if canvas.height < 2:
        return
    canvas.rect(x, 1, width, 0.5, "line")
    full = width if gun.mark is StripMark.DONE else width * gun.done / gun.of if gun.of else 0
    canvas.rect(x, 1, int(2 * full) / 2, 0.5, "muted" if gun.mark is StripMark.ENDED else "text")
