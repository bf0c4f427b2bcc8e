"""The diagnostic file: what happened inside, for whoever mends it. No answers, no secrets, and it stays here."""

from __future__ import annotations

import os
import platform
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path

from showclear import __version__

KEPT_FILES = 10
"""Older diagnostic files are taken away when a new one is written."""


def diagnostics_folder() -> Path:
    """Where this machine account keeps logs; inside SHOWCLEAR_HOME where that is set."""
    home = os.environ.get("SHOWCLEAR_HOME", "")
    if home:
        return Path(home).expanduser().absolute() / "diagnostics"
    from platformdirs import user_log_path

    return user_log_path("showclear", appauthor=False)


def write_diagnostic(error: BaseException) -> Path:
    """Write where `error` came from to a new file, and keep the newest few.

    The words of the errors are left out, as are the values of variables: a name or an answer may stand in them.

    Raises: `OSError` if the folder cannot be written.
    """
    folder = diagnostics_folder()
    folder.mkdir(parents=True, exist_ok=True)
    moment = datetime.now(UTC)
    path = folder / f"showclear-{moment:%Y%m%dT%H%M%S%f}-{os.getpid()}.txt"
    lines = [
        f"Show Clear {__version__}, Python {platform.python_version()}, {platform.system()} {platform.machine()}\n",
        f"{moment:%Y-%m-%dT%H:%M:%SZ}  command: {sys.argv[1] if len(sys.argv) > 1 else '(none)'}\n\n",
        *_places(error),
    ]
    path.write_text("".join(lines), encoding="utf-8", errors="backslashreplace")
    for old in sorted(folder.glob("showclear-*.txt"))[:-KEPT_FILES]:
        old.unlink(missing_ok=True)
    return path


def _places(error: BaseException) -> list[str]:
    lines: list[str] = []
    current: BaseException | None = error
    while current is not None:
        lines.append(f"{type(current).__module__}.{type(current).__name__}\n")
        lines += traceback.format_tb(current.__traceback__)
        current = current.__cause__ or current.__context__
    return lines
