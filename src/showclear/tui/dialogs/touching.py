"""Waiting for the touch of a FIDO2 key, while the screen goes on."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Generic, TypeVar

from textual import work

from showclear.errors import ShowClearError
from showclear.tui.screens.base import ShowClearDialog, is_on_top
from showclear.tui.widgets.touch_place import TouchPlace
from showclear.words import english

Result = TypeVar("Result")
Proof = TypeVar("Proof")

GIVES_UP = english("The key waits for a touch, and gives up after half a minute.")


class WaitsForTouch(ShowClearDialog["Result"], Generic[Result]):
    """A dialog with a place to touch. What the touch gave is used at once, also while another screen stands over it."""

    HELP = "sign"
    handed: tuple[Result] | None = None
    """What it is left with, as soon as nothing stands over it."""

    @property
    def place(self) -> TouchPlace:
        """Where it is asked for."""
        return self.query_one(TouchPlace)

    @work(group="touch")
    async def touched(
        self, wait: Callable[[], Proof], use: Callable[[Proof], None], failed: Callable[[ShowClearError], None]
    ) -> None:
        """Wait in a thread, then use what the key gave; `failed` says why it gave nothing, or could not be used."""
        self.place.wait()
        try:
            given = await asyncio.to_thread(wait)
            if not self.is_attached:
                return
            use(given)
        except ShowClearError as error:
            if self.is_attached:
                self.place.ready(self.place.asks_pin)
                failed(error)

    def hand(self, result: Result) -> None:
        """Leave with a result, as soon as nothing stands over this dialog."""
        self.handed = (result,)
        self.leave_with_result()

    def leave_with_result(self) -> None:
        """Leave, if it is over and nothing stands over this dialog."""
        if self.handed is not None and is_on_top(self):
            self.dismiss(self.handed[0])

    def on_screen_resume(self) -> None:
        """On top (again): it may be over since."""
        self.leave_with_result()
