"""What the fold is given: the facts of each record, and who is an ancestor of whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from showclear.domain.effects import Effect
from showclear.domain.people import Person

PERFORMED = "performed"
"""The meaning of the signature of the person who did it."""

VERIFIED = "verified"
"""The meaning of the signature of the person who looked for themselves."""


@dataclass(frozen=True, slots=True)
class SignerFacts:
    """One signature that the record bears. Whether it counts is in `RecordFacts.intact`."""

    person: str
    role: str
    meaning: str


@dataclass(frozen=True, slots=True)
class RecordFacts:
    """A record whose layout holds. What it claims is here; what of it counts is for the fold to say."""

    digest: str
    """SHA-256 of the file, 64 hexadecimal digits."""
    name: str
    """The name of the file, with or without `.toml`."""
    log: str
    sequence: int
    kind: str
    id: str
    """One id is one event."""
    made_at: datetime
    """UTC. A claim of the laptop that made it."""
    signers: tuple[SignerFacts, ...] = ()
    intact: bool = True
    """Whether the record verifies wholly: layout, chain, citations, every signature with its enrolment."""
    unknown: bool = False
    """Whether it has a kind that this version does not know."""
    procedure: str = ""
    """The procedure of the checklist, for the kind `procedure`."""
    effects: tuple[Effect, ...] = ()
    people: tuple[Person, ...] = ()
    """Whom it puts on the roster."""

    @property
    def title(self) -> str:
        """The name without its suffix, as effects and refusals cite it."""
        return self.name.removesuffix(".toml")


class Ancestry(Protocol):
    """The order of records. The chain of the ledger implements it."""

    def is_ancestor(self, a: str, b: str) -> bool:
        """Whether the record with digest `a` is a strict ancestor of that with digest `b`."""
        ...


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Something in the records that a person has to look at. It permits nothing and accuses nobody."""

    rule: str
    text: str
    records: tuple[str, ...] = ()
