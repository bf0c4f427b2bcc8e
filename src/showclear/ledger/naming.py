"""Findings with the names of the people whom they name by id, for whoever reads them; programs get them as they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from showclear.ledger.roster import Roster
from showclear.ledger.steps import Finding, sentence
from showclear.words import Said, english_as

_PEOPLE = frozenset({"person", "who", "who_person", "owner_person"})
"""What stands in the sentences of findings for the id of somebody."""


def names_of(roster: Roster) -> dict[str, str]:
    """By id what people are called; whoever is enrolled under two names has none here."""
    found: dict[str, set[str]] = {}
    for one in roster.enrolments:
        found.setdefault(one.person, set()).add(one.name)
    return {person: next(iter(several)) for person, several in found.items() if len(several) == 1}


def with_names(findings: Iterable[Finding], names: Mapping[str, str]) -> tuple[Finding, ...]:
    """The findings with a name before each id that the roster knows."""
    return tuple(replace(one, what=named(one.what, names)) for one in findings)


def named(text: str, names: Mapping[str, str]) -> str:
    """A sentence in which whoever it names by id is called by name too: "Mara Reyes (mara-reyes)".

    Only what was filled in as the id of somebody is taken for one: an id may be any word, also one of the sentence.
    """
    if not isinstance(text, Said) or not text.template or text.many:
        return text
    values = {name: _named(name, value, names) for name, value in text.values.items()}
    if values == text.values:
        return text
    before, after = (text.template.format_map(one) for one in (text.values, values))
    said = english_as(after, text.template, values)
    return said if text == before else sentence(said) if text == sentence(before) else text


def _named(field: str, value: object, names: Mapping[str, str]) -> object:
    if isinstance(value, Said):
        return named(value, names)
    if field in _PEOPLE and isinstance(value, str) and value in names:
        return f"{names[value]} ({value})"
    return value
