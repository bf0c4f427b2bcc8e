"""The chains of a history: records of one log, each an ancestor of the next; and how far any record knows each of them.

What a record has among its ancestors is the beginning of each chain. So whether it knows another record is one look at
two numbers, once it is known how far it reaches.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping

from showclear.domain.situation.records import Ancestry, RecordFacts

Reach = Mapping[int, int]
"""Chain number to the index of the newest record of the chain that is known; of a chain that is not in it none is."""

_KEPT = 512
"""Of how many points it is kept how far they reach."""


class Track:
    """Records of one chain in a lane, oldest first, each with the sum of the lane's amounts in this chain up to it."""

    __slots__ = ("chain", "indices", "sums")

    def __init__(self, chain: int) -> None:
        self.chain = chain
        self.indices = array("I")
        self.sums = array("q")


class Chains:
    """All records, by chain. Grows by `append`; nothing is ever taken away."""

    def __init__(self, ancestry: Ancestry, digest: Callable[[int], str], start: int) -> None:
        """`digest`: of the record at an index; `start`: how many records are laid by `take`."""
        self._ancestry = ancestry
        self._digest = digest
        self._start = start
        self._tracks: list[Track] = []
        self.of_log: dict[str, list[int]] = {}
        self._chain_of = array("I")
        """The chain of each record that was appended."""
        self._reach_of_tail: dict[int, Reach] = {}
        """By chain how far its newest record reaches, where that is known."""
        self._reaches: dict[str, Reach] = {}
        """How far records that are here reach, by digest; of those that were asked for last."""

    def __iter__(self) -> Iterator[Track]:
        """All records of each chain; the sums are the latest `made_at` so far, in seconds."""
        return iter(self._tracks)

    def __len__(self) -> int:
        return len(self._tracks)

    def __getitem__(self, number: int) -> Track:
        return self._tracks[number]

    def take(self, tracks: Iterable[Track], of_log: Mapping[str, list[int]]) -> None:
        """The chains of records that were folded before."""
        self._tracks, self.of_log = list(tracks), dict(of_log)

    def append(self, index: int, record: RecordFacts, reach: Reach) -> int:
        """Add a record that reaches so far; the number of its chain."""
        own = self.of_log.setdefault(record.log, [])
        chain = next((one for one in own if reach.get(one) == self._tracks[one].indices[-1]), len(self._tracks))
        if chain == len(self._tracks):
            own.append(chain)
            self._tracks.append(Track(chain))
        track, seconds = self._tracks[chain], int(record.made_at.timestamp())
        track.indices.append(index)
        track.sums.append(max(seconds, track.sums[-1]) if track.sums else seconds)
        self._chain_of.append(chain)
        self._reach_of_tail[chain] = reach
        return chain

    def chain_of(self, index: int) -> int:
        """The chain of the record at `index`. Raises: KeyError where none has it, as only a damaged snapshot says."""
        if index >= self._start:
            return self._chain_of[index - self._start]
        for track in self._tracks:
            if _has(track.indices, index):
                return track.chain
        raise KeyError(index)

    def reach_of(self, point: str, *, is_here: bool) -> Reach:
        """How far the record with the digest `point` reaches: of each chain its newest ancestor.

        Of one that `is_here` that never changes: none of its ancestors is still to come.
        """
        found = self._reaches.get(point) if is_here else None
        if found is None:
            found = self._find_reach(point)
            if is_here:
                if len(self._reaches) >= _KEPT:
                    self._reaches.clear()
                self._reaches[point] = found
        return found

    def _find_reach(self, point: str) -> Reach:
        tails = {track.chain: track.indices[-1] for track in self._tracks}
        reach = {chain: tail for chain, tail in tails.items() if self._precedes(tail, point)}
        if len(reach) == len(tails):
            return reach
        behind = [known for chain in reach if (known := self._reach_of_tail.get(chain)) is not None]
        for chain in tails.keys() - reach.keys():
            least = max((known.get(chain, -1) for known in behind), default=-1)
            last = self._last_before(self._tracks[chain].indices, point, least)
            if last >= 0:
                reach[chain] = self._tracks[chain].indices[last]
        return reach

    def _last_before(self, indices: array[int], point: str, least: int) -> int:
        """The position of the newest ancestor of `point`, of which the last of `indices` is none; -1 if there is none.

        The one at the index `least` (-1: none) is an ancestor: mostly it is the newest, or one soon after it is.
        """
        low, high, step = bisect_right(indices, least) - 1, len(indices) - 1, 1
        while low + step < high:
            if not self._precedes(indices[low + step], point):
                high = low + step
                break
            low, step = low + step, step * 2
        while high - low > 1:
            middle = (low + high) // 2
            if self._precedes(indices[middle], point):
                low = middle
            else:
                high = middle
        return low

    def _precedes(self, index: int, point: str) -> bool:
        return self._ancestry.is_ancestor(self._digest(index), point)


def _has(indices: array[int], index: int) -> bool:
    at = bisect_left(indices, index)
    return at < len(indices) and indices[at] == index
