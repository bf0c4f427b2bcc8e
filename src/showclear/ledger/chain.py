"""Who comes before whom: the records of all logs as one order, by what each has signed (rules 20 to 22).

Every record gets a vector clock over branches. A log is one branch until somebody goes on twice from the same record;
then each further line is a branch of its own. So "is an ancestor of" is one look-up, for a hundred thousand records.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

from showclear.ledger.head import ZERO_DIGEST, Head


@dataclass(frozen=True, slots=True)
class Missing:
    """A record that another one cites and that is not here. `sequence` is what the citing record says."""

    digest: str
    log: str
    sequence: int
    cited_by: str


@dataclass(frozen=True, slots=True)
class Fork:
    """Two or more records with the same number in one log, by digest."""

    log: str
    sequence: int
    digests: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """Numbers of a log, first and last, that are not here though a later one is."""

    log: str
    first: int
    last: int


class Chain:
    """Records by digest, with what came before each. Grows by `add`; nothing is ever taken away."""

    def __init__(self, heads: Mapping[str, Head] | None = None) -> None:
        self._heads: dict[str, Head] = {}
        self._logs: dict[str, dict[int, list[str]]] = {}
        self._followed: dict[str, set[str]] = {}
        """Per log what its records name as the one before."""
        self._ends: dict[str, set[str]] = {}
        """Per log its records that none of the same log follows."""
        self._newest: dict[str, int] = {}
        """Per log its greatest number."""
        self._doubled: dict[str, set[int]] = {}
        """Per log the numbers that stand there more than once."""
        self._children: dict[str, list[str]] = {}
        self._awaited: dict[str, list[str]] = {}
        self._branch: dict[str, int] = {}
        self._position: dict[str, int] = {}
        self._clock: dict[str, dict[int, int]] = {}
        self._tip: list[str] = []
        self._broken: set[str] = set()
        self._order: tuple[str, ...] | None = None
        self._kinds: dict[str, list[str]] = {}
        self.add(heads or {})

    def __contains__(self, digest: str) -> bool:
        return digest in self._heads

    def __len__(self) -> int:
        return len(self._heads)

    def head(self, digest: str) -> Head:
        """The head of a record that is here."""
        return self._heads[digest]

    def add(self, heads: Mapping[str, Head]) -> None:
        """Take in further records, in any order. Those already here are left as they are."""
        new = {digest: head for digest, head in heads.items() if digest not in self._heads}
        if not new:
            return
        self._order = None
        fills_a_hole = any(digest in self._awaited for digest in new)
        for digest, head in new.items():
            self._heads[digest] = head
            self._kinds.setdefault(head.kind, []).append(digest)
            self._put_in_log(digest, head)
            for parent in dict.fromkeys(head.parents):
                self._children.setdefault(parent, []).append(digest)
        self._find_awaited(new)
        if fills_a_hole:
            self._branch.clear()
            self._position.clear()
            self._clock.clear()
            self._tip.clear()
            self._broken.clear()
            self._place(self._heads)
        else:
            self._place(new)

    def is_ancestor(self, earlier: str, later: str) -> bool:
        """Whether `later` has signed that `earlier` came before it, directly or through others. No record is its own
        ancestor; what is not here is nobody's."""
        branch = self._branch.get(earlier)
        if branch is None or later not in self._branch:
            return False
        position = self._position[earlier]
        if self._branch[later] == branch:
            return position < self._position[later]
        return position <= self._clock[later].get(branch, -1)

    def is_whole(self, head: Head) -> bool:
        """Whether everything that came before a record is here; if not, an answer of "no ancestor" may be wrong."""
        return all(parent in self._heads and parent not in self._broken for parent in head.parents)

    def is_same_or_ancestor(self, earlier: str, later: str) -> bool:
        """`is_ancestor`, or the same record."""
        return earlier == later or self.is_ancestor(earlier, later)

    def precedes(self, earlier: str, head: Head, digest: str) -> bool:
        """`is_ancestor` for a record that may not be among these yet, by what its head cites."""
        if digest in self._heads:
            return self.is_ancestor(earlier, digest)
        return any(self.is_same_or_ancestor(earlier, parent) for parent in head.parents if parent in self._heads)

    def order(self) -> tuple[str, ...]:
        """All digests, ancestors first; among those that do not know of each other by claimed time, log and number.

        The same records give the same order, however they arrived.
        """
        if self._order is None:
            self._order = self._sorted(self._heads)
        return self._order

    def heads(self) -> dict[str, tuple[str, ...]]:
        """Per log the records that no other of the same log follows: one, or every head of a fork."""
        return {log: self._heads_of(log) for log in sorted(self._logs)}

    def logs(self) -> tuple[str, ...]:
        """The names of all logs, sorted."""
        return tuple(sorted(self._logs))

    def records_at(self, log: str, sequence: int) -> tuple[str, ...]:
        """The records with that number: none, one, or those of a fork."""
        return tuple(sorted(self._logs.get(log, {}).get(sequence, ())))

    def numbers(self, log: str) -> tuple[int, ...]:
        """The numbers that are here of one log, sorted."""
        return tuple(sorted(self._logs.get(log, ())))

    def of_kind(self, kind: str) -> tuple[str, ...]:
        """The records of one kind, sorted by digest."""
        return tuple(sorted(self._kinds.get(kind, ())))

    def forks(self) -> tuple[Fork, ...]:
        """Every number that stands twice in a log."""
        return tuple(
            Fork(log, sequence, self.records_at(log, sequence))
            for log, numbers in sorted(self._doubled.items())
            for sequence in sorted(numbers)
        )

    def gaps(self) -> tuple[Gap, ...]:
        """Every run of numbers that is missing below the newest of its log."""
        found = []
        for log, numbers in sorted(self._logs.items()):
            if len(numbers) == self._newest[log]:
                continue
            expected = 1
            for sequence in sorted(numbers):
                if sequence > expected:
                    found.append(Gap(log, expected, sequence - 1))
                expected = sequence + 1
        return tuple(found)

    def is_awaited(self, digest: str) -> bool:
        """Whether a record here cites that one and it is missing."""
        return digest in self._awaited

    def missing(self) -> tuple[Missing, ...]:
        """Every record that is cited and not here, with who cites it."""
        return tuple(
            absent
            for digest in sorted(self._awaited)
            for citing in sorted(self._awaited[digest])
            for absent in self.missing_of(citing)
            if absent.digest == digest
        )

    def missing_of(self, digest: str) -> tuple[Missing, ...]:
        """What one record cites and is not here."""
        head = self._heads[digest]
        found = []
        if head.previous != ZERO_DIGEST and head.previous not in self._heads:
            found.append(Missing(head.previous, head.log, head.sequence - 1, digest))
        for citation in head.after:
            if citation.digest not in self._heads:
                found.append(Missing(citation.digest, citation.log, citation.sequence, digest))
        return tuple(found)

    def _find_awaited(self, new: Mapping[str, Head]) -> None:
        for digest, head in new.items():
            self._awaited.pop(digest, None)
            for parent in dict.fromkeys(head.parents):
                if parent not in self._heads:
                    self._awaited.setdefault(parent, []).append(digest)

    def _put_in_log(self, digest: str, head: Head) -> None:
        log = head.log
        same_number = self._logs.setdefault(log, {}).setdefault(head.sequence, [])
        same_number.append(digest)
        if len(same_number) > 1:
            self._doubled.setdefault(log, set()).add(head.sequence)
        self._newest[log] = max(head.sequence, self._newest.get(log, 0))
        followed, ends = self._followed.setdefault(log, set()), self._ends.setdefault(log, set())
        followed.add(head.previous)
        ends.discard(head.previous)
        if digest not in followed:
            ends.add(digest)

    def _heads_of(self, log: str) -> tuple[str, ...]:
        last, doubled = self._newest[log], self._doubled.get(log, set())
        return tuple(
            digest
            for digest in sorted(self._ends[log])
            if (sequence := self._heads[digest].sequence) == last or sequence in doubled or self._is_side_line(digest)
        )

    def _is_side_line(self, digest: str) -> bool:
        """Whether the line that ends here parted from the one that goes on, rather than being cut by a gap."""
        head = self._heads[digest]
        return len(self._logs[head.log].get(head.sequence + 1, ())) > 0

    def _sorted(self, members: Mapping[str, Head]) -> tuple[str, ...]:
        waiting = {
            digest: sum(1 for parent in set(head.parents) if parent in members) for digest, head in members.items()
        }
        ready = [(*_claim(members[digest]), digest) for digest, count in waiting.items() if not count]
        heapify(ready)
        found = []
        while ready:
            digest = heappop(ready)[-1]
            found.append(digest)
            for child in self._children.get(digest, ()):
                if child in waiting:
                    waiting[child] -= 1
                    if not waiting[child]:
                        heappush(ready, (*_claim(members[child]), child))
        return tuple(found)

    def _place(self, members: Mapping[str, Head]) -> None:
        for digest in self._sorted(members):
            head = self._heads[digest]
            branch = self._branch.get(head.previous)
            if branch is None or self._tip[branch] != head.previous:
                branch = len(self._tip)
                self._tip.append(digest)
                self._position[digest] = 0
            else:
                self._tip[branch] = digest
                self._position[digest] = self._position[head.previous] + 1
            if not self.is_whole(head):
                self._broken.add(digest)
            self._branch[digest] = branch
            self._clock[digest] = self._joined_clock(head, branch)

    def _joined_clock(self, head: Head, branch: int) -> dict[int, int]:
        """What the parents know; shared with the record before wherever nothing new was learned."""
        clock = self._clock.get(head.previous, {})
        shared = True
        for parent in head.parents:
            if parent not in self._branch:
                continue
            known = ((self._branch[parent], self._position[parent]), *self._clock[parent].items())
            for other, position in known:
                if other != branch and clock.get(other, -1) < position:
                    if shared:
                        clock, shared = dict(clock), False
                    clock[other] = position
        return clock


def _claim(head: Head) -> tuple[str, str, int]:
    return head.made_at.isoformat(), head.log, head.sequence
