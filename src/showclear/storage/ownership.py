"""Which log this laptop writes in which production folder: a copied folder must start a log of its own."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable
from pathlib import Path

from showclear.errors import InputError
from showclear.ledger.record import read_name
from showclear.storage.failures import DamagedFileError
from showclear.storage.files import FileSystem
from showclear.storage.lines import CheckedLines
from showclear.storage.marks import LOCK_SECONDS
from showclear.storage.paths import PERSON_ID, ProductionPaths, ProductionState
from showclear.words import english

_ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"
"""Without l, o, 0 and 1, which people read wrongly."""
RANDOM_CHARACTERS = 4


def make_log_name(chosen: str) -> str:
    """A log name that no other laptop has: the chosen name and four random characters.

    Raises: `InputError` if the chosen name cannot be part of a log name.
    """
    name = f"{chosen}-{''.join(secrets.choice(_ALPHABET) for _ in range(RANDOM_CHARACTERS))}"
    if not PERSON_ID.fullmatch(name):
        raise InputError(
            english('"{chosen}" cannot name a log.', chosen=chosen[:80]),
            english(
                "Begin with a letter; use lower-case letters, digits and at most two single hyphens, 16 "
                "characters a part."
            ),
        )
    return name


class LogOwnership:
    """The logs of this machine account in one production. Only the newest line about a log counts."""

    def __init__(self, filesystem: FileSystem, state: ProductionState) -> None:
        self._filesystem = filesystem
        self._state = state

    def owned(self, production: ProductionPaths) -> str | None:
        """The log that this laptop writes in this folder, or None if it must start one.

        A folder that was moved keeps its log; a copy beside the original does not.

        Raises: `StorageError`; `DamagedFileError`.
        """
        folder = _identity(production.root)
        entries = self._entries()
        for log, claimed in reversed(entries.items()):
            if claimed == folder:
                return log
        for log, claimed in reversed(entries.items()):
            if not self._still_holds(Path(claimed), log):
                self.claim(log, production)
                return log
        return None

    def folders(self) -> tuple[Path, ...]:
        """The folders in which this laptop writes a log, each once. Raises: `StorageError`; `DamagedFileError`."""
        return tuple(dict.fromkeys(Path(folder) for folder in self._entries().values()))

    def claim(self, log: str, production: ProductionPaths) -> None:
        """Note that this laptop writes `log` in this folder.

        Raises: `StorageError`.
        """
        with self._filesystem.lock(self._state.lock, LOCK_SECONDS):
            lines = CheckedLines(self._filesystem, self._state.ownership)
            lines.refresh()
            try:
                lines.append(json.dumps({"log": log, "folder": _identity(production.root)}))
            finally:
                lines.close()

    def _entries(self) -> dict[str, str]:
        lines = CheckedLines(self._filesystem, self._state.ownership)
        entries: dict[str, str] = {}
        for text in lines.refresh():
            log, folder = _read(text, self._state.ownership)
            entries.pop(log, None)
            entries[log] = folder
        return entries

    def _still_holds(self, folder: Path, log: str) -> bool:
        """Whether the claimed folder is still there with that log, or is empty but in place."""
        claimed = ProductionPaths(folder)
        return self._filesystem.exists(claimed.private) or _holds_log(self._filesystem.listdir(claimed.log), log)


def _holds_log(names: Iterable[str], log: str) -> bool:
    return any((parsed := read_name(name)) is not None and parsed.log == log for name in names)


def _identity(folder: Path) -> str:
    return str(folder.resolve())


def _read(text: str, path: Path) -> tuple[str, str]:
    try:
        entry = json.loads(text)
        log, folder = entry["log"], entry["folder"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise _damaged(path) from error
    if not isinstance(log, str) or not isinstance(folder, str) or not PERSON_ID.fullmatch(log):
        raise _damaged(path)
    return log, folder


def _damaged(path: Path) -> DamagedFileError:
    return DamagedFileError(
        english("{path}: this was not written by Show Clear.", path=path),
        english("Move the file away; a new log is then started."),
    )
