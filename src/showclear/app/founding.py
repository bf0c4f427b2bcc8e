"""Founding a production: the first record, keys and passphrases, people, the unit, the adopted definitions."""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from showclear.app.bodies import definitions_facts, enrolment_facts, production_facts, unit_facts
from showclear.app.logbook import LogBook
from showclear.app.rule_packs import adoption_effects, labels_in
from showclear.app.signing import Draft, SignaturePlace, SigningSession
from showclear.domain.people import KEY_ROLES, Person, Role
from showclear.domain.text import check_text
from showclear.errors import InputError, SigningError
from showclear.ledger.head import SCHEMA, ZERO_DIGEST, Head, Signer
from showclear.ledger.record import close_block, digest_of, open_block, render_body
from showclear.storage.clock import Clock
from showclear.storage.definitions import DefinitionStore
from showclear.storage.files import FileSystem
from showclear.storage.key_files import BCRYPT_ROUNDS, OpenedKey, PublicKey, create_key_file, open_key_file
from showclear.storage.ownership import make_log_name
from showclear.storage.passphrase import generate_passphrase
from showclear.storage.paths import MachinePaths, ProductionPaths
from showclear.words import english

NAME_LENGTH = 80
"""The longest name of a person or production, in characters."""


@dataclass(frozen=True, slots=True)
class NewKey:
    """A person's new key. The passphrase is shown once and kept nowhere."""

    person: Person
    passphrase: str
    public: PublicKey
    seed: bytes

    @property
    def how(self) -> str:
        """How it is used, as it stands in the signature block."""
        return "passphrase"

    @property
    def asks_pin(self) -> bool:
        """The five words are typed."""
        return True

    @property
    def requires_uv(self) -> bool:
        """There is no device that could ask for a PIN."""
        return False

    def sign(self, secret: str, data: bytes) -> str:
        """Raises: SigningError for a wrong passphrase."""
        from showclear.ledger.sshsig import sign

        if not secrets.compare_digest(secret.encode(), self.passphrase.encode()):
            raise SigningError(
                english("The passphrase of {name} is wrong.", name=self.person.name),
                english("Type the five words again."),
            )
        return sign(self.seed, data)

    def __repr__(self) -> str:
        return f"NewKey({self.person.id}, {self.public.fingerprint})"  # not said: a representation for developers


class KeyAtHand(Protocol):
    """A key that its owner uses here and now, without a shift: opened with five words, or a FIDO2 key to touch."""

    @property
    def person(self) -> Person:
        """Whose it is."""

    @property
    def public(self) -> PublicKey:
        """Its public half."""

    @property
    def passphrase(self) -> str:
        """What was typed to open it; empty for a FIDO2 key without a PIN of its own."""

    @property
    def how(self) -> str:
        """`passphrase` or `touch`."""

    @property
    def asks_pin(self) -> bool:
        """Whether something is typed for a signature."""

    @property
    def requires_uv(self) -> bool:
        """Whether the enrolment shall demand that the device asks for its PIN."""

    def sign(self, secret: str, data: bytes) -> str:
        """The armored signature. Raises: SigningError."""


_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}
)
"""What Windows takes for a device, whatever folder it stands in: a key file of that name would be lost."""


def person_id(name: str, taken: Iterable[str] = ()) -> str:
    """A short name for records: letters and digits of the name, a number behind it where it is taken.

    Raises:
        InputError: the name cannot be shown.
    """
    checked = check_text(name.strip(), english("Name"), NAME_LENGTH)
    # not said: the name of a normal form
    plain = unicodedata.normalize("NFKD", checked).encode("ascii", "ignore").decode().lower()
    parts = [part[:15] for part in re.findall(r"[a-z0-9]+", plain)][:3]
    base = "-".join(parts) if parts and parts[0][0].isalpha() else "-".join(["p", *parts][:3])
    used, slug, number = {*taken, *_DEVICES}, base, 1
    while slug in used:
        number += 1
        slug = f"{base}-{number}"
    return slug


