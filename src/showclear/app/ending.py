"""The end of a production: all locked or gone, each day sealed, every key but the producer's ends (ADR 0020).

Nothing that counts can then be signed, on any laptop and by any version; what was signed before verifies for ever.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from showclear.app.bodies import revocation_facts
from showclear.app.drafting import place
from showclear.app.key_changes import KeyChanges
from showclear.app.logbook import LogBook
from showclear.app.signing import Draft
from showclear.domain.custody import Custody, Shape
from showclear.domain.people import Person, Role
from showclear.domain.situation import Situation
from showclear.domain.situation.accounts import device_custody
from showclear.domain.situation.batches import batch_tags, items_out
from showclear.domain.situation.day import Day, day_by_records, units
from showclear.domain.situation.sealing import unsealed_day
from showclear.domain.situation.stops import set_status
from showclear.errors import RefusedError
from showclear.words import english, together

if TYPE_CHECKING:
    from showclear.app.sittings import SittingSigning
    from showclear.app.views import OpenRun

REASON = "the production is closed"  # not said: records stay English
_AT_REST = frozenset({Shape.LOCKED, Shape.OFF_PRODUCTION})


@dataclass(frozen=True, slots=True)
class KeyToEnd:
    """A key that still counts and ends with the production."""

    person: Person
    fingerprint: str


def obstacles(situation: Situation) -> tuple[str, ...]:
    """What has to be settled before a production is closed, in words; empty if nothing has."""
    return tuple(_obstacles(situation))


def _obstacles(situation: Situation) -> Iterator[str]:
    view = situation.view
    weapons, devices = situation.weapons(), situation.devices()
    for tag in (*weapons, *situation.containers()):
        if not _is_at_rest(situation.custody(tag)):
            yield english("{tag} is neither locked nor gone.", tag=tag)
    for tag in devices:
        custody = device_custody(view, tag)
        if custody is not None and not _is_at_rest(custody):
            yield english("{tag} is neither locked nor gone.", tag=tag)
    for tag in batch_tags(view):
        if not _is_at_rest(situation.custody(tag)):
            yield english("{tag} is neither locked nor gone.", tag=tag)
    if items_out(situation):
        yield english("{count} items of inert batches are out.", count=items_out(situation))
    for unit in units(view):
        day = day_by_records(view, unit.unit)
        if isinstance(day, Day):
            yield english("The day {day} of unit {unit} is not wrapped (J).", day=day.day, unit=unit.unit)
        elif unsealed := unsealed_day(view, unit.unit):
            yield english("The day {day} of unit {unit} is not sealed.", day=unsealed, unit=unit.unit)
    stops = set_status(situation)
    if stops.holds or stops.stand_downs:
        yield english("The set is stopped: lift the hold or release the stand-down first.")


def _is_at_rest(custody: Custody | None) -> bool:
    return custody is not None and custody.shape in _AT_REST


class Ending:
    """Closes a production, key by key; the safety officer's own comes last and is ended by the producer."""

    def __init__(
        self,
        book: LogBook,
        changes: KeyChanges,
        *,
        person: Callable[[str], Person],
        sign_all: Callable[[Iterable[Draft]], SittingSigning],
        open_runs: Callable[[], Iterable[OpenRun]],
    ) -> None:
        """`sign_all` collects one PIN each for several records; the others are as in `Parts`."""
        self._book = book
        self._changes = changes
        self._person = person
        self._sign_all = sign_all
        self._open_runs = open_runs

    def obstacles(self) -> tuple[str, ...]:
        """What has to be settled first. Raises: StorageError."""
        self._book.refresh()
        runs = (
            english("{title} {subject} is not finished.", title=one.title, subject=one.named)
            for one in self._open_runs()
        )
        return (*obstacles(self._book.situation), *runs)

    def refuse_obstacles(self) -> None:
        """Raises: RefusedError, with everything that has to be settled first."""
        if left := self.obstacles():
            raise RefusedError(
                together(left, "\n"), english("Settle it, wrap and seal the day, then close the production.")
            )

    def signing(self, officer_id: str, producer_id: str) -> SittingSigning:
        """The signatures under the end of every key, one PIN each.

        Raises:
            RefusedError: other roles sign, something is not settled, or no key is left to end.
        """
        self.refuse_obstacles()
        officer, producer = self._person(officer_id), self._person(producer_id)
        drafts = tuple(self.draft(key, officer, producer) for key in self.keys(officer, producer))
        if not drafts:
            raise RefusedError(english("This production is closed already."), english("Nothing is left to do."))
        return self._sign_all(drafts)

    def keys(self, officer: Person, producer: Person) -> tuple[KeyToEnd, ...]:
        """Every key that ends, in the order in which they do: those of the officer who signs come last."""
        people = sorted(self._book.situation.people().values(), key=lambda one: (one.id == officer.id, one.name))
        return tuple(
            KeyToEnd(person, key.fingerprint)
            for person in people
            if person.id != producer.id
            for key in self._changes.of(person.id)
            if key.counts
        )

    def draft(self, key: KeyToEnd, officer: Person, producer: Person) -> Draft:
        """The record that ends one key. Safety officer and producer sign it; the officer's own the producer alone.

        Raises:
            RefusedError: other roles sign, or something is not settled.
        """

        def gate() -> None:
            if officer.role is not Role.SAFETY_OFFICER or producer.role is not Role.PRODUCER:
                raise RefusedError(
                    english("The safety officer and the producer close a production."), english("Choose these two.")
                )
            self.refuse_obstacles()

        gate()
        # not said: records stay English
        title = f"Production closed: key of {key.person.name}, {key.person.role.words}"
        # not said: records stay English
        said = f"The production is closed. I end the key {key.fingerprint} of {key.person.name}."
        signers = (producer,) if key.person.id == officer.id else (officer, producer)
        return Draft(
            kind="revocation",
            record_id=secrets.token_hex(16),
            title=title,
            places=tuple(place(one, "revoked", said) for one in signers),
            facts=lambda at: revocation_facts(title, key.person, key.fingerprint, REASON),
            gate=gate,
        )
