"""The notes of a drill: one checked line each, in the drill's own folder, so that a debrief outlives the app."""

from __future__ import annotations

import json

from showclear.app.drill.score import Note, What
from showclear.storage.failures import DamagedFileError
from showclear.storage.files import FileSystem
from showclear.storage.lines import CheckedLines
from showclear.storage.paths import ProductionPaths
from showclear.words import english

FIELDS = ("fault", "run", "step", "slot", "entered")


class Notes:
    """What was noted so far; every note is durable when `add` returns."""

    def __init__(self, filesystem: FileSystem, paths: ProductionPaths) -> None:
        """Raises: StorageError, DamagedFileError."""
        self._lines = CheckedLines(filesystem, paths.drill)
        self._notes = [_read(text, paths) for text in self._lines.refresh()]

    @property
    def all(self) -> tuple[Note, ...]:
        """Every note, the oldest first."""
        return tuple(self._notes)

    def add(self, note: Note) -> None:
        """Keep a note. Raises: StorageError."""
        said = {"drill": True, "what": str(note.what), **{name: getattr(note, name) for name in FIELDS}}
        self._lines.append(json.dumps(said, ensure_ascii=False))
        self._notes.append(note)

    def close(self) -> None:
        """Let go of the file."""
        self._lines.close()


def _read(text: str, paths: ProductionPaths) -> Note:
    try:
        said = json.loads(text)
        return Note(What(said["what"]), **{name: str(said[name]) for name in FIELDS})
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise DamagedFileError(
            english("{path}: this was not written by a drill.", path=paths.drill),
            english("Make a new one: showclear drill DIR."),
        ) from error
