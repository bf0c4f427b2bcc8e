"""What this laptop has seen of a log: what of it is gone, what came before its time, and what is not marked yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from showclear.app.reading_many import FileRead
from showclear.errors import StorageError
from showclear.storage.log_folder import LogFolder
from showclear.storage.marks import Marks, MarksState
from showclear.storage.names import Names
from showclear.storage.restrictions import PendingRestriction

_FEW = 1000
"""How many marks are looked at one by one."""
_ALL_ANEW = 1 << 62
"""More marks than there are: all are looked at the next time."""


class Look(NamedTuple):
    """What lies in the folder, and what of it is not what was read."""

    before: Names
    names: Names
    new: frozenset[str]
    gone: frozenset[str]
    strays: tuple[str, ...]
    grown: Mapping[str, FileRead]
    """What came of files that were on their way here."""
    pending: tuple[PendingRestriction, ...]
    begins: bool
    """Whether it is the first look, and what is remembered stands for the files before."""
    whole: bool
    """Whether everything has to be folded again."""
    changed: bool


class Seen:
    """What the marks say of what is here, and what they shall say as soon as the disk takes it."""

    def __init__(self) -> None:
        self.missing: set[str] = set()
        """Names that are marked and not here."""
        self.looked_at = 0
        """How many marks were looked at for that."""
        self.early: frozenset[str] = frozenset()
        """Digests of what came here before its own time."""
        self.is_behind = False
        """Whether the disk refused to read or to write a mark, and was not asked again since."""
        self.is_unread = False
        """Whether the marks could not be read at the last look: who knows then what is missing knows it from before."""
        self._unmarked: frozenset[str] = frozenset()
        self._unmarked_early: frozenset[str] = frozenset()

    def read(self, marks: Marks, look: Look, remembered: MarksState | None) -> StorageError | None:
        """Read the marks; why they cannot be read: what came in is taken in all the same, and then it is told."""
        self.is_unread = True
        try:
            if look.begins and remembered is not None:
                marks.resume(remembered, look.before)
            marks.refresh()
        except StorageError as error:
            return error
        self.is_unread = False
        return None

    def look_for_missing(self, marks: Marks, names: Names, gone: frozenset[str]) -> None:
        """Which names are marked and not here; only what changed since the last look is looked at."""
        if self.is_unread:
            # Nothing that is missing is back for that, and what went now may have been marked.
            self.missing = {name for name in (*self.missing, *gone) if name not in names}
            self.looked_at = _ALL_ANEW
            return
        more, self.looked_at = len(marks) - self.looked_at, len(marks)
        if 0 <= more <= _FEW:
            perhaps = (*self.missing, *gone, *marks.newest(more))
            self.missing = {name for name in perhaps if name in marks and name not in names}
        else:
            self.missing = set(marks.names() - names)

    def came(self, names: Iterable[str], early: Iterable[str]) -> None:
        """These records came here, some of them before their own time; they are to be marked."""
        self._unmarked |= frozenset(names)
        self._unmarked_early |= frozenset(early)
        self.is_behind = True

    def mark(self, folder: LogFolder) -> None:
        """Mark what came, also what the disk refused before. Raises: StorageError; then it is to be tried again."""
        folder.note_early(self._unmarked_early)
        folder.note_seen(self._unmarked)
        self._unmarked = self._unmarked_early = frozenset()
        self.is_behind = False
