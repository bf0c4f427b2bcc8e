"""What a mutant is."""

from __future__ import annotations

from dataclasses import dataclass

from tests.mutation.weakening import Edit

DOMAIN = "showclear.domain"


@dataclass(frozen=True, slots=True)
class Mutant:
    """One rule, or one part of it, that is made to hold always."""

    rule: str
    words: str
    """What holds then, in words for the list."""
    edits: tuple[Edit, ...]


def mutant(rule: str, words: str, *edits: tuple[str, str, str]) -> Mutant:
    """A mutant from rows like ("situation.grants:ends_at", "OLD", "NEW")."""
    made = []
    for where, old, new in edits:
        module, function = where.split(":")
        made.append(Edit(f"{DOMAIN}.{module}", function, old, new))
    return Mutant(rule, words, tuple(made))
