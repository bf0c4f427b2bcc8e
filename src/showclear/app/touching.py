"""FIDO2 keys of people: which ones are here, making one, and using one that is enrolled."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from showclear.domain.people import Person
from showclear.errors import InputError, SigningError
from showclear.ledger.keys import PublicKey as LedgerKey
from showclear.ledger.keys import parse_key_line
from showclear.storage.key_files import PublicKey
from showclear.words import english

if TYPE_CHECKING:
    from showclear.app.founding import KeyAtHand
    from showclear.storage.clock import Clock
    from showclear.storage.files import FileSystem
    from showclear.storage.paths import MachinePaths
    from showclear.storage.touch_keys import TouchKey, TouchShift


class KeyKind(StrEnum):
    """Which key somebody is enrolled with."""

    FILE = "file"
    """A key file on this laptop, opened with five words."""
    DEVICE = "device"
    """A FIDO2 key that makes a key for Show Clear now."""
    AGENT = "agent"
    """A FIDO2 key that is in the ssh-agent already."""


@dataclass(frozen=True, slots=True)
class KeyWish:
    """The key that somebody wants to be enrolled with."""

    kind: KeyKind
    fingerprint: str = ""
    """Of the key in the agent; empty where there is only one."""
    requires_uv: bool = False
    """Whether the device shall ask for its PIN (or a finger) at every signature."""
    pin: str = ""
    """The PIN of the device, where it has one and asks for it through us."""

    def __repr__(self) -> str:
        return f"KeyWish({self.kind})"  # not said: a representation for developers


KEY_FILE = KeyWish(KeyKind.FILE)

FILE_OR_TOUCH = (
    ("file", english("a file, five words")),
    ("device", english("a FIDO2 key, touched")),
    ("device-pin", english("the same, with its PIN")),
)
"""Which keys there are, besides those in an ssh-agent."""


def wish(chosen: str, pin: str = "") -> KeyWish:
    """What somebody chose: `file`, `device`, `device-pin`, or the fingerprint of a key in the agent."""
    if chosen.startswith("SHA256:"):
        return KeyWish(KeyKind.AGENT, chosen)
    if chosen.startswith("device"):
        return KeyWish(KeyKind.DEVICE, requires_uv=chosen == "device-pin", pin=pin)
    return KEY_FILE


@dataclass(frozen=True, slots=True)
class TouchedKey:
    """A FIDO2 key that is touched here and now, without a shift."""

    person: Person
    way: TouchKey
    requires_uv: bool
    passphrase: str = ""
    """The PIN of the device as it was typed; empty where it has none."""

    @property
    def public(self) -> PublicKey:
        """Its public half."""
        from showclear.ledger.keys import key_line

        return PublicKey(key_line(self.way.public.blob), self.way.public.fingerprint)

    @property
    def how(self) -> str:
        """How it is used, as it stands in the signature block."""
        return "touch"

    @property
    def asks_pin(self) -> bool:
        """Whether the PIN of the device is typed here."""
        return self.requires_uv and self.way.takes_pin

    def sign(self, secret: str, data: bytes) -> str:
        """Waits for a touch. Raises: SigningError."""
        from showclear.ledger.sshsig import NAMESPACE
        from showclear.storage.touch_keys import checked_signature

        return checked_signature(self.way, data, NAMESPACE, secret, needs_pin=self.requires_uv)

    def __repr__(self) -> str:
        # not said: a representation for developers
        return f"TouchedKey({self.person.id}, {self.way.public.fingerprint})"


def proof_words(key: KeyAtHand) -> str:
    """What a newcomer states about the key, beginning a sentence: their signature proves that they have it."""
    if key.how == "touch":
        return english("I have this key on me and nobody else uses it")
    return english("I wrote my five words down for myself alone")


def keys_in_agent(machine: MachinePaths) -> tuple[tuple[str, str], ...]:
    """Fingerprint and comment of every FIDO2 key in the ssh-agent; none without an agent. Raises: SigningError."""
    from showclear.storage.agent import Agent

    if machine.agent is None:
        return ()
    return tuple((one.key.fingerprint, one.comment) for one in Agent(machine.agent).touch_keys())


def touched_key(
    filesystem: FileSystem, machine: MachinePaths, person: Person, wish: KeyWish, enrolled: Collection[str] = ()
) -> TouchedKey:
    """The FIDO2 key that somebody wants to be enrolled with.

    Args:
        filesystem: the disk.
        machine: where its file goes, and where the agent answers.
        person: who.
        wish: which key.
        enrolled: fingerprints that the roster has or had: nobody fills two places with one key.

    Raises:
        InputError: there is no such key in the agent, or several, or it is on the roster already.
        SigningError: no agent, no device, no touch, a wrong PIN.
        StorageError: its file could not be written.
    """
    if wish.kind is KeyKind.DEVICE:
        return made_touched_key(filesystem, machine, person, wish.pin, asks_pin=wish.requires_uv)
    from showclear.storage.agent import Agent
    from showclear.storage.touch_keys import KeyInAgent

    if machine.agent is None:
        raise SigningError(
            english("There is no ssh-agent here."), english("Start one, then add the FIDO2 key with ssh-add.")
        )
    agent = Agent(machine.agent)
    known = (one.key for one in agent.touch_keys())
    found = _the_one([one for one in known if wish.fingerprint in ("", one.fingerprint)], enrolled)
    return TouchedKey(person, KeyInAgent(agent, found), wish.requires_uv)


def _the_one(found: Sequence[LedgerKey], enrolled: Collection[str]) -> LedgerKey:
    """Of the keys of an agent that may be meant the only one. Raises: InputError."""
    if len(found) != 1:
        which = english("no such FIDO2 key") if not found else english("{count} FIDO2 keys", count=len(found))
        raise InputError(
            english("The ssh-agent holds {which}.", which=which),
            english(
                "Add it with ssh-add (software keys are never taken from an agent), or name one by its fingerprint."
            ),
        )
    if found[0].fingerprint in enrolled:
        raise InputError(
            english("The key {fingerprint} is on the roster already.", fingerprint=found[0].fingerprint),
            english(
                "Nobody fills two places with one key, and a key that was revoked never counts again: take another one."
            ),
        )
    return found[0]


def made_touched_key(
    filesystem: FileSystem, machine: MachinePaths, person: Person, pin: str, *, asks_pin: bool
) -> TouchedKey:
    """Have the device that is plugged in make a key for somebody; waits for a touch.

    Raises:
        AlreadyThereError: the person has a key on this machine account.
        SigningError: no device, no touch, a wrong PIN.
        StorageError: its file could not be written.
    """
    from showclear.storage.touch_keys import make_touch_key

    path = machine.key_file(person.id)
    made = make_touch_key(filesystem, path, pin=pin, asks_pin=asks_pin, comment=person.id)
    return TouchedKey(person, made, asks_pin, pin)


def enrolled_touch_key(
    filesystem: FileSystem, machine: MachinePaths, person: Person, line: str, *, requires_uv: bool
) -> TouchedKey:
    """The FIDO2 key that the roster has for somebody, as it can be reached. Raises: SigningError, StorageError."""
    from showclear.storage.touch_keys import find_touch_key

    way = find_touch_key(filesystem, parse_key_line(line), machine.key_file(person.id), machine.agent)
    return TouchedKey(person, way, requires_uv)


def with_pin(key: TouchedKey, pin: str) -> TouchedKey:
    """The same key with the PIN of its device at hand."""
    return replace(key, passphrase=pin)


def open_touch_shift(
    key: TouchedKey, filesystem: FileSystem, machine: MachinePaths, clock: Clock, pin: str
) -> TouchShift:
    """Open a shift with a FIDO2 key: waits for one touch. Raises: SigningError."""
    from showclear.storage.touch_keys import TouchShift

    lock = machine.signer_lock(key.person.id)
    return TouchShift.open(key.way, clock, filesystem, lock, needs_pin=key.requires_uv, pin=pin)
