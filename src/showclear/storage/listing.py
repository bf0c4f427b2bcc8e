"""What lies in the log folder: the names of records, and what is none."""

from __future__ import annotations

from pathlib import Path

from showclear.ledger.record import read_name
from showclear.storage.files import FileSystem
from showclear.storage.names import Look, Names, changes, look_at


class Listing:
    """The names in one folder. Nothing is parsed, and the same values come back, while it lists the same names."""

    def __init__(self, filesystem: FileSystem, folder: Path) -> None:
        self._filesystem = filesystem
        self._folder = folder
        self._look = look_at(())
        """How everything looks that lies in the folder."""
        self._found: tuple[Names, tuple[str, ...]] = (Names(), ())
        self._before = Names()
        """The names of records before the last change."""
        self._changed: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())
        """What came and went then."""
        self._came: dict[str, None] = {}
        """Names that this process gave to records since then."""

    def came(self, name: str) -> None:
        """This process gave a record its name: where that is all that changed, nothing has to be listed."""
        self._came[name] = None

    def now(self) -> tuple[Names, tuple[str, ...]]:
        """Names of records, and strays, by one look at the folder. Raises: `StorageError`."""
        look = self._filesystem.look(self._folder)
        came, self._came = self._came, {}
        if look == self._look:
            return self._found
        if came and look == self._look.with_more(came):
            known, strays = self._found
            self._before, self._changed = known, (frozenset(came), frozenset())
            self._look, self._found = look, (known.with_more(came), strays)
        else:
            listed = self._filesystem.listdir(self._folder)
            known, there = self._found[0], Names(listed)
            new, gone = changes(known, there)
            others = {name for name in new if read_name(name) is None}
            records = Names([name for name in listed if name not in others]) if others else there
            strays = tuple(sorted(name for name in others if not name.startswith(".")))
            self._before, self._changed = known, (new - others, gone)
            self._look, self._found = self._filesystem.look(self._folder, listed), (records, strays)
        return self._found

    @property
    def look(self) -> Look:
        """How the folder looked when `now` last gave what was in it."""
        return self._look

    def expect(self, names: Names) -> None:
        """These names are known to be those of records: they are not parsed again."""
        self._look, self._found = look_at(names), (names, ())

    def changes(self, before: Names, after: Names) -> tuple[frozenset[str], frozenset[str]]:
        """The records that came and went between two answers of `now`; mostly the last two, which were compared."""
        if before is after:
            return frozenset(), frozenset()
        return self._changed if before is self._before and after is self._found[0] else changes(before, after)
