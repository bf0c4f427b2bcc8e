"""The keys of people: which each one has, a new one for a person of the roster, and the end of an old one.

A lost laptop, forgotten words, a key that somebody else may know: the person stays, the key changes.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

from showclear.app.bodies import enrolment_facts, revocation_facts
from showclear.app.drafting import checked_words, place
from showclear.app.founding import KeyAtHand, NewKey, new_key
from showclear.app.logbook import LogBook
from showclear.app.signing import Draft
from showclear.app.terms import end_follows
from showclear.app.touching import KeyWish, TouchedKey, proof_words, touched_key
from showclear.domain.enrolling import enrolled_by, may_revoke, needs_key
from showclear.domain.people import Person, Role
from showclear.domain.situation.day import is_minor
from showclear.errors import InputError, RefusedError
from showclear.ledger.record import record_name
from showclear.storage.files import FileSystem
from showclear.storage.key_files import BCRYPT_ROUNDS
from showclear.storage.paths import MachinePaths
from showclear.words import english

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class KeyLine:
    """A key that the roster has for somebody."""

    fingerprint: str
    record: str
    """The record that enrolled it, by its title."""
    revoked_by: str
    """The record that revoked it; empty while it counts."""
    newest: bool
    """Whether it is the one that was enrolled last: the one that shifts open with."""

    @property
    def counts(self) -> bool:
        """Whether what is signed with it now counts."""
        return not self.revoked_by


class KeyChanges:
    """Prepares the records that change keys, and keeps the key files of this machine account in step."""

    def __init__(
        self,
        book: LogBook,
        filesystem: FileSystem,
        machine: MachinePaths,
        *,
        person: Callable[[str], Person],
        writes: Callable[[], None],
    ) -> None:
        """`person` finds somebody by id; `writes` raises where this window only reads."""
        self._book = book
        self._filesystem = filesystem
        self._machine = machine
        self._person = person
        self._writes = writes

    def of(self, person_id: str) -> tuple[KeyLine, ...]:
        """Every key that a person had and has, oldest first."""
        roster, title = self._book.result.roster, self._title
        revoked = {one.fingerprint: one.record for one in roster.revocations}
        mine = [one for one in roster.enrolments if one.person == person_id and one.fingerprint]
        records = {one.fingerprint: one.record for one in mine}
        ordered = self._book.result.chain.in_order(set(records.values()))
        keys = sorted(records, key=lambda key: ordered.index(records[key]))
        return tuple(
            KeyLine(key, title(records[key]), title(revoked[key]) if key in revoked else "", key == keys[-1])
            for key in keys
        )

    def officer_role(self, person: Person) -> Role:
        """Who signs a new key besides its owner: for the safety officer the producer, else the safety officer."""
        (officer,) = enrolled_by(person.role, has_key=True)
        return officer

    def make(self, person: Person, words: str, *, rounds: int = BCRYPT_ROUNDS) -> NewKey:
        """A new key file for somebody; the old one on this machine, if there is one, is put beside it until `keep`.

        What lies beside it already comes from a change that was cut off: that one stays, and is the old one.

        Raises:
            StorageError: it could not be written; the old one is in its place again.
        """
        return self._made_beside(
            person, lambda: new_key(self._filesystem, self._machine, person, passphrase=words, rounds=rounds)
        )

    def take_touched(self, person: Person, wish: KeyWish) -> TouchedKey:
        """A FIDO2 key for somebody, as `make`: the one in the agent, or one that the device makes now with a touch.

        Raises:
            InputError: the agent does not hold it.
            SigningError: no device or agent, no touch, a wrong PIN.
            StorageError: as for `make`.
        """
        return self._made_beside(
            person, lambda: touched_key(self._filesystem, self._machine, person, wish, self._enrolled())
        )

    def _enrolled(self) -> frozenset[str]:
        return frozenset(one.fingerprint for one in self._book.result.roster.enrolments if one.fingerprint)

    def _made_beside(self, person: Person, make: Callable[[], Made]) -> Made:
        self._writes()
        if self._filesystem.exists(self._files(person, ".old")[0]):
            self._take_away(person, "")
        else:
            self._move(person, "", ".old")
        try:
            return make()
        except BaseException:
            self.put_back(person)
            raise

    def put_back(self, person: Person) -> None:
        """The new key was not enrolled: the old file is the person's again. Raises: StorageError."""
        self._take_away(person, "")
        self._move(person, ".old", "")

    def keep(self, person: Person) -> None:
        """The new key is enrolled: the old file is taken away. Raises: StorageError."""
        self._take_away(person, ".old")

    def enrolment(self, key: KeyAtHand, officer: Person, document: str, until: datetime | None = None) -> Draft:
        """The record with which a person of the roster gets a new key; the officer signs first, then the new key.

        Args:
            key: the new one, in the hand of its owner.
            officer: who enrols it.
            document: the kind of identity document that was seen.
            until: the last moment at which its owner signs; None for as long as the production lasts.

        Raises:
            RefusedError: the officer is not the one who may.
        """
        self._writes()
        person = key.person
        gate = partial(self._refuse_enrolment, person, officer)
        gate()
        minor = is_minor(self._book.situation.view, person.id)
        return Draft(
            kind="enrolment",
            record_id=secrets.token_hex(16),
            title=f"New key: {person.name}, {person.role.words}",  # not said: records stay English
            places=(
                # not said: records stay English
                place(officer, "enrolled", f"I saw who {person.name} is ({document}) and enrol their new key."),
                # not said: records stay English
                place(person, "accepted", f"{proof_words(key)}, and sign with my new key."),
            ),
            facts=lambda at: enrolment_facts(
                person, key.public.line, document, minor=minor, requires_uv=key.requires_uv, until=until
            ),
            follows=(
                english("From now on shifts open with the new key. The old one counts until it is revoked."),
                *end_follows(person, until),
            ),
            gate=gate,
        )

    def _refuse_enrolment(self, person: Person, officer: Person) -> None:
        """Raises: RefusedError where others would enrol a new key of somebody; InputError where they are a stranger."""
        wanted = self.officer_role(person)
        if officer.role is not wanted or officer.id == person.id:
            raise RefusedError(
                english(
                    "A new key of the {role} is enrolled by the {other_role}.",
                    role=person.role.words,
                    other_role=wanted.words,
                ),
                english("The {role} signs with a key that counts.", role=wanted.words),
            )
        if self._person(person.id) != person or not needs_key(person.role):
            raise RefusedError(
                english("{name} is not on the roster in a role that signs.", name=person.name),
                english("Enrol the person."),
            )

    def revocation(self, person: Person, fingerprint: str, by: Person, reason: str) -> Draft:
        """The record that ends a key: what this laptop has of it still counts, whatever else it signs does not.

        Raises:
            InputError: it is not a key of theirs, or is revoked already, or no reason is given.
            RefusedError: the signer may not.
        """
        self._writes()
        why = checked_words(english("reason"), reason)
        found = next((one for one in self.of(person.id) if one.fingerprint == fingerprint), None)
        if found is None or not found.counts:
            raise InputError(
                english(
                    "{fingerprint} is no key of {name} that counts.", fingerprint=fingerprint[:60], name=person.name
                ),
                english("showclear people lists their keys."),
            )

        def gate() -> None:
            if not may_revoke(by.role, by.id, person.id):
                raise RefusedError(
                    english("A key is revoked by the safety officer, a producer, or the person whose key it is."),
                    english("Choose one of them."),
                )

        gate()
        title = f"Key revoked: {person.name}, {person.role.words}"  # not said: records stay English
        return Draft(
            kind="revocation",
            record_id=secrets.token_hex(16),
            title=title,
            # not said: records stay English
            places=(place(by, "revoked", f"I end the key {fingerprint} of {person.name}: {why}"),),
            facts=lambda at: revocation_facts(title, person, fingerprint, why),
            follows=(
                english("What it signed and this laptop has still counts."),
                english("What turns up later with its signature does not: copy in first what other laptops have."),
            ),
            gate=gate,
        )

    def _title(self, digest: str) -> str:
        return record_name(self._book.result.chain.head(digest), digest).removesuffix(".toml")

    def _take_away(self, person: Person, ending: str) -> None:
        for one in self._files(person, ending):
            if self._filesystem.exists(one):
                self._filesystem.unlink(one)

    def _move(self, person: Person, before: str, after: str) -> None:
        for source, target in zip(self._files(person, before), self._files(person, after), strict=True):
            if self._filesystem.exists(source):
                self._filesystem.rename(source, target)

    def _files(self, person: Person, ending: str) -> tuple[Path, Path]:
        """The private and the public half."""
        path = self._machine.key_file(person.id)
        return path.with_name(f"{path.name}{ending}"), path.with_name(f"{path.name}{ending}.pub")
