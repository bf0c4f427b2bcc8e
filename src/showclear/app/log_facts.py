"""What was read of the log, as others ask for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from showclear.app.entries import Entries
from showclear.app.reading import read_body
from showclear.app.remembering import identity_of
from showclear.app.snapshot.remembered import Remembered
from showclear.domain.situation import Situation
from showclear.domain.situation.history import Aspect
from showclear.domain.situation.records import RecordFacts
from showclear.errors import RecordError
from showclear.ledger.record import digest_of
from showclear.ledger.verification import LogResult
from showclear.storage.log_folder import LogFolder
from showclear.storage.names import Names
from showclear.storage.restrictions import PendingRestriction
from showclear.words import english


class LogFacts:
    """Answers from what `LogReading` read; reads nothing itself but the body of one record."""

    folder: LogFolder
    situation: Situation
    result: LogResult
    _remembered: Remembered | None
    _entries: Entries
    _names: Names
    _bodies: dict[str, dict[str, Any]]
    _pending: tuple[PendingRestriction, ...]
    _unwritten: list[PendingRestriction]
    _ordered: tuple[str, ...] | None
    _founding_ordered: tuple[str, ...] | None

    def facts(self, name: str) -> RecordFacts | None:
        """What the fold was given of a record; None for a file that says nothing."""
        return self._entries.facts(name)

    def title(self, name: str) -> str:
        """What the body of a record calls it; empty where nothing can be read."""
        return self._entries.title(name)

    def identity(self) -> Mapping[str, str | bool]:
        """Name, zone and whether it is a demonstration, from the production record."""
        if self._remembered is not None:
            return self._remembered.identity
        for name in reversed(self.founding()):
            facts = self.facts(name)
            if facts is not None and facts.kind == "production" and facts.intact:
                return identity_of(self.body(name))
        return {}

    def names(self) -> tuple[str, ...]:
        """All records, ancestors first."""
        if self._ordered is None:
            self._ordered = tuple(self._entries.names_of(self.result.chain.order()))
        return self._ordered

    def listed(self) -> list[str]:
        """The names in the folder that were read, sorted; what is not named like a record is among them."""
        return sorted({*self._names, *self.result.strays})

    def newest(self, most: int) -> tuple[str, ...]:
        """The last of `names`."""
        return tuple(self._entries.names_of(self.result.chain.newest(most)))

    def founding(self) -> tuple[str, ...]:
        """The records that say who people are and what they run, ancestors first."""
        if self._founding_ordered is None:
            digests = {self._entries.digest(name) or "" for name in self._entries.founding}
            self._founding_ordered = tuple(self._entries.names_of(self.result.chain.in_order(digests)))
        return self._founding_ordered

    def named_by(self, event: str) -> tuple[str, ...]:
        """The records of an event, by its id."""
        history = self.situation.view.history
        names = {f"{history.title(index)}.toml" for index in history.with_id(event)}
        return tuple(sorted(self._names & names))

    def restricting(self) -> tuple[str, ...]:
        """The records that restrict anything, ancestors first."""
        history = self.situation.view.history
        lanes = [lane for (aspect, _), lane in history.lanes.items() if aspect is Aspect.RESTRICTED]
        indices = {index for lane in lanes for track in lane.values() for index in track.indices}
        digests = (history.digest(index) for index in indices if f"{history.title(index)}.toml" in self._names)
        return tuple(self._entries.names_of(self.result.chain.in_order(digests)))

    def cited(self, record: str) -> RecordFacts | None:
        """The record that a restriction or a refusal names, without its suffix."""
        return self._entries.facts(f"{record}.toml")

    def body(self, name: str) -> dict[str, Any]:
        """The facts of a record.

        Raises:
            RecordError: it has none that can be read, or they are not those that were verified.
            StorageError: the file cannot be read.
        """
        if name not in self._bodies:
            data, known = self.folder.read(name), self.result.records.get(name)
            if known is not None and known.is_intact and digest_of(data) != known.digest:
                raise RecordError(
                    english("{name} was changed since it was read.", name=name),
                    english("Verify the log: it says what is wrong with it."),
                )
            self._bodies[name] = read_body(data)
        return self._bodies[name]

    def names_of_people(self) -> dict[str, str]:
        """What the people of the roster are called, by id."""
        return {person.id: person.name for person in self.situation.people().values()}

    def called(self) -> dict[str, str]:
        """What people are called, and since when and why each stop and bar is open: its record's name tells nobody."""
        open_ones = {one.record: one for one in self.situation.open_restrictions("")}
        for item in self.situation.restricted_items:
            open_ones |= {one.record: one for one in self.situation.open_restrictions(item)}
        stops = {
            one.record: english(
                "of {since:%Y-%m-%d %H:%M} UTC ({reason})", since=one.since, reason=one.reason.rstrip(".")
            )
            for one in open_ones.values()
        }
        return {**stops, **self.names_of_people()}

    @property
    def pending(self) -> int:
        """Restrictions that count but are not in the log yet."""
        return len(self._pending) + len(self._unwritten)

    def unwritten(self, kind: str) -> bool:
        """Whether a restriction of that kind counts only here because the disk refused it."""
        return any(one.kind == kind for one in self._unwritten)

    @property
    def remembered(self) -> int:
        """How many records were not read but remembered."""
        return self._remembered.size if self._remembered else 0

    @property
    def not_remembered(self) -> int:
        """How many records the next start has to read."""
        return len(self._entries.later)
