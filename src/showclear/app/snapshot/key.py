"""Which snapshot belongs to what: the code that made it, the production, the folder."""

from __future__ import annotations

import os
import sys
from array import array
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path

FORMAT = "2"
_PACKAGES = ("domain", "ledger", "app")
"""What verifies, folds and remembers: a snapshot that other code made says nothing."""


def key(production: str, folder: Path) -> Mapping[str, str] | None:
    """What a snapshot of `folder` is named by; None where this installation cannot say which code it runs."""
    code = code_digest()
    if code is None:
        return None
    sizes = " ".join(str(array(kind).itemsize) for kind in "HIQiq")
    return {
        "format": FORMAT,
        "code": code,
        "python": sys.version,
        "numbers": f"{sys.byteorder} {sizes}",
        "production": production,
        "folder": str(folder.resolve()),
    }


def code_digest() -> str | None:
    """One digest over the names, sizes and times of all source files of the rules, so that no rule changes without it.

    As Python itself tells whether its compiled files are stale; reading them all would take as long as opening.
    None where there is no source: an installation in a zip file reads the records every time.
    """
    root = Path(__file__).resolve().parents[2]
    try:
        lines = sorted(line for package in _PACKAGES for line in _files(str(root / package), package))
    except OSError:
        return None
    return sha256("\n".join(lines).encode()).hexdigest() if lines else None


def _files(folder: str, name: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _files(entry.path, f"{name}/{entry.name}")
            elif entry.name.endswith(".py"):
                found = entry.stat()
                yield f"{name}/{entry.name} {found.st_size} {found.st_mtime_ns}"
