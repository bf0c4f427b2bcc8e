"""The start of the app: the first frame stands while a thread reads the log; until then only a stop is possible."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from textual.message import Message

from showclear.errors import ShowClearError
from showclear.tui._textual_compat import may_be_replaced
from showclear.tui.screens.host import Host
from showclear.tui.screens.reading import EMERGENCY_SOON, ReadingScreen, stop_written
from showclear.words import say

if TYPE_CHECKING:
    from showclear.app.log_reading import LogReading
    from showclear.app.production import Production
    from showclear.app.start import Start
    from showclear.tui.screens.board import BoardScreen

READING_STYLES = Path(__file__).parent / "screens" / "reading.tcss"

WHILE_READING = frozenset({"hold_set", "emergency", "next_theme", "quit"})
"""What keys of the app do before the log is read; all others wait for the board."""


@dataclass
class LogRead(Message):
    """The thread that reads the log is done: either there is a production, or `error` says why not."""

    production: Production | None
    error: Exception | None = None


@dataclass
class ReadAside(Message):
    """All records were read anew beside the board, or `error` says why not."""

    apart: LogReading | None
    error: Exception | None = None


class Starting(Host):
    """The part of the app that is there before the log is read."""

    board_screen: BoardScreen
    start: Start | None = None
    reading: ReadingScreen | None = None
    """What is shown while the log is read; None from then on."""
    not_read: Exception | None = None
    """Why the log could not be read."""
    _emergency_waits = False
    _reads_aside = False

    def begin_with(self, start: Start | None) -> None:
        """What is read while the first frame stands; None: it was read before."""
        self.start = start
        self.reading = ReadingScreen(start) if start is not None else None

    def make_board(self) -> None:
        """Make the board and read the styles of all screens, before anything of them is shown."""
        raise NotImplementedError

    def begin(self) -> None:
        """Follow the folder from the board that was read."""
        raise NotImplementedError

    def read_log(self) -> None:
        """Read the log in a thread, which only sends a message. To leave does not wait for it."""
        start = self.start
        if start is None:
            return

        def read() -> None:
            try:
                self.post_message(LogRead(start.open()))
            except Exception as error:  # noqa: BLE001 - it is looked at where it can be shown
                self.post_message(LogRead(None, error))

        Thread(target=read, name="read the log", daemon=True).start()

    def read_where_needed(self) -> None:
        """Where a record was found to be changed, read all of them in a thread; the board says so meanwhile."""
        if self._reads_aside or not self.production.must_read:
            return
        self._reads_aside = True
        self.read_board()
        production = self.production

        def read() -> None:
            try:
                self.post_message(ReadAside(production.read_aside()))
            except Exception as error:  # noqa: BLE001 - it is looked at where it can be shown
                self.post_message(ReadAside(None, error))

        Thread(target=read, name="read the log anew", daemon=True).start()

    def on_read_aside(self, event: ReadAside) -> None:
        """Go on from what the files say now; where they cannot be read, nothing is permitted and it is tried again."""
        self._reads_aside = False
        if event.apart is None:
            if not isinstance(event.error, ShowClearError):
                raise event.error or RuntimeError
            self.show_error(event.error)
            return
        try:
            self.production.take_over(event.apart)
        except ShowClearError as error:
            self.show_error(error)
        self.read_board()

    async def on_log_read(self, event: LogRead) -> None:
        """The board comes in place of the first frame; what was stopped meanwhile is published and shown."""
        if event.production is None or self.start is None or self.reading is None:
            self.not_read = event.error
            self.exit()
            return
        self.production = event.production
        self.make_board()
        self.read_board()
        may_be_replaced(self.reading)
        self.reading = None
        await self.switch_screen(self.board_screen)
        self.begin()
        if self.start.stopped or self.start.refused is not None:
            self.settle_stops(self.start)
        if self._emergency_waits:
            await self.run_action("emergency")

    def settle_stops(self, start: Start) -> None:
        """Publish what was stopped while the log was read, and show the stop."""
        from showclear.tui.screens.stop import SetStopScreen

        note = ""
        try:
            start.settle(self.production)
        except ShowClearError as error:
            note = say("NOT WRITTEN: {error} Say it aloud: HOLD.", error=error)
        self.read_board()
        self.push_screen(SetStopScreen(note))

    def hold_before_reading(self) -> None:
        """A stop waits for no log."""
        if self.start is None or self.reading is None:
            return
        stop = say("STAND-DOWN") if self.start.already_held else say("HOLD")
        try:
            self.start.hold()
        except ShowClearError as error:
            self.reading.say(say("NOT WRITTEN: {error} Say it aloud: {stop}.", error=error, stop=stop), alert=True)
        else:
            self.reading.say(stop_written(stop), alert=True)

    def ask_after_reading(self) -> None:
        """An emergency list needs the log; what happened is asked as soon as that is read."""
        self._emergency_waits = True
        if self.reading is not None:
            self.reading.say(EMERGENCY_SOON, alert=True)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Before the log is read nothing is possible but a stop, and to leave."""
        return self.reading is None or action in WHILE_READING
