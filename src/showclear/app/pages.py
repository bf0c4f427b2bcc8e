"""A record as a page: what it says, who signed it, and what verification says about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from showclear.app.correcting import CorrectionView, Corrects, corrected_by, corrections_of
from showclear.app.logbook import LogBook
from showclear.app.open_items import said_about
from showclear.app.rule_packs import LimitLine, limit_line
from showclear.app.views import SaidLine
from showclear.domain.limits import LIMITS, Direction
from showclear.domain.situation.packs import decided
from showclear.domain.situation.paper import LATE_ENTRY, RECONSTRUCTION
from showclear.errors import InputError, RecordError
from showclear.ledger.record import parse_frame
from showclear.ledger.steps import Finding
from showclear.words import english, english_count


@dataclass(frozen=True, slots=True)
class PageSignature:
    """One signature in words."""

    person: str
    name: str
    role: str
    meaning: str
    key: str
    how: str
    signed_at: datetime
    covers: int
    """Bytes from the first one on."""


@dataclass(frozen=True, slots=True)
class RecordPage:
    """A record to read. `facts` is empty where the body cannot be read."""

    name: str
    kind: str
    id: str
    log: str
    sequence: int
    made_at: datetime | None
    digest: str
    verdict: str
    findings: tuple[Finding, ...]
    title: str
    facts: Mapping[str, Any]
    signatures: tuple[PageSignature, ...]
    wanted: tuple[tuple[str, str, str], ...] = ()
    """Who has to sign it, as its head says: person, role, meaning."""
    said: tuple[SaidLine, ...] = ()
    """What other records say about it where it is a stop: words that nobody signed, the oldest first."""
    limits: tuple[LimitLine, ...] = ()
    """The limits that it used, and who had decided each by then."""
    corrections: tuple[CorrectionView, ...] = ()
    """What later records say that it should say, the oldest first; it stays as it was signed."""
    corrects: tuple[Corrects, ...] = ()
    """What it corrects in other records, where it is a correction."""

    @property
    def times_corrected(self) -> int:
        """How often it was corrected, with corrections of corrections."""
        return sum(one.times for one in self.corrections)

    @property
    def reconstruction(self) -> str:
        """That it was entered afterwards, in words; empty for what was entered when it happened."""
        return RECONSTRUCTION if self.kind == LATE_ENTRY else ""

    @property
    def translation(self) -> str:
        """In which language a run was asked where its words are a translation, and who reviewed them; else empty."""
        procedure = self.facts.get("procedure")
        words = procedure.get("translation") if isinstance(procedure, Mapping) else None
        return english("Asked in a translation: {words}.", words=words) if isinstance(words, str) and words else ""


def find_record(book: LogBook, wanted: str) -> str:
    """The name of a record from its name, its id, `log/number`, or the start of its digest (8 or more digits).

    Raises:
        InputError: no record or more than one fits.
    """
    text = wanted.strip().removeprefix("log/").removeprefix("sha256:")
    found = [
        name
        for name, one in book.result.records.items()
        if text in (name, name.removesuffix(".toml"))
        or (one.head is not None and text in (one.head.id, f"{one.head.log}/{one.head.sequence}", one.head.place))
        or (len(text) >= 8 and one.digest.startswith(text))
    ]
    if len(found) == 1:
        return found[0]
    what = english_count('{count} record fit "{text}".', '{count} records fit "{text}".', len(found), text=text[:80])
    raise InputError(
        what if found else english('No record fit "{text}".', text=text[:80]),
        english("Give the file name, the id, log/number, or eight digits of the digest."),
    )


def record_page(book: LogBook, name: str, labels: Mapping[str, str] | None = None) -> RecordPage:
    """The page of a record.

    Args:
        book: the log.
        name: the file of the record.
        labels: key to label of the sources that may be shown.

    Raises:
        InputError: there is no such record.
        StorageError: it cannot be read.
    """
    result = book.result.records.get(name)
    if result is None:
        raise InputError(
            english('There is no record "{name}".', name=name[:120]),
            english("Look at the board for the names of records."),
        )
    head = result.head
    facts = _facts(book, name) if head is not None else {}
    title = facts.get("title")
    return RecordPage(
        name=name,
        kind=head.kind if head else "",
        id=head.id if head else "",
        log=head.log if head else "",
        sequence=head.sequence if head else 0,
        made_at=head.made_at if head else None,
        digest=result.digest,
        verdict=str(result.verdict),
        findings=result.findings,
        title=title if isinstance(title, str) else "",
        facts=facts,
        signatures=_signatures(book, name) if head is not None else (),
        wanted=tuple((one.person, one.role, one.meaning) for one in head.signers) if head else (),
        said=said_about(book.situation, name.removesuffix(".toml")),
        limits=tuple(_limits(book, result.digest, facts, labels or {})),
        corrections=corrections_of(book, name),
        corrects=corrected_by(book, facts),
    )


def _facts(book: LogBook, name: str) -> Mapping[str, Any]:
    try:
        return book.body(name)
    except RecordError:
        # The verdict and its findings say so; the page still shows the head and the signatures.
        return {}


def _signatures(book: LogBook, name: str) -> tuple[PageSignature, ...]:
    """Raises: StorageError."""
    return tuple(
        PageSignature(one.person, one.name, one.role, one.meaning, one.key, one.with_, one.signed_at, one.covered)
        for one in parse_frame(book.folder.read(name)).blocks
    )


def _limits(book: LogBook, digest: str, facts: Mapping[str, Any], labels: Mapping[str, str]) -> Iterator[LimitLine]:
    """The limits that a record says it used; who decided each, by what was adopted among its ancestors."""
    table = facts.get("limits")
    rows = table.get("used") if isinstance(table, Mapping) else None
    view = replace(book.situation.view, point=digest)
    for row in rows if isinstance(rows, list) else ():
        name, value = (row.get("name"), row.get("value")) if isinstance(row, Mapping) else ("", None)
        if isinstance(name, str) and name in LIMITS and isinstance(value, int):
            used = bool(value) if LIMITS[name].direction is Direction.OR else value
            yield limit_line(name, used, decided(view, name), labels)
