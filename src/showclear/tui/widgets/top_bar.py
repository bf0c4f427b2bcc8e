"""The bar at the top of every screen, and lines of facts below it."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.message import Message
from textual.reactive import reactive

from showclear.tui.drawing.canvas import Canvas
from showclear.tui.drawing.text import width_of
from showclear.tui.widgets.drawn import Drawn
from showclear.tui.widgets.pieces import Piece, draw_pieces, draw_pieces_end, width_of_pieces, wrap_pieces

LEAST = 60
"""Columns from which a line of facts takes as many rows as it needs; below, the rows are for what is asked."""


@dataclass(frozen=True, slots=True)
class Place:
    """One of the places that the app has."""

    key: str
    label: str
    here: bool = False


@dataclass(frozen=True, slots=True)
class TopBarData:
    """What the bar says."""

    left: tuple[Piece, ...] = ()
    """What this is about: production and day, or checklist and gun."""
    places: tuple[Place, ...] = ()
    right: str = ""
    """The time with its zone."""
    shorter: tuple[tuple[Piece, ...], ...] = ()
    """What stands at the left where there is little room: the first that fits."""
    least: tuple[Piece, ...] = ()
    """What stands there where none of them fits; it is cut. Empty: the last of them."""
    always: tuple[Piece, ...] = ()
    """What stands after that and is never cut: the day."""


@dataclass
class PlaceChosen(Message):
    """A place of the bar was clicked."""

    key: str


class TopBar(Drawn):
    """The user sees what this is about, the places to go to and the time."""

    data: reactive[TopBarData] = reactive(TopBarData())

    def __init__(self, data: TopBarData | None = None, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.set_reactive(TopBar.data, data or TopBarData())

    def _places_at(self) -> tuple[tuple[Place, int, int], ...]:
        """Where the places stand: in the middle of wide bars, before the time in others; nowhere without room."""
        data, width = self.data, self.size.width
        margin = 2 if width >= 100 else 1
        taken = sum(width_of(place.key) + width_of(place.label) + 4 for place in data.places)
        limit = width - width_of(data.right) - margin - 1
        x = limit - taken if width < 100 else max(48, margin + width_of_pieces(data.left) + 3)
        x = min(x, limit - taken)
        if x < margin + 12 or not data.places:
            return ()
        spans: list[tuple[Place, int, int]] = []
        for place in data.places:
            end = x + width_of(place.key) + width_of(place.label) + 3
            spans.append((place, x, end))
            x = end + 1
        return tuple(spans)

    def _draw_left(self, canvas: Canvas, x: int, room: int) -> None:
        """Draw the first that fits; where none does, the least, and after it what is never cut."""
        data = self.data
        tries = (data.left, *data.shorter)
        fitting = next((one for one in tries if width_of_pieces(one) <= room), None)
        if fitting is not None:
            draw_pieces(canvas, x, 0, fitting, room=room)
            return
        beside = max(0, room - width_of_pieces(data.always))
        end = draw_pieces(canvas, x, 0, data.least or tries[-1], room=beside)
        draw_pieces(canvas, end, 0, data.always, room=x + room - end)

    def draw(self, canvas: Canvas) -> None:
        """Draw one line."""
        data, margin = self.data, 2 if canvas.width >= 100 else 1
        end = canvas.width - margin
        canvas.rect(0, 0, canvas.width, 1, "raised")
        clock = canvas.text_end(end, 0, data.right, "text", bold=True) if data.right else end
        spans = self._places_at()
        limit = (spans[0][1] if spans else clock) - 1
        room = max(0, limit - margin)
        self._draw_left(canvas, margin, room)
        for place, start, stop in spans:
            if place.here:
                canvas.rect(start, 0, stop - start, 1, "focus")
            ink = "focus-ink" if place.here else "text"
            x = canvas.text(start + 1, 0, place.key, ink, bold=True)
            canvas.text(x + 1, 0, place.label, "focus-ink" if place.here else "muted", bold=place.here)

    def on_click(self, event: events.Click) -> None:
        """Go to a place."""
        for place, start, end in self._places_at():
            if start <= event.x < end:
                event.stop()
                self.post_message(PlaceChosen(place.key))


class InfoLine(Drawn):
    """The user sees a line of facts with quiet labels, and something at its right end; it takes the rows it needs."""

    left: reactive[tuple[Piece, ...]] = reactive((), layout=True)
    right: reactive[tuple[Piece, ...]] = reactive((), layout=True)

    def __init__(
        self,
        left: tuple[Piece, ...] = (),
        right: tuple[Piece, ...] = (),
        *,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.set_reactive(InfoLine.left, left)
        self.set_reactive(InfoLine.right, right)

    def _lines(self, width: int) -> tuple[tuple[tuple[Piece, ...], ...], bool]:
        """The lines at the left, and whether the right part has a line of its own below them."""
        margin = 2 if width >= 100 else 1
        room = width - 2 * margin
        if width < LEAST:
            return (self.left,), False
        beside = room - width_of_pieces(self.right) - 1 if self.right else room
        apart = bool(self.left) and beside < min(room // 2, width_of_pieces(self.left))
        return wrap_pieces(self.left, room if apart else beside), apart

    def rows_for(self, width: int) -> int:
        """As many rows as the facts take; one on very small screens."""
        lines, apart = self._lines(width)
        return max(1, len(lines) + apart)

    def draw(self, canvas: Canvas) -> None:
        """Draw the lines; where there is no height for them, the left part is cut."""
        margin = 2 if canvas.width >= 100 else 1
        lines, apart = self._lines(canvas.width)
        if len(lines) + apart > canvas.height:
            lines, apart = (self.left,), False
        row = len(lines) if apart else 0
        start = draw_pieces_end(canvas, canvas.width - margin, row, self.right) if self.right else canvas.width
        for number, line in enumerate(lines):
            end = canvas.width if number != row else start
            draw_pieces(canvas, margin, number, line, room=max(0, end - margin - 1))
