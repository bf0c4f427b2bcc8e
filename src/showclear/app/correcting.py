"""Corrections: which parts of a record can be corrected, what was corrected, and the record as it should read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from showclear.app.drafting import checked_words, draft, place
from showclear.app.signed_words import SignedWords
from showclear.app.tables import list_of, rows_of, text_of
from showclear.domain.effects import Effect
from showclear.domain.situation.correcting import Correction, corrections, times_corrected
from showclear.errors import InputError, RefusedError
from showclear.words import english

if TYPE_CHECKING:
    from showclear.app.logbook import LogBook
    from showclear.app.pages import RecordPage
    from showclear.app.signing import Draft, SigningSession

WHOLE = "record"
"""The part that is the record as a whole: it was made about another gun, or should not have been made."""


class As(StrEnum):
    """How a corrected record is shown."""

    BOTH = "both"
    ORIGINAL = "original"
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a record that can be corrected."""

    what: str
    """`entries/12`, `inputs/scene`, `in_words/1`, `title`, `made_at`, `should/1`, `record`."""
    label: str
    was: str


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """What was corrected in a part of a record, with what was corrected in that again."""

    record: str
    """The record that corrects, without `.toml`."""
    what: str
    label: str
    was: str
    should: str
    reason: str
    by: str
    """Who signed it, by name."""
    at: datetime
    again: tuple[CorrectionView, ...] = ()
    """What was corrected in this correction."""

    @property
    def now(self) -> str:
        """What it should say, as it was corrected last."""
        return self.again[-1].now if self.again else self.should

    @property
    def times(self) -> int:
        """How many corrections this is, with those of itself."""
        return 1 + sum(one.times for one in self.again)


@dataclass(frozen=True, slots=True)
class Corrects:
    """What a correction is about."""

    record: str
    label: str
    here: bool
    """Whether the record is here; where it is not, the correction stands alone, and says so."""


def corrections_of(book: LogBook, name: str) -> tuple[CorrectionView, ...]:
    """What was corrected in a record, the oldest first. `name` with or without `.toml`."""
    names = book.names_of_people()
    found = corrections(book.situation, name.removesuffix(".toml"))
    return tuple(_view(book, one, names) for one in found)


def times(book: LogBook, name: str) -> int:
    """How often a record was corrected; 0 for most."""
    return times_corrected(book.situation, name.removesuffix(".toml"))


def _view(book: LogBook, one: Correction, names: Mapping[str, str]) -> CorrectionView:
    part = f"should/{one.number}"
    again = tuple(
        _view(book, other, names) for other in corrections(book.situation, one.record) if other.said.what == part
    )
    said, by = one.said, ", ".join(names.get(person, person) for person in one.by)
    return CorrectionView(one.record, said.what, said.label, said.was, said.should, said.reason, by, one.at, again)


def corrected_by(book: LogBook, facts: Mapping[str, Any]) -> tuple[Corrects, ...]:
    """What a record corrects, as its body says."""
    here = {name.removesuffix(".toml") for name in book.result.records}
    return tuple(
        Corrects(record := str(row.get("record", "")), str(row.get("label", "")), record in here)
        for row in _corrected_rows(facts)
    )


