"""How the desk reads: threads make and ask the index and only send messages; lanes are worked out between keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import work
from textual.message import Message
from textual.timer import Timer
from textual.worker import get_current_worker

from showclear.app.desk.desk import Glance
from showclear.errors import ShowClearError
from showclear.storage.index_rows import DayCount, Hit, Search
from showclear.tui.screens.exporting import Exporting

if TYPE_CHECKING:
    from showclear.app.desk.history import Lane
    from showclear.app.desk.indexing import Verified

WAIT_SECONDS = 0.03
"""After a key of a search: who types on is not answered in between."""

EVERY = 1000
"""So many records later the list is read again while the index is made."""


@dataclass
class Indexed(Message):
    """So many records went in, of so many."""

    done: int
    of: int


@dataclass
class Glanced(Message):
    """What the index knows now; `ended`: all records are in it."""

    glance: Glance
    ended: bool


@dataclass
class Found(Message):
    """What a search found."""

    typed: str
    hits: tuple[Hit, ...]


@dataclass
class LifeFound(Message):
    """The days on which a gun stands in a record, and the newest of these records."""

    tag: str
    days: tuple[DayCount, ...]
    hits: tuple[Hit, ...]


@dataclass
class NotRead(Message):
    """The index could not be made or asked."""

    error: ShowClearError


class DeskLeft(Exception):  # it is no error
    """Nobody waits for the index any more."""


class DeskReading(Exporting):
    """The part of the desk that reads. Whoever has it says what is shown of it."""

    def __init__(self) -> None:
        super().__init__()
        self._making = False
        self._again = False
        self._waiting: Timer | None = None
        self._lanes: Iterator[Lane] = iter(())
        self._lane_timer: Timer | None = None
        self.progress = ""
        """How far the index is, in words; empty when it is whole."""

    # The index

    def read_index(self) -> None:
        """Put in what is new; what comes in meanwhile goes in right after it."""
        if self._making:
            self._again = True
            return
        self._making = True
        self.make_index(self.host.production.desk.now())

    @work(thread=True, group="desk-index")
    def make_index(self, now: Verified) -> None:
        """Bring the index up to date in a thread."""
        desk = self.host.production.desk
        told, worker = [0], get_current_worker()

        def tell(done: int, of: int) -> None:
            if worker.is_cancelled:
                # The desk was left, or the app: nobody waits for a minute of work. What is in stays.
                raise DeskLeft
            if of > EVERY and done // EVERY != told[0]:
                told[0] = done // EVERY
                self.post_message(Indexed(done, of))

        try:
            desk.update(now, tell)
            self.post_message(Glanced(desk.glance(), ended=True))
        except DeskLeft:
            return
        except ShowClearError as error:
            if not worker.is_cancelled:
                self.post_message(NotRead(error))

    @work(thread=True, group="desk-glance", exclusive=True)
    def look_again(self) -> None:
        """What the index knows by now."""
        try:
            self.post_message(Glanced(self.host.production.desk.glance(), ended=False))
        except ShowClearError as error:
            self.post_message(NotRead(error))

    def index_is_made(self) -> None:
        """All that was known when it began is in the index."""
        self._making, self.progress = False, ""
        if self._again:
            self._again = False
            self.read_index()

    # Searching

    def search_soon(self, typed: str) -> None:
        """Search when nobody has typed for a moment."""
        if self._waiting is not None:
            self._waiting.stop()
        self._waiting = self.set_timer(WAIT_SECONDS, lambda: self.search_now(typed))

    @work(thread=True, group="desk-search", exclusive=True)
    def search_now(self, typed: str) -> None:
        """Search in a thread; only the newest answer is shown."""
        try:
            hits = self.host.production.desk.search(Search(words=typed))
        except ShowClearError as error:
            self.post_message(NotRead(error))
            return
        self.post_message(Found(typed, tuple(hits)))

    @work(thread=True, group="desk-life", exclusive=True)
    def find_life(self, tag: str) -> None:
        """On which days does a gun stand in a record?"""
        try:
            desk = self.host.production.desk
            days, hits = desk.life(tag), desk.search(Search(thing=tag))
        except ShowClearError as error:
            self.post_message(NotRead(error))
            return
        self.post_message(LifeFound(tag, tuple(days), tuple(hits)))

    # Lanes

    def work_out(self, lanes: Iterator[Lane], show: Callable[[Lane | None], None]) -> None:
        """Work lanes out one by one, each between two keys, in the thread that also folds; None: that was the last."""
        if self._lane_timer is not None:
            self._lane_timer.stop()
        self._lanes = lanes

        def one_more() -> None:
            lane = next(lanes, None) if lanes is self._lanes else None
            if lanes is not self._lanes:
                return
            show(lane)
            if lane is not None:
                self._lane_timer = self.set_timer(0.001, one_more)

        self._lane_timer = self.set_timer(0.001, one_more)

    def on_not_read(self, event: NotRead) -> None:
        """Say why; everything but the search works on."""
        event.stop()
        self._making = False
        self.host.show_error(event.error)
