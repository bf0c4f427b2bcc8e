"""What was stopped and why: each record that stopped the set or barred a thing, what ended it, what it still needs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from showclear.app.printing.evidence import Witness, short_names
from showclear.domain.situation import Situation
from showclear.domain.situation.course import text
from showclear.domain.situation.records import RecordFacts
from showclear.domain.situation.stops import set_status

SET_STOPS = ("stand-down", "hold", "incident", "concern")
"""Effects that stop the set, the gravest first."""

ITEM_STOPS = ("misfired", "frozen", "quarantined", "withdrawn")
"""Effects that bar one thing by name."""

ENDINGS = ("hold-lifted", "released", "incident-closed", "concern-answered", "closed", "unfrozen")
"""Effects that end a stop, or close the report on it."""

_ENDS = {
    "hold": ("hold-lifted", "released"), "stand-down": ("released",), "incident": ("incident-closed",),
    "concern": ("concern-answered",), "frozen": ("unfrozen", "closed"),
}  # fmt: skip
"""What ends a stop of the set; of anything else it is `closed`."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A later record that names a stop."""

    record: str
    kind: str
    """The kind of its effect: what it does about the stop."""
    at: datetime
    by: str
    """Who signed it, by name."""
    words: str
    signed: bool


@dataclass(frozen=True, slots=True)
class Stop:
    """A record that stopped something."""

    record: str
    kind: str
    """The gravest thing that it does."""
    at: datetime
    day: str
    """Of a concern, its day alone: when it was written nobody shall know."""
    reason: str
    by: str
    """Who is named in it, if anybody; a claim where nobody signed it."""
    barred: tuple[str, ...]
    """What it bars, a sentence each."""
    answers: tuple[Answer, ...]
    ended_at: datetime | None
    """When the record that ended it claims to have been made; None while it is open, or where none says so."""
    needs: tuple[str, ...]
    """What is still open about it, a sentence each."""
    reviewed: bool
    """Whether a signed record looks back at it."""

    @property
    def is_open(self) -> bool:
        """Whether the rules say that anything of it is open: a record that ends it and does not count ends nothing."""
        return bool(self.needs)


def stops(records: Iterable[RecordFacts], situation: Situation, witness: Witness) -> tuple[Stop, ...]:
    """Every stop, the oldest first."""
    ordered = tuple(records)
    answers: dict[str, list[Answer]] = {}
    for facts in ordered:
        for effect in facts.effects:
            about = text(effect, "restriction")
            if about:
                words = short_names(without_name(witness.sentence(effect), about))
                answers.setdefault(about, []).append(
                    Answer(facts.title, effect.kind, facts.made_at, witness.signers(facts), words, bool(facts.signers))
                )
    still = _still_open(situation)
    found = (_stop(one, answers.get(one.title, ()), still, witness) for one in ordered)
    return tuple(one for one in found if one is not None)


def _still_open(situation: Situation) -> dict[str, tuple[str, ...]]:
    """What is open, by record, each with what it still needs."""
    found: dict[str, list[str]] = {}
    for stop in set_status(situation).stops:
        found.setdefault(stop.restriction.record, []).append(f"{stop.words[:1].upper()}{stop.words[1:]}.")
    for item in filter(None, situation.restricted_items):
        for one in situation.open_restrictions(item):
            found.setdefault(one.record, []).append(f"{item} is still barred ({one.kind.replace('-', ' ')}).")
    return {record: tuple(dict.fromkeys(words)) for record, words in found.items()}


def _stop(
    facts: RecordFacts, answers: Iterable[Answer], still: dict[str, tuple[str, ...]], witness: Witness
) -> Stop | None:
    effects = {kind: [one for one in facts.effects if one.kind == kind] for kind in (*SET_STOPS, *ITEM_STOPS)}
    kind = next((kind for kind, several in effects.items() if several), "")
    if not kind:
        return None
    first = effects[kind][0]
    named = tuple(answers)
    ends = _ENDS.get(kind, ("closed",))
    needs = still.get(facts.title, ())
    ended = next((one.at for one in reversed(named) if one.kind in ends), None)
    return Stop(
        record=facts.title,
        kind=kind,
        at=facts.made_at,
        day=text(first, "day") if kind == "concern" else "",
        reason=text(first, "words") if kind == "concern" else text(first, "reason"),
        by=witness.name(text(first, "by")) or (witness.signers(facts) if facts.signers else ""),
        barred=tuple(witness.sentence(one) for kind in ITEM_STOPS for one in effects[kind]),
        answers=named,
        ended_at=None if needs else ended,
        needs=needs,
        reviewed=any(one.signed and one.kind in (*ENDINGS, "reviewed") for one in named),
    )


def without_name(sentence: str, record: str) -> str:
    """A sentence that names a record, said beside that record."""
    told = re.sub(rf"\b(on|about|from) {re.escape(record)}", r"\1 it", sentence)
    return re.sub(rf"^{re.escape(record)}", "It", told).replace(f" {record}", "")
