"""The start of a window: what is shown before the log is read, the stop that need not wait for it, and the reading."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from showclear.app.painting import Painting, find_painting, first_records
from showclear.errors import StorageError
from showclear.storage.clock import Clock
from showclear.storage.files import FileSystem
from showclear.storage.paths import MachinePaths, ProductionPaths

if TYPE_CHECKING:
    from showclear.app.production import Production


class Start:
    """A production folder that is about to be read. A stop counts before that; nothing else does."""

    def __init__(
        self,
        folder: Path,
        filesystem: FileSystem,
        clock: Clock,
        open_it: Callable[[], Production],
        paints: MachinePaths,
    ) -> None:
        """
        Args:
            folder: the production folder.
            filesystem: the disk.
            clock: for the time that a stop claims.
            open_it: reads the log; called in a thread.
            paints: where this machine account keeps the painting, if there is one.
        """
        self.clock = clock
        self.open = open_it
        self._filesystem = filesystem
        self._paths = ProductionPaths(folder)
        self.files = 0
        """How many files are in the log."""
        self.first: tuple[str, ...] | None = None
        """Of them the first record of each log, by name; None where the log could not be listed."""
        self.painting = self._look(paints)
        """What may be shown before the log is read; None where nothing may."""
        self.stopped = 0
        """How many stops were raised before the log was read."""
        self.refused: StorageError | None = None
        """Why the disk did not take the last one."""

    def _look(self, paints: MachinePaths) -> Painting | None:
        try:
            listed = self._filesystem.as_listed(self._paths.log)
        except StorageError:
            # Whoever reads it next says so.
            return None
        self.files, self.first = len(listed), first_records(listed)
        return find_painting(self._filesystem, self._paths, paints, listed, self.first)

    @property
    def already_held(self) -> bool:
        """Whether a stop is known to be open, so that one more is a stand-down."""
        painted = self.painting.stops if self.painting is not None else ()
        return bool(self.stopped) or "hold" in painted or "stand-down" in painted

    def hold(self) -> None:
        """Hold the set, or stand it down where it is held already. It is durable and counts when this returns.

        Raises: StorageError; then it is tried again as soon as the log is read.
        """
        import secrets

        from showclear.app import custody as acts
        from showclear.app.bodies import restriction_facts
        from showclear.app.unpublished import TIME
        from showclear.storage.restrictions import PendingRestriction, write_restriction

        act = acts.hold("", "", already_held=self.already_held)
        facts, made_at = restriction_facts(act.title, act.effects), self.clock.now().strftime(TIME)
        restriction = PendingRestriction(secrets.token_hex(16), act.kind, made_at, facts)
        try:
            write_restriction(self._filesystem, self._paths, restriction)
        except StorageError as error:
            self.refused = error
            raise
        self.refused = None
        self.stopped += 1

    def settle(self, production: Production) -> None:
        """Publish what was stopped before the log was read. Where a hold was open already, this one is a stand-down.

        Raises: StorageError; what could not be written counts in this window.
        """
        from showclear.domain.situation.stops import set_status

        if self.refused is not None:
            production.hold()
        elif self.stopped:
            production.book.recover()
            production.refresh()
            stops = set_status(production.book.situation)
            if len(stops.holds) > 1 and not stops.stand_downs:
                production.hold()
