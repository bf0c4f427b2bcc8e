"""What stands behind a report: records with their signatures, and what verification says of them and of the whole."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from showclear.app.correcting import CorrectionView, corrections_of
from showclear.app.desk.needs import altered
from showclear.domain.effects import Effect, fault_of, in_words
from showclear.domain.people import ROLE_WORDS, Role
from showclear.domain.situation.paper import LATE_ENTRY
from showclear.domain.situation.records import RecordFacts
from showclear.errors import RecordError, StorageError
from showclear.ledger.record import Block, parse_frame
from showclear.ledger.results import RecordResult
from showclear.ledger.steps import Verdict

if TYPE_CHECKING:
    from showclear.app.logbook import LogBook

MOST_FINDINGS = 60
"""How many different findings of the rules, and how many records in doubt, are told one by one."""


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature in words. Whether it holds is in the verdict of its record."""

    person: str
    name: str
    role: str
    meaning: str
    signed_at: datetime
    key: str
    """Fingerprint."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """A correction of a record, or of such a correction: both stay in the records."""

    record: str
    """The record that corrects."""
    label: str
    was: str
    should: str
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Evidence:
    """A record as a report names it."""

    record: str
    """The name of its file, without `.toml`."""
    place: str
    """Log and number."""
    sha256: str
    kind: str
    procedure: str
    title: str
    made_at: datetime | None
    """UTC, as it claims; None where nothing can be read."""
    says: tuple[str, ...]
    signatures: tuple[Signed, ...]
    not_signed: tuple[str, ...]
    """Whose signature its head asks for and is not there, in words."""
    verdict: str
    faults: tuple[str, ...]
    """What verification and the rules find wrong with it, a sentence each."""
    reconstruction: bool = False
    """Entered afterwards."""
    corrections: tuple[Corrected, ...] = ()
    """What was corrected in it afterwards, by records of their own: what was signed, and what it should read."""

    @property
    def unsigned(self) -> bool:
        """Whether nobody signed it and nobody had to: it is claimed."""
        return not self.signatures and not self.not_signed

    @property
    def holds(self) -> bool:
        """Whether verification and the rules find nothing wrong with it."""
        return self.verdict == Verdict.INTACT and not self.faults


@dataclass(frozen=True, slots=True)
class LogEnd:
    """The last intact record of a log: whoever keeps its digest can tell later that nothing before it was cut off."""

    log: str
    number: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Proof:
    """What verification says of the whole production, as it was read for the report."""

    verdict: str
    records: int
    by_verdict: tuple[tuple[str, int], ...]
    """How many records there are with each verdict, worst first."""
    findings: tuple[str, ...]
    """What verification finds wrong, a sentence for each file; what only comes after a missing one is one sentence."""
    refused: tuple[str, ...]
    """What the rules do not accept, a sentence each: it counts for nothing."""
    doubtful: tuple[Evidence, ...]
    """Records that are altered or cannot be told, whatever they are about: nobody knows that of one like this."""
    ends: tuple[LogEnd, ...]
    production: str
    """Digest of the production record."""


class Witness:
    """Reads records for reports: each once, its signatures from the file itself."""

    def __init__(self, book: LogBook) -> None:
        self._book = book
        self._names = book.names_of_people()
        self._known: dict[str, Evidence] = {}
        self._faults: dict[str, list[str]] = {}
        for one in book.situation.findings:
            for title in one.records:
                self._faults.setdefault(title, []).append(f"{one.rule}: {one.text}")

    def of(self, name: str) -> Evidence:
        """The record in the file `name`, with or without `.toml`. One that is not there is said to be missing."""
        title = name.removesuffix(".toml")
        if title not in self._known:
            self._known[title] = self._read(title)
        return self._known[title]

    def faults(self, title: str) -> tuple[str, ...]:
        """What the rules find wrong with a record: parts of it do not count."""
        return tuple(self._faults.get(title, ()))

    def name(self, person: str) -> str:
        """What somebody is called."""
        return self._names.get(person, person)

    def signers(self, facts: RecordFacts) -> str:
        """Who signed a record, by name."""
        return ", ".join(self.name(one.person) for one in facts.signers) or "nobody signed it"

    def says(self, facts: RecordFacts, leave_out: Iterable[str] = ()) -> tuple[str, ...]:
        """What a record says, each sentence once; `leave_out` are kinds of effects that are not told."""
        without = frozenset(leave_out)
        said = (short_names(self.sentence(one)) for one in facts.effects if one.kind not in without)
        return tuple(dict.fromkeys(said))

    def sentence(self, effect: Effect) -> str:
        """What an effect says; one that cannot be read by its kind alone."""
        if fault_of(effect):
            return f"{effect.kind}: cannot be read."
        # What people give as a reason may end as a sentence does, and the sentence ends once more.
        return re.sub(r"([.?!])\.(?= |$)", r"\1", in_words(effect, self._names))

    def proof(self) -> Proof:
        """What verification says of all records."""
        result = self._book.result
        count = Counter({Verdict.INTACT: len(result.records)})
        doubtful = [name for name, one in result.records.later.items() if not one.is_intact]
        count.update(result.records[name].verdict for name in doubtful)
        count[Verdict.INTACT] -= len(doubtful)
        worse = [name for name in doubtful if result.records[name].verdict is not Verdict.INCOMPLETE]
        found = [f"{one.title}: {one.words}" for one in altered(result.faults(), result.records)]
        refused = Counter(f"{one.rule}: {one.text}" for one in self._book.situation.findings)
        return Proof(
            verdict=str(result.verdict),
            records=len(result.records),
            by_verdict=tuple((str(one), count[one]) for one in Verdict if count[one]),
            findings=tuple(found),
            refused=tuple(_times(*one) for one in refused.most_common(MOST_FINDINGS)),
            doubtful=tuple(self.of(name) for name in sorted(worse)[:MOST_FINDINGS]),
            ends=tuple(self._ends()),
            production=self._book.production or "",
        )

    def _ends(self) -> Iterator[LogEnd]:
        chain = self._book.result.chain
        for log, digests in sorted(self._book.result.heads.items()):
            for digest in digests:
                yield LogEnd(log, chain.head(digest).sequence, digest)

    def _read(self, title: str) -> Evidence:
        result = self._book.result.records.get(f"{title}.toml")
        if result is None:
            return Evidence(title, title, "", "", "", "The record is not here", None, (), (), (), "missing",
                            ("A record names it, and it is not in this folder.",))  # fmt: skip
        facts, blocks, faults = self._book.facts(result.name), *self._blocks(result)
        head = result.head
        return Evidence(
            record=title,
            place=f"{head.log}/{head.sequence}" if head else title,
            sha256=result.digest,
            kind=head.kind if head else "",
            procedure=facts.procedure if facts else "",
            title=self._book.title(result.name) or (head.kind if head else "Cannot be read"),
            made_at=head.made_at if head else None,
            says=self.says(facts) if facts else (),
            signatures=tuple(map(_signed, blocks)),
            not_signed=tuple(self._not_signed(result, blocks)),
            verdict=str(result.verdict),
            faults=(*(one.what for one in result.findings if not one.is_warning), *faults, *self.faults(title)),
            reconstruction=head is not None and head.kind == LATE_ENTRY,
            corrections=tuple(_corrected(corrections_of(self._book, title))),
        )

    def _blocks(self, result: RecordResult) -> tuple[tuple[Block, ...], tuple[str, ...]]:
        if result.head is None or not result.head.signers:
            return (), ()
        try:
            return parse_frame(self._book.folder.read(result.name)).blocks, ()
        except (RecordError, StorageError) as error:
            return (), (f"Its signatures cannot be read: {error.message}",)

    def _not_signed(self, result: RecordResult, blocks: tuple[Block, ...]) -> Iterator[str]:
        there = {one.person for one in blocks}
        for one in result.head.signers if result.head else ():
            if one.person not in there:
                yield f"{self.name(one.person)}, {role_words(one.role)} ({one.meaning})"


def _corrected(several: Iterable[CorrectionView]) -> Iterator[Corrected]:
    """Each correction, followed by what was corrected in it again."""
    for one in several:
        yield Corrected(one.record, one.label, one.was, one.should, one.reason, one.by, one.at)
        yield from _corrected(one.again)


def _times(words: str, count: int) -> str:
    return words if count == 1 else f"{words} ({count} times)"


def _signed(block: Block) -> Signed:
    return Signed(block.person, block.name, role_words(block.role), block.meaning, block.signed_at, block.key)


_NAME = re.compile(r"([a-z0-9-]+)-0*([0-9]+)-[0-9a-f]{32}")


def short_names(text: str) -> str:
    """The text with every record that it names as log and number."""
    return _NAME.sub(r"\1/\2", text)


def role_words(role: str) -> str:
    """A role as it is read; as it stands there where this version knows no such role."""
    return ROLE_WORDS[Role(role)] if role in tuple(Role) else role
