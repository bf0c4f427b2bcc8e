"""Concerns without a name: kept until the day ends, published then as of midnight, by nobody."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

from showclear.app.logbook import LogBook
from showclear.domain.effects import Effect
from showclear.domain.people import Person, Role
from showclear.domain.situation.history import Aspect
from showclear.domain.situation.values import THE_SET
from showclear.domain.text import check_text
from showclear.errors import InputError
from showclear.storage.clock import Clock
from showclear.storage.concerns import WaitingConcern, WaitingConcerns
from showclear.words import english

LONGEST = 1000
"""Characters of a concern."""

WHO_COULD_TELL = english(
    "No name and no time of writing is kept. Whoever sees you write it, knows your way with words, or "
    "looks at this disk before and after, could still work it out. What is urgent is a hold: that needs no "
    "name either."
)
"""What is said to somebody before they write a concern."""


class Concerns:
    """Writes and publishes the concerns of one laptop."""

    def __init__(
        self, book: LogBook, waiting: WaitingConcerns, clock: Clock, people: Callable[[], tuple[Person, ...]]
    ) -> None:
        self._book = book
        self._waiting = waiting
        self._clock = clock
        self._people = people

    def write(self, words: str, day: date) -> None:
        """Keep a concern until the day ends.

        Raises:
            InputError: there are no words, or no record can hold them.
            StorageError: it could not be kept.
        """
        text = check_text(" ".join(words.split()), english("Concern"), LONGEST)
        if not text:
            raise InputError(
                english("The concern has no words."), english("Write what worries you, in one or two sentences.")
            )
        self._waiting.add(WaitingConcern(day.isoformat(), text))

    def waiting(self) -> int:
        """How many wait to be published. Raises: StorageError."""
        return len(self._waiting.list())

    def contacts(self) -> tuple[Person, ...]:
        """Whom one may speak to instead: the safety officers."""
        return tuple(person for person in self._people() if person.role is Role.SAFETY_OFFICER)

    def publish(self, *, before_today: bool = False) -> int:
        """Publish what waits, in no order in which it came; how many. `before_today` leaves today's for its end.

        Each stands at midnight of its day. It counts from here on, and stops what needs an open set until somebody
        answers it.

        Raises:
            StorageError: the disk refused; what was not published still waits.
        """
        today = self._clock.now().date().isoformat()
        done = [one for one in self._waiting.list() if not before_today or one.day < today]
        # To look through the log for them costs as much as reading the snapshot, and nearly always none waits.
        known = self._published() if done else set()
        for one in done:
            if one not in known:
                effect = Effect("concern", {"words": one.words, "day": one.day})
                # not said: records stay English
                self._book.restrict("concern", "Concern", (effect,), at=self._midnight(one))
        if done:
            self._waiting.take_away(done)
        return len(done)

    def _midnight(self, concern: WaitingConcern) -> datetime:
        """When its day began; never later than now, where the day begins earlier than in UTC."""
        now = self._clock.now().astimezone(UTC)
        today = now.replace(hour=0, minute=0, second=0, microsecond=0)
        return min(concern.midnight(), today)

    def _published(self) -> set[WaitingConcern]:
        """Concerns that are in the log: a crash before they were taken away does not raise them once more."""
        history = self._book.situation.view.history
        records = {
            index for track in history.lanes.get((Aspect.RESTRICTED, THE_SET), {}).values() for index in track.indices
        }
        return {
            WaitingConcern(str(effect.values.get("day", "")), str(effect.values.get("words", "")))
            for index in records
            for effect in history.record(index).effects
            if effect.kind == "concern"
        }
