"""What is not as it should be in a chain: a record that is missing, a number that stands twice, or none at all."""

from __future__ import annotations

from dataclasses import dataclass


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
