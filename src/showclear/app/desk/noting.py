"""From a verified record to its row in the search index: what it is about, and what a safety officer should look at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

from showclear.app.bodies import effects_from
from showclear.app.desk.skim import skim
from showclear.app.tables import list_of, rows_of, text_of
from showclear.domain.checklists import words_of
from showclear.domain.effects import Effect
from showclear.errors import RecordError
from showclear.ledger.record import Frame, parse_frame
from showclear.ledger.steps import STEP_IDS, Finding
from showclear.storage.index_rows import IndexRow

FLAGS = ("mismatch", "stop", "hands", "abandoned", "fast", "changed", "deferred", "late", "corrected", "clock")
"""What a safety officer looks at, the gravest first."""

STOPS = ("hold", "stand-down", "incident", "concern", "misfired")
"""Effects that stop the set or a gun."""

DIFFER = "One person entered "
"""Stands in the reason of what was written because two people entered different things."""

_THINGS = ("weapon", "item", "container", "device", "batch")
_PEOPLE = ("person", "holder", "armorer", "first", "by", "performer", "verifier", "handler", "guardian")
_LONGEST = 2000
"""Characters of a single text by which a record is found."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the records around one say: names, tags, the zone of the production."""

    names: Mapping[str, str]
    """People of the roster by id."""
    tags: frozenset[str]
    """Everything on the register."""
    zone: tzinfo


def row_of(
    name: str, digest: str, verdict: str, findings: Sequence[Finding], data: bytes, around: Surroundings,
    *, with_text: bool = True,
) -> IndexRow:  # fmt: skip
    """The row of a file. One that cannot be read or verified has a row too: it says so, and is never hidden.

    `with_text`: whether it holds the text in which words are found, which is most of a row.
    """
    try:
        frame = parse_frame(data)
    except RecordError:
        says = findings[0].what if findings else "Its layout does not hold."
        return IndexRow(
            name,
            digest,
            verdict,
            0,
            title="Cannot be read",
            marks={verdict: says},
            text=f"{name} {verdict} {says}",
        )
    try:
        facts = skim(frame.body)
    except RecordError:
        # The verdict and its findings say so; the head and the signatures are found all the same.
        facts = {}
    return _Noting(name, digest, verdict, findings, frame, facts, around).row(with_text=with_text)


