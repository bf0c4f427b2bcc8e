"""What a finding means for whoever has to rely on the records: since when, and what still stands.

Everything here is said from the records alone. Their times are claims, and are called so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from showclear.ledger.head import Head
from showclear.ledger.inspection import Inspection
from showclear.ledger.record import read_name
from showclear.ledger.results import LogResult
from showclear.ledger.steps import STEP_IDS, Finding
from showclear.words import english, together

_LINE = re.compile(r", line [0-9]+\Z")
_NUMBER = re.compile(r"[Nn]umber ([0-9]{6})")


@dataclass(frozen=True, slots=True)
class Claimed:
    """A record by its place, with the time that it claims."""

    place: str
    """`LOG/NNNNNN`."""
    made_at: datetime

    def __str__(self) -> str:
        return english("{place} (says {made_at:%Y-%m-%d %H:%M:%S} UTC)", place=self.place, made_at=self.made_at)


@dataclass(frozen=True, slots=True)
class Bounds:
    """Between which records one was made, by what it cites and what cites it. None where nothing says so."""

    not_before: Claimed | None
    """The one of its parents with the latest time."""
    not_after: Claimed | None
    """The one of those that cite it with the earliest time."""

    def __str__(self) -> str:
        parts = []
        if self.not_before is not None:
            parts.append(english("after {record}", record=str(self.not_before)))
        if self.not_after is not None:
            parts.append(english("before {record}", record=str(self.not_after)))
        return together(parts, english(" and "))


@dataclass(frozen=True, slots=True)
class Told:
    """One finding with what it means."""

    finding: Finding
    since: str
    """The first record that it affects, and when that was, as far as the records say so; may be empty."""
    still: str
    """What can still be relied on; empty for a warning, which takes nothing away."""


class Telling:
    """What the findings of one result mean."""

    def __init__(self, result: LogResult) -> None:
        self._result = result
        self._children: dict[str, list[str]] = {}
        self._whole = 0
        numbers: dict[str, set[int]] = {}
        for one in result.records.values():
            head = one.head
            if one.is_intact:
                self._whole += 1
            if head is None:
                continue
            if one.is_intact:
                numbers.setdefault(head.log, set()).add(head.sequence)
            for parent in head.parents:
                self._children.setdefault(parent, []).append(one.digest)
        doubled = {(fork.log, fork.sequence) for fork in result.forks}
        self._prefix = {log: _prefix(log, found, doubled) for log, found in numbers.items()}

    def tell(self, finding: Finding) -> Told:
        """One finding with what it means."""
        log, since = self._since(finding)
        return Told(finding, since, "" if finding.is_warning else self._still(log))

    def first_affected(self, findings: Iterable[Finding]) -> Claimed | None:
        """Of the records of which something worse than a warning is said, the one that claims the earliest time."""
        names = {_LINE.sub("", one.where) for one in findings if not one.is_warning}
        heads = (self._result.records[name].head for name in names if name in self._result.records)
        claimed = [_claimed(head) for head in heads if head is not None]
        return min(claimed, key=lambda one: (one.made_at, one.place), default=None)

    def bounds(self, digest: str) -> Bounds:
        """Between which records one was made; what is not here has no bounds."""
        chain = self._result.chain
        if digest not in chain:
            return Bounds(None, None)
        parents = [_claimed(chain.head(one)) for one in chain.head(digest).parents if one in chain]
        children = [_claimed(chain.head(one)) for one in self._children.get(digest, ()) if one in chain]
        return Bounds(
            max(parents, key=lambda one: one.made_at, default=None),
            min(children, key=lambda one: one.made_at, default=None),
        )

    def _since(self, finding: Finding) -> tuple[str, str]:
        """The log that a finding is about, empty if it is about none, and since when."""
        name = _LINE.sub("", finding.where)
        record = self._result.records.get(name)
        if record is not None and record.head is not None:
            bounds = str(self.bounds(record.digest))
            called = str(_claimed(record.head))
            since = english("{record}.", record=called)
            if bounds:
                since = english("{record}, made {bounds}.", record=called, bounds=bounds)
            return record.head.log, since
        claimed = read_name(name)
        if claimed is not None:
            return claimed.log, self._from_number(claimed.log, claimed.sequence)
        number = _NUMBER.search(finding.what)
        if finding.step == STEP_IDS["chain"] and number is not None:
            return finding.where, self._from_number(finding.where, int(number.group(1)))
        return "", ""

    def _from_number(self, log: str, sequence: int) -> str:
        """What is known about a number of a log of which no record can be read."""
        chain = self._result.chain
        below = chain.number_below(log, sequence)
        last = [_claimed(chain.head(one)) for one in chain.records_at(log, below)] if below else []
        since = english("{log}/{sequence:06d}, of which nothing can be read here", log=log, sequence=sequence)
        return (
            english("{since}; the last before it is {last}.", since=since, last=str(last[0]))
            if last
            else english("{since}; it has none before it.", since=since)
        )

    def _still(self, log: str) -> str:
        total = len(self._result.records)
        still = english(
            "{whole} of {total} records are intact: each by itself and in all that came before it.",
            whole=self._whole,
            total=total,
        )
        if not log:
            return still
        number = self._prefix.get(log, 0)
        if number:
            return english("{still} Of {log} that is all up to {number:06d}.", still=still, log=log, number=number)
        return english("{still} Of {log} the first is none of them.", still=still, log=log)


def _prefix(log: str, intact: set[int], doubled: set[tuple[str, int]]) -> int:
    """The number up to which every record of a log is intact and stands there once."""
    number = 0
    while number + 1 in intact and (log, number + 1) not in doubled:
        number += 1
    return number


def _claimed(head: Head) -> Claimed:
    return Claimed(head.place, head.made_at)


def known_by(
    inspections: Iterable[Inspection], at: datetime, order: Iterable[str]
) -> tuple[tuple[Inspection, ...], tuple[str, ...]]:
    """What could be known at a time, by what the records claim, and the names of the files that are left out.

    A record that claims a later time is left out, and with it everything that has it behind itself, whatever that
    claims. A file whose layout does not hold claims no time and is left out too.

    Args:
        inspections: what each file proves by itself.
        at: the time.
        order: the digests of all records, ancestors first.
    """
    found = tuple(inspections)
    heads: Mapping[str, Head] = {one.digest: one.head for one in found if one.head is not None}
    later: set[str] = set()
    for digest in order:
        head = heads[digest]
        if head.made_at > at or not later.isdisjoint(head.parents):
            later.add(digest)
    kept = tuple(one for one in found if one.head is not None and one.digest not in later)
    names = {one.name for one in kept}
    return kept, tuple(sorted(one.name for one in found if one.name not in names))
