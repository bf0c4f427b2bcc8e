"""What guns were, hour by hour: a band for the state, below it a line, heavier the further they are from the lock."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from textual import events
from textual.message import Message
from textual.reactive import reactive

from showclear.tui.drawing.band import STATE_LOOKS, GunState, state_words
from showclear.tui.drawing.canvas import Canvas
from showclear.tui.drawing.text import width_of, wrap
from showclear.tui.widgets.drawn import Drawn
from showclear.tui.widgets.pieces import Piece, draw_pieces, muted, strong
from showclear.words import english, say


class Hands(StrEnum):
    """How far a gun is from the lock."""

    LOCKED = "locked"
    CUSTODIAN = "armorer"
    ISSUED = "performer"
    UNKNOWN = english("nobody knows")
    AWAY = "away"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a lane in one state or in one pair of hands; from 0 to 1 of the time that is shown."""

    start: float
    end: float
    what: GunState | Hands


@dataclass(frozen=True, slots=True)
class LaneData:
    """One gun, or one day of a gun."""

    label: str
    states: tuple[Span, ...] = ()
    hands: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class TimelineData:
    """All that the panel says."""

    title: str = ""
    right: str = ""
    """The zone that the hours are in."""
    hours: tuple[tuple[float, str], ...] = ()
    """Where an hour begins, and how it is called."""
    lanes: tuple[LaneData, ...] = ()
    chosen: str = ""
    """The label of the lane that the chosen row is about."""
    stops: tuple[tuple[float, str], ...] = ()
    """Where the set was stopped, and by what."""
    note: str = ""
    """What is not shown: guns that stayed locked, days before and after."""
    heading: tuple[Piece, ...] = ()
    """What the chosen row is."""
    words: str = ""
    """What is to be said about it."""


@dataclass
class LaneChosen(Message):
    """A lane was clicked."""

    label: str


LABEL = 7
"""Columns for the label of a lane."""

_DAYLIGHT = "showclear-daylight"
_PALE = "#F7E9B4"  # not said: a colour
"""UNVERIFIED on the daylight timeline."""

_MARKED = 3
"""Columns from which on a stretch has room for the mark of its state."""

_FILLS = {
    GunState.COLD: ("cold", "panel"),
    GunState.HOT: ("hot-bg", "hot-ink"),
    GunState.UNVERIFIED: ("unv-bg", "unv-ink"),
    GunState.QUARANTINED: ("quar-bg", "quar-ink"),
}


