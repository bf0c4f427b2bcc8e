"""Restrictions on their way: a stop never waits for the lock, it counts as soon as it lies in `pending/`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from showclear.errors import StorageError
from showclear.ledger.grammar import read_time
from showclear.storage.drafts import Drafts
from showclear.storage.durable import make_folder
from showclear.storage.failures import AlreadyThereError, MissingFileError
from showclear.storage.files import FileSystem
from showclear.storage.journal import Event, JsonValue, decode_event, encode_event
from showclear.storage.lines import CheckedLines
from showclear.storage.marks import LogHead
from showclear.storage.names import Look, look_at
from showclear.storage.paths import ProductionPaths
from showclear.words import english

RESTRICTION_FILE = "restriction.jsonl"
UNREADABLE = "unreadable"
"""The kind of a pending restriction whose file is damaged. It is never published and holds as long as it lies there."""


@dataclass(frozen=True, slots=True)
class PendingRestriction:
    """A restriction as it was pressed; the record is rendered when its place in the log is known."""

    restriction_id: str
    """32 hexadecimal digits; becomes the `id` of the record, so that it is one event however often it is seen."""
    kind: str
    made_at: str
    """`YYYY-MM-DDThh:mm:ssZ`, when the key was pressed."""
    facts: Mapping[str, JsonValue]


RestrictionRenderer: TypeAlias = Callable[[PendingRestriction, LogHead], bytes]
"""Makes the finished bytes of an unsigned record that follows the given head of this laptop's log."""


def write_restriction(filesystem: FileSystem, production: ProductionPaths, restriction: PendingRestriction) -> None:
    """Make a restriction durable without any lock; it counts when this returns.

    Raises: `AlreadyThereError` for an id that was used; `StorageError`: then it is not saved.
    """
    path = production.restriction(restriction.restriction_id)
    if filesystem.exists(path):
        raise AlreadyThereError(
            english("{path}: this restriction was written before.", path=path), english("Use a new id for a new event.")
        )
    make_folder(filesystem, path.parent)
    lines = CheckedLines(filesystem, path)
    event: Event = {
        "id": restriction.restriction_id,
        "kind": restriction.kind,
        "made_at": restriction.made_at,
        "facts": restriction.facts,
    }
    try:
        lines.append(encode_event(event))
    except StorageError as failure:
        # Whoever pressed the key is told, and presses again under a new id: one stop must not count as two.
        try:
            filesystem.unlink(path)
        except StorageError as second:
            failure.add_note(english("What was written of it could not be removed either: {second}", second=second))
        raise
    finally:
        lines.close()


def look_at_waiting(filesystem: FileSystem, production: ProductionPaths) -> Look:
    """How what waits to be published looks: the names, and how much of a restriction is there.

    Its folder is there before it is: whoever looks at names only would take it for known.

    Raises: `StorageError`.
    """

    def state(name: str) -> str:
        path = production.pending / name / RESTRICTION_FILE
        try:
            # Of a run that is open there is none, and that is asked at each look: an error takes ten times as long.
            return f"{name} {filesystem.stat(path).size}" if filesystem.exists(path) else name
        except MissingFileError:
            return name

    return look_at(map(state, filesystem.listdir(production.pending)))


def read_restrictions(
    filesystem: FileSystem, production: ProductionPaths, drafts: Drafts
) -> tuple[PendingRestriction, ...]:
    """Every restriction that waits, oldest first. One that cannot be read has the kind `UNREADABLE`: nobody knows what
    it stopped, so it may be anything.

    Raises: `StorageError` where their folder cannot be listed.
    """
    found = [
        restriction
        for folder_id in drafts.folders()
        if RESTRICTION_FILE in drafts.files(folder_id)
        if (restriction := _read(filesystem, production, folder_id)) is not None
    ]
    return tuple(sorted(found, key=lambda restriction: (restriction.made_at, restriction.restriction_id)))


def _read(filesystem: FileSystem, production: ProductionPaths, folder_id: str) -> PendingRestriction | None:
    path = production.restriction(folder_id)
    try:
        texts = CheckedLines(filesystem, path).refresh()
        if not texts:
            # Torn while it was written: it was never acknowledged. A whole line that does not fit its sum was.
            whole = filesystem.exists(path) and filesystem.read(path).endswith(b"\n")
            return _unreadable(folder_id) if whole else None
        event = decode_event(texts[0], path, 1)
    except MissingFileError:
        # Published by another window since it was listed.
        return None
    except StorageError:
        # Damaged, or on a bad sector: whoever cannot be told what is stopped counts everything as stopped.
        return _unreadable(folder_id)
    identifier, kind, made_at, facts = (event.get(key) for key in ("id", "kind", "made_at", "facts"))
    if (
        not isinstance(identifier, str)
        or not isinstance(kind, str)
        or not isinstance(made_at, str)
        or not isinstance(facts, Mapping)
        or read_time(made_at) is None
    ):
        return _unreadable(folder_id)
    return PendingRestriction(identifier, kind, made_at, facts)


def _unreadable(folder_id: str) -> PendingRestriction:
    # not said: a time
    return PendingRestriction(folder_id, UNREADABLE, "1970-01-01T00:00:00Z", {})
