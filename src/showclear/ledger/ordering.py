"""The one order of records: ancestors first, and those that do not know of each other by what they claim (rule 22)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from heapq import heapify, heappop, heappush

from showclear.ledger.head import Head
from showclear.ledger.past import Past

Children = Mapping[str, Sequence[str]]
"""Digest to the records that name it as coming before them."""


def ancestors_first(members: Mapping[str, Head], children: Children) -> tuple[str, ...]:
    """Some records by digest, each behind those of its ancestors that are among them."""
    waiting = dict.fromkeys(members, 0)
    for digest in members:
        for child in children.get(digest, ()):
            if child in waiting:
                waiting[child] += 1
    # As `_claim` orders them; putting every moment into letters takes longer than all the rest.
    ready = [(*_told(members[digest]), digest) for digest, count in waiting.items() if not count]
    heapify(ready)
    found = []
    while ready:
        digest = heappop(ready)[-1]
        found.append(digest)
        for child in children.get(digest, ()):
            count = waiting.get(child)
            if count is not None:
                waiting[child] = count - 1
                if count == 1:
                    heappush(ready, (*_told(members[child]), child))
    return tuple(found)


def merged(past: Past, heads: Mapping[str, Head], children: Children) -> Iterator[tuple[int, str]]:
    """The records that are not of the past in order, as one sort of all would place them.

    None of the past waits for one of them, so the past keeps its own order. Each of them stands behind its parents,
    and before the first record of the past that then comes and claims to be later. Given with each is the rank in the
    past that it stands behind.
    """
    if not past:
        yield from ((-1, digest) for digest in ancestors_first(heads, children))
        return
    rows = {digest: [past.row(parent) for parent in head.parents] for digest, head in heads.items()}
    behind = {
        digest: max((past.columns.rank[row] for row in found if row is not None), default=-1)
        for digest, found in rows.items()
    }
    waiting = {digest: sum(parent in heads for parent in set(head.parents)) for digest, head in heads.items()}
    asleep = [(behind[digest], digest) for digest, count in waiting.items() if not count]
    heapify(asleep)
    ready: list[tuple[str, str, int, str]] = []
    at = asleep[0][0] if asleep else -1
    while asleep or ready:
        while asleep and asleep[0][0] <= at:
            digest = heappop(asleep)[1]
            heappush(ready, (*_claim(heads[digest]), digest))
        if not ready or (at + 1 < len(past) and past.claim(past.at_rank(at + 1)) < ready[0]):
            at += 1
            continue
        digest = heappop(ready)[-1]
        yield at, digest
        for child in children.get(digest, ()):
            waiting[child] -= 1
            if not waiting[child]:
                heappush(asleep, (behind[child], child))


def first_claiming_later(
    past: Past, heads: Mapping[str, Head], place: Callable[[str], tuple[int, int] | None], moment: datetime
) -> tuple[str, ...]:
    """Of each branch the first signed record that claims a later time: whoever has one behind itself has one of these.

    Args:
        past: what is known already.
        heads: the other records.
        place: the branch of one of them, and the position in it.
        moment: later than what.
    """
    first: dict[int, tuple[int, str]] = {}
    seconds = moment.timestamp()
    for row in (row for row, made_at in enumerate(past.columns.made_at) if made_at > seconds):
        branch, position = past.place(row)
        if (branch not in first or position < first[branch][0]) and past.head(row).signers:
            first[branch] = position, past.digest(row)
    for digest, head in heads.items():
        found = place(digest) if head.made_at > moment and head.signers else None
        if found is not None and (found[0] not in first or found[1] < first[found[0]][0]):
            first[found[0]] = found[1], digest
    return tuple(digest for _, digest in first.values())


def _told(head: Head) -> tuple[datetime, str, int]:
    return head.made_at, head.log, head.sequence


def _claim(head: Head) -> tuple[str, str, int]:
    return head.made_at.isoformat(), head.log, head.sequence
