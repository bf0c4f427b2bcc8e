"""Every key that the roster has or had, and which of them can be used on this laptop."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from showclear.app.key_changes import KeyChanges, KeyLine
from showclear.domain.people import Person
from showclear.errors import InputError, SigningError, StorageError
from showclear.ledger.keys import PublicKey, parse_key_blob, parse_key_line
from showclear.ledger.roster import Roster
from showclear.storage.files import FileSystem
from showclear.storage.paths import PERSON_ID, MachinePaths


class KeyState(StrEnum):
    """What is said about a key."""

    COUNTS = "counts"
    REPLACED = "replaced"
    """A newer one was enrolled and this one not revoked: it still counts."""
    REVOKED = "revoked"
    ENDED = "ended"
    """It was enrolled for a day or until a date, and that is over."""
    UNKNOWN = "unknown"
    """It lies here, and the roster of this production does not have it."""
    DAMAGED = "damaged"
    """A file that lies among the keys and cannot be read as one."""


@dataclass(frozen=True, slots=True)
class ListedKey:
    """One key, whose it is, and where it can be used from."""

    state: KeyState
    fingerprint: str
    type: str
    """`ssh-ed25519`, or the kind of a FIDO2 key; empty where it cannot be read."""
    person: Person | None = None
    """Whose it is by the roster."""
    file: str = ""
    """The name of its file among the keys of this machine account; empty without one."""
    agent: str = ""
    """What the ssh-agent calls it; empty where the agent does not hold it."""
    in_agent: bool = False
    asks_pin: bool = False
    """Whether its enrolment demands that the FIDO2 key asks for its PIN."""
    enrolled_by: str = ""
    """The record that enrolled it, by its title."""
    revoked_by: str = ""


Found = dict[str, tuple[str, PublicKey]]
"""What a key is called where it lies, and the key, by fingerprint."""


def listed_keys(
    people: tuple[Person, ...],
    changes: KeyChanges,
    roster: Roster,
    filesystem: FileSystem,
    machine: MachinePaths,
    now: datetime | None,
) -> tuple[ListedKey, ...]:
    """The keys of the roster, by person and oldest first; then what lies here and is not on it. Changes nothing.

    Args:
        people: the roster, by name.
        changes: which keys each one has.
        roster: what verification says of keys.
        filesystem: the disk.
        machine: where keys lie.
        now: the time; None where nobody knows.

    Raises:
        StorageError: the folder of the keys cannot be read.
    """
    files, damaged = _files(filesystem, machine)
    held = _held(machine)
    enrolled = {one.fingerprint: one for one in roster.enrolments if one.fingerprint}
    rows = [
        ListedKey(
            _state(line, over=roster.is_over(roster.until(line.fingerprint), now)), line.fingerprint,
            parse_key_blob(enrolled[line.fingerprint].key_blob).type, person,
            asks_pin=enrolled[line.fingerprint].requires_uv, enrolled_by=line.record, revoked_by=line.revoked_by,
        )
        for person in people
        for line in changes.of(person.id)
    ]  # fmt: skip
    strangers = [
        ListedKey(KeyState.UNKNOWN, fingerprint, key.type)
        for fingerprint, (_, key) in {**files, **held}.items()
        if fingerprint not in enrolled
    ]
    placed = (_placed(row, files, held) for row in (*rows, *strangers))
    return (*placed, *(ListedKey(KeyState.DAMAGED, "", "", file=name) for name in damaged))


def _placed(row: ListedKey, files: Found, held: Found) -> ListedKey:
    """A key with where it lies on this machine."""
    return replace(
        row,
        file=files[row.fingerprint][0] if row.fingerprint in files else "",
        in_agent=row.fingerprint in held,
        agent=held[row.fingerprint][0] if row.fingerprint in held else "",
    )


def _state(line: KeyLine, *, over: bool) -> KeyState:
    if not line.counts:
        return KeyState.REVOKED
    if over:
        return KeyState.ENDED
    return KeyState.COUNTS if line.newest else KeyState.REPLACED


def _files(filesystem: FileSystem, machine: MachinePaths) -> tuple[Found, list[str]]:
    """The public halves beside the key files, and what cannot be read."""
    found: Found = {}
    damaged = []
    for name in sorted(one for one in filesystem.listdir(machine.keys) if PERSON_ID.fullmatch(one)):
        try:
            key = parse_key_line(filesystem.read(machine.keys / f"{name}.pub").decode("utf-8", "replace"))
        except (InputError, StorageError):
            damaged.append(name)
        else:
            found[key.fingerprint] = (name, key)
    return found, damaged


def _held(machine: MachinePaths) -> Found:
    """The FIDO2 keys of the agent."""
    from showclear.storage.agent import Agent

    if machine.agent is None:
        return {}
    try:
        found = Agent(machine.agent).touch_keys()
    except SigningError:
        # An agent that is gone holds nothing.
        return {}
    return {one.key.fingerprint: (one.comment, one.key) for one in found}
