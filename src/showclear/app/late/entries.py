"""The record that two people sign over what was done on paper: a reconstruction, and said to be one.

It says where things are and what was counted. It clears nothing: every gun of the unit is unverified after it (R-134).
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from showclear.app.bodies import Facts, signed_facts
from showclear.app.drafting import checked_words, place
from showclear.app.late.lines import LateKind, LateLine, fields, read_line
from showclear.app.late.times import Period, read_period
from showclear.app.logbook import LogBook
from showclear.app.signed_words import SignedWords
from showclear.app.signing import Draft, SigningSession
from showclear.app.units import find_unit
from showclear.app.views import InputField
from showclear.domain.effects import Effect
from showclear.domain.people import Person, Role
from showclear.domain.situation.judging import Judge
from showclear.domain.situation.paper import LATE_ENTRY, ON_PAPER, RECONSTRUCTION, may_enter
from showclear.domain.situation.records import PERFORMED, VERIFIED, RecordFacts, SignerFacts
from showclear.errors import InputError, RefusedError
from showclear.words import english

MOST_LINES = 200


@dataclass(frozen=True, slots=True)
class LateSheet:
    """What is entered so far; a value, nothing of it is written before two have signed."""

    unit: str
    period: Period
    paper: str
    """Which sheets of paper it is taken from."""
    told_by: str
    """In whose words, where somebody tells what no sheet says; may be empty."""
    photograph: str = ""
    """Digest, size and type of an attachment; empty for none."""
    lines: tuple[LateLine, ...] = ()
    """In the order of their times."""

    @property
    def title(self) -> str:
        """What it is, in one line."""
        return f"Entered afterwards from paper: unit {self.unit}"  # not said: records stay English

    @property
    def effects(self) -> tuple[Effect, ...]:
        """What it does: the break of the unit, then line by line."""
        return (Effect("break", {"unit": self.unit, "reason": ON_PAPER}), *(line.effect for line in self.lines))

    @property
    def items(self) -> tuple[str, ...]:
        """The tags that it names."""
        named = (
            str(line.effect.values[name])
            for line in self.lines
            for name in ("item", "weapon", "device", "container")
            if name in line.effect.values
        )
        return tuple(dict.fromkeys(named))

    def without(self, number: int) -> LateSheet:
        """The sheet without one of its lines."""
        return replace(self, lines=(*self.lines[:number], *self.lines[number + 1 :]))


class LateEntries(SignedWords):
    """Prepares records of hours on paper."""

    def __init__(
        self,
        book: LogBook,
        *,
        person: Callable[[str], Person],
        sign: Callable[[Draft], SigningSession],
        writes: Callable[[], None],
        now: Callable[[], datetime],
    ) -> None:
        """`now` is the clock of this laptop; the others are as for `SignedWords`."""
        super().__init__(book, person=person, sign=sign, writes=writes)
        self._now = now

    def begin(
        self, unit: str, began: str, ended: str, paper: str, told_by: str = "", photograph: str = ""
    ) -> LateSheet:
        """An empty sheet for the hours on paper of a unit.

        Args:
            unit: its name.
            began: when it began, as the clock at the place showed it, with or without its day.
            ended: when it ended; empty for now.
            paper: which sheets it is taken from.
            told_by: in whose words, if not the sheets' alone.
            photograph: an attachment, as it was kept.

        Raises:
            RefusedError: this window only reads.
            InputError: a time is not readable, or nothing says from which paper.
        """
        self._writes()
        period = read_period(began, ended, self.zone(unit), self._now())
        told = checked_words(english("words"), told_by) if told_by.strip() else ""
        return LateSheet(unit, period, checked_words(english("paper"), paper), told, photograph)

    def zone(self, unit: str) -> str:
        """The zone in which the clocks of a unit are read."""
        return find_unit(self._book.situation, unit).zone

    def fields(self, sheet: LateSheet, kind: LateKind) -> tuple[InputField, ...]:
        """What is asked for a line of a kind."""
        return fields(kind, self._book.situation, sheet.unit)

    def add(self, sheet: LateSheet, kind: LateKind, values: Mapping[str, str]) -> LateSheet:
        """The sheet with one more line, in its place by the time. Raises: InputError."""
        if len(sheet.lines) >= MOST_LINES:
            raise InputError(
                english("{count} lines are the most.", count=MOST_LINES),
                english("Sign these, and enter the rest as another one."),
            )
        line = read_line(kind, values, self._book.situation, sheet.period)
        return replace(sheet, lines=tuple(sorted((*sheet.lines, line), key=lambda one: one.at)))

    def words(self, sheet: LateSheet) -> tuple[str, ...]:
        """The lines as they are read before signing."""
        names = self._book.names_of_people()
        return tuple(line.words(sheet.period.zone, names) for line in sheet.lines)

    def doubts(
        self, sheet: LateSheet, performer: Role = Role.ARMORER, verifier: Role = Role.ARMORER
    ) -> tuple[str, ...]:
        """What of it would not agree with the records, in words: read before anybody signs, and open afterwards."""
        signers = (SignerFacts("", str(performer), PERFORMED), SignerFacts("?", str(verifier), VERIFIED))
        record = RecordFacts(
            digest="", name="", log="", sequence=0, kind=LATE_ENTRY, id=secrets.token_hex(16), made_at=self._now(),
            signers=signers, effects=sheet.effects,
        )  # fmt: skip
        return tuple(finding.text for finding in Judge(record, self._book.situation.view).judge().findings)

    def enter(self, sheet: LateSheet, performer_id: str, verifier_id: str) -> SigningSession:
        """The signatures under a sheet, by two open shifts. Raises: as for `draft`."""
        return self._sign(self.draft(sheet, performer_id, verifier_id))

    def draft(self, sheet: LateSheet, performer_id: str, verifier_id: str) -> Draft:
        """The record of a sheet, ready to be signed by an armorer or handler and by a second person.

        Raises:
            RefusedError: this window only reads, the sheet is empty, or others would sign.
        """
        self._writes()
        self._book.refresh()
        performer, verifier = self._person(performer_id), self._person(verifier_id)
        gate = partial(_refuse_unfit, sheet, performer, verifier)
        gate()
        names, lines = self._book.names_of_people(), self.words(sheet)
        return Draft(
            kind=LATE_ENTRY,
            record_id=secrets.token_hex(16),
            title=sheet.title,
            places=(
                # not said: records stay English
                place(performer, PERFORMED, "I enter what the paper says, line by line, and add nothing to it."),
                # not said: records stay English
                place(verifier, VERIFIED, "I held the paper beside these lines: they say what it says, and no more."),
            ),
            facts=lambda at: _facts(sheet, names, lines),
            follows=_follows(sheet, lines, self.doubts(sheet, performer.role, verifier.role)),
            gate=gate,
            items=sheet.items,
        )


def _refuse_unfit(sheet: LateSheet, performer: Person, verifier: Person) -> None:
    """Raises: RefusedError where nothing is entered, or R-PAPER-1 where others would sign."""
    if not sheet.lines:
        raise RefusedError(english("Nothing is entered."), english("Enter what the sheets say, line by line."))
    if not may_enter(performer, verifier):
        raise RefusedError(
            english(
                "R-PAPER-1: An armorer or handler and a second armorer, handler or assistant director sign what is "
                "entered afterwards."
            ),
            english("Choose two people."),
        )


def _follows(sheet: LateSheet, lines: tuple[str, ...], doubts: tuple[str, ...]) -> tuple[str, ...]:
    """What is read above the PINs: where it comes from, what does not agree, the lines, and what it ends."""
    return (
        english(
            "{reconstruction} {hours}. From: {paper}.",
            reconstruction=RECONSTRUCTION,
            hours=sheet.period.words,
            paper=sheet.paper,
        ),
        *(english("DOES NOT AGREE: {doubt}", doubt=doubt) for doubt in doubts),
        *lines,
        english("Every gun of unit {unit} is unverified now: inspect it (D) before anybody uses it.", unit=sheet.unit),
    )


def _facts(sheet: LateSheet, names: Mapping[str, str], lines: tuple[str, ...]) -> Facts:
    optional = {"told_by": sheet.told_by, "photograph": sheet.photograph}
    return {
        **signed_facts(sheet.title, sheet.effects, names),
        "late": {
            "says": RECONSTRUCTION,
            "unit": sheet.unit,
            "began": sheet.period.began,
            "ended": sheet.period.ended,
            "zone": sheet.period.zone,
            "paper": sheet.paper,
            **{name: value for name, value in optional.items() if value},
            "entered": [
                {"at": line.at, "says": words} for line, words in zip(sheet.lines, lines, strict=True)
            ],
        },
    }  # fmt: skip
