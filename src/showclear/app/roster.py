"""Enrolling people while the app runs: performers, crew and minors, and people who get a key of their own."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from showclear.app.bodies import enrolment_facts
from showclear.app.drafting import place
from showclear.app.founding import NAME_LENGTH, KeyAtHand, KeysAtHand, new_key, person_id
from showclear.app.shifts import Shifts
from showclear.app.signing import Draft, Signatories, SignaturePlace, SigningSession
from showclear.app.terms import end_follows
from showclear.app.touching import KEY_FILE, KeyKind, KeyWish, proof_words, touched_key
from showclear.domain.enrolling import enrolled_by, may_be_minor, needs_key
from showclear.domain.people import Person, Role
from showclear.domain.text import check_text
from showclear.errors import InputError, RefusedError
from showclear.storage.files import FileSystem
from showclear.storage.key_files import BCRYPT_ROUNDS
from showclear.storage.paths import MachinePaths
from showclear.words import english

Sign = Callable[[Draft, Signatories], SigningSession]


@dataclass(frozen=True, slots=True)
class Enrolment:
    """Somebody who is about to be enrolled. Nothing is recorded before everybody has signed."""

    person: Person
    signing: SigningSession
    passphrase: str = ""
    """The five words of the new key, to be shown once; empty for roles that sign nothing. They are kept nowhere, and
    are what this person enters in the place of a PIN when they sign."""
    made_here: bool = False
    """Whether a key file was made for it, which goes again where nothing is recorded."""

    def __repr__(self) -> str:
        return f"Enrolment({self.person.id})"  # not said: a representation for developers


class ShiftsAndNewKey:
    """Signs with open shifts, and for the newcomer with the key whose words they have just written down."""

    def __init__(self, shifts: Shifts, keys: KeysAtHand, newcomer: str) -> None:
        self._shifts = shifts
        self._keys = keys
        self._newcomer = newcomer

    def how_of(self, person_id: str) -> str:
        """By passphrase for the newcomer, by PIN for everybody else."""
        return self._of(person_id).how_of(person_id)

    def asks_pin(self, person_id: str) -> bool:
        """Whether something is typed for a signature. Raises: SigningError without an open key."""
        return self._of(person_id).asks_pin(person_id)

    def fingerprint(self, person_id: str) -> str:
        """Raises: SigningError without an open key."""
        return self._of(person_id).fingerprint(person_id)

    def tries_left(self, person_id: str) -> int:
        """Wrong secrets that are left. Raises: SigningError without an open key."""
        return self._of(person_id).tries_left(person_id)

    def sign(self, person_id: str, secret: str, data: bytes) -> str:
        """Raises: SigningError for a wrong PIN or passphrase."""
        return self._of(person_id).sign(person_id, secret, data)

    def _of(self, person_id: str) -> Signatories:
        return self._keys if person_id == self._newcomer else self._shifts


class Roster:
    """Enrols people with the officers whose shifts are open here."""

    def __init__(
        self,
        filesystem: FileSystem,
        machine: MachinePaths,
        shifts: Shifts,
        people: Callable[[], Iterable[Person]],
        sign: Sign,
        enrolled: Callable[[], Collection[str]] = tuple,
    ) -> None:
        """
        Args:
            filesystem: the disk.
            machine: where keys lie.
            shifts: who can sign here.
            people: the roster.
            sign: begins the signatures of a draft with those who can sign it.
            enrolled: the fingerprints of every key that the roster has or had.
        """
        self._enrolled = enrolled
        self._filesystem = filesystem
        self._machine = machine
        self._shifts = shifts
        self._people = people
        self._sign = sign

    def enrol(
        self,
        name: str,
        role: Role,
        document: str,
        *,
        minor: bool = False,
        rounds: int = BCRYPT_ROUNDS,
        key: KeyWish = KEY_FILE,
        until: datetime | None = None,
    ) -> Enrolment:
        """Begin an enrolment; a key is made for roles that sign.

        Args:
            name: the full name.
            role: what this person is on the production.
            document: the kind of identity document that was seen, never its number.
            minor: whether the person is a minor; no date is kept.
            rounds: bcrypt rounds of the key file.
            key: which key is enrolled for a role that signs; making one on a FIDO2 device waits for a touch.
            until: the last moment at which this person signs; None for as long as the production lasts.

        Raises:
            SigningError: the FIDO2 key is not here, or was not touched.
            InputError: the name cannot be shown or is on the roster, or a minor in a role that none may have, or an
                end for somebody who signs nothing.
            RefusedError: who has to sign it besides the newcomer is not on shift here, or the log is being read anew.
            StorageError: the key could not be written.
        """
        people = tuple(self._people())
        checked = _checked_name(name, people)
        _refuse_unfit(role, minor=minor, until=until)
        officers = tuple(self._officer(one) for one in enrolled_by(role, has_key=needs_key(role)))
        person = Person(person_id(checked, (one.id for one in people)), checked, role)
        enrolled = self._key(person, key, rounds) if needs_key(role) else None
        return self._enrolment(person, enrolled, officers, document, minor=minor, until=until)

    def missing(self, role: Role) -> tuple[Role, ...]:
        """Who has to sign an enrolment in this role besides the newcomer, and is not on shift here."""
        here = {person.role for person in self._shifts.people()}
        return tuple(one for one in enrolled_by(role, has_key=needs_key(role)) if one not in here)

    def _key(self, person: Person, wish: KeyWish, rounds: int) -> KeyAtHand:
        if wish.kind is KeyKind.FILE:
            return new_key(self._filesystem, self._machine, person, rounds=rounds)
        return touched_key(self._filesystem, self._machine, person, wish, self._enrolled())

    def sign_with(self, draft: Draft, key: KeyAtHand) -> SigningSession:
        """The signatures of a draft by open shifts, and by the owner of a new key with its five words."""
        return self._sign(draft, ShiftsAndNewKey(self._shifts, KeysAtHand((key,)), key.person.id))

    def cancel(self, enrolment: Enrolment) -> None:
        """Give an enrolment up; its key file is taken away. Raises: StorageError."""
        if enrolment.signing.result is not None:
            return
        enrolment.signing.cancel()
        if enrolment.made_here:
            self._take_key_away(enrolment.person)

    def _take_key_away(self, person: Person) -> None:
        path = self._machine.key_file(person.id)
        for one in (path, path.with_name(f"{path.name}.pub")):
            if self._filesystem.exists(one):
                self._filesystem.unlink(one)

    def _officer(self, role: Role) -> Person:
        found = next((person for person in self._shifts.people() if person.role is role), None)
        if found is None:
            raise RefusedError(
                english("The {role} has to sign it and is not on shift here.", role=role.words),
                english("The {role} opens a shift first.", role=role.words),
            )
        return found

    def _enrolment(
        self,
        person: Person,
        key: KeyAtHand | None,
        officers: tuple[Person, ...],
        document: str,
        *,
        minor: bool,
        until: datetime | None,
    ) -> Enrolment:
        title = f"Enrolment: {person.name}, {person.role.words}"  # not said: records stay English
        line = key.public.line if key else ""
        draft = Draft(
            kind="enrolment",
            record_id=secrets.token_hex(16),
            title=title,
            places=_places(person, key, officers, document),
            facts=lambda at: enrolment_facts(
                person, line, document, minor=minor, requires_uv=key is not None and key.requires_uv, until=until
            ),
            follows=(
                english("{name} is on the roster as {role}.", name=person.name, role=person.role.words),
                *end_follows(person, until),
                *(
                    (english("{name} is a minor: inert weapons only, with a guardian or teacher.", name=person.name),)
                    if minor
                    else ()
                ),
            ),
        )
        signatories = ShiftsAndNewKey(self._shifts, KeysAtHand((key,) if key else ()), person.id if key else "")
        try:
            words = key.passphrase if key and key.how == "passphrase" else ""
            made_here = self._filesystem.exists(self._machine.key_file(person.id))
            return Enrolment(person, self._sign(draft, signatories), words, made_here)
        except BaseException:
            if key is not None:
                self._take_key_away(person)
            raise


def _places(
    person: Person, key: KeyAtHand | None, officers: Iterable[Person], document: str
) -> tuple[SignaturePlace, ...]:
    """The officers say whom they saw; who has a key says that it is theirs."""
    # not said: records stay English
    seen = f"I saw who {person.name} is ({document}) and enrol them as {person.role.words}."
    places = tuple(place(one, "enrolled", seen) for one in officers)
    if key is None:
        return places
    # not said: records stay English
    mine = f"I am {person.name}. {proof_words(key)}, and sign with my own key."
    return (*places, SignaturePlace(person, "accepted", mine))


def _checked_name(name: str, people: Iterable[Person]) -> str:
    """The name of somebody new. Raises: InputError."""
    checked = check_text(name.strip(), english("Name"), NAME_LENGTH)
    if not checked:
        raise InputError(english("The name is missing."), english("Type it as it shall stand in the records."))
    if any(person.name.casefold() == checked.casefold() for person in people):
        raise InputError(
            english("{checked} is on the roster.", checked=checked),
            english("Nobody fills two places; write another person's full name."),
        )
    return checked


def _refuse_unfit(role: Role, *, minor: bool, until: datetime | None) -> None:
    """Refuse what does not fit a role. Raises: InputError."""
    if minor and not may_be_minor(role):
        raise InputError(english("A minor is no {role}.", role=role.words), english("Minors are performers or crew."))
    if until is not None and not needs_key(role):
        raise InputError(
            english("A {role} signs nothing, so there is nothing to end.", role=role.words),
            english("Enrol them for the whole production."),
        )
