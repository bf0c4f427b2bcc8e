"""One person: their key, training, permits, briefings and duties, what they held, and everything that they signed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from showclear.app.printing.course import course, names_person, with_answers
from showclear.app.printing.evidence import Evidence, Proof, Signed, Witness
from showclear.app.printing.identity import Identity, identity
from showclear.domain.effects import Effect
from showclear.domain.people import Person
from showclear.domain.situation import day as days
from showclear.domain.situation.course import of_kind, text
from showclear.domain.situation.records import RecordFacts
from showclear.errors import InputError

if TYPE_CHECKING:
    from showclear.app.production import Production


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that a record says of the person."""

    at: datetime
    words: str
    record: str
    """The name of its file, without `.toml`."""
    by: str
    """Who signed it, by name."""
    holds: bool
    """Whether verification and the rules accept the record."""


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature of the person, with the record that bears it."""

    signed: Signed
    record: Evidence


@dataclass(frozen=True, slots=True)
class PersonReport:
    """What the report of a person says."""

    identity: Identity
    proof: Proof
    person: str
    name: str
    role: str
    minor: bool
    key: str
    """Fingerprint of the key that counts now; empty where there is none."""
    keys: tuple[Entry, ...]
    """Enrolment, new keys, revocation."""
    training: tuple[Entry, ...]
    permits: tuple[Entry, ...]
    """What they were permitted by name, and permits that they named when they opened a day as armorer in charge."""
    briefings: tuple[Entry, ...]
    duties: tuple[Entry, ...]
    held: tuple[Entry, ...]
    """Guns that were handed to them."""
    signatures: tuple[Signature, ...]
    not_signed: tuple[Evidence, ...]
    """Records that ask for their signature and do not bear it."""
    records: tuple[Evidence, ...]
    """Every record that they signed or that names them, in their order."""


def person_report(production: Production, wanted: str) -> PersonReport:
    """The report of somebody on the roster, by name or id.

    Raises:
        InputError: nobody or more than one is called so.
        RecordError, StorageError: what is needed cannot be read.
    """
    from showclear.ledger.keys import parse_key_line

    person = _find(production.people(), wanted)
    situation, witness = production.book.situation, Witness(production.book)
    revoked = _revoked(production)
    every = course(production.book)
    named = [one for one in every if names_person(one, person.id) or revoked.get(one.name) == person.id]
    mine = with_answers(every, named)
    records = tuple(witness.of(one.name) for one in mine)
    key = production.key_of(person.id)
    entries = _Entries(person.id, mine, witness, revoked)
    return PersonReport(
        identity=identity(production),
        proof=witness.proof(),
        person=person.id,
        name=person.name,
        role=person.role.words,
        minor=days.is_minor(situation.view, person.id),
        key=parse_key_line(key).fingerprint if key else "",
        keys=tuple(entries.of_records("enrolment", "revocation", "production")),
        training=tuple(entries.of("trained", "person")),
        permits=tuple(sorted((*entries.of("delegated", "person"), *entries.papers()), key=lambda one: one.at)),
        briefings=tuple(entries.of("briefed", "person")),
        duties=tuple(sorted((*entries.of("on-duty", "person"), *entries.of("armorer-changed", "armorer"),
                             *entries.of("day-opened", "armorer")), key=lambda one: one.at)),
        held=tuple(entries.of("issued", "holder")),
        signatures=tuple(Signature(signed, one) for one in records for signed in one.signatures
                         if signed.person == person.id),
        not_signed=tuple(one for one in records if any(name.startswith(f"{person.name}, ") for name in one.not_signed)),
        records=records,
    )  # fmt: skip


def _revoked(production: Production) -> dict[str, str]:
    """Whose key each revocation ends, by file. One that cannot be read names nobody; verification says so."""
    found = {}
    for name in production.book.founding():
        facts = production.book.facts(name)
        if facts is not None and facts.kind == "revocation" and facts.intact:
            table = production.book.body(name).get("revocation")
            found[name] = str(table.get("person", "")) if isinstance(table, dict) else ""
    return found


def _find(people: Iterable[Person], wanted: str) -> Person:
    everybody = tuple(people)
    found = [one for one in everybody if one.id == wanted]
    found = found or [one for one in everybody if one.name.casefold() == wanted.casefold()]
    if len(found) == 1:
        return found[0]
    what = f"{len(found)} people are" if found else "Nobody on the roster is"
    names = ", ".join(f"{one.name} ({one.id})" for one in found or everybody)
    raise InputError(f'{what} called "{wanted[:80]}".', f"Name one of these, by name or id: {names}.")


class _Entries:
    def __init__(
        self, person: str, records: tuple[RecordFacts, ...], witness: Witness, revoked: Mapping[str, str]
    ) -> None:
        self._person = person
        self._records = records
        self._witness = witness
        self._revoked = revoked

    def of(self, kind: str, key: str) -> Iterator[Entry]:
        """What effects of a kind say of the person under `key`."""
        for facts in self._records:
            for effect in of_kind(facts, kind):
                if text(effect, key) == self._person:
                    yield self._entry(facts, self._witness.sentence(effect))

    def of_records(self, *kinds: str) -> Iterator[Entry]:
        """Records about the person that put somebody on the roster or take a key away."""
        for facts in self._records:
            named = {one.id for one in facts.people} | {self._revoked.get(facts.name, "")}
            if facts.kind in kinds and self._person in named:
                yield self._entry(facts, self._witness.of(facts.name).title)

    def papers(self) -> Iterator[Entry]:
        for facts in self._records:
            for effect in of_kind(facts, "day-opened"):
                if text(effect, "armorer") == self._person and text(effect, "permit"):
                    yield self._entry(facts, _permit(effect))

    def _entry(self, facts: RecordFacts, words: str) -> Entry:
        holds = facts.intact and not self._witness.faults(facts.title)
        return Entry(facts.made_at, words, facts.title, self._witness.signers(facts), holds)


def _permit(effect: Effect) -> str:
    return f"Permit named for day {text(effect, 'day')} of unit {text(effect, 'unit')}: {text(effect, 'permit')}."
