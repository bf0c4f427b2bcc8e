"""A dialog whose answer takes a moment, such as one that makes or opens a key."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

from textual import work

from showclear.errors import ShowClearError
from showclear.tui.dialogs.frame import Dialog
from showclear.tui.screens.base import is_on_top
from showclear.words import english

Result = TypeVar("Result")

MOMENT = english("This takes a moment.")
"""What is said meanwhile."""


class SlowDialog(Dialog[Result]):
    """The user reads that it takes a moment, and no key but F12 does anything until it is over."""

    HELP = "form"
    busy = False
    """Whether it is being done just now."""
    finished: tuple[Result] | None = None
    """What came of it while another screen stood over this one."""

    def slowly(self, act: Callable[[], Result], failed: Callable[[ShowClearError], None]) -> None:
        """Do it in a thread and hand its result back; `failed` says on this screen why it was not done."""
        if self.busy:
            return
        self.busy = True
        self.say_moment(MOMENT)
        self.query_one(self.READS).disabled = True
        self.do_slowly(act, failed)

    @work(group="slow")
    async def do_slowly(self, act: Callable[[], Result], failed: Callable[[ShowClearError], None]) -> None:
        """What is refused is said; anything else is the answer."""
        fault: ShowClearError | None = None
        try:
            self.finished = (await asyncio.to_thread(act),)
        except ShowClearError as error:
            fault = error
        self.busy = False
        self.query_one(self.READS).disabled = False
        if fault is not None:
            self.say_moment("")
            failed(fault)
        else:
            self.hand_back()

    def hand_back(self) -> None:
        """Leave with the result, as soon as nothing stands over this screen."""
        if self.finished is not None and is_on_top(self):
            self.dismiss(self.finished[0])

    def on_screen_resume(self) -> None:
        """On top (again): it may be over since."""
        self.hand_back()

    def say_moment(self, text: str) -> None:
        """Say that it takes a moment, or nothing any more."""
        raise NotImplementedError
