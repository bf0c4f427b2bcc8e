"""The journal of one run: every event is durable before the screen moves on."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

from showclear.storage.failures import AlreadyThereError, DamagedFileError, MissingFileError
from showclear.storage.files import FileSystem
from showclear.storage.lines import CheckedLines
from showclear.words import english

JsonValue: TypeAlias = "str | int | bool | Sequence[JsonValue] | Mapping[str, JsonValue] | None"
Event: TypeAlias = Mapping[str, JsonValue]
"""What a journal line holds: strings, integers, booleans, lists and tables of them."""


_encode = json.JSONEncoder(separators=(",", ":"), allow_nan=False).encode


def encode_event(event: Event) -> str:
    """An event as one line of JSON, plain ASCII."""
    return _encode(event)


def decode_event(text: str, path: Path, line: int) -> Event:
    """The event of one line.

    Raises: `DamagedFileError` if it is not a JSON table.
    """
    try:
        event = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _not_an_event(path, line) from error
    if not isinstance(event, dict):
        raise _not_an_event(path, line)
    return event


def _not_an_event(path: Path, line: int) -> DamagedFileError:
    return DamagedFileError(
        english("{path}, line {line}: this is not an event that Show Clear wrote.", path=path, line=line),
        english("Keep the file as it is and start this run again from the beginning."),
    )


class Journal:
    """One `journal.jsonl`. Its first event is the header."""

    def __init__(self, lines: CheckedLines, events: list[Event]) -> None:
        self._lines = lines
        self._events = events

    @classmethod
    def create(cls, filesystem: FileSystem, path: Path, header: Event) -> Journal:
        """Start a journal with its header, durable when this returns.

        Raises: `AlreadyThereError` if there is one; `StorageError` if the disk refused.
        """
        if filesystem.exists(path):
            raise AlreadyThereError(
                english("{path}: this run has a journal already.", path=path), english("Resume or abandon that run.")
            )
        journal = cls(CheckedLines(filesystem, path), [])
        journal.append(header)
        return journal

    @classmethod
    def open(cls, filesystem: FileSystem, path: Path) -> Journal:
        """Read a journal, leaving out a torn last line, which is cut off at the next append.

        Raises: `MissingFileError`; `DamagedFileError` for a bad line in the middle; `StorageError`.
        """
        if not filesystem.exists(path):
            raise MissingFileError(
                english("{path}: there is no such journal.", path=path),
                english("The run may have been finished or abandoned."),
            )
        lines = CheckedLines(filesystem, path)
        texts = lines.refresh()
        events = [decode_event(text, path, number) for number, text in enumerate(texts, 1)]
        return cls(lines, events)

    @property
    def path(self) -> Path:
        """Where it is."""
        return self._lines.path

    def append(self, event: Event) -> None:
        """Add an event; it is on the disk when this returns.

        Raises: `StorageError`; then the event does not count and may be tried again.
        """
        self._lines.append(encode_event(event))
        self._events.append(event)

    def events(self) -> tuple[Event, ...]:
        """All events, the header first."""
        return tuple(self._events)

    def close(self) -> None:
        """Let go of the file."""
        self._lines.close()
