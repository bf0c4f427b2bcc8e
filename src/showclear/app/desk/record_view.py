"""A record as two people made it: their answers beside each other, what was changed, and who has signed what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from showclear.app.pages import RecordPage
from showclear.app.tables import list_of, rows_of, text_of
from showclear.ledger.quorum import quorum_of
from showclear.ledger.steps import STEPS
from showclear.words import english, together

if TYPE_CHECKING:
    from showclear.app.logbook import LogBook


@dataclass(frozen=True, slots=True)
class Answered:
    """One thing that was asked, with what each of the two entered; empty where somebody was not asked."""

    asked: str
    slots: tuple[str, ...]
    """Where it was asked of several: the chambers, rounds, people that were answered alike."""
    performer: str
    verifier: str
    deferred: bool = False


@dataclass(frozen=True, slots=True)
class Review:
    """What somebody signed about the record afterwards."""

    record: str
    by: str
    at: datetime
    words: str
    verdict: str


@dataclass(frozen=True, slots=True)
class Check:
    """One numbered step of verification for this record."""

    number: int
    sentence: str
    what: str = ""
    """What was found; empty where it holds."""
    warning: bool = False


def answers(facts: Mapping[str, Any]) -> tuple[Answered, ...]:
    """The answers that count, in the order in which they were asked; slots that were answered alike are one row."""
    table: dict[tuple[str, str], dict[str, dict[str, Mapping[str, Any]]]] = {}
    for row in rows_of(facts, "entries", "entered"):
        if text_of(row, "state") in ("counts", "deferred"):
            key = (text_of(row, "block"), text_of(row, "step"))
            table.setdefault(key, {}).setdefault(text_of(row, "slot"), {})[text_of(row, "side")] = row
    return tuple(one for slots in table.values() for one in _alike(slots))


def _alike(slots: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> Iterator[Answered]:
    found: dict[tuple[str, str, bool], list[str]] = {}
    for slot, sides in slots.items():
        words = [text_of(sides[side], "words") if side in sides else "" for side in ("performer", "verifier")]
        deferred = any(text_of(row, "state") == "deferred" for row in sides.values())
        found.setdefault((words[0], words[1], deferred), []).append(slot)
    for (first, second, deferred), names in found.items():
        # The text names its own slot: of several that were answered alike the first one's stands for all.
        asked = text_of(next(iter(slots[names[0]].values())), "asked")
        yield Answered(asked, tuple(name for name in names if name), first, second, deferred)


def changes(facts: Mapping[str, Any], names: Mapping[str, str]) -> tuple[str, ...]:
    """What no longer counts, a sentence each: changed answers, and parts that were begun again."""
    said: dict[str, None] = {}
    for row in rows_of(facts, "entries", "entered"):
        who = names.get(text_of(row, "person"), text_of(row, "person"))
        asked, words = text_of(row, "asked"), text_of(row, "words")
        slot = f" ({text_of(row, 'slot')})" if text_of(row, "slot") else ""
        reason = text_of(row, "reason").replace("-", " ")
        match text_of(row, "state"):
            case "replaced":
                said[f'{who} changed "{asked}"{slot}. First: {words} ({reason}).'] = None
            case "restarted":
                said[f'Begun again ({reason}): {who} had entered {words} for "{asked}"{slot}.'] = None
    return tuple(said)


def contradicts(facts: Mapping[str, Any]) -> tuple[str, ...]:
    """What the records said against what was entered, as it stands in what both signed."""
    run = facts.get("procedure")
    return tuple(str(one) for one in list_of(run.get("contradicts"))) if isinstance(run, Mapping) else ()


def performer_and_verifier(facts: Mapping[str, Any], names: Mapping[str, str]) -> tuple[str, str]:
    """Who performed it and who verified it, by name; empty where it is no run."""
    run = facts.get("procedure")
    ids = [text_of(run, key) for key in ("performer", "verifier")] if isinstance(run, Mapping) else ["", ""]
    return names.get(ids[0], ids[0]), names.get(ids[1], ids[1])


def statements(facts: Mapping[str, Any]) -> dict[str, str]:
    """What each person stated, by id."""
    table = facts.get("statements")
    rows = table.get("signed") if isinstance(table, Mapping) else None
    return {text_of(row, "person"): text_of(row, "statement") for row in list_of(rows) if isinstance(row, Mapping)}


def not_signed(page: RecordPage, names: Mapping[str, str]) -> tuple[str, ...]:
    """Who has not signed it, a sentence each."""
    signed = {one.person for one in page.signatures}
    found = [
        english(
            "{name}, {role}, should have signed ({meaning}), and has not.",
            name=names.get(person, person),
            role=role.replace("-", " "),
            meaning=meaning,
        )
        for person, role, meaning in page.wanted
        if person not in signed
    ]
    quorum = quorum_of(page.kind) if page.kind else None
    if page.kind and quorum is None:
        found.append(english("Nobody knows who should have signed it: this version does not know its kind."))
    elif not page.signatures and quorum is not None and not quorum.signatures:
        found.append(
            english(
                "Nobody signed it, and nobody has to: it only ends things. It is claimed, and proves only that "
                "it came after what it cites and before what cites it."
            )
        )
    elif quorum is not None and len(signed) < quorum.signatures:
        found.append(english("It needs {needs}.", needs=quorum.sentence))
    return tuple(found)


def checks(page: RecordPage) -> tuple[Check, ...]:
    """Every step of verification, with what it found in this record."""
    found: dict[int, list[Any]] = {}
    for one in page.findings:
        found.setdefault(one.step, []).append(one)
    return tuple(
        Check(
            step.number,
            step.sentence,
            together(one.what for one in found.get(step.number, ())),
            all(one.is_warning for one in found.get(step.number, ())) and step.number in found,
        )
        for step in STEPS
    )


def reviews_of(book: LogBook, names: Sequence[str], about: str) -> tuple[Review, ...]:
    """What was signed about a record afterwards, read from the files; `names` are the records that name it.

    Raises:
        StorageError: a file cannot be read.
    """
    people, found = book.names_of_people(), []
    for name in names:
        facts, result = book.facts(name), book.result.records.get(name)
        if facts is None or result is None:
            continue
        for effect in facts.effects:
            if effect.values.get("restriction") == about.removesuffix(".toml"):
                words = str(
                    effect.values.get("words")
                    or effect.values.get("answer")
                    or effect.values.get("cause")
                    or book.title(name)
                )
                by = ", ".join(people.get(one.person, one.person) for one in facts.signers)
                found.append(Review(name, by, facts.made_at, words, str(result.verdict)))
    return tuple(found)
