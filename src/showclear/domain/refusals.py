"""A refusal as a value: which rule, which facts with their records, what would make it true."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CitedFact:
    """A fact that the refusal rests on, with the name of the record that says so; empty where nothing is on record."""

    text: str
    record: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """The answer of a rule that says no. The screen shows exactly this."""

    rule: str
    """`R-…`, a heading of docs/rules.md."""
    sentence: str
    facts: tuple[CitedFact, ...]
    remedy: str