def new_key(
    filesystem: FileSystem, machine: MachinePaths, person: Person, *, passphrase: str = "", rounds: int = BCRYPT_ROUNDS
) -> NewKey:
    """Make a key file for a person, with a generated passphrase.

    Raises:
        AlreadyThereError: the person has a key on this machine account.
        StorageError: it could not be written.
    """
    words = passphrase or generate_passphrase()
    path = machine.key_file(person.id)
    public = create_key_file(filesystem, path, words, person.id, rounds=rounds)
    opened: OpenedKey = open_key_file(filesystem, path, words)
    return NewKey(person, words, public, opened.seed)


@dataclass(frozen=True, slots=True)
class Touches:
    """How people are told to touch their FIDO2 keys while many records are signed at once."""

    announce: Callable[[Person], None] = lambda person: None
    """Called before each touch: the key blinks now."""
    again: Callable[[Person, SigningError], bool] = lambda person, error: False
    """Asked where nobody touched it: whether it is tried again."""


class KeysAtHand:
    """Signs with keys whose owners are here and have opened them, without a roster and a shift."""

    def __init__(self, keys: Iterable[KeyAtHand], touches: Touches | None = None) -> None:
        self._keys = {key.person.id: key for key in keys}
        self._touches = touches or Touches()

    def how_of(self, person_id: str) -> str:
        """How a key is used here, as it stands in the signature block."""
        return self._key(person_id).how

    def asks_pin(self, person_id: str) -> bool:
        """Whether something is typed for a signature."""
        return self._key(person_id).asks_pin

    def fingerprint(self, person_id: str) -> str:
        """Raises: SigningError without that key."""
        return self._key(person_id).public.fingerprint

    def tries_left(self, person_id: str) -> int:
        """There is no limit to the passphrase of a key file."""
        return 0

    def sign(self, person_id: str, secret: str, data: bytes) -> str:
        """Raises: SigningError for a wrong passphrase, or without a touch."""
        key = self._key(person_id)
        while key.how == "touch":
            self._touches.announce(key.person)
            try:
                return key.sign(secret, data)
            except SigningError as error:
                if not self._touches.again(key.person, error):
                    raise
        return key.sign(secret, data)

    def secret(self, person_id: str) -> str:
        """The passphrase, for signing in the same dialogue in which it was typed back."""
        return self._key(person_id).passphrase

    def _key(self, person_id: str) -> KeyAtHand:
        if person_id not in self._keys:
            raise SigningError(
                english("There is no key of {person_id} here.", person_id=person_id),
                english("Bring the person and their key."),
            )
        return self._keys[person_id]


