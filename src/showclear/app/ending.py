"""The end of a production: all locked or gone, each day sealed, every key but the producer's ends (ADR 0020).

Nothing that counts can then be signed, on any laptop and by any version; what was signed before verifies for ever.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from showclear.app.bodies import revocation_facts
from showclear.app.drafting import place
from showclear.app.key_changes import KeyChanges
from showclear.app.logbook import LogBook
from showclear.app.signing import Draft
from showclear.domain.people import Person, Role
from showclear.domain.situation.ending import obstacles
from showclear.errors import RefusedError
from showclear.words import english, together

if TYPE_CHECKING:
    from showclear.app.sittings import SittingSigning
    from showclear.app.views import OpenRun

REASON = "the production is closed"  # not said: records stay English


@dataclass(frozen=True, slots=True)
class KeyToEnd:
    """A key that still counts and ends with the production."""

    person: Person
    fingerprint: str


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