class _Noting:
    def __init__(
        self, name: str, digest: str, verdict: str, findings: Sequence[Finding], frame: Frame,
        facts: Mapping[str, Any], around: Surroundings,
    ) -> None:  # fmt: skip
        self.name, self.digest, self.verdict, self.findings = name, digest, verdict, findings
        self.head, self.frame, self.facts, self.around = frame.head, frame, facts, around
        self.effects: tuple[Effect, ...] = effects_from(facts)
        self.inputs = {text_of(row, "name"): text_of(row, "value") for row in rows_of(facts, "inputs", "given")}
        self.entries = rows_of(facts, "entries", "entered")
        table = facts.get("procedure")
        self.run: Mapping[str, Any] = table if isinstance(table, Mapping) else {}

    def row(self, *, with_text: bool) -> IndexRow:
        head = self.head
        made_at = int(head.made_at.timestamp())
        marks = dict(self._marks())
        return IndexRow(
            name=self.name,
            digest=self.digest,
            verdict=self.verdict,
            made_at=max(0, made_at),
            day=text_of(self.run, "day") or self._day_named(),
            date=_date(head.made_at, self.around.zone),
            kind=head.kind,
            procedure=text_of(self.run, "procedure"),
            scene=self._scene(),
            title=text_of(self.facts, "title")[:_LONGEST] or f"{head.kind} without a title that can be read",
            things=tuple(sorted(set(self._things()))),
            people=tuple(sorted(set(self._people()))),
            marks=marks,
            about=self._about(),
            text=" ".join(part for part in self._words(marks) if part) if with_text else "",
        )

    def _day_named(self) -> str:
        return next(
            (str(one.values["day"]) for one in self.effects if one.kind == "sealed" and "day" in one.values), ""
        )

    def _scene(self) -> str:
        named = (str(one.values.get("slate", "")) for one in self.effects)
        return self.inputs.get("scene", "") or next(filter(None, named), "")

    def _things(self) -> Iterator[str]:
        for effect in self.effects:
            yield from (str(effect.values[key]) for key in _THINGS if effect.values.get(key))
        said = [text_of(self.run, "subject"), *self.inputs.values()]
        yield from (one for text in said for one in (text, *text.split()) if one in self.around.tags)

    def _people(self) -> Iterator[str]:
        yield from (one.person for one in self.head.signers)
        yield from (text_of(self.run, key) for key in ("performer", "verifier") if self.run.get(key))
        known = self.around.names
        for effect in self.effects:
            for key in _PEOPLE:
                value = str(effect.values.get(key, ""))
                yield from (one for one in (value, *value.split()) if one in known)
        yield from (one for one in self.inputs.values() if one in known)
        person = self.facts.get("enrolment")
        if isinstance(person, Mapping) and person.get("person"):
            yield text_of(person, "person")

    def _about(self) -> tuple[str, ...]:
        if self.verdict != "intact" or not self.head.signers:
            return ()
        return tuple({str(one.values["restriction"]): None for one in self.effects if one.values.get("restriction")})

    def _words(self, marks: Mapping[str, str]) -> Iterator[str]:
        head, known = self.head, self.around.names
        yield text_of(self.facts, "title")
        yield f"{head.kind} {words_of(text_of(self.run, 'procedure')) or ''} {head.log}/{head.sequence} {self._scene()}"
        yield " ".join(self._things())
        yield " ".join(f"{one} {known.get(one, '')}" for one in set(self._people()))
        yield " ".join(block.name for block in self.frame.blocks)
        yield from (str(one)[:_LONGEST] for one in list_of(self.facts.get("in_words")))
        yield from (text[:_LONGEST] for text in self.inputs.values())
        yield from dict.fromkeys(text_of(row, "words")[:_LONGEST] for row in self.entries)
        yield " ".join(marks)
        yield from marks.values()

    # What a safety officer should look at

    def _marks(self) -> Iterator[tuple[str, str]]:
        signed = bool(self.head.signers)
        yield (
            self.verdict,
            next((one.what for one in self.findings if not one.is_warning), "Everything that can be checked holds."),
        )
        yield "signed" if signed else "unsigned", "Signed." if signed else "Nobody signed it: claimed."
        for mark, sentences in (
            ("mismatch", self._mismatches()),
            ("stop", self._stops()),
            ("hands", [str(one) for one in list_of(self.run.get("contradicts"))]),
            ("abandoned", self._given_up()),
            ("fast", self._fast()),
            ("changed", self._changed()),
            ("deferred", [f"Left for later: {one}." for one in list_of(self.run.get("deferred"))]),
            ("late", ["Entered afterwards: a reconstruction."] if self.head.kind == "late-entry" else []),
            ("corrected", [_correction(one) for one in self.effects if one.kind == "corrected"]),
            ("clock", [one.what for one in self.findings if one.step == STEP_IDS["times"]]),
        ):
            if said := " ".join(dict.fromkeys(sentences)):
                yield mark, said[:_LONGEST]

    def _name(self, person: str) -> str:
        return self.around.names.get(person, person)

    def _mismatches(self) -> list[str]:
        differed = [
            row for row in self.entries if text_of(row, "state") == "restarted" and text_of(row, "reason") == "mismatch"
        ]
        found = [
            f"They did not enter the same in {block}; both looked again."
            for block in dict.fromkeys(_block(row) for row in differed)
        ]
        reasons = (
            str(one.values.get("reason", "")) for one in self.effects if one.kind in ("unverified", "quarantined")
        )
        return [*found, *(one for one in reasons if DIFFER in one)]

    def _stops(self) -> list[str]:
        if self.head.signers:
            stopped = {_block(row) for row in self.entries if text_of(row, "reason") == "stopped"}
            return [f"It stopped in {block} and was begun again there." for block in sorted(stopped)]
        title = text_of(self.facts, "title")
        ended = title.endswith(": stopped") and not self._mismatches()
        said = (
            str(one.values.get("reason") or one.values.get("words") or "")
            for one in self.effects
            if one.kind in STOPS or ended
        )
        return [
            f"{one}." if one and not one.endswith((".", "?", "!")) else one for one in dict.fromkeys(said) if one
        ] or ([f"{self.head.kind.capitalize()}, no reason given."] if self.head.kind in ("hold", "stand-down") else [])

    def _given_up(self) -> list[str]:
        return [
            " ".join(
                (
                    f"{text_of(one.values, 'outcome').capitalize()}.",
                    text_of(one.values, "where"),
                    text_of(one.values, "reason"),
                )
            )
            for one in self.effects
            if one.kind == "given-up"
        ]

    def _fast(self) -> list[str]:
        return [
            f"{self._name(text_of(row, 'person'))} answered {_block(row)} in "
            f"{_seconds(row.get('average_ms'))} a look, {_looks(row.get('entries'))}; looking takes "
            f"{_seconds(row.get('floor_ms'))}."
            for row in rows_of(self.facts, "pace", "fast")
        ]

    def _changed(self) -> list[str]:
        return [
            f"{self._name(text_of(row, 'person'))} changed an answer ({text_of(row, 'reason').replace('-', ' ')}). "
            f"{text_of(row, 'asked')} First: {text_of(row, 'words')}."
            for row in self.entries
            if text_of(row, "state") == "replaced"
        ]


def _block(row: Mapping[str, object]) -> str:
    """The block of an entry as people read it: a record holds its id, and not its title."""
    return f'"{text_of(row, "block").replace("-", " ")}"'


def _correction(effect: Effect) -> str:
    record, label, should, reason = (
        str(effect.values.get(name, "")) for name in ("record", "label", "should", "reason")
    )
    return f'{label} of {"/".join(record.rsplit("-", 2)[:2])} should say "{should}": {reason}.'


def _looks(count: object) -> str:
    return "1 look" if count == 1 else f"{count} looks"


def _seconds(milliseconds: object) -> str:
    return f"{milliseconds / 1000:.1f} s" if isinstance(milliseconds, int) else "? s"


def _date(moment: datetime, zone: tzinfo) -> str:
    try:
        return f"{moment.astimezone(zone):%Y-%m-%d}"
    except (OverflowError, ValueError):
        # The first and the last day that there is have no date in every zone.
        return f"{moment:%Y-%m-%d}"
