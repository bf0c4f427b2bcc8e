"""Signing one record: freeze the body, collect the signatures in order, publish.

Signature i covers everything above its own line, so the order is fixed when the first one signs. Where the log moved in
between, everybody signs again over what happened.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Protocol

from showclear.app.bodies import Facts
from showclear.app.signing_views import SignerLine, SigningView
from showclear.app.views import Published
from showclear.domain.people import Person
from showclear.errors import SigningError, StorageError
from showclear.ledger.head import Head, Signer
from showclear.ledger.record import close_block, open_block, render_body
from showclear.storage.clock import Clock
from showclear.storage.failures import HeadMovedError, UnconfirmedError
from showclear.words import english


class Signatories(Protocol):
    """Whoever can sign here: open shifts (by PIN), or key files in front of their owners (by passphrase)."""

    def how_of(self, person_id: str) -> str:
        """`pin`, `passphrase` or `touch`: how this person's key is used, as it stands in the signature block."""

    def asks_pin(self, person_id: str) -> bool:
        """Whether this person types something when they sign."""

    def fingerprint(self, person_id: str) -> str:
        """The fingerprint of this person's key."""

    def tries_left(self, person_id: str) -> int:
        """Wrong secrets that are left."""

    def sign(self, person_id: str, secret: str, data: bytes) -> str:
        """The armored signature. Raises: SigningError."""


class Places(Protocol):
    """The log that a record goes into."""

    def refresh(self) -> bool:
        """Take in what is new in the folder; True if anything changed. Raises: StorageError."""

    def place(self, kind: str, record_id: str, made_at: datetime, signers: tuple[Signer, ...]) -> Head:
        """The head of the next record of this laptop's log."""

    @property
    def marks(self) -> Facts:
        """What every record of this log says about itself besides its own facts: that it is a drill."""

    def publish(self, data: bytes, run_id: str) -> str:
        """The name of the published record. Raises: HeadMovedError, StorageError."""

    def path_of(self, name: str) -> str:
        """Where the file is, as it is shown."""

    def refuse_ended(self, person: str, fingerprint: str, at: datetime) -> None:
        """Raises: RefusedError where the enrolment of that key is over."""

    def not_counted(self, name: str) -> tuple[str, ...]:
        """What of a published record does not count, in words; empty as it should be."""


@dataclass(frozen=True, slots=True)
class SignaturePlace:
    """One signature that the record needs: who, what it means, what the person states."""

    person: Person
    meaning: str
    statement: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody is asked to sign now."""

    place: SignaturePlace
    at: datetime
    above: bytes
    """The record so far."""
    covered: bytes
    """What the signature is over: that, and the block that says who signs."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A record that is ready to be signed. `facts` renders its body for the moment at which it is frozen."""

    kind: str
    record_id: str
    title: str
    places: tuple[SignaturePlace, ...]
    facts: Callable[[datetime], Facts]
    follows: tuple[str, ...] = ()
    run_id: str = ""
    items: tuple[str, ...] = ()
    """The tags that it is about: what is known of them is read anew from the files before anybody signs."""
    gate: Callable[[], None] = lambda: None
    """Asked before every signature; raises RefusedError when a rule no longer holds."""
    notes: Callable[[], tuple[str, ...]] = lambda: ()
    tables: Callable[[Head], Facts] = lambda head: {}
    """Facts that rest on where the record stands in the logs, beside `facts`."""


