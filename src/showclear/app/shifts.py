"""Shifts: whose key is open on this laptop, behind a PIN that is asked for every pass and every signature."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, runtime_checkable

from showclear.app.terms import ENROL_ANEW
from showclear.app.views import ShiftView
from showclear.domain.people import Person
from showclear.errors import SigningError, WrongWordsError
from showclear.storage.pin import check_pin_choice
from showclear.words import english


class KeyHolder(Protocol):
    """An open key. The real one is a child process (`storage.signer.ShiftSigner`)."""

    @property
    def public_key_line(self) -> str:
        """The key as `ssh-ed25519 AAAA…`."""

    @property
    def fingerprint(self) -> str:
        """`SHA256:` and 43 characters."""

    @property
    def tries_left(self) -> int:
        """Wrong PINs that are left in this shift."""

    @property
    def ended_reason(self) -> str | None:
        """Why the shift is over; None while it lives."""

    def check_pin(self, pin: str) -> int:
        """Tries left. Raises: SigningError for a wrong PIN."""

    @property
    def how(self) -> str:
        """`pin`, or `touch` for a FIDO2 key."""

    @property
    def asks_pin(self) -> bool:
        """Whether a secret is typed at each use: the PIN of the shift, or that of the FIDO2 key itself."""

    def sign(self, pin: str, data: bytes) -> str:
        """The armored SSHSIG over `data`; a FIDO2 key waits for its touch. Raises: SigningError."""

    def lock(self) -> None:
        """Take the key out of memory."""


@runtime_checkable
class TouchHolder(KeyHolder, Protocol):
    """A FIDO2 key: a touch stands where others type the PIN of their shift."""

    def prove(self, pin: str) -> str:
        """Wait for a touch; what is given back is taken once as the PIN of a pass. Raises: SigningError."""


@dataclass(frozen=True, slots=True)
class KeyWay:
    """How somebody's enrolled key is used."""

    touch: bool = False
    """A FIDO2 key: touched for every pass and every signature."""
    asks_pin: bool = False
    """Whether the enrolment demands that the FIDO2 key asks for its own PIN."""


@dataclass(slots=True)
class _Shift:
    person: Person
    since: datetime
    holder: KeyHolder


