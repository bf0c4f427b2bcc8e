"""What came and went between two looks at a folder, without counting all its names again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

_BLOCK = 512
"""Names that are compared at once."""


def changes(before: tuple[str, ...], after: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str]]:
    """The names that came, and those that went. Both listings are sorted.

    Where they begin and end alike is passed over in blocks: of a hundred thousand records nearly always one is new.
    """
    if before is after:
        return frozenset(), frozenset()
    start = _alike(before, after)
    end = _alike(before[start:][::-1], after[start:][::-1])
    was, now = frozenset(before[start : len(before) - end]), frozenset(after[start : len(after) - end])
    return now - was, was - now


def _alike(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """With how many names both begin."""
    most, at = min(len(one), len(other)), 0
    while at < most and one[at : at + _BLOCK] == other[at : at + _BLOCK]:
        at += _BLOCK
    while at < most and one[at] == other[at]:
        at += 1
    return min(at, most)


class Names(Collection[str]):
    """The names in a folder: a set of all that were there at once, and of those that came one by one."""

    def __init__(self, names: frozenset[str] = frozenset()) -> None:
        self._names = names
        self._later: set[str] = set()

    def __contains__(self, name: object) -> bool:
        return name in self._names or name in self._later

    def __iter__(self) -> Iterator[str]:
        yield from self._names
        yield from self._later

    def __len__(self) -> int:
        return len(self._names) + len(self._later)

    def among(self, names: Iterable[str]) -> frozenset[str]:
        """Those of `names` that are here."""
        return frozenset(name for name in names if name in self)

    def change(self, new: frozenset[str], gone: frozenset[str]) -> None:
        """Take in what came and what went."""
        if gone or not self._names:
            self._names = frozenset(self).union(new) - gone
            self._later.clear()
        else:
            self._later |= new - self._names