class SigningSession:
    """The signatures of one record, one after the other. Nothing is signed until `sign` has returned it published."""

    def __init__(
        self,
        draft: Draft,
        log: Places,
        signatories: Signatories,
        clock: Clock,
        published: Callable[[str], None] = lambda name: None,
    ) -> None:
        self.draft = draft
        self._log = log
        self._signatories = signatories
        self._clock = clock
        self._published = published
        self._body = b""
        self._bytes = b""
        self._signed: list[datetime] = []
        self._unconfirmed: tuple[bytes, datetime] | None = None
        """The whole record, perhaps in the log and not confirmed by the disk: nobody signs it again."""
        self._notes: tuple[str, ...] = ()
        self.result: Published | None = None

    @property
    def place(self) -> SignaturePlace | None:
        """Who signs now; None when all have."""
        return self.draft.places[len(self._signed)] if len(self._signed) < len(self.draft.places) else None

    def view(self) -> SigningView:
        """What the person who signs now reads.

        Raises:
            RefusedError: a rule no longer holds.
            RecordError: the body cannot be written.
        """
        self._freeze()
        now = self.place or self.draft.places[-1]
        digest = sha256(self._body).hexdigest()[:16]
        lines = tuple(
            SignerLine(
                one.person,
                one.meaning,
                self._signed[number] if number < len(self._signed) else None,
                number == len(self._signed),
            )
            for number, one in enumerate(self.draft.places)
        )
        return SigningView(
            title=self.draft.title,
            statement=now.statement,
            follows=self.draft.follows,
            signers=lines,
            digest=" ".join(digest[at : at + 4] for at in range(0, 16, 4)),
            at=self._clock.now(),
            tries_left=self._signatories.tries_left(now.person.id),
            notes=(*self._notes, *self.draft.notes()),
            how=self._signatories.how_of(now.person.id),
            asks_pin=self._signatories.asks_pin(now.person.id),
        )

    def sign(self, secret: str) -> Published | None:
        """Sign for the person whose turn it is; after the last one the record is published.

        Returns None while somebody is still to sign, also when the log moved and everybody has to sign again (the view
        says so).

        Raises:
            SigningError: wrong PIN or passphrase, no open key; nothing changed.
            RefusedError: a rule no longer holds; nothing is signed.
            StorageError: not durable, so not signed; signing again tries again.
        """
        if self.result is not None:
            return self.result
        if self._unconfirmed is not None:
            return self._publish(*self._unconfirmed)
        asked = self.ask()
        return self.take(asked, self.armored(asked, secret))

    def ask(self) -> Asked:
        """What the person whose turn it is signs, for a signature that takes its time (`armored`, then `take`).

        Raises:
            SigningError: no open key.
            RefusedError: a rule no longer holds.
        """
        self._freeze()
        place = self.draft.places[len(self._signed)]
        at = max(self._clock.now(), self._earliest())
        signer = Signer(place.person.id, str(place.person.role), place.meaning)
        fingerprint = self._signatories.fingerprint(place.person.id)
        self._log.refuse_ended(place.person.name, fingerprint, at)
        how = self._signatories.how_of(place.person.id)
        covered = open_block(self._bytes, signer, place.person.name, fingerprint, how, at)
        return Asked(place, at, self._bytes, covered)

    def armored(self, asked: Asked, secret: str) -> str:
        """The signature; waits for a touch where the key wants one. Changes nothing here, so that a thread may wait.

        Raises:
            SigningError: wrong secret, no touch, no open key.
        """
        return self._signatories.sign(asked.place.person.id, secret, asked.covered)

    def take(self, asked: Asked, armored: str) -> Published | None:
        """Put a signature under the record, as `sign` does.

        Raises:
            SigningError: the record is no longer the one that was signed.
            RefusedError, StorageError: as for `sign`.
        """
        if asked.above != self._bytes or self.place is not asked.place:
            raise SigningError(
                english("The record changed while the key was touched."), english("Read it again, then sign.")
            )
        signed = close_block(asked.covered, armored)
        if len(self._signed) + 1 < len(self.draft.places):
            self._bytes = signed
            self._signed.append(asked.at)
            return None
        return self._publish(signed, asked.at)

    def how_of(self, person_id: str) -> str:
        """How a person's key is used here: `pin`, `passphrase` or `touch`."""
        return self._signatories.how_of(person_id)

    def tries_left(self, person_id: str) -> int:
        """Wrong secrets that are left to a person. Raises: SigningError if their shift is over."""
        return self._signatories.tries_left(person_id)

    def cancel(self) -> None:
        """Forget the signatures that were collected; the draft stays. What is in the log stays there."""
        self._body = self._bytes = b""
        self._signed = []

    def _publish(self, data: bytes, at: datetime) -> Published | None:
        if self._unconfirmed is None:
            self.draft.gate()
        try:
            name = self._log.publish(data, self.draft.run_id)
        except HeadMovedError as moved:
            # What was not confirmed is not in the log either, or it would have been found.
            self._unconfirmed = None
            self.cancel()
            self._notes = (
                english(
                    "Something was recorded in between. {message} {remedy}", message=moved.message, remedy=moved.remedy
                ),
            )
            return None
        except UnconfirmedError as error:
            self._unconfirmed = (data, at)
            self._notes = (str(error),)
            raise
        except StorageError as error:
            self._notes = (error.message,)
            if self._unconfirmed is not None:
                raise UnconfirmedError(
                    english("It is still not known whether this is signed. {message}", message=error.message),
                    english(
                        "Nobody signs anew: sign here again, or start again and look into the log. {remedy}",
                        remedy=error.remedy,
                    ),
                ) from error
            raise
        self._signed.append(at)
        self.result = Published(name, self._log.path_of(name), self.draft.title, self._log.not_counted(name))
        self._published(name)
        return self.result

    def _freeze(self) -> None:
        if self._unconfirmed is not None:
            return
        # What another window or laptop recorded meanwhile counts for the rules that are asked now.
        self._log.refresh()
        self.draft.gate()
        if self._body:
            return
        at = self._clock.now()
        signers = tuple(Signer(one.person.id, str(one.person.role), one.meaning) for one in self.draft.places)
        head = self._log.place(self.draft.kind, self.draft.record_id, at, signers)
        facts = {**self.draft.facts(at), **self.draft.tables(head), **self._log.marks}
        self._body = self._bytes = render_body(head, facts)
        self._made_at = at

    def _earliest(self) -> datetime:
        return self._signed[-1] if self._signed else self._made_at
