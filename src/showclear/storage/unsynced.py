"""The disk of a demonstration that is being made."""

from __future__ import annotations

import os
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from pathlib import Path

from showclear.storage.files import LocalFileSystem
from showclear.storage.names import Look, look_at


class UnsyncedFileSystem(LocalFileSystem):
    """The disk without waiting for it: only for making demonstrations. End with `settle`.

    Nobody else writes into a folder that is being made, so what lies in a folder is listed once and then kept in mind.
    """

    def __init__(self) -> None:
        self._lists: dict[str, list[str]] = {}
        """The names in a folder, sorted."""
        self._sums: dict[str, int] = {}
        """How they look."""

    def listdir(self, path: Path) -> tuple[str, ...]:
        """The names in a folder, as kept in mind."""
        return tuple(self._names(path))

    def each_name(self, path: Path) -> Iterator[str]:
        """The same."""
        return iter(self.listdir(path))

    def look(self, path: Path, listed: Sequence[str] | None = None) -> Look:
        """How they look: nobody else changes them."""
        return Look(len(self._names(path)), self._sums[str(path)])

    def _names(self, path: Path) -> list[str]:
        folder = str(path)
        if folder not in self._lists:
            found = super().listdir(path)
            self._lists[folder], self._sums[folder] = list(found), look_at(found).sum
        return self._lists[folder]

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
        whole = str(path)
        folder, name = os.path.split(whole)
        if not there:
            self._lists.pop(whole, None)
        known = self._lists.get(folder)
        if known is None:
            return
        at = bisect_left(known, name)
        if (known[at : at + 1] == [name]) is there:
            return
        if there:
            known.insert(at, name)
            self._sums[folder] += hash(name)
        else:
            del known[at]
            self._sums[folder] -= hash(name)

    def forget(self, path: Path) -> None:
        """List a folder anew where somebody asks: for many files that come or go at once."""
        self._lists.pop(str(path), None)

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
