"""What the program notes about itself for whoever mends it: no names, no answers, no secrets, and it stays here."""

from __future__ import annotations

import os
import platform
import traceback
from datetime import UTC, datetime
from enum import Enum, StrEnum
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from showclear import __version__
from showclear.storage.failures import storage_error

if TYPE_CHECKING:
    from showclear.storage.rotating import RotatingFile

KEPT_FAULTS = 10
"""Older files about faults are taken away when a new one is written."""
LOG_BYTES = 256 * 1024
LOG_FILES = 4
"""The log in use and three older ones."""
LOG_NAME = "showclear.log"


class Event(StrEnum):
    """What is noted. A closed set, so that nobody notes what a person said."""

    OPENED = "opened"
    CAME_IN = "came-in"
    """Files of another laptop, or our own."""
    ERROR = "error"
    """A page with what went wrong was shown."""
    FAULT = "fault"
    """A fault of the program itself."""
    ENDED = "ended"


class DiagnosticLog:
    """Lines in a file that starts anew when it is full; only numbers and words of the program can stand in it.

    It never stops anybody's work: what cannot be written is dropped, and `trouble` says why.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / LOG_NAME
        self.trouble: OSError | None = None
        self._file: RotatingFile | None = None

    def note(self, event: Event, at: datetime, **facts: int | Enum | type[BaseException]) -> None:
        """Add one line. `facts` are numbers, words of the program, or the class of an error; never a text."""
        words = [f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}", str(os.getpid()), event]
        words += [f"{name}={_word(value)}" for name, value in facts.items()]
        try:
            self._opened().add(" ".join(words))
        except OSError as error:
            self.trouble = error

    def close(self) -> None:
        """Let the file go."""
        if self._file is not None:
            self._file.close()

    def _opened(self) -> RotatingFile:
        if self._file is None:
            from showclear.storage.rotating import RotatingFile  # nothing is noted before the first frame

            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._file = RotatingFile(self.path, LOG_BYTES, LOG_FILES, self._failed)
        return self._file

    def _failed(self, error: OSError | None) -> None:
        self.trouble = error


def _word(value: int | Enum | type[BaseException]) -> str:
    if isinstance(value, Enum):
        return str(value.value)
    return value.__name__ if isinstance(value, type) else str(int(value))


def fault_text(fault: BaseException, at: datetime) -> str:
    """Where a fault happened: places in the program and the kind of fault.

    Messages and the values of variables are left out, because an answer, a name or a PIN may stand in them.
    """
    lines = [
        f"Show Clear {__version__}, {at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}, "
        f"Python {platform.python_version()} on {platform.system()} {platform.machine()}"
    ]
    current: BaseException | None = fault
    while current is not None:
        lines.append(f"{type(current).__module__}.{type(current).__name__}")
        lines += [
            f"  {Path(frame.filename).name}:{frame.lineno} in {frame.name}"
            for frame in traceback.extract_tb(current.__traceback__)
        ]
        current = current.__cause__ or current.__context__
    return "\n".join(lines) + "\n"


def keep_fault(text: str, folder: Path, at: datetime) -> Path:
    """Write `text` into a new file of `folder`, and keep the newest few.

    Raises: `StorageError` if it cannot be written.
    """
    start = f"fault-{at.astimezone(UTC):%Y%m%dT%H%M%S}-{os.getpid()}"
    names = (folder / f"{start}-{number}.txt" for number in count(1))
    path = folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path = next(name for name in names if not name.exists())
        path.write_text(text, encoding="utf-8", errors="backslashreplace")
        faults = sorted(folder.glob("fault-*.txt"), key=lambda one: (one.stat().st_mtime_ns, one.name))
        for old in faults[:-KEPT_FAULTS]:
            old.unlink(missing_ok=True)
    except OSError as error:
        raise storage_error(error, "write", path) from error
    return path