def _corrected_rows(facts: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for row in list_of(facts.get("effects")):
        if isinstance(row, Mapping) and row.get("effect") == "corrected":
            yield row


# What can be corrected


def parts(page: RecordPage, names: Mapping[str, str]) -> tuple[Part, ...]:
    """Everything in a record that can be corrected, in its order; the record as a whole is the last."""
    made = (
        (
            Part(
                "made_at", english("When it was made"), english("{made_at:%Y-%m-%d %H:%M:%S} UTC", made_at=page.made_at)
            ),
        )
        if page.made_at
        else ()
    )
    return (
        *_corrections(page.facts),
        *_entries(page.facts, names),
        *_inputs(page.facts),
        *(() if page.kind == "correction" else _sentences(page.facts)),
        Part("title", english("Its title"), page.title),
        *made,
        Part(WHOLE, english("The record as a whole"), page.title),
    )


def _corrections(facts: Mapping[str, Any]) -> Iterator[Part]:
    for number, row in enumerate(_corrected_rows(facts), start=1):
        yield Part(
            f"should/{number}",
            english("What it says that {label} should say", label=text_of(row, "label")),
            text_of(row, "should"),
        )


def _entries(facts: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[Part]:
    for number, row in enumerate(rows_of(facts, "entries", "entered"), start=1):
        if text_of(row, "state") in ("counts", "deferred"):
            slot = f" ({text_of(row, 'slot')})" if text_of(row, "slot") else ""
            who = names.get(text_of(row, "person"), text_of(row, "person"))
            yield Part(f"entries/{number}", f"{who}: {text_of(row, 'asked')}{slot}", text_of(row, "words"))


def _inputs(facts: Mapping[str, Any]) -> Iterator[Part]:
    for row in rows_of(facts, "inputs", "given"):
        if text_of(row, "name") and text_of(row, "value"):
            label = text_of(row, "name").replace(".", " ").replace("-", " ")
            yield Part(f"inputs/{text_of(row, 'name')}", f"{label[:1].upper()}{label[1:]}", text_of(row, "value"))


def _sentences(facts: Mapping[str, Any]) -> Iterator[Part]:
    for number, sentence in enumerate(list_of(facts.get("in_words")), start=1):
        yield Part(f"in_words/{number}", english("What it says, {number}", number=number), str(sentence))


# The record as it should read


def shown_as(facts: Mapping[str, Any], made: Sequence[CorrectionView], how: As) -> Mapping[str, Any]:
    """The facts of a record with every corrected value in its place, each marked as corrected.

    In `both` the value that was signed stands in front of it; in `original` everything stays as it was signed.
    """
    if how is As.ORIGINAL or not made:
        return facts
    told = dict(facts)
    for one in made:
        section, _, which = one.what.partition("/")
        words = (
            english("{now} [corrected]", now=one.now)
            if how is As.CORRECTED
            else english("{was} [corrected: {now}]", was=one.was, now=one.now)
        )
        match section:
            case "title":
                told["title"] = words
            case "in_words" if which.isdigit():
                told["in_words"] = _replaced(list_of(told.get("in_words")), int(which), words)
            case "entries" if which.isdigit():
                told["entries"] = _row_replaced(told, "entries", "entered", int(which), {"words": words})
            case "inputs":
                told["inputs"] = {"given": [_input_replaced(row, which, words) for row in _given(told)]}
    return told


def _given(facts: Mapping[str, Any]) -> list[Any]:
    table = facts.get("inputs")
    return list_of(table.get("given")) if isinstance(table, Mapping) else []


def _input_replaced(row: Any, name: str, words: str) -> Any:
    return {**row, "value": words} if isinstance(row, Mapping) and row.get("name") == name else row


def _row_replaced(
    facts: Mapping[str, Any], section: str, rows: str, number: int, values: Mapping[str, str]
) -> Mapping[str, Any]:
    table = facts.get(section)
    if not isinstance(table, Mapping):
        return {}
    row = dict(enumerate(list_of(table.get(rows)), start=1)).get(number)
    new = {**row, **values} if isinstance(row, Mapping) else row
    return {**table, rows: _replaced(list_of(table.get(rows)), number, new)}


def _replaced(rows: list[Any], number: int, value: object) -> list[Any]:
    return [value if at == number else row for at, row in enumerate(rows, start=1)]


class Corrections(SignedWords):
    """Signs what a record should say."""

    def parts(self, name: str) -> tuple[Part, ...]:
        """What can be corrected in a record. Raises: InputError, StorageError."""
        from showclear.app.pages import record_page

        return parts(record_page(self._book, name), self._book.names_of_people())

    def correct(self, name: str, what: str, should: str, reason: str, author_id: str) -> SigningSession:
        """The signature of who corrects it, on shift here. As `draft`."""
        self._writes()
        self._book.refresh()
        return self._sign(self.draft(name, what, should, reason, author_id))

    def draft(self, name: str, what: str, should: str, reason: str, author_id: str) -> Draft:
        """The record that says what a part of a record should say; the record itself stays as it is.

        Args:
            name: the record, with or without `.toml`.
            what: one of its `parts`.
            should: what it should say.
            reason: why.
            author_id: who signs it.

        Raises:
            InputError: there is no such record or part, it says that already, or words are missing.
            RefusedError: nobody can correct a record that says nothing that can be read.
        """
        record, author = name.removesuffix(".toml"), self._person(author_id)
        found = {one.what: one for one in self.parts(f"{record}.toml")}
        part = found.get(what)
        if part is None:
            raise InputError(
                english('There is no part "{what}" in this record.', what=what[:60]),
                english("Choose one of: {found}.", found=", ".join(found)[:400]),
            )
        words = checked_words(english("corrected text"), should)
        if words == part.was:
            raise InputError(english("It says that already."), english("Write what it should say."))
        values = {"what": part.what, "label": part.label, "was": part.was, "should": words}
        effect = Effect("corrected", {"record": record, **values, "reason": checked_words(english("reason"), reason)})

        def gate() -> None:
            if self._book.situation.view.history.index_titled(record) is None:
                raise RefusedError(
                    english("There is no record of that name that says anything."),
                    english("A file that cannot be read is not corrected: fetch it again."),
                )

        # not said: records stay English
        statement = "I say what this record should say. It stays as it was signed, and nothing else follows from this."
        title = f"Correction: {self._book.title(f'{record}.toml') or record}"  # not said: records stay English
        return draft(self._book, "correction", title, (effect,), (place(author, "corrected", statement),), gate)
