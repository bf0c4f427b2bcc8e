"""What verification has to know about people: who was enrolled with which key by which record, and what was revoked."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from showclear.domain.enrolling import enrolled_by, may_revoke, needs_key
from showclear.domain.people import Role, roles_that_exclude_each_other
from showclear.domain.text import SLUG
from showclear.errors import InputError, RecordError
from showclear.ledger.head import Head
from showclear.ledger.keys import parse_recorded_key
from showclear.words import english

PEOPLE_KINDS = frozenset({"production", "enrolment", "revocation"})
"""Kinds of record whose facts verification itself has to read."""

_PLACE = re.compile(rf"{SLUG.pattern}/[0-9]{{6}} sha256:([0-9a-f]{{64}})")
"""A record as a revocation names it."""
_ROLES = frozenset(str(role) for role in Role)


@dataclass(frozen=True, slots=True)
class Enrolment:
    """One person in one role, said by one record. Without a key, `key_blob` and `fingerprint` are empty."""

    person: str
    name: str
    role: str
    key_blob: bytes
    fingerprint: str
    record: str
    """Digest of the record that says so."""
    requires_uv: bool
    """Whether a FIDO2 key must have asked for its PIN or a finger each time."""
    founding: bool
    """Whether it stands in the production record itself."""
    until: datetime | None = None
    """The last moment at which this person signs anything (R-148); None for an enrolment without an end."""


@dataclass(frozen=True, slots=True)
class Revocation:
    """A key that no longer counts, except in what the record that says so has as ancestors or names as trusted."""

    person: str
    fingerprint: str
    record: str
    """Digest of the revoking record."""
    trusted: tuple[str, ...]
    """Digests of heads up to which the key is still believed."""


@dataclass(frozen=True, slots=True)
class PeopleFacts:
    """What one record says about people."""

    enrolments: tuple[Enrolment, ...] = ()
    revocations: tuple[Revocation, ...] = ()


def read_people(head: Head, digest: str, facts: Mapping[str, Any]) -> PeopleFacts:
    """What a production, enrolment or revocation record says.

    Raises:
        RecordError: a value is missing or is not what it has to be.
    """
    table = facts.get(head.kind)
    if not isinstance(table, dict):
        raise RecordError(english("{place}: the table [facts.{kind}] is missing.", place=head.place, kind=head.kind))
    if head.kind == "production":
        rows = table.get("founders")
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise RecordError(english("{place}: the list of founders is missing.", place=head.place))
        return PeopleFacts(tuple(_enrolment(head, digest, row, founding=True) for row in rows))
    if head.kind == "enrolment":
        return PeopleFacts((_enrolment(head, digest, table, founding=False),))
    return PeopleFacts(revocations=(_revocation(head, digest, table),))


def signers_fault(signed: Collection[tuple[str, str, str]], people: PeopleFacts) -> str:
    """Why the signers of this record may not say what it says about people; empty if they may.

    Args:
        signed: person, role and fingerprint of the key of each signature.
        people: what the record says.
    """
    signers = {(person, role) for person, role, _ in signed}
    for one in people.enrolments:
        if one.fingerprint and (one.person, one.role, one.fingerprint) not in signed:
            if one.founding:
                return english("the founder {person} did not sign it", person=one.person)
            return english("{person}, who is enrolled by it, did not sign it with that key", person=one.person)
        if not one.founding and (fault := _newcomer_fault(one, signers)):
            return fault
    for revoked in people.revocations:
        if not any(may_revoke(role, person, revoked.person) for person, role in signers):
            return english("neither a safety officer, nor a producer, nor {person} signed it", person=revoked.person)
    return ""


def _newcomer_fault(one: Enrolment, signers: set[tuple[str, str]]) -> str:
    """Why these signers may not enrol somebody. It takes two people, and who has a key proves it by signing."""
    if needs_key(Role(one.role)) and not one.fingerprint:
        return english(
            "{person} is enrolled without a key, and {words} is a role that signs",
            person=one.person,
            words=Role(one.role).words,
        )
    for wanted in enrolled_by(Role(one.role), has_key=bool(one.fingerprint)):
        if not any(role == wanted and person != one.person for person, role in signers):
            return english("no {words} signed it beside the person enrolled", words=wanted.words)
    return ""


def conflict(one: Enrolment, others: Iterable[Enrolment], comes_before: Callable[[str, str], bool]) -> str:
    """Why this enrolment does not go with an earlier or concurrent one; empty if it does.

    One key belongs to one person; one short name belongs to one named person, in roles that go together.
    """
    for other in others:
        if other.record == one.record and (other.person, other.role) <= (one.person, one.role):
            continue
        if other.record != one.record and comes_before(one.record, other.record):
            continue
        if one.fingerprint and one.fingerprint == other.fingerprint and one.person != other.person:
            return english("its key is also enrolled for {person}: one key under two names", person=other.person)
        if one.person == other.person:
            if one.name != other.name:
                return english("{person} is also the short name of {name}", person=one.person, name=other.name)
            if roles_that_exclude_each_other((Role(one.role), Role(other.role))):
                return english(
                    "{person} cannot be {role} and {other_role} in one production",
                    person=one.person,
                    role=Role(one.role).words,
                    other_role=Role(other.role).words,
                )
    return ""


def _enrolment(head: Head, digest: str, row: Mapping[str, Any], *, founding: bool) -> Enrolment:
    person, name, role, line = (_text(head, row, key) for key in ("person", "name", "role", "key"))
    if SLUG.fullmatch(person) is None or not name or role not in _ROLES:
        raise RecordError(english("{place}: the person, name or role that it enrols is not one.", place=head.place))
    blob, fingerprint = b"", ""
    if line or founding:
        try:
            key = parse_recorded_key(line)
        except InputError as error:
            raise RecordError(f"{head.place}: {error.message}", error.remedy) from error
        blob, fingerprint = key.blob, key.fingerprint
    requires_uv = row.get("requires_uv", False)
    if not isinstance(requires_uv, bool):
        raise RecordError(english("{place}: requires_uv is neither true nor false.", place=head.place))
    until = None if founding else row.get("until")
    if until is not None and not isinstance(until, datetime):
        raise RecordError(english("{place}: `until` is no time.", place=head.place))
    return Enrolment(person, name, role, blob, fingerprint, digest, requires_uv, founding, until)


def _revocation(head: Head, digest: str, table: Mapping[str, Any]) -> Revocation:
    trusted = table.get("trusted", [])
    if not isinstance(trusted, list) or not all(isinstance(one, str) for one in trusted):
        raise RecordError(english("{place}: `trusted` is no list of records.", place=head.place))
    # What has another form trusts nothing: the key stays revoked all the same.
    heads = tuple(found.group(1) for one in trusted if (found := _PLACE.fullmatch(one)) is not None)
    return Revocation(_text(head, table, "person"), _text(head, table, "key"), digest, heads)


def _text(head: Head, row: Mapping[str, Any], key: str) -> str:
    value = row.get(key)
    if not isinstance(value, str):
        raise RecordError(english("{place}: the text {key!r} is missing.", place=head.place, key=key))
    return value
