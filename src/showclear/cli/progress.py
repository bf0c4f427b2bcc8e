"""A bar on standard error that says how far it is and how long it will take; nothing where nobody looks."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import TextIO

from showclear.words import say

WIDTH = 24
WAIT = 0.5
"""Seconds before a bar is shown at all, and the least time between two looks at it: 0.1."""
PAUSE = 0.1
_CLEARED = "\r\x1b[K"  # not said: codes


class Bar:
    """Call it with how many are done, and of how many."""

    def __init__(self, what: str, stream: TextIO | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self._what, self._stream, self._clock = what, stream or sys.stderr, clock
        self._began = clock()
        self._drawn = 0.0
        self._shown = False
        self._is_terminal = self._stream.isatty()

    def __call__(self, done: int, of: int) -> None:
        """Draw it, at most ten times a second; take it away when all is done."""
        now = self._clock()
        if not self._is_terminal or not of:
            return
        if done >= of:
            if self._shown:
                self._stream.write(_CLEARED)
                self._stream.flush()
            return
        if now - self._began < WAIT or now - self._drawn < PAUSE or not done:
            return
        self._drawn, self._shown = now, True
        self._stream.write(_CLEARED + bar_text(self._what, done, of, now - self._began))
        self._stream.flush()


def bar_text(what: str, done: int, of: int, seconds: float) -> str:
    """The bar as it is drawn, within 80 columns."""
    filled = WIDTH * done // of
    left = round(seconds * (of - done) / done)
    return say(
        "{what} {bar} {done} of {of}, {minutes}:{seconds:02d} left",
        what=what,
        bar=f"[{'#' * filled}{'.' * (WIDTH - filled)}]",
        done=done,
        of=of,
        minutes=left // 60,
        seconds=left % 60,
    )
