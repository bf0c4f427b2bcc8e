"""What verification says: about one record file, and about a folder of them."""

from __future__ import annotations

from collections.abc import ItemsView, Iterable, Iterator, Mapping, ValuesView
from dataclasses import dataclass
from typing import NamedTuple

from showclear.ledger.chain import Chain
from showclear.ledger.head import Head
from showclear.ledger.holes import Fork
from showclear.ledger.inspection import Inspection
from showclear.ledger.past import Past
from showclear.ledger.roster import Roster
from showclear.ledger.steps import Finding, Verdict, verdict_of


class RecordResult(NamedTuple):
    """What is said about one record file."""

    name: str
    digest: str
    head: Head | None
    """None where the layout does not hold."""
    verdict: Verdict
    findings: tuple[Finding, ...]

    @property
    def is_intact(self) -> bool:
        """Whether its permissions may count, as far as the record itself goes."""
        return self.verdict is Verdict.INTACT

    @property
    def layout_holds(self) -> bool:
        """Whether a restriction in it counts (rule 23)."""
        return self.head is not None

    @property
    def is_signed(self) -> bool:
        """An unsigned record proves only that it came after what it cites and before what cites it."""
        return self.head is not None and bool(self.head.signers)


def result_of(inspection: Inspection, further: Iterable[Finding] = ()) -> RecordResult:
    """What is said about a file: what it proves by itself, and what others have to say about it."""
    findings = (*inspection.findings, *further)
    verdict = verdict_of(findings) if findings else Verdict.INTACT
    return RecordResult(inspection.name, inspection.digest, inspection.head, verdict, findings)


A_FEW = 200
"""From how many results on, that came since many were given away, many are put together anew."""


class Later(Mapping[str, RecordResult]):
    """Results of many files, which nobody changes any more, and of the few of which something else is said since."""

    __slots__ = ("_few", "_many", "_size")

    def __init__(self, many: Mapping[str, RecordResult], few: Mapping[str, RecordResult]) -> None:
        self._many = many
        self._few = few
        self._size = len(many) + sum(name not in many for name in few)

    def __getitem__(self, name: str) -> RecordResult:
        found = self._few.get(name)
        return self._many[name] if found is None else found

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return self._size

    def items(self) -> ItemsView[str, RecordResult]:
        """Each file with what is said about it."""
        return self._all().items()

    def values(self) -> ValuesView[RecordResult]:
        """The same without the names."""
        return self._all().values()

    def _all(self) -> dict[str, RecordResult]:
        return {**self._many, **self._few}


class Records(Mapping[str, RecordResult]):
    """What is said about each file, by name. Of the past every file is intact, and is looked up only when asked for."""

    def __init__(self, past: Past, later: Mapping[str, RecordResult]) -> None:
        self.past = past
        self.later = later
        """Those that are not of the past."""

    def __getitem__(self, name: str) -> RecordResult:
        found = self.later.get(name)
        if found is not None:
            return found
        row = self.past.row_named(name)
        if row is None:
            raise KeyError(name)
        past = self.past
        return RecordResult(name, past.digest(row), past.head(row), Verdict.INTACT, past.warnings(row))

    def __iter__(self) -> Iterator[str]:
        yield from self.past.names()
        yield from self.later

    def __len__(self) -> int:
        return len(self.past) + len(self.later)

    def findings(self) -> Iterator[Finding]:
        """What is said about single records, by name."""
        past = self.past
        warned = {past.name(row): past.warnings(row) for row in past.warned}
        found = {**warned, **{name: one.findings for name, one in self.later.items() if one.findings}}
        for name in sorted(found):
            yield from found[name]


@dataclass(frozen=True, slots=True)
class LogResult:
    """What is said about a folder of records."""

    verdict: Verdict
    records: Records
    """By file name."""
    findings: tuple[Finding, ...]
    """About the folder as a whole: gaps, forks, missing marks, strays, doubled events."""
    logs: Mapping[str, Verdict]
    """The worst that is said about each log and its records."""
    chain: Chain
    roster: Roster
    production: str | None
    forks: tuple[Fork, ...]
    strays: tuple[str, ...]
    heads: Mapping[str, tuple[str, ...]]
    """Per log the newest intact records by digest: what the next record of another log cites."""
    turned: frozenset[str] = frozenset()
    """Names of records of which another verdict is given than in the result before."""

    def faults(self) -> tuple[Finding, ...]:
        """`all_findings` without the warnings: of the past nothing is read for it."""
        found = [*self.findings, *(one for record in self.records.later.values() for one in record.findings)]
        return _worst_first(one for one in found if not one.is_warning)

    def all_findings(self) -> tuple[Finding, ...]:
        """Those of the folder and of every record, worst first."""
        found = [*self.findings, *self.records.findings()]
        return _worst_first(found)


def _worst_first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda one: (one.verdict.rank, one.where, one.step)))
