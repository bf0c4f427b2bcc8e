"""A new key for somebody on the roster, and the end of an old one, signed by open shifts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from showclear.app.founding import KeyAtHand
from showclear.app.key_changes import KeyChanges, KeyLine
from showclear.app.shifts import Shifts
from showclear.app.signing import Draft, SigningSession
from showclear.app.touching import KEY_FILE, KeyKind, KeyWish
from showclear.domain.enrolling import may_revoke, needs_key
from showclear.domain.people import Person
from showclear.errors import RefusedError
from showclear.storage.key_files import BCRYPT_ROUNDS
from showclear.storage.passphrase import generate_passphrase
from showclear.words import english


@dataclass(frozen=True, slots=True)
class Renewal:
    """A new key that is about to be enrolled. Nothing is recorded before officer and owner have signed."""

    person: Person
    key: KeyAtHand
    signing: SigningSession

    @property
    def passphrase(self) -> str:
        """The five words of a key file, to be shown once; empty for a FIDO2 key."""
        return self.key.passphrase if self.key.how == "passphrase" else ""

    def __repr__(self) -> str:
        return f"Renewal({self.person.id})"  # not said: a representation for developers


class Renewing:
    """Gives people of the roster new keys, and ends old ones."""

    def __init__(
        self,
        changes: KeyChanges,
        shifts: Shifts,
        *,
        person: Callable[[str], Person],
        sign: Callable[[Draft], SigningSession],
        sign_with: Callable[[Draft, KeyAtHand], SigningSession],
    ) -> None:
        """`sign` collects the PINs of open shifts; `sign_with` those, and the words of a new key."""
        self._changes = changes
        self._shifts = shifts
        self._person = person
        self._sign = sign
        self._sign_with = sign_with

    def keys(self, person_id: str) -> tuple[KeyLine, ...]:
        """The keys of somebody that count, the oldest first."""
        return tuple(one for one in self._changes.of(person_id) if one.counts)

    def begin(
        self,
        person_id: str,
        document: str,
        wish: KeyWish = KEY_FILE,
        *,
        until: datetime | None = None,
        rounds: int = BCRYPT_ROUNDS,
    ) -> Renewal:
        """Make a new key for somebody; the old one stays in its place until the new one is enrolled.

        Args:
            person_id: whose.
            document: the kind of identity document that the officer saw.
            wish: which kind of key; a FIDO2 key waits for its touch.
            until: the last moment at which this person signs; None for as long as the production lasts.
            rounds: bcrypt rounds of a key file.

        Raises:
            RefusedError: a role that signs nothing, or who has to sign it is not on shift here.
            SigningError: the FIDO2 key is not here, or was not touched.
            StorageError: the key could not be written.
        """
        person = self._person(person_id)
        officer = self._officer(person)
        key: KeyAtHand
        if wish.kind is KeyKind.FILE:
            key = self._changes.make(person, generate_passphrase(), rounds=rounds)
        else:
            key = self._changes.take_touched(person, wish)
        try:
            draft = self._changes.enrolment(key, officer, document, until)
            return Renewal(person, key, self._sign_with(draft, key))
        except BaseException:
            self._changes.put_back(person)
            raise

    def _officer(self, person: Person) -> Person:
        """Who is on shift here and signs a new key of somebody. Raises: RefusedError."""
        if not needs_key(person.role):
            raise RefusedError(
                english("{name} is {role} and signs nothing.", name=person.name, role=person.role.words),
                english("Only roles that sign have keys."),
            )
        wanted = self._changes.officer_role(person)
        officer = next((one for one in self._shifts.people() if one.role is wanted and one.id != person.id), None)
        if officer is None:
            raise RefusedError(
                english("The {role} has to sign it and is not on shift here.", role=wanted.words),
                english("The {role} opens a shift.", role=wanted.words),
            )
        return officer

    def give_up(self, renewal: Renewal) -> None:
        """It was not signed: the old key is the person's again. Raises: StorageError."""
        if renewal.signing.result is None:
            renewal.signing.cancel()
            self._changes.put_back(renewal.person)

    def finish(self, renewal: Renewal) -> tuple[KeyLine, ...]:
        """It is in the log, and shifts open with it: which old keys still count. Raises: StorageError."""
        self._changes.keep(renewal.person)
        self._shifts.lock(renewal.person.id)
        return tuple(one for one in self.keys(renewal.person.id) if not one.newest)

    def revoke(self, person_id: str, fingerprint: str, by_id: str, reason: str) -> SigningSession:
        """The signature that ends a key.

        Raises:
            InputError: it is no key of theirs that counts, or no reason is given.
            RefusedError: the signer may not.
        """
        return self._sign(self._changes.revocation(self._person(person_id), fingerprint, self._person(by_id), reason))

    def revoked(self, person_id: str) -> None:
        """A key of theirs has ended: a shift that may hold it is over."""
        self._shifts.lock(person_id)

    def may_revoke(self, person: Person, of: Person) -> bool:
        """Whether somebody may end a key of another one."""
        return may_revoke(person.role, person.id, of.id)
