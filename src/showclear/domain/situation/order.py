"""Putting records into an order in which every ancestor comes first."""

from __future__ import annotations

from collections.abc import Iterable

from showclear.domain.situation.records import Ancestry, RecordFacts


def causal_order(records: Iterable[RecordFacts], ancestry: Ancestry) -> list[RecordFacts]:
    """The records with every ancestor before its descendants; concurrent ones in a fixed order.

    Records are first split into chains in which each is an ancestor of the next. If anything that is still waiting in a
    chain is an ancestor of a record, then the front of that chain is, so looking at the fronts is enough.
    """
    chains = _chains(records, ancestry)
    positions = [0] * len(chains)
    waiting = set(range(len(chains)))
    ordered: list[RecordFacts] = []
    while waiting:
        for number in sorted(waiting, key=lambda item: _sort_key(chains[item][positions[item]])):
            front = chains[number][positions[number]]
            if not any(
                other != number and ancestry.is_ancestor(chains[other][positions[other]].digest, front.digest)
                for other in waiting
            ):
                break
        ordered.append(front)
        positions[number] += 1
        if positions[number] == len(chains[number]):
            waiting.remove(number)
    return ordered


def _sort_key(record: RecordFacts) -> tuple[int, str, str]:
    return record.sequence, record.log, record.digest


def _chains(records: Iterable[RecordFacts], ancestry: Ancestry) -> list[list[RecordFacts]]:
    by_log: dict[str, list[list[RecordFacts]]] = {}
    seen: set[str] = set()
    for record in sorted(records, key=_sort_key):
        if record.digest in seen:
            continue
        seen.add(record.digest)
        chains = by_log.setdefault(record.log, [])
        for chain in chains:
            if ancestry.is_ancestor(chain[-1].digest, record.digest):
                chain.append(record)
                break
        else:
            chains.append([record])
    return [chain for log in sorted(by_log) for chain in by_log[log]]