class Timeline(Drawn):
    """The user sees a day of all guns, or the days of one gun, and below it what is said about the chosen row."""

    data: reactive[TimelineData] = reactive(TimelineData())

    @property
    def _first_lane(self) -> int:
        return 4 if self.size.height >= 24 else 3

    @property
    def _lane_rows(self) -> int:
        return 3 if self.size.height >= 24 else 2

    def draw(self, canvas: Canvas) -> None:
        """Title, hours, lanes, what the signs mean, what the chosen row is."""
        data, width = self.data, canvas.width
        canvas.rect(0, 0, width, canvas.height, "panel")
        top = 1 if canvas.height >= 24 else 0
        start = width
        if data.right:
            start = canvas.text_end(width - 2, top, data.right, "muted")
        canvas.text(2, top, data.title, "text", bold=True, room=max(0, start - 4))
        self._draw_hours(canvas, self._first_lane - 1)
        below = self._draw_words(canvas)
        shown = self._shown()
        y = self._first_lane
        for lane in shown:
            self._draw_lane(canvas, y, lane)
            y += self._lane_rows
        self._draw_stops(canvas, y)
        if data.note and (note_at := y + 1 if data.stops else y) < below:
            canvas.text(2, note_at, data.note, "muted", room=width - 4)

    # Where things are

    def _axis(self) -> tuple[int, int]:
        first = 2 + LABEL + 1
        return first, max(4, self.size.width - 2 - first)

    def _at(self, part: float) -> float:
        first, wide = self._axis()
        return first + round(2 * wide * min(1.0, max(0.0, part))) / 2

    def _room(self) -> int:
        height = self.size.height
        below = self._rows_below()
        return max(1, (height - below - self._first_lane - 1) // self._lane_rows)

    def _rows_below(self) -> int:
        height = self.size.height
        return 10 if height >= 24 else (4 if height >= 14 else 1)

    def _shown(self) -> tuple[LaneData, ...]:
        lanes, room = self.data.lanes, self._room()
        at = next((index for index, one in enumerate(lanes) if one.label == self.data.chosen), 0)
        page = at // room
        return lanes[page * room : (page + 1) * room]

    # Drawing

    def _draw_hours(self, canvas: Canvas, y: int) -> None:
        free = 0
        for part, words in self.data.hours:
            x = int(self._at(part))
            if x >= free and x + width_of(words) <= canvas.width:
                canvas.text(x, y, words, "muted")
                free = x + width_of(words) + 2

    def _draw_lane(self, canvas: Canvas, y: int, lane: LaneData) -> None:
        chosen = lane.label == self.data.chosen
        canvas.text(1, y, "►" if chosen else " ", "text", bold=True)
        canvas.text(2, y, lane.label, "text", bold=True, room=LABEL)
        for number, span in enumerate(lane.states):
            self._draw_state(canvas, y, *self._ends(span), span.what, first=number == 0)
        for span in lane.hands:
            self._draw_hands(canvas, y + 1, *self._ends(span), span.what)

    def _ends(self, span: Span) -> tuple[float, float]:
        left = self._at(span.start)
        return left, max(self._at(span.end), left + 0.5)

    def _draw_state(self, canvas: Canvas, y: int, left: float, right: float, state: object, *, first: bool) -> None:
        if not isinstance(state, GunState):
            return
        fill, ink = self._fill(state)
        wide = right - left
        # Where there is no colour and no room for a mark, HOT is tall and COLD is flat.
        rise = 0.5 if state is GunState.HOT and self._lane_rows == 3 else 0
        flat = 0.5 if state is GunState.COLD and wide < _MARKED else 0
        canvas.rect(left, y - rise, wide, 1 + rise - flat, fill)
        if state is GunState.QUARANTINED:
            for notch in range(int(wide) // 3):
                canvas.rect(left + 1 + 3 * notch, y, 1, 0.5, "panel")
        words, mark = state_words(state), STATE_LOOKS[state].mark
        said = words if wide >= width_of(words) + 2 and (first or wide >= 20) else mark
        if wide >= (width_of(said) + 2 if said == words else _MARKED):
            canvas.text(int(left + 1), y, said, ink, bold=True, ground=fill)

    def _fill(self, state: GunState) -> tuple[str, str]:
        """Fill and ink of a state. Hours of it in the yellow of a band would be a wall of yellow in daylight."""
        fill, ink = _FILLS[state]
        return (_PALE if state is GunState.UNVERIFIED and self.app.theme == _DAYLIGHT else fill), ink

    def _draw_hands(self, canvas: Canvas, y: int, left: float, right: float, hands: object) -> None:
        start, end = int(left), max(int(left) + 1, round(right))
        match hands:
            case Hands.LOCKED:
                canvas.rule(start, y, end - start, "line")
            case Hands.CUSTODIAN:
                canvas.text(start, y, "━" * (end - start), "text")
            case Hands.ISSUED:
                # Half a row below the state, so that the two are never one shape.
                canvas.rect(left, y + 0.5, right - left, 1 if self._lane_rows == 3 else 0.5, "text")
            case Hands.UNKNOWN:
                canvas.text(start, y, "?" * (end - start), "unv", bold=True)

    def _draw_stops(self, canvas: Canvas, y: int) -> None:
        free = canvas.width - 2
        for part, words in reversed(self.data.stops):
            x = self._at(part)
            canvas.rect(x, self._first_lane, 0.5, y - self._first_lane, "stop-bg")
            start = max(2, min(int(x) - width_of(words) - 1, free - width_of(words)))
            if start + width_of(words) <= free and self._room_for_stops(y):
                canvas.text(start, y, words, "text", bold=True)
                free = start - 1

    def _room_for_stops(self, y: int) -> bool:
        return y < self.size.height - self._rows_below()

    def _draw_words(self, canvas: Canvas) -> int:
        """What stands at the bottom; the row where it begins."""
        height, width = canvas.height, canvas.width
        rows = self._rows_below()
        if rows < 4:
            draw_pieces(canvas, 2, height - 1, self.data.heading, room=width - 4)
            return height - 1
        y = height - rows
        if rows >= 10:
            y += 1
            self._draw_legend(canvas, y)
            y += 3
            canvas.rule(2, y, width - 4, "line")
            y += 1
        else:
            canvas.rule(2, y, width - 4, "line")
            y += 1
        draw_pieces(canvas, 2, y, self.data.heading, room=width - 4)
        for number, line in enumerate(wrap(self.data.words, width - 4, height - y - 1)):
            canvas.text(2, y + 1 + number, line, "text")
        return height - rows

    def _draw_legend(self, canvas: Canvas, y: int) -> None:
        x = draw_pieces(canvas, 2, y, (muted(say("state") + "   "),))
        for state in GunState:
            fill, ink = _FILLS[state]
            words = f" {state_words(state)} "
            x = canvas.text(x, y, words, ink, bold=True, ground=fill, room=max(0, canvas.width - x)) + 2
        x = draw_pieces(canvas, 2, y + 1, (muted(say("custody") + " "),))
        for hands in (Hands.LOCKED, Hands.CUSTODIAN, Hands.ISSUED, Hands.UNKNOWN):
            if x + 6 + width_of(hands) > canvas.width:
                return
            if hands is Hands.ISSUED:
                canvas.rect(x, y + 1, 4, 1, "text")
            else:
                self._draw_hands(canvas, y + 1, x, x + 4, hands)
            x = canvas.text(x + 5, y + 1, str(hands), "text") + 2

    def on_click(self, event: events.Click) -> None:
        """Which lane was clicked."""
        event.stop()
        number = (event.y - self._first_lane) // self._lane_rows
        shown = self._shown()
        if 0 <= number < len(shown):
            self.post_message(LaneChosen(shown[number].label))


def heading(title: str, mark: str = "") -> tuple[Piece, ...]:
    """What a chosen row is called, with its mark."""
    return (strong(title), *((muted("  "), Piece(mark, strong("").weight)) if mark else ()))
