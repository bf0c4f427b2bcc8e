"""What the files of a log folder gave to the fold, by name; what is remembered is looked up where it is asked for."""

from __future__ import annotations

from collections.abc import Iterable

from showclear.app.snapshot.remembered import Remembered
from showclear.domain.situation.records import RecordFacts
from showclear.ledger.record import read_name

_FOUNDING = frozenset({"production", "unit", "enrolment", "revocation", "definitions"})
"""Records that say who people are and what they run."""


class Entries:
    """The files of a folder. `remembered` stands for those that were read before."""

    def __init__(self, remembered: Remembered | None = None) -> None:
        self._remembered = remembered
        self.later: dict[str, RecordFacts] = {}
        """What the fold was given of each file that is not remembered."""
        self.titles: dict[str, str] = {}
        """What their bodies call them."""
        self._digests: dict[str, str] = {}
        self.damaged: set[str] = set()
        """Files that do not hold what their names say."""
        self.founding: set[str] = set(remembered.founding) if remembered else set()
        """The records that say who people are and what they run."""

    def row(self, name: str) -> int | None:
        """Where a file is remembered; None if it is not."""
        return self._remembered.past.row_named(name) if self._remembered else None

    def facts(self, name: str) -> RecordFacts | None:
        """What the fold was given of a file; None for a file that says nothing."""
        found = self.later.get(name)
        if found is None and self._remembered is not None and (row := self.row(name)) is not None:
            return self._remembered.record(row)
        return found

    def title(self, name: str) -> str:
        """What the body of a record calls it; empty where it calls it nothing."""
        if self._remembered is not None and (row := self.row(name)) is not None:
            return self._remembered.kept(row).title
        return self.titles.get(name, "")

    def digest(self, name: str) -> str | None:
        """The digest of a file as it was read; None if it was not."""
        found = self._digests.get(name)
        if found is None and self._remembered is not None and (row := self.row(name)) is not None:
            return self._remembered.past.digest(row)
        return found

    def read_here(self, names: Iterable[str]) -> dict[str, str]:
        """The digests of those of some files that were read in this process and are not remembered from before."""
        read, remembered = self._digests, self._remembered
        found = {name: digest for name in names if (digest := read.get(name)) is not None}
        return found if remembered is None else {n: one for n, one in found.items() if self.row(n) is None}

    def names_of(self, digests: Iterable[str]) -> list[str]:
        """The names of files, by digest; a digest that no file has is left out."""
        later = {self._digests[name]: name for name in sorted(self._digests)}
        found = []
        for digest in digests:
            if digest in later:
                found.append(later[digest])
            elif self._remembered is not None and (row := self._remembered.past.row(digest)) is not None:
                found.append(self._remembered.past.name(row))
        return found

    def read(self, name: str, digest: str) -> None:
        """Note the digest of a file, and whether it is the one that its name promises."""
        parsed = read_name(name)
        self._digests[name] = digest
        if parsed is not None and digest.startswith(parsed.digest_start):
            self.damaged.discard(name)
        else:
            self.damaged.add(name)

    def take(self, name: str, facts: RecordFacts | None, title: str) -> bool:
        """Note what the fold is given of a file; whether it is, or was, one that says who people are."""
        was_founding = name in self.founding
        self.founding.discard(name)
        if facts is None:
            self.drop(name)
            return was_founding
        self.later[name] = facts
        self.titles[name] = title
        if facts.kind in _FOUNDING:
            self.founding.add(name)
        return was_founding or facts.kind in _FOUNDING

    def drop(self, name: str) -> None:
        """A file says nothing any more."""
        self.later.pop(name, None)
        self.titles.pop(name, None)
        self.founding.discard(name)
