"""What is not as it should be in a chain: a record that is missing, a number that stands twice, or none at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

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


def gaps_between(log: str, expected: int, numbers: Iterable[int]) -> Iterator[Gap]:
    """The runs that are missing among some numbers of a log, and before them from `expected` on."""
    for sequence in sorted(numbers):
        if sequence > expected:
            yield Gap(log, expected, sequence - 1)
        expected = max(expected, sequence + 1)


def cited_by(head: Head, digest: str) -> Iterator[Missing]:
    """Every record that a record cites, as it would be told if it were missing."""
    if head.previous != ZERO_DIGEST:
        yield Missing(head.previous, head.log, head.sequence - 1, digest)
    for citation in head.after:
        yield Missing(citation.digest, citation.log, citation.sequence, digest)
