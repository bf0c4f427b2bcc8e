"""The disk of a demonstration that is being made."""

from __future__ import annotations

import os
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from pathlib import Path

from showclear.storage.files import LocalFileSystem
from showclear.storage.names import Look


class UnsyncedFileSystem(LocalFileSystem):
    """The disk without waiting for it: only for making demonstrations. End with `settle`.

    Nobody else writes into a folder that is being made, so what lies in a folder is listed once and then kept in mind.
    """

    def __init__(self) -> None:
        self._lists: dict[Path, tuple[str, ...]] = {}
        self._changes: dict[Path, int] = {}
        """How often the names in a folder changed."""

    def listdir(self, path: Path) -> tuple[str, ...]:
        """The names in a folder, as kept in mind."""
        if path not in self._lists:
            self._lists[path] = super().listdir(path)
        return self._lists[path]

    def each_name(self, path: Path) -> Iterator[str]:
        """The same."""
        return iter(self.listdir(path))

    def look(self, path: Path, listed: Sequence[str] | None = None) -> Look:
        """How often they changed: nobody else changes them."""
        return Look(len(self.listdir(path)), self._changes.get(path, 0))

    def rename(self, source: Path, target: Path) -> None:
        """Move a file or folder."""
        super().rename(source, target)
        self._keep(source, there=False)

    def after(self, operation: str, path: Path) -> None:
        """Keep in mind what came and went."""
        if operation in ("create", "open_append", "link", "rename", "mkdir"):
            self._keep(path, there=True)
        elif operation in ("unlink", "rmdir"):
            self._keep(path, there=False)

    def _keep(self, path: Path, *, there: bool) -> None:
        self._changes[path.parent] = self._changes.get(path.parent, 0) + 1
        if not there:
            self._lists.pop(path, None)
        known = self._lists.get(path.parent)
        if known is None:
            return
        at = bisect_left(known, path.name)
        if (known[at : at + 1] == (path.name,)) is not there:
            self._lists[path.parent] = (*known[:at], path.name, *known[at:]) if there else known[:at] + known[at + 1 :]

    def forget(self, path: Path) -> None:
        """List a folder anew where somebody asks: for many files that come or go at once."""
        self._lists.pop(path, None)

    def is_read_by_path(self) -> bool:
        """What is written is there at once; it only may not outlive the power."""
        return True

    def flushes(self) -> bool:
        """Nothing is."""
        return False

    def settle(self) -> None:
        """Wait once until everything is on the disk."""
        if hasattr(os, "sync"):
            os.sync()
