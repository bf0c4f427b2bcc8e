"""The file of an incident: what was stopped and barred, what two people entered, what was answered, what is open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from showclear.app.action_views import ActionView, Standing, action_views, due_words
from showclear.app.desk.record_view import Answered, answers, changes, contradicts, performer_and_verifier
from showclear.app.pages import find_record
from showclear.app.printing.course import course, with_answers
from showclear.app.printing.evidence import Evidence, Proof, Witness
from showclear.app.printing.identity import Identity, identity
from showclear.app.printing.stops import Stop, stops
from showclear.app.showing import custody_in_words
from showclear.domain.counting_words import counted
from showclear.domain.situation.course import text
from showclear.domain.situation.earlier import situation_at
from showclear.domain.situation.records import RecordFacts
from showclear.domain.situation.status import statuses
from showclear.errors import InputError, RecordError

if TYPE_CHECKING:
    from showclear.app.production import Production


@dataclass(frozen=True, slots=True)
class GunThen:
    """A gun just before the stop, by the records that were there."""

    tag: str
    name: str
    state: str
    holds: str
    where: str
    shape: str
    why: str


@dataclass(frozen=True, slots=True)
class Entered:
    """What two people entered in a record of the incident."""

    record: str
    title: str
    performer: str
    verifier: str
    answers: tuple[Answered, ...]
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IncidentReport:
    """What the file of an incident says."""

    identity: Identity
    proof: Proof
    stop: Stop
    related: tuple[Stop, ...]
    """Other stops of the same event."""
    guns: tuple[GunThen, ...]
    """What was out of the lock, or is named, just before."""
    entries: tuple[Entered, ...]
    records: tuple[Evidence, ...]
    """Every record of it, in their order."""
    actions: tuple[ActionView, ...]
    """What is to be done, or was done, so that it does not come again."""
    questions: tuple[str, ...]
    """What is open, a sentence each."""


def incident_report(production: Production, wanted: str) -> IncidentReport:
    """The file of a stop: `wanted` is its record as `showclear show` takes it: name, id, log/number, digest.

    Raises:
        InputError: there is no such record, or it stops nothing.
        RecordError, StorageError: what is needed cannot be read.
    """
    book, witness = production.book, Witness(production.book)
    name = find_record(book, wanted)
    records = course(book)
    every = {one.record: one for one in stops(records, book.situation, witness)}
    title = name.removesuffix(".toml")
    stop = every.get(title) or next(
        (one for one in every.values() if any(a.record == title for a in one.answers)), None
    )
    if stop is None:
        newest = list(every.values())[-8:]
        known = "; ".join(f"{witness.of(one.record).place} ({one.kind.replace('-', ' ')})" for one in reversed(newest))
        raise InputError(
            f"{witness.of(name).place} stops nothing and answers no stop.",
            f"Name the record of a stop, the newest first: {known or 'there is none yet'}.",
        )
    mine = with_answers(records, tuple(_of_event(records, stop.record)))
    titles = {one.title for one in mine}
    todo = action_views(book.situation, production.unit, production.clock.now())
    actions = tuple(one for one in todo if one.about in titles or one.record in titles)
    related = tuple(every[one.title] for one in mine if one.title in every and one.title != stop.record)
    return IncidentReport(
        identity=identity(production),
        proof=witness.proof(),
        stop=stop,
        related=related,
        guns=tuple(_guns_then(production, stop, mine)),
        entries=tuple(filter(None, (_entered(production, one) for one in mine))),
        records=tuple(witness.of(one.name) for one in mine),
        actions=actions,
        questions=tuple(_questions(stop, related, mine, witness, actions)),
    )


def _of_event(records: Iterable[RecordFacts], stop: str) -> Iterator[RecordFacts]:
    """The record of the stop, what the same run wrote, and what names any of these."""
    ordered = tuple(records)
    first = next(one for one in ordered if one.title == stop)
    runs = {text(effect, "run") for effect in first.effects} - {""}
    same = {one.title for one in ordered if one.id in runs or any(text(e, "run") in runs for e in one.effects)}
    same.add(stop)
    opened = set(same)
    for one in ordered:
        named = {text(effect, key) for effect in one.effects for key in ("restriction", "about")}
        if any(effect.kind == "action-opened" and text(effect, "about") in same for effect in one.effects):
            opened.add(one.title)
        if one.title in same or named & same or any(text(effect, "action") in opened for effect in one.effects):
            yield one


def _guns_then(production: Production, stop: Stop, mine: tuple[RecordFacts, ...]) -> Iterator[GunThen]:
    named = {str(value) for one in mine for effect in one.effects for key, value in effect.values.items()
             if key in ("item", "weapon")}  # fmt: skip
    if stop.kind == "concern":
        # When it was written nobody shall know: its record stands at the beginning of its day.
        return
    before = stop.at - timedelta(seconds=1)
    then = situation_at(production.book.situation, before)
    for seen in statuses(then, before, then.limits):
        shape = str(seen.custody.shape) if seen.custody else ""
        if seen.weapon.tag in named or shape not in ("locked", "off-production"):
            holds = counted(seen.count, str(seen.contents)) if seen.count >= 0 else "unknown"
            where = custody_in_words(then, seen.custody)
            yield GunThen(seen.weapon.tag, seen.weapon.name, str(seen.state), holds, where, shape, seen.why)


def _entered(production: Production, facts: RecordFacts) -> Entered | None:
    names = production.book.names_of_people()
    try:
        body = production.book.body(facts.name)
    except RecordError:
        # Its verdict says so, in the list of records; what was entered in it nobody can read.
        return None
    found = answers(body)
    if not found:
        return None
    return Entered(facts.title, production.book.title(facts.name), *performer_and_verifier(body, names),
                   found, (*contradicts(body), *changes(body, names)))  # fmt: skip


def _questions(
    stop: Stop,
    related: tuple[Stop, ...],
    mine: tuple[RecordFacts, ...],
    witness: Witness,
    actions: tuple[ActionView, ...],
) -> Iterator[str]:
    for one in (stop, *related):
        name = one.kind.replace("-", " ").capitalize()
        yield from (f"{name}: {words}" for words in one.needs)
        if not one.reviewed and one.kind in ("stand-down", "hold", "incident"):
            yield f"{name}: nobody has signed what they think of it."
        if not one.reason:
            yield f"{name}: no reason was given when it was raised."
    for todo in actions:
        if todo.standing is not Standing.DONE:
            yield f"Corrective action, {todo.owner}, {due_words(todo)}: {todo.words}."
    for facts in mine:
        seen = witness.of(facts.name)
        if not seen.holds:
            yield f"{seen.place}, {seen.title}: {seen.verdict}. {' '.join(seen.faults)}".strip()
        if seen.not_signed:
            yield f"{seen.place}, {seen.title}: not signed by {', '.join(seen.not_signed)}."
