"""A file of lines that starts anew when it is full."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path


class RotatingFile(RotatingFileHandler):
    """Lines of ASCII; tells of an error in place of printing a traceback into the screen."""

    def __init__(self, path: Path, most_bytes: int, files: int, failed: Callable[[OSError | None], None]) -> None:
        """
        Args:
            path: the file in use; the older ones lie beside it.
            most_bytes: how large one grows.
            files: how many there are, the one in use among them.
            failed: told what went wrong with a line; None where it was not the disk.
        """
        super().__init__(path, maxBytes=most_bytes, backupCount=files - 1, encoding="ascii", delay=True)
        self._failed = failed

    def add(self, line: str) -> None:
        """Add a line. Raises: OSError where the file cannot be opened."""
        self.emit(logging.LogRecord("showclear", logging.INFO, "", 0, line, None, None))

    def handleError(self, record: logging.LogRecord) -> None:
        """Say what went wrong."""
        error = sys.exc_info()[1]
        self._failed(error if isinstance(error, OSError) else None)