class Shifts:
    """The open shifts of one production on this laptop.

    Args:
        opener: opens the key of a person: (person id, passphrase, pin) to a key holder; raises SigningError.
        person: finds a person of the roster by id; raises InputError.
        now: the clock.
        key_of: the public key line that the roster has for a person; empty if none.
        way: how the key that the roster has for a person is used.
        over: why somebody's enrolment is over, in words; empty while it is not (R-148).
    """

    def __init__(
        self,
        opener: Callable[[str, str, str], KeyHolder],
        person: Callable[[str], Person],
        now: Callable[[], datetime],
        key_of: Callable[[str], str],
        way: Callable[[str], KeyWay] = lambda person_id: KeyWay(),
        over: Callable[[str], str] = lambda person_id: "",
    ) -> None:
        self._opener = opener
        self._person = person
        self._now = now
        self._key_of = key_of
        self._way = way
        self._over = over
        self._shifts: dict[str, _Shift] = {}

    def views(self) -> tuple[ShiftView, ...]:
        """Everybody whose key is open, by name."""
        self._forget_ended()
        shifts = sorted(self._shifts.values(), key=lambda shift: shift.person.name)
        return tuple(
            ShiftView(shift.person, shift.since, shift.holder.tries_left, shift.holder.how) for shift in shifts
        )

    def people(self) -> tuple[Person, ...]:
        """Everybody whose key is open, in the order in which they came on shift."""
        self._forget_ended()
        return tuple(shift.person for shift in self._shifts.values())

    def can_sign(self, person_id: str) -> bool:
        """Whether this person's key is open here."""
        self._forget_ended()
        return person_id in self._shifts

    def check_choice(self, pin: str) -> None:
        """Whether a PIN may be chosen for a shift. Raises: InputError."""
        check_pin_choice(pin)

    def way(self, person_id: str) -> KeyWay:
        """How the key that the roster has for this person is used: typed words and a PIN, or a touch."""
        return self._way(person_id)

    def open(self, person_id: str, passphrase: str, pin: str) -> None:
        """Open a shift with the passphrase of the key and a PIN chosen for it.

        A FIDO2 key has no passphrase: it waits for a touch, and `pin` is its own PIN where it has one.

        Raises:
            SigningError: no key here, wrong passphrase, a weak PIN, the key is not the one of the roster, open already,
                or the enrolment is over.
        """
        person = self._person(person_id)
        self._refuse_over(person_id)
        if self.can_sign(person_id):
            raise SigningError(
                english("{name} is on shift already.", name=person.name),
                english("Lock that shift first to choose another PIN."),
            )
        try:
            holder = self._opener(person_id, passphrase, pin)
        except WrongWordsError as error:
            raise WrongWordsError(
                english("These are not {name}'s five words.", name=person.name), error.remedy
            ) from error
        self.adopt(person_id, holder)

    def adopt(self, person_id: str, holder: KeyHolder) -> None:
        """Take over a key that is open; it must be the one that the roster has for this person.

        Raises:
            SigningError: it is another key.
        """
        person = self._person(person_id)
        enrolled = self._key_of(person_id).split()[:2]
        if holder.public_key_line.split()[:2] != enrolled:
            holder.lock()
            raise SigningError(
                english("The key on this laptop is not the one that the roster has for {name}.", name=person.name),
                english("Enrol the new key, or bring the laptop with the enrolled one."),
            )
        self._shifts[person_id] = _Shift(person, self._now(), holder)

    def check_pin(self, person_id: str, pin: str) -> None:
        """Raises: SigningError for a wrong PIN (says how many tries are left) or a shift that is over."""
        self._holder(person_id).check_pin(pin)

    def sign(self, person_id: str, pin: str, data: bytes) -> str:
        """The armored signature of this person over `data`.

        Raises:
            SigningError: as for `check_pin`.
        """
        return self._holder(person_id).sign(pin, data)

    def prove(self, person_id: str, pin: str) -> str:
        """Wait until this person touches their FIDO2 key; what is given back opens one pass in the place of a PIN.

        Args:
            person_id: whose key.
            pin: the PIN of the key itself, where it asks for one.

        Raises:
            SigningError: nobody touched it, the shift is over, or the key is none that is touched.
        """
        holder = self._holder(person_id)
        if not isinstance(holder, TouchHolder):
            raise SigningError(
                english("The key of {name} is none to touch.", name=self._person(person_id).name),
                english("Type the PIN."),
            )
        return holder.prove(pin)

    def how_of(self, person_id: str) -> str:
        """How a key is used here, as it stands in the signature block: `pin` or `touch`."""
        shift = self._shifts.get(person_id)
        return shift.holder.how if shift is not None else "pin"

    def asks_pin(self, person_id: str) -> bool:
        """Whether something is typed at each use. Raises: SigningError if the shift is over."""
        return self._holder(person_id).asks_pin

    def fingerprint(self, person_id: str) -> str:
        """The fingerprint of the open key. Raises: SigningError if the shift is over."""
        return self._holder(person_id).fingerprint

    def tries_left(self, person_id: str) -> int:
        """Wrong PINs left. Raises: SigningError if the shift is over."""
        return self._holder(person_id).tries_left

    def lock(self, person_id: str) -> None:
        """End a shift; nothing happens if there is none."""
        shift = self._shifts.pop(person_id, None)
        if shift is not None:
            shift.holder.lock()

    def lock_all(self) -> None:
        """End every shift, as leaving the app does."""
        for person_id in tuple(self._shifts):
            self.lock(person_id)

    def _holder(self, person_id: str) -> KeyHolder:
        shift = self._shifts.get(person_id)
        person = self._person(person_id)
        self._refuse_over(person_id)
        if shift is None:
            raise SigningError(
                english("{name} is not on shift.", name=person.name),
                english("Open a shift with {opened_with} first.", opened_with=self._opened_with(person_id)),
            )
        return shift.holder

    def _refuse_over(self, person_id: str) -> None:
        over = self._over(person_id)
        if over:
            self.lock(person_id)
            raise SigningError(over, ENROL_ANEW)

    def _opened_with(self, person_id: str) -> str:
        return english("a touch of the key") if self._way(person_id).touch else english("the five words")

    def _forget_ended(self) -> None:
        for person_id, shift in tuple(self._shifts.items()):
            if shift.holder.ended_reason:
                del self._shifts[person_id]
            elif self._over(person_id):
                self.lock(person_id)
