"""Who comes before whom: the records of all logs as one order, by what each has signed (rules 20 to 22).

Every record gets a vector clock over branches. A log is one branch until somebody goes on twice from the same record;
then each further line is a branch of its own. So "is an ancestor of" is one look-up, for a hundred thousand records.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime

from showclear.ledger.head import Head
from showclear.ledger.holes import Fork, Gap, Missing, cited_by, gaps_between
from showclear.ledger.ordering import ancestors_first, first_claiming_later, merged
from showclear.ledger.past import Columns, Past, lookup


class Chain:
    """Records by digest, with what came before each. Grows by `add`; nothing is ever taken away."""

    def __init__(self, heads: Mapping[str, Head] | None = None, past: Past | None = None) -> None:
        """`past`: what is known already; none of its records has one that is added later as ancestor."""
        self._past = past or Past()
        self._heads: dict[str, Head] = {}
        self._logs = defaultdict[str, dict[int, list[str]]](dict)
        self._ends = defaultdict[str, set[str]](set, {log: {self._past.tip(log)} for log in self._past.logs})
        """Per log its records that none of the same log follows."""
        self._newest = defaultdict[str, int](int, {log: self._past.length(log) for log in self._past.logs})
        """Per log its greatest number."""
        self._oldest: dict[str, int] = {}
        """Per log its least number that is not of the past."""
        self._doubled: dict[str, set[int]] = {}
        """Per log the numbers that stand there more than once."""
        self._children: dict[str, list[str]] = {}
        self._awaited: dict[str, list[str]] = {}
        self._branch: dict[str, int] = {}
        self._position: dict[str, int] = {}
        self._clock: dict[str, dict[int, int]] = {}
        self._tip: list[str] = list(map(self._past.tip, self._past.logs))
        self._broken: set[str] = set()
        self._kinds: dict[str, list[str]] = {}
        self._lines: dict[str, tuple[tuple[str, ...], ...]] = {}
        """What `lines_of` gave; until more records come."""
        self._later: tuple[tuple[int, str], ...] | None = None
        """The records that are not of the past, in their order, each with the rank in the past that it stands after."""
        self._ranks: dict[str, tuple[int, int]] = {}
        self.add(heads or {})

    def __contains__(self, digest: str) -> bool:
        return digest in self._heads or self._past.row(digest) is not None

    def __len__(self) -> int:
        return len(self._past) + len(self._heads)

    def head(self, digest: str) -> Head:
        """The head of a record that is here."""
        found = self.find(digest)
        if found is None:
            raise KeyError(digest)
        return found

    def find(self, digest: str) -> Head | None:
        """The head of a record; None if it is not here."""
        found = self._heads.get(digest)
        if found is None and (row := self._past.row(digest)) is not None:
            return self._past.head(row)
        return found

    def add(self, heads: Mapping[str, Head]) -> None:
        """Take in further records, in any order. Those already here are left as they are."""
        known, past = self._heads, self._past
        new = {one: head for one, head in heads.items() if one not in known and (not past or past.row(one) is None)}
        if not new:
            return
        self._later = None
        self._ranks.clear()
        self._lines.clear()
        fills_a_hole = not self._awaited.keys().isdisjoint(new)
        known.update(new)
        self._awaited = {digest: citing for digest, citing in self._awaited.items() if digest not in new}
        for digest, head in new.items():
            self._note_parents(digest, head)
            self._put_in_log(digest, head)
        if fills_a_hole:
            self._branch.clear()
            self._position.clear()
            self._clock.clear()
            self._tip[:] = map(self._past.tip, self._past.logs)
            self._broken.clear()
            self._place(self._heads)
        else:
            self._place(new)

    def is_ancestor(self, earlier: str, later: str) -> bool:
        """Whether `later` has signed that `earlier` came before it, directly or through others. No record is its own
        ancestor; what is not here is nobody's."""
        branch = self._branch.get(earlier)
        if branch is None:
            row = self._past.row(earlier)
            if row is None:
                return False
            if later not in self._branch:
                other = self._past.row(later)
                return other is not None and self._past.is_ancestor(row, other)
            branch, position = self._past.place(row)
        elif later not in self._branch:
            return False
        else:
            position = self._position[earlier]
        if self._branch[later] == branch:
            return position < self._position[later]
        return position <= self._clock[later].get(branch, -1)

    @property
    def lacks_nothing(self) -> bool:
        """Whether everything that any record here cites is here."""
        return not self._awaited

    def is_whole(self, head: Head) -> bool:
        """Whether everything that came before a record is here; if not, an answer of "no ancestor" may be wrong."""
        for parent in head.parents:  # noqa: SIM110 - asked of every record, and a loop is three times as quick
            if parent in self._broken or parent not in self:
                return False
        return True

    def behind(self, digests: Iterable[str]) -> Callable[[str], bool]:
        """Whether a record that is here is an ancestor of any of these: for many questions about the same few."""
        last: dict[int, int] = {}
        for digest in digests:
            place = self._place_of(digest)
            own = () if place is None else ((place[0], place[1] - 1),)
            for branch, position in (*self._clock_of(digest).items(), *own):
                last[branch] = max(position, last.get(branch, -1))

        def is_behind(digest: str) -> bool:
            place = self._place_of(digest)
            return place is not None and place[1] <= last.get(place[0], -1)

        return is_behind

    def is_same_or_ancestor(self, earlier: str, later: str) -> bool:
        """`is_ancestor`, or the same record."""
        return earlier == later or self.is_ancestor(earlier, later)

    def precedes(self, earlier: str, head: Head, digest: str) -> bool:
        """`is_ancestor` for a record that may not be among these yet, by what its head cites."""
        if digest in self:
            return self.is_ancestor(earlier, digest)
        return any(self.is_same_or_ancestor(earlier, parent) for parent in head.parents if parent in self)

    def order(self) -> tuple[str, ...]:
        """All digests, ancestors first; among those that do not know of each other by claimed time, log and number.

        The same records give the same order, however they arrived.
        """
        past, found, rank = self._past, list[str](), 0
        for after, digest in self._ordered():
            found += (past.digest(past.at_rank(one)) for one in range(rank, after + 1))
            rank = max(rank, after + 1)
            found.append(digest)
        found += (past.digest(past.at_rank(one)) for one in range(rank, len(past)))
        return tuple(found)

    def in_order(self, digests: Iterable[str]) -> list[str]:
        """Some of the records, as they stand in `order`."""
        some = list(digests)
        # One alone is in order: what comes in one by one must not order the whole chain each time.
        return some if len(some) < 2 else sorted(some, key=self._rank)

    def newest(self, most: int) -> list[str]:
        """The last records of `order`."""
        past, later = self._past, [digest for _, digest in self._ordered()]
        known = [past.digest(past.at_rank(rank)) for rank in range(max(0, len(past) - most), len(past))]
        return self.in_order((*known, *later[-most:]))[-most:]

    def _rank(self, digest: str) -> tuple[int, int]:
        """What `order` goes by: a rank of the past, and the place among those that stand behind it."""
        row = self._past.row(digest)
        if row is not None:
            return self._past.columns.rank[row], -1
        if not self._ranks:
            self._ranks = {digest: (after, place) for place, (after, digest) in enumerate(self._ordered())}
        return self._ranks[digest]

    def _ordered(self) -> tuple[tuple[int, str], ...]:
        if self._later is None:
            self._later = tuple(merged(self._past, self._heads, self._children))
        return self._later

    def first_claiming_later(self, moment: datetime) -> tuple[str, ...]:
        """Signed records that claim a later time: whatever has any such record behind itself has one of these."""
        return first_claiming_later(self._past, self._heads, self._place_of, moment)

    def heads(self) -> dict[str, tuple[str, ...]]:
        """Per log the records that no other of the same log follows: one, or every head of a fork."""
        return {log: self._heads_of(log) for log in self.logs()}

    def logs(self) -> tuple[str, ...]:
        """The names of all logs, sorted."""
        return tuple(sorted({*self._past.logs, *self._logs}))

    def records_at(self, log: str, sequence: int) -> tuple[str, ...]:
        """The records with that number: none, one, or those of a fork."""
        known, later = self._past.digest_at(log, sequence), self._logs.get(log, {}).get(sequence, ())
        return tuple(sorted(later if known is None else (known, *later)))

    def number_below(self, log: str, sequence: int) -> int:
        """The greatest number below that one that is here of a log; 0 if there is none."""
        later = sorted(self._logs.get(log, ()))
        below = bisect_right(later, sequence - 1)
        return max(min(self._past.length(log), sequence - 1), later[below - 1] if below else 0)

    def of_kind(self, kind: str) -> tuple[str, ...]:
        """The records of one kind, sorted by digest."""
        return tuple(sorted((*self._past.of_kind(kind), *self._kinds.get(kind, ()))))

    def lines_of(self, kind: str) -> tuple[tuple[str, ...], ...]:
        """The records of one kind, split into lines in which each is an ancestor of the next."""
        if kind not in self._lines:
            placed = [(place, digest) for digest in self.of_kind(kind) if (place := self._place_of(digest)) is not None]
            lines: dict[int, list[str]] = {}
            for (branch, _), digest in sorted(placed):
                lines.setdefault(branch, []).append(digest)
            self._lines[kind] = tuple(map(tuple, lines.values()))
        return self._lines[kind]

    def forks(self) -> tuple[Fork, ...]:
        """Every number that stands twice in a log."""
        return tuple(
            Fork(log, sequence, self.records_at(log, sequence))
            for log, numbers in sorted(self._doubled.items())
            for sequence in sorted(numbers)
        )

    def gaps(self) -> tuple[Gap, ...]:
        """Every run of numbers that is missing below the newest of its log."""
        found: list[Gap] = []
        for log, numbers in sorted(self._logs.items()):
            expected = self._past.length(log) + 1
            if expected + len(numbers) == self._newest[log] + 1 and self._oldest[log] >= expected:
                continue
            found += gaps_between(log, expected, numbers)
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
        return tuple(one for one in cited_by(self.head(digest), digest) if one.digest not in self)

    def columns(self, digests: Sequence[str]) -> Columns | None:
        """What a `Past` of all records is made of; None where a log has a gap or a fork, or something is missing.

        Args:
            digests: all records, each after its ancestors; their places become the rows.
        """
        logs = self.logs()
        if len(self._tip) != len(logs) or self._awaited or self._broken or self.gaps() or self.forks():
            return None
        places = [place for digest in digests if (place := self._place_of(digest)) is not None]
        rank = {digest: number for number, digest in enumerate(self.order())}
        if len(places) != len(digests) or len(rank) != len(digests):
            return None
        number_of = {self._branch_at(digest): logs.index(log) for log in logs for digest in self.records_at(log, 1)}
        clocks = tuple(array("i", [-1]) * len(digests) for _ in logs)
        for row, digest in enumerate(digests):
            for branch, position in self._clock_of(digest).items():
                clocks[number_of[branch]][row] = position
        heads = [self.head(digest) for digest in digests]
        kinds = tuple(sorted({head.kind for head in heads}))
        return Columns(
            logs=logs,
            kinds=kinds,
            kind_of=array("H", [kinds.index(head.kind) for head in heads]),
            digests=bytes.fromhex("".join(digests)),
            ids=bytes.fromhex("".join(head.id for head in heads)),
            log_of=array("H", [number_of[branch] for branch, _ in places]),
            sequence=array("I", [head.sequence for head in heads]),
            made_at=array("q", [int(head.made_at.timestamp()) for head in heads]),
            rank=array("I", [rank[digest] for digest in digests]),
            clocks=clocks,
            by_digest=lookup(digests),
            by_id=lookup([head.id for head in heads]),
        )

    def _branch_at(self, digest: str) -> int:
        place = self._place_of(digest)
        return -1 if place is None else place[0]

    def _note_parents(self, digest: str, head: Head) -> None:
        parents = head.parents
        for parent in parents if len(parents) < 2 else dict.fromkeys(parents):
            following = self._children.get(parent)
            if following is None:
                self._children[parent] = [digest]
            else:
                following.append(digest)
            if parent not in self._heads and parent not in self:
                self._awaited.setdefault(parent, []).append(digest)

    def _put_in_log(self, digest: str, head: Head) -> None:
        log, sequence, numbers, ends = head.log, head.sequence, self._logs[head.log], self._ends[head.log]
        self._kinds.setdefault(head.kind, []).append(digest)
        if sequence in numbers or (self._past and self._past.digest_at(log, sequence) is not None):
            self._doubled.setdefault(log, set()).add(sequence)
            numbers.setdefault(sequence, []).append(digest)
        else:
            numbers[sequence] = [digest]
        if sequence > self._newest[log]:
            self._newest[log] = sequence
        if sequence < self._oldest.setdefault(log, sequence):
            self._oldest[log] = sequence
        ends.discard(head.previous)
        if digest not in self._children or not self._is_followed(digest, log):
            ends.add(digest)

    def _is_followed(self, digest: str, log: str) -> bool:
        following = (self._heads[one] for one in self._children[digest])
        return any(one.previous == digest and one.log == log for one in following)

    def _heads_of(self, log: str) -> tuple[str, ...]:
        last, doubled = self._newest[log], self._doubled.get(log, set())
        return tuple(
            digest
            for digest in sorted(self._ends[log])
            if (sequence := self._sequence(digest)) == last or sequence in doubled or self.records_at(log, sequence + 1)
        )

    def _sequence(self, digest: str) -> int:
        head = self._heads.get(digest)
        if head is not None:
            return head.sequence
        row = self._past.row(digest)
        return 0 if row is None else self._past.columns.sequence[row]

    def _place(self, members: Mapping[str, Head]) -> None:
        order = ancestors_first(members, self._children)
        if not self._past and len(members) == len(self._heads):
            self._later = tuple([(-1, digest) for digest in order])
        for digest in order:
            head = members[digest]
            before = self._place_of(head.previous)
            if before is None or self._tip[before[0]] != head.previous:
                branch, position = len(self._tip), 0
                self._tip.append(digest)
            else:
                branch, position = before[0], before[1] + 1
                self._tip[branch] = digest
            # Nothing is broken where nothing is missing.
            if self._awaited and not self.is_whole(head):
                self._broken.add(digest)
            self._branch[digest], self._position[digest] = branch, position
            self._clock[digest] = self._joined_clock(head, branch, begins=not position)

    def _place_of(self, digest: str) -> tuple[int, int] | None:
        """Branch and position of a record; None if it is not here."""
        branch = self._branch.get(digest)
        if branch is not None:
            return branch, self._position[digest]
        row = self._past.row(digest)
        return None if row is None else self._past.place(row)

    def _clock_of(self, digest: str) -> dict[int, int]:
        found = self._clock.get(digest)
        if found is not None:
            return found
        row = self._past.row(digest)
        return {} if row is None else self._past.clock(row)

    def _joined_clock(self, head: Head, branch: int, *, begins: bool) -> dict[int, int]:
        """What the parents know; shared with the record before wherever nothing new was learned."""
        clock, before = self._clock_of(head.previous), self._heads.get(head.previous)
        if not begins and (not head.after or (before is not None and before.after == head.after)):
            return clock
        shared = True
        for parent in head.parents:
            place = self._place_of(parent)
            if place is None:
                continue
            for other, position in (place, *self._clock_of(parent).items()):
                if other != branch and clock.get(other, -1) < position:
                    if shared:
                        clock, shared = dict(clock), False
                    clock[other] = position
        return clock
