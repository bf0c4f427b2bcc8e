"""The keys of one open production: how each is used, where it is, and whose enrolment is over."""

from __future__ import annotations

from abc import ABC, abstractmethod
from base64 import b64encode
from datetime import datetime
from typing import TYPE_CHECKING

from showclear.app.opening import Opened
from showclear.app.shifts import KeyHolder, KeyWay
from showclear.app.terms import ended_words
from showclear.app.trust import TrustedTime
from showclear.errors import SigningError, StorageError
from showclear.storage.clock import Clock
from showclear.storage.files import FileSystem
from showclear.words import english

if TYPE_CHECKING:
    from showclear.app.key_changes import KeyChanges
    from showclear.app.keys_here import ListedKey
    from showclear.app.logbook import LogBook
    from showclear.app.touching import TouchedKey
    from showclear.domain.people import Person


class KeyParts(ABC):
    """What a production knows of keys."""

    book: LogBook
    clock: Clock
    _opened: Opened
    _filesystem: FileSystem
    _trusted: TrustedTime

    @abstractmethod
    def people(self) -> tuple[Person, ...]:
        """The roster, by name."""

    @abstractmethod
    def person(self, person_id: str) -> Person:
        """Somebody on the roster. Raises: InputError for a stranger."""

    @abstractmethod
    def key_of(self, person_id: str) -> str:
        """The public key line that the roster has for somebody; empty if none."""

    @property
    @abstractmethod
    def key_changes(self) -> KeyChanges:
        """New keys for people of the roster, and the end of old ones."""

    def signers(self) -> tuple[Person, ...]:
        """Everybody on the roster whose enrolment is not over, by name (R-148)."""
        return tuple(one for one in self.people() if not self._why_over(one.id))

    def term(self, chosen: str, last_day: str) -> datetime | None:
        """The last moment of an enrolment that was chosen in a form (`terms.TERMS`). Raises: InputError."""
        from showclear.app.terms import last_moment

        zone = self.book.identity().get("zone")
        return last_moment(
            # not said: the name of a zone
            chosen, last_day, now=self.clock.now(), zone=zone if isinstance(zone, str) else "UTC",
            limits=self.book.situation.limits,
        )  # fmt: skip

    def key_way(self, person_id: str) -> KeyWay:
        """How the key that the roster has for somebody is used: typed words and a PIN, or a touch."""
        if not self.key_of(person_id).startswith("sk-"):
            return KeyWay()
        try:
            return KeyWay(touch=True, asks_pin=self.touch_key(person_id).asks_pin)
        except SigningError:
            # It is not here; whoever opens a shift with it is told so.
            return KeyWay(touch=True, asks_pin=self._demands_pin(person_id))

    def _demands_pin(self, person_id: str) -> bool:
        key, enrolled = self.key_of(person_id).split()[1], self.book.result.roster.enrolments
        return any(one.requires_uv and b64encode(one.key_blob).decode() == key for one in enrolled)

    def touch_key(self, person_id: str) -> TouchedKey:
        """The FIDO2 key that the roster has for somebody, as it can be reached here. Raises: SigningError."""
        from showclear.app.touching import enrolled_touch_key

        return enrolled_touch_key(
            self._filesystem, self._opened.machine, self.person(person_id), self.key_of(person_id),
            requires_uv=self._demands_pin(person_id),
        )  # fmt: skip

    def _why_over(self, person_id: str) -> str:
        roster = self.book.result.roster
        until = roster.until_of(person_id)
        if until is None or not roster.is_over(until, self._trusted.now()):
            return ""
        return ended_words(self.person(person_id).name, until)

    def _enrolled_keys(self) -> frozenset[str]:
        return frozenset(one.fingerprint for one in self.book.result.roster.enrolments if one.fingerprint)

    def keys_in_agent(self) -> tuple[tuple[str, str], ...]:
        """Fingerprint and comment of the FIDO2 keys in the ssh-agent that are nobody's yet; none without one."""
        from showclear.app.touching import keys_in_agent

        enrolled = self._enrolled_keys()
        try:
            return tuple(one for one in keys_in_agent(self._opened.machine) if one[0] not in enrolled)
        except SigningError:
            # An agent that is gone has no keys; whoever wants one of them is told by ssh-add.
            return ()

    def listed_keys(self) -> tuple[ListedKey, ...]:
        """Every key of the roster, and what lies here besides. Raises: StorageError."""
        from showclear.app.keys_here import listed_keys

        roster, machine = self.book.result.roster, self._opened.machine
        return listed_keys(self.people(), self.key_changes, roster, self._filesystem, machine, self._trusted.now())

    def _open_signer(self, person_id: str, passphrase: str, pin: str) -> KeyHolder:
        from showclear.app.touching import open_touch_shift
        from showclear.storage.signer import ShiftSigner

        machine = self._opened.machine
        if self.key_way(person_id).touch:
            return open_touch_shift(self.touch_key(person_id), self._filesystem, machine, self.clock, pin)
        path = machine.key_file(person_id)
        if not path.exists():
            raise StorageError(
                english("{name} has no key on this laptop.", name=self.person(person_id).name),
                english("Bring the laptop or key file with it."),
            )
        return ShiftSigner.open(path, passphrase, pin, lock_file=machine.signer_lock(person_id))
