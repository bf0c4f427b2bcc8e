"""A scanner that types: which keys are fingers and which are a code, told by nothing but their times.

A keyboard-wedge scanner types the characters of a code within milliseconds of each other and ends with Enter or Tab.
Nothing else tells it from a keyboard, so a code that is read at the wrong moment would press every key that it spells.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Generic, NamedTuple, TypeVar

GAP = 0.03
"""Seconds between two keys up to which they belong to one code. Fingers and key repeat are slower."""

LEAST = 3
"""Keys in a row that are a code even where no Enter ends them: two may be fingers that rolled over."""

ENDS = frozenset({"enter", "tab"})

HOLD_MARK = "!"
"""The one character that is never held and never thrown away: it holds the set."""

KeyEvent = TypeVar("KeyEvent")


class Pressed(NamedTuple, Generic[KeyEvent]):
    """A key as it came: `event` is handed back as it is."""

    event: KeyEvent
    key: str
    character: str
    at: float
    """Seconds on a clock that never goes back."""

    @property
    def of_a_code(self) -> bool:
        """Whether a scanner may have typed it. Keys that are no character, such as F12 and Esc, are fingers always."""
        return self.key in ENDS or (self.character.isprintable() and self.character not in ("", HOLD_MARK))


class Heard(NamedTuple, Generic[KeyEvent]):
    """What a key means: keys that act now, a code that was read, or keys that are thrown away."""

    keys: tuple[KeyEvent, ...] = ()
    scan: str = ""
    ended: bool = False
    """Whether the key ends a code that was typed into a line: it may move on there, but never act."""
    dropped: bool = False
    waits: bool = False
    """Whether keys are held until it is clear what they are."""


class Scanner(Generic[KeyEvent]):
    """Hears keys one by one."""

    def __init__(self, gap: float = GAP) -> None:
        self.gap = gap
        self._held: list[Pressed[KeyEvent]] = []
        self._last = float("-inf")
        self._place: Hashable = None
        self._burst = 0
        self._dropping = False

    def hear(self, pressed: Pressed[KeyEvent], place: Hashable, *, typing: bool) -> Heard[KeyEvent]:
        """Take a key.

        Args:
            pressed: the key.
            place: what is asked now. A code never goes on where something else is asked than when it began.
            typing: whether keys go into a line of text, where they press nothing.
        """
        fast = pressed.at - self._last <= self.gap
        moved = fast and place != self._place
        before = () if fast else self._take()
        self._burst = self._burst + 1 if fast else 1
        self._dropping = fast and (self._dropping or moved)
        self._last, self._place = pressed.at, place
        if self._dropping and pressed.of_a_code:
            self._held.clear()
            return Heard(dropped=True)
        ends = pressed.key in ENDS and fast and self._burst > 2
        self._dropping = self._dropping or ends  # a second end, or a second code, belongs to no field
        if typing:
            return Heard(keys=(*before, *self._take(), pressed.event), ended=ends)
        if ends and len(self._held) == self._burst - 1:
            return Heard(keys=before, scan=self._read())
        if pressed.of_a_code and pressed.key not in ENDS:
            self._held.append(pressed)
            return Heard(keys=before, waits=True)
        return Heard(keys=(*before, *self._take(), pressed.event))

    def rest(self) -> Heard[KeyEvent]:
        """No key came for the length of the gap: what is held was a code without an end, or it was fingers."""
        if len(self._held) >= LEAST and len({one.character for one in self._held}) > 1:
            return Heard(scan=self._read())
        return Heard(keys=self._take())

    def _read(self) -> str:
        text = "".join(one.character for one in self._held).upper()
        self._held.clear()
        return text

    def _take(self) -> tuple[KeyEvent, ...]:
        events = tuple(one.event for one in self._held)
        self._held.clear()
        return events