class Founding:
    """Writes the first records of a production, each signed by the two people whom it needs."""

    def __init__(
        self,
        filesystem: FileSystem,
        production: ProductionPaths,
        log: Callable[[str], LogBook],
        clock: Clock,
        touches: Touches | None = None,
    ) -> None:
        """`log` opens the log book of the production whose record has a given digest."""
        self._filesystem = filesystem
        self._production = production
        self._open_log = log
        self._clock = clock
        self._touches = touches

    def found(
        self,
        name: str,
        officer: KeyAtHand,
        producer: KeyAtHand,
        *,
        laptop: str,
        demonstration: bool,
        zone: str,
        drill: str = "",
    ) -> LogBook:
        """Sign and publish the production record; the log book of the new production.

        The digest of this record names everything that this laptop keeps about the production, so it is signed before
        the log is opened. `drill` says which drill it is, where it is one.

        Raises:
            InputError: the name cannot be shown, the roles do not fit, or the laptop's name cannot name a log.
            StorageError: nothing was founded.
        """
        checked = _checked_name(name, officer.person, producer.person)
        keys = (officer, producer)
        rows = [(key.person, key.public.line, key.requires_uv) for key in keys]
        facts = production_facts(checked, rows, demonstration=demonstration, zone=zone, drill=drill)
        log, at = make_log_name(laptop), self._clock.now()
        signers = tuple(Signer(key.person.id, str(key.person.role), "founded") for key in keys)
        head = Head(
            schema=SCHEMA, kind="production", id=secrets.token_hex(16), production=ZERO_DIGEST, log=log, sequence=1,
            previous=ZERO_DIGEST, made_at=at, after=(), signers=signers,
        )  # fmt: skip
        data, hand = render_body(head, facts), KeysAtHand(keys, self._touches)
        for key, signer in zip(keys, signers, strict=True):
            covered = open_block(data, signer, key.person.name, key.public.fingerprint, hand.how_of(signer.person), at)
            data = close_block(covered, hand.sign(key.person.id, hand.secret(key.person.id), covered))
        book = self._open_log(digest_of(data))
        book.folder.adopt_log(log)
        book.publish(data, "")
        return book

    def enrol(
        self, book: LogBook, person: Person, key: KeyAtHand | None, by: tuple[KeyAtHand, ...], document: str
    ) -> str:
        """Sign and publish an enrolment; the name of the record.

        Args:
            book: the log book of the production.
            person: who is enrolled.
            key: their own key; None for roles without one.
            by: who signs besides the person: the safety officer (a new one: the producer); without a key both.
            document: the kind of identity document that was seen, never its number.

        Raises:
            InputError: a role that needs a key has none.
            StorageError: it is not enrolled.
        """
        if (key is None) is (person.role in KEY_ROLES):
            raise InputError(
                english("{name}: {role} and key do not fit.", name=person.name, role=person.role.words),
                english("Make a key for key roles only."),
            )
        line = key.public.line if key else ""
        signers = (*by, *((key,) if key else ()))
        meanings = (*("enrolled" for _ in by), *(("accepted",) if key else ()))
        title = f"Enrolment: {person.name}, {person.role.words}"  # not said: records stay English
        uv = key is not None and key.requires_uv
        return self._sign(
            book, signers, "enrolment", title, meanings, lambda: enrolment_facts(person, line, document, requires_uv=uv)
        )

    def unit(self, book: LogBook, name: str, place: str, zone: str, director: KeyAtHand, officer: KeyAtHand) -> str:
        """Sign and publish a unit with its 1st assistant director; the name of the record. Raises: StorageError."""
        return self._sign(
            book,
            (director, officer),
            "unit",
            f"Unit: {name}",  # not said: records stay English
            ("opened", "agreed"),
            lambda: unit_facts(name, place, zone, director.person),
        )

    def adopt(
        self, book: LogBook, files: Iterable[tuple[str, str, str, bytes]], officer: KeyAtHand, armorer: KeyAtHand
    ) -> str:
        """Store definition files and sign their adoption; the name of the record.

        Args:
            files: (what: checklist, block, rules, hazards or sources; id; version; bytes).

        Raises:
            ChecklistError: a rule pack does not hold.
            StorageError: not adopted.
        """
        store, kept = DefinitionStore(self._filesystem, self._production), tuple(files)
        effects = adoption_effects(kept, labels_in(kept))
        rows = [(what, name, version, store.put(data)) for what, name, version, data in kept]
        return self._sign(
            book,
            (officer, armorer),
            "definitions",
            f"Definitions: {len(rows)} files adopted",  # not said: records stay English
            ("adopted", "adopted"),
            lambda: definitions_facts(rows, effects),
        )

    def _sign(
        self,
        book: LogBook,
        keys: tuple[KeyAtHand, ...],
        kind: str,
        title: str,
        meanings: tuple[str, ...],
        facts: Callable[[], dict[str, object]],
    ) -> str:
        places = tuple(SignaturePlace(key.person, meaning, title) for key, meaning in zip(keys, meanings, strict=True))
        draft = Draft(kind, secrets.token_hex(16), title, places, lambda at: facts())
        signatories = KeysAtHand(keys, self._touches)
        session = SigningSession(draft, book, signatories, self._clock)
        result = None
        for key in keys:
            result = session.sign(signatories.secret(key.person.id))
        if result is None:
            raise SigningError(
                english("{title}: the log moved while it was signed.", title=title),
                english("Nothing was recorded; try again."),
            )
        return result.name


def _checked_name(name: str, officer: Person, producer: Person) -> str:
    """The name of a production that these two found. Raises: InputError where it cannot be shown, or they may not."""
    checked = check_text(name.strip(), english("Name of the production"), NAME_LENGTH)
    if not checked:
        raise InputError(
            english("The production has no name."), english("Type the name as it stands on the call sheet.")
        )
    if officer.role is not Role.SAFETY_OFFICER or producer.role is not Role.PRODUCER:
        raise InputError(english("A production is founded by a safety officer and a producer."), english("Name both."))
    return checked
