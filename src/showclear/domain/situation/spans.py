"""What one record begins and a later one ends: found at any point without looking at what began and ended elsewhere."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator
from typing import Generic, TypeVar

from showclear.domain.situation.chains import Reach

Key = TypeVar("Key")


class Spans(Generic[Key]):
    """What was ended, by the record that began it and one that ends it.

    Two laptops that do not know of each other for weeks would else look, at each record, at everything that was begun
    and ended on the other one meanwhile.
    """

    def __init__(self) -> None:
        self._spans: dict[tuple[int, int], _Between[Key]] = {}
        """By the chain that ends it and the chain that begins it."""

    def end(self, key: Key, *, begun: tuple[int, int], ended: tuple[int, int]) -> None:
        """What `key` names was begun and is ended by those records, each an index and its chain; the newest end."""
        self._spans.setdefault((ended[1], begun[1]), _Between()).add(key, begun[0], ended[0])

    def ended_beyond(self, reach: Reach, size: int) -> Iterator[Key]:
        """What began among the records within reach, of the first `size`, and has an end beyond them."""
        for (ends, begins), between in self._spans.items():
            yield from between.across(min(reach.get(begins, -1), size - 1), min(reach.get(ends, -1), size - 1))


class _Between(Generic[Key]):
    """What one chain begins and one ends, by its end."""

    __slots__ = ("begun", "ended", "keys", "least")

    def __init__(self) -> None:
        self.keys: list[Key] = []
        self.begun, self.ended = array("I"), array("I")
        self.least = array("I")
        """The least beginning of this one and of those that end later."""

    def add(self, key: Key, begun: int, ended: int) -> None:
        self.keys.append(key)
        self.ended.append(ended)
        self.begun.append(begun)
        self.least.append(begun)
        at = len(self.least) - 2
        while at >= 0 and self.least[at] > begun:
            self.least[at] = begun
            at -= 1

    def across(self, begun: int, ended: int) -> Iterator[Key]:
        """What was begun up to the one index and ended after the other one."""
        for at in range(bisect_right(self.ended, ended) if ended >= 0 else 0, len(self.keys)):
            if self.least[at] > begun:
                return
            if self.begun[at] <= begun:
                yield self.keys[at]
