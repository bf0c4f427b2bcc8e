"""From a verified record to what the fold is given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from showclear.app.bodies import effects_from
from showclear.app.remote import APPROVAL
from showclear.domain.effects import Effect
from showclear.domain.people import Person, Role
from showclear.domain.situation.records import RecordFacts, SignerFacts
from showclear.errors import RecordError
from showclear.ledger.head import SCHEMA, Head
from showclear.ledger.quorum import quorum_of
from showclear.ledger.record import body_facts, digest_of, parse_frame, verified_facts
from showclear.ledger.verification import RecordResult

Settle = Callable[[RecordFacts, Mapping[str, Any]], RecordFacts]
"""What the fold is given of a record whose meaning rests on other records, by what its own body says."""


class Said(NamedTuple):
    """What a body says to the fold, before anything is known of other records: the bytes alone give it."""

    unknown: bool
    """Whether it may hide a stop: it cannot be read, or is of a kind that this version does not know."""
    procedure: str
    effects: tuple[Effect, ...]
    people: tuple[Person, ...]
    title: str
    """What the body calls the record."""
    body: Mapping[str, Any] | None
    """All of it, of an approval from afar: what one says rests on others. None for every other kind."""


def read_body(data: bytes) -> dict[str, Any]:
    """The facts of a record whose layout holds.

    Raises:
        RecordError: the layout does not hold or the body is not TOML.
    """
    return body_facts(parse_frame(data))


def record_facts(data: bytes, result: RecordResult) -> RecordFacts | None:
    """What a file gives to the fold; None if its layout does not hold, for then it says nothing at all.

    A body that is not TOML, or is written in a later schema, may hide a stop: the record then counts as unknown.
    """
    return facts_and_title(data, result)[0]


def facts_and_title(data: bytes, result: RecordResult, settle: Settle | None = None) -> tuple[RecordFacts | None, str]:
    """`record_facts`, and what the body calls the record. `settle` says what counts of an approval from afar."""
    if result.head is None:
        return None, ""
    said = said_by(data, result.head, result.digest)
    return facts_of(result, result.head, said, settle), said.title


def said_by(data: bytes, head: Head, digest: str) -> Said:
    """What the body of a file says. `head` and `digest` are those that were found when it was verified."""
    # What was verified need not be taken apart again, as long as these are the bytes that were.
    return said_by_verified(data, head) if digest_of(data) == digest else _said(head, lambda: read_body(data))


def said_by_verified(data: bytes, head: Head) -> Said:
    """What the body of a file says, of the very bytes in which `head` was found when they were verified."""
    wanted = None if head.kind == APPROVAL else {"effects", "title", "procedure", head.kind}
    return _said(head, lambda: verified_facts(data, head, wanted))


def _said(head: Head, read: Callable[[], Mapping[str, Any]]) -> Said:
    facts: Mapping[str, Any] = {}
    # A later schema changes what facts mean: what would be read here may be the half of it.
    readable = head.schema == SCHEMA
    try:
        facts = read()
    except RecordError:
        readable = False
    return Said(
        unknown=not readable or quorum_of(head.kind) is None,
        procedure=_text(facts.get("procedure"), "procedure"),
        effects=effects_from(facts),
        people=_people(head.kind, facts),
        title=_text(facts, "title"),
        body=facts if head.kind == APPROVAL else None,
    )


def facts_of(result: RecordResult, head: Head, said: Said, settle: Settle | None = None) -> RecordFacts:
    """What the fold is given of a record: what it says, and what verification says about it."""
    found = RecordFacts(
        digest=result.digest,
        name=result.name,
        log=head.log,
        sequence=head.sequence,
        kind=head.kind,
        id=head.id,
        made_at=head.made_at,
        signers=tuple(SignerFacts(one.person, one.role, one.meaning) for one in head.signers),
        intact=result.is_intact,
        unknown=said.unknown,
        procedure=said.procedure,
        effects=said.effects,
        people=said.people,
    )
    return settle(found, said.body) if settle is not None and said.body is not None else found


def _text(table: object, key: str) -> str:
    value = table.get(key) if isinstance(table, dict) else ""
    return value if isinstance(value, str) else ""


def _people(kind: str, facts: Mapping[str, Any]) -> tuple[Person, ...]:
    table = facts.get(kind)
    if kind == "production" and isinstance(table, dict):
        rows = table.get("founders")
        return tuple(filter(None, map(_person, rows))) if isinstance(rows, list) else ()
    person = _person(table) if kind == "enrolment" else None
    return (person,) if person else ()


def _person(row: object) -> Person | None:
    person, name, role = (_text(row, key) for key in ("person", "name", "role"))
    roles = [one for one in Role if one == role]
    return Person(person, name, roles[0]) if person and name and roles else None
