"""The safety plan of a production: who founded it, who may sign, which rules hold, what to do when it goes wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from showclear.app.printing.identity import Identity, identity
from showclear.app.rule_packs import LimitLine, PackLine
from showclear.app.units import find_unit
from showclear.domain.checklists import PROCEDURE_LETTERS, AnswerKind, Block, Procedure, Step
from showclear.domain.facets import applies
from showclear.domain.limits import Limits, number
from showclear.domain.people import ROLE_WORDS, Role
from showclear.domain.vocabulary import Facets
from showclear.errors import RecordError, RefusedError
from showclear.ledger.keys import parse_key_line

if TYPE_CHECKING:
    from showclear.app.production import Production

WHEN = (
    ("A gun misfires, or sounds odd", Procedure.MISFIRE, ""),
    ("A shot that nobody called", Procedure.INCIDENT, "discharge"),
    ("A gun or a round is missing", Procedure.FOUND, "missing"),
    ("Somebody is hurt", Procedure.INCIDENT, "injury"),
)
"""What can go wrong, the emergency list for it, and the class of its report."""

MOST_LINES = 5
"""Lines of one instruction: it is read while it happens. The list itself has all of them."""

_AT_ONCE = frozenset({AnswerKind.SPOKEN, AnswerKind.COUNTDOWN})
"""Answers that are said or waited for at once; what is written down later is no part of a short instruction."""


@dataclass(frozen=True, slots=True)
class KeyHolderLine:
    """Somebody with a key. `fingerprint` is empty where the roster has no key that can be read."""

    name: str
    role: str
    """With the end of the enrolment, where it has one."""
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Emergency:
    """What to do, in the words of the adopted list. `lines` is empty where no such list is adopted."""

    title: str
    letter: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit with its place and its 1st assistant director."""

    name: str
    place: str
    first: str


@dataclass(frozen=True, slots=True)
class SafetyPlan:
    """What the safety plan says."""

    identity: Identity
    founders: tuple[KeyHolderLine, ...]
    roster: tuple[KeyHolderLine, ...]
    units: tuple[UnitLine, ...]
    packs: tuple[PackLine, ...]
    limits: tuple[LimitLine, ...]
    contacts: tuple[str, ...]
    """Whom to speak to about a concern, by name."""
    emergencies: tuple[Emergency, ...]


def safety_plan(production: Production) -> SafetyPlan:
    """What the safety plan says now. Raises: ChecklistError, StorageError."""
    situation = production.book.situation
    return SafetyPlan(
        identity=identity(production),
        founders=_founders(production),
        roster=_roster(production),
        units=tuple(_unit(production, name) for name in production.units),
        packs=production.rules.adopted(),
        limits=production.rules.lines(),
        contacts=tuple(person.name for person in production.stops.concerns.contacts()),
        emergencies=tuple(_emergency(production, situation.limits, *row) for row in WHEN),
    )


def _unit(production: Production, name: str) -> UnitLine:
    unit = find_unit(production.book.situation, name)
    return UnitLine(name, unit.place, unit.first.name if unit.first else "")


def _founders(production: Production) -> tuple[KeyHolderLine, ...]:
    """As the production record itself names them, with the keys that it was founded with."""
    book = production.book
    for name in book.founding():
        facts = book.facts(name)
        if facts is not None and facts.kind == "production" and facts.digest == book.production:
            try:
                table = book.body(name).get("production")
            except RecordError:
                # Verification says what is wrong with it; a plan that named anybody here would vouch for it.
                return ()
            rows = table.get("founders", []) if isinstance(table, dict) else []
            return tuple(_founder(row) for row in rows if isinstance(row, dict))
    return ()


def _founder(row: dict[str, Any]) -> KeyHolderLine:
    texts = {key: value for key, value in row.items() if isinstance(value, str)}
    role = texts.get("role", "")
    words = ROLE_WORDS[Role(role)] if role in tuple(Role) else role
    return KeyHolderLine(texts.get("name", ""), words, _fingerprint(texts.get("key", "")))


def _roster(production: Production) -> tuple[KeyHolderLine, ...]:
    """Everybody whose signature counts now (R-148), and until when that of a day player does."""
    at, until_of = identity(production), production.book.result.roster.until_of
    found = ((person, production.key_of(person.id), until_of(person.id)) for person in production.signers())
    return tuple(
        KeyHolderLine(one.name, f"{one.role.words}, until {at.time(end)}" if end else one.role.words, _fingerprint(key))
        for one, key, end in found
        if key
    )


def _fingerprint(key_line: str) -> str:
    return parse_key_line(key_line).fingerprint if key_line else ""


def _emergency(production: Production, limits: Limits, title: str, procedure: Procedure, report: str) -> Emergency:
    try:
        checklist = production.adopted.of(procedure)
    except RefusedError:
        # No such list is adopted: the plan has to say that, instead of leaving the heading out.
        return Emergency(title, "", ())
    facets = Facets((("report.class", (report,)),) if report else ())
    lines = [line for block in checklist.blocks for line in _at_once(block, facets, limits)]
    return Emergency(title, PROCEDURE_LETTERS.get(procedure, ""), tuple(dict.fromkeys(lines))[:MOST_LINES])


def _at_once(block: Block, facets: Facets, limits: Limits) -> list[str]:
    """What is said and done at once; blocks of looks at one gun are walked from the list itself."""
    if block.shared or not applies(block.applies_when, facets):
        return []
    asked = [step for step in block.steps if _may_apply(step, facets)]
    said = [_waiting(step, limits) for step in asked if step.answer in _AT_ONCE]
    return [text for text in (block.say, *said) if text]


def _may_apply(step: Step, facets: Facets) -> bool:
    """What depends on the gun is printed with its words: on paper nobody knows yet which gun it will be."""
    return all(
        not set(values).isdisjoint(facets.get(facet)) for facet, values in step.applies_when.items() if
        facet == "report.class"
    )  # fmt: skip


def _waiting(step: Step, limits: Limits) -> str:
    seconds = str(number(limits, step.wait)) if step.wait else ""
    return " ".join(text.replace("{wait}", seconds) for text in (step.ask, step.say) if text)
