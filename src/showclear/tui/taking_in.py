"""The part of the app that follows the folder: what comes in from other laptops, and what was changed since."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from textual import work
from textual.message import Message

from showclear.errors import ShowClearError
from showclear.storage.diagnostics import DiagnosticLog, Event
from showclear.tui.following import UNREADABLE, Look, look_at
from showclear.tui.starting import Starting


@dataclass
class FolderChanged(Message):
    """Files came or went: another laptop's, or our own."""

    look: Look


@dataclass
class FilesCompared(Message):
    """The files that are remembered were looked at: these are not what they were when they were read."""

    changed: tuple[str, ...]


class TakingIn(Starting):
    """Follows the folder from the board on. Threads only look and send messages."""

    diagnostic_log: DiagnosticLog | None = None
    """Notes about the program itself."""
    _look = UNREADABLE
    _not_whole: frozenset[str] = frozenset()
    _refused: str = ""
    """Why the change that was seen last could not be taken in."""

    def note(self, event: Event, **facts: int | Enum | type[BaseException]) -> None:
        """Add a line to the diagnostic log, where there is one: numbers and words of the program only."""
        if self.diagnostic_log is not None:
            self.diagnostic_log.note(event, self.production.clock.now(), **facts)

    def look_first(self) -> int:
        """How the folder looks when the board is there; how many files there are."""
        self._not_whole = self.production.not_whole
        # As it was read, not as it is now: a stop that came in between is then seen by the next look.
        self._look = look_at(self.production.folder, self._not_whole, self.production.looks)
        return self._look.files

    @work(thread=True, group="compare", exclusive=True)
    def compare_files(self) -> None:
        """Look in a thread whether the files are still what the start took from the snapshot; it only sends a message.

        Nothing waits for it: what is permitted before it is done makes the same comparison first.
        """
        self.post_message(FilesCompared(self.production.check_files()))

    def on_files_compared(self, event: FilesCompared) -> None:
        """Read everything anew where a file was changed, and show what it says."""
        try:
            if self.production.files_checked(event.changed):
                self.read_board()
                self.read_where_needed()
        except ShowClearError as error:
            self.show_error(error)

    @work(thread=True, group="refresh", exclusive=True)
    def follow(self) -> None:
        """Compare names in a thread; it only sends messages."""
        look = look_at(self.production.folder, self._not_whole)
        if look != self._look:
            self.post_message(FolderChanged(look))

    def on_folder_changed(self, event: FolderChanged) -> None:
        """Take in what is new, and show it, also where something else has taken it in before."""
        if not self._refused:
            self.note(Event.CAME_IN, files=event.look.files, more=event.look.files - self._look.files)
        self._look = event.look
        try:
            self.production.refresh()
            self._refused = ""
        except ShowClearError as error:
            # The next look tries it again, until the disk gives it; the same error is a page once.
            self._look = UNREADABLE
            if str(error) != self._refused:
                self._refused = str(error)
                self.show_error(error)
        # Also behind an error: a stop may have been taken in before the disk refused to mark it as seen.
        self._not_whole = self.production.not_whole
        self.read_board()
