"""The app hears a keyboard-wedge scanner: a code goes where a tag is asked for, and presses no key anywhere else."""

from __future__ import annotations

from typing import Any, Protocol, runtime_checkable

from textual import events
from textual.screen import Screen
from textual.timer import Timer

from showclear.tui._textual_compat import KeepsFaults
from showclear.tui.presenters.scanning import ENDS, Heard, Pressed, Scanner
from showclear.words import english

DIGITS_NOWHERE = english("Digits came faster than fingers. Nothing was entered; nothing here asks for a code.")
TWICE = english("Keys came faster than fingers while the question changed. They were not taken.")

BEFORE = english("Keys were pressed before this stood here. They were not taken.")


@runtime_checkable
class TakesScans(Protocol):
    """A screen, or a field that has the focus, that does something with the tag of a code."""

    def take_scan(self, tag: str) -> bool:
        """Take it; False where it is none of those that are asked for."""


@runtime_checkable
class HasPlace(Protocol):
    """A screen on which one question follows the other."""

    @property
    def scan_place(self) -> tuple[object, ...]:
        """What is asked now."""


@runtime_checkable
class KnowsTyping(Protocol):
    """A screen with a line in which a code has no business: a count, characters read from the metal."""

    def takes_codes(self) -> bool:
        """Whether a code may be typed into the line now."""


class HearsScanner(KeepsFaults):
    """Every key goes through here first; those with priority (F12, F9) are never held."""

    scanner: Scanner[events.Key]
    """Tells fingers from codes."""
    _resting: Timer | None = None
    _forgotten: float = float("-inf")
    """Keys that were pressed before this were meant for something that is over."""

    _newest: float = float("inf")
    """When the newest key was pressed that a scanner may have typed."""

    def refuses_newest(self) -> bool:
        """Whether the newest key was pressed before what stands here was shown; then it is said.

        It is asked when a key comes, and by a screen again when it is about to obey one: of two that came at once the
        second waits on its way while the first one takes effect.
        """
        if self._newest >= self._forgotten:
            return False
        self.notify(BEFORE, markup=False, timeout=4)
        return True

    def forget_keys(self) -> None:
        """What was pressed until now, while a PIN was looked at or an answer became durable, answers nothing.

        It may be that PIN once more, and nobody can have meant a question that did not stand there yet.
        """
        self._forgotten = self.key_time(events.Key("f12", None))

    async def on_event(self, event: events.Event) -> None:
        """Hear keys; everything else goes on as it is."""
        if isinstance(event, events.Key) and not event.is_forwarded and self.scanner.gap > 0:
            pressed = Pressed(event, event.key, event.character or "", self.key_time(event))
            if pressed.of_a_code:
                self._newest = pressed.at
                if self.refuses_newest():
                    return
            await self._obey(self.scanner.hear(pressed, self._place(), typing=self._is_typing()), event)
        else:
            await super().on_event(event)

    def key_time(self, event: events.Key) -> float:
        """When a key was pressed, in seconds: as it came in, not when it was its turn."""
        return event.time

    def rest_later(self) -> None:
        """Wait for the length of the gap, then say that no other key came."""
        self._resting = self.set_timer(self.scanner.gap, self.keys_rest)

    def stop_resting(self) -> None:
        """Another key came."""
        if self._resting is not None:
            self._resting.stop()

    async def keys_rest(self) -> None:
        """The gap has passed since the last key."""
        await self._obey(self.scanner.rest(), None)

    async def _obey(self, heard: Heard[events.Key], event: events.Key | None) -> None:
        self.stop_resting()
        if heard.dropped and event is not None and event.key not in ENDS:
            self.notify(TWICE, markup=False, timeout=4)
        place = self._place()
        for key in heard.keys:
            # Of two characters at once the second was meant for the question that the first one answered.
            if self._place() == place or not (key.is_printable or key.key in ENDS):
                await super().on_event(self._moving_on(key) if heard.ended and key is event else key)
        if heard.scan:
            self._take_scan(heard.scan)
        if heard.waits:
            self.rest_later()

    def _moving_on(self, key: events.Key) -> events.Key:
        """The end of a code in a line: in a form it goes to the next field, in a run it hands in that one line."""
        screen = self.screen
        wanted = "tab" if screen.query("Form") else "enter"
        return key if key.key == wanted else events.Key(wanted, "\t" if wanted == "tab" else "\r")

    def _take_scan(self, text: str) -> None:
        places: tuple[object, ...] = (self.focused, self.screen)
        if not any(isinstance(one, TakesScans) and one.take_scan(text) for one in places):
            self.bell()
            # Digits may be a PIN that was typed while the screen was busy, and the others look on.
            words = DIGITS_NOWHERE
            if not text.isdigit():
                words = english("Scanned {code}. Nothing here asks for that; nothing was entered.", code=text[:40])
            self.notify(words, markup=False, timeout=4)

    def _place(self) -> tuple[object, ...]:
        screen: Screen[Any] = self.screen
        return (id(screen), *(screen.scan_place if isinstance(screen, HasPlace) else ()))

    def _is_typing(self) -> bool:
        from textual.widgets import Input  # the board has none, and is there before it is loaded

        if not isinstance(self.focused, Input):
            return False
        return self.screen.takes_codes() if isinstance(self.screen, KnowsTyping) else True
