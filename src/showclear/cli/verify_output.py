"""What `showclear verify` says: for people step by step, for programs as one object."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from showclear.cli.id_words import word_of
from showclear.cli.plain import put, shortened, tell, visible
from showclear.ledger.naming import named, names_of
from showclear.ledger.record import read_name
from showclear.ledger.steps import STEP_IDS, STEPS, Verdict, worst
from showclear.ledger.telling import Bounds, Claimed, Telling
from showclear.words import english, say, say_count, translated

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from showclear.app.bundle.checking import Sums
    from showclear.cli.verifying import Verified
    from showclear.ledger.results import RecordResult
    from showclear.ledger.steps import Finding
    from showclear.ledger.telling import Told

SCHEMA = "showclear-verify/1"
MOST = 30
"""Findings of one step that are printed; the rest is counted. A whole folder with converted line ends has thousands."""
ALONE = frozenset({*range(1, 10), STEP_IDS["quorum"], STEP_IDS["toml"]})
"""Steps for which one file is enough."""
MEANINGS = {
    "intact": english("everything that can be checked here holds."),
    "incomplete": english("something that is cited or was seen on this laptop is missing."),
    "unverifiable": english("something cannot be told: an unknown key, kind or version. This accuses nobody."),
    "altered": english("something is not what was signed. It may be bit rot; ask for the file from another laptop."),
}


@dataclass(frozen=True)
class Report:
    """What is to be said about one production, one of its logs, or one record."""

    verified: Verified
    at: datetime | None
    log: str | None = None
    record: str | None = None
    """The name of the one record that was asked about."""
    alone: bool = False
    """Whether there was nothing but that file."""
    sums: Sums | None = None
    """Of a bundle, whether its files are those that it was made of."""

    @property
    def scope(self) -> str:
        """`production`, `log` or `record`."""
        return "record" if self.record is not None else "log" if self.log is not None else "production"

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Those that are about what was asked."""
        return tuple(one for one in self.verified.result.all_findings() if self._is_about(one.where))

    @cached_property
    def records(self) -> tuple[tuple[str, RecordResult], ...]:
        """Those that were asked about, by name."""
        records = self.verified.result.records
        return tuple((name, records[name]) for name in sorted(records) if self._is_about(name))

    @property
    def number(self) -> int:
        """How many those are."""
        return len(self.verified.result.records) if self.scope == "production" else len(self.records)

    @property
    def verdict(self) -> Verdict:
        """The worst of the findings."""
        return worst(one.verdict for one in self.findings)

    @property
    def worst(self) -> Verdict:
        """The verdict, or what is said of the other files of a bundle where that is worse."""
        return worst([self.verdict] + ([self.sums.verdict] if self.sums else []))

    @property
    def steps_not_done(self) -> tuple[int, ...]:
        """Steps for which something is needed that is not here."""
        if self.alone:
            return tuple(step.number for step in STEPS if step.number not in ALONE)
        return () if self.verified.has_marks else (STEP_IDS["marks"],)

    @cached_property
    def telling(self) -> Telling:
        """What each finding means."""
        return Telling(self.verified.result)

    @cached_property
    def today(self) -> Telling:
        """The same over everything that is here: what cites a record may be later than the time asked about."""
        return Telling(self.verified.whole)

    def newest(self) -> list[tuple[Claimed, Bounds]]:
        """The newest records of each log that was asked about, with what was made before and after each."""
        chain = self.verified.result.chain
        found = [
            (Claimed(chain.head(digest).place, chain.head(digest).made_at), self.today.bounds(digest))
            for log, heads in sorted(chain.heads().items())
            for digest in heads
            if self.log in (None, log)
        ]
        return found if self.scope != "record" else []

    def _is_about(self, where: str) -> bool:
        if self.record is None and self.log is None:
            return True
        name = where.partition(", line ")[0]
        if self.record is not None:
            return name == self.record
        claimed = read_name(name)
        return (claimed.log if claimed else name) == self.log


def print_report(report: Report) -> None:
    """Step by step, and then the verdict."""
    found: dict[int, list[Finding]] = {step.number: [] for step in STEPS}
    for finding in report.findings:
        found[finding.step].append(finding)
    said: tuple[str, ...] = ()
    names = names_of(report.verified.whole.roster)
    for step in STEPS:
        word = say("not done") if step.number in report.steps_not_done else _worst(found[step.number])
        put(f"{step.number:>2}  {word:<12}  {translated(step.sentence)}")
        for finding in found[step.number][:MOST]:
            said = _print_finding(report.telling.tell(finding), said, names)
        if len(found[step.number]) > MOST:
            put("    " + say("… and {count} more; --json names all of them.", count=len(found[step.number]) - MOST))
    put()
    first = report.telling.first_affected(report.findings) if report.findings else None
    if first is not None:
        put(say("First affected, by what the records claim: {first}.", first=first))
    if report.at is not None:
        _print_time(report)
    if report.record is not None:
        _print_record(report)
    else:
        records = say_count("{count} record", "{count} records", report.number)
        named = visible(report.verified.name)
        where = say("{production}, log {log}", production=named, log=report.log) if report.log else named
        put(f"{where}: {records}, {word_of(report.verdict).upper()}")
    tell(f"{word_of(report.verdict).capitalize()}: {translated(MEANINGS[report.verdict])}")
    if report.sums is not None:
        _print_sums(report.sums)


def _print_sums(sums: Sums) -> None:
    """The files of a bundle against its list."""
    put(f"SHA256SUMS {sums.digest}")  # not said: a file and its digest
    for word, names in _sums_words(sums):
        for name in names[:MOST]:
            put(f"    {word:<12}  {shortened(name)}")
        if len(names) > MOST:
            put("    " + say("… and {count} more; --json names all of them.", count=len(names) - MOST))
    if sums.changed or sums.missing:
        put(say("The bundle is not as it was made: only its records are signed, the rest is worth what its list says."))
    else:
        put(
            say_count(
                "The {count} file of the bundle is as it was made, if that is the number you were told.",
                "The {count} files of the bundle are as they were made, if that is the number you were told.",
                sums.files,
            )
        )


def _sums_words(sums: Sums) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return ((say("changed"), sums.changed), (say("missing"), sums.missing), (say("not listed"), sums.unlisted))


def _print_finding(told: Told, said: tuple[str, ...], names: Mapping[str, str]) -> tuple[str, ...]:
    """What is said of one finding; what was said of the one before, `said`, is not said again."""
    finding = told.finding
    put(f"    {_said(finding):<12}  {shortened(finding.where)}: {shortened(named(finding.what, names))}")
    lines = ((say("Since"), told.since), (say("Still"), told.still), (say("What to do"), finding.remedy))
    texts = tuple(f"{title}: {translated(text)}" for title, text in lines if text)
    for text in texts:
        if text not in said:
            put(f"                  {shortened(text)}")
    return texts


def _print_time(report: Report) -> None:
    """What could be known, and how far the times in it are more than claims."""
    assert report.at is not None
    out = len(report.verified.left_out)
    put(say("As of {at:%Y-%m-%d %H:%M:%S} UTC, by what the records claim.", at=report.at))
    put(
        say_count(
            "{count} file is left out: it claims a later time, has one behind itself that does, or cannot be read.",
            "{count} files are left out: they claim a later time, have one behind themselves that does, or cannot be "
            "read.",
            out,
        )
    )
    put(
        say(
            "The newest of each log then. Their times are claims; what each cites was before it, what cites it "
            "came after:"
        )
    )
    for claimed, bounds in report.newest():
        between = str(bounds)
        put(
            "  "
            + (say("{claimed}, made {between}", claimed=str(claimed), between=between) if between else str(claimed))
        )
    put()


def _print_record(report: Report) -> None:
    for name, one in report.records:
        if one.head is None:
            put(f"{visible(name)}, {word_of(report.verdict).upper()}")
            continue
        signed = ", ".join(f"{signer.person} ({signer.role}, {signer.meaning})" for signer in one.head.signers)
        put(
            say(
                "{place}, {kind}, says {made_at:%Y-%m-%d %H:%M:%S} UTC",
                place=one.head.place,
                kind=one.head.kind,
                made_at=one.head.made_at,
            )
        )
        put("  " + say("to be signed by {people}", people=visible(signed) or say("nobody: it only claims")))
        _print_around(report, one)
        put(f"{visible(name)}, {word_of(report.verdict).upper()}")


def _print_around(report: Report, one: RecordResult) -> None:
    """What came before a record and after it, where that is here."""
    if report.alone:
        put("  " + say("by itself: whose keys these are, and what came before and after, only the whole folder says"))
    else:
        behind = [
            other
            for other in report.verified.result.records.values()
            if report.verified.result.chain.is_ancestor(other.digest, one.digest)
        ]
        intact = sum(other.is_intact for other in behind)
        put(
            "  "
            + say(
                "made {between}",
                between=str(report.today.bounds(one.digest)) or say("with nothing before it and nothing after it"),
            )
        )
        put(
            "  "
            + say_count(
                "{count} record is behind it, {intact} of them intact",
                "{count} records are behind it, {intact} of them intact",
                len(behind),
                intact=intact,
            )
        )


def _worst(findings: list[Finding]) -> str:
    return _said(min(findings, key=lambda finding: finding.verdict.rank)) if findings else say("holds")


def _said(finding: Finding) -> str:
    return say("warning") if finding.is_warning else word_of(finding.verdict)


def _word(finding: Finding) -> str:
    """For programs."""
    return "warning" if finding.is_warning else str(finding.verdict)


def report_json(report: Report) -> dict[str, Any]:
    """The result as documented in docs/cli.md."""
    bundle = {} if report.sums is None else {"bundle": _sums_json(report.sums)}
    return {
        "schema": SCHEMA,
        **bundle,
        "production": report.verified.name,
        "scope": report.scope,
        "at": None if report.at is None else _time(report.at),
        "verdict": str(report.verdict),
        "steps": [{"number": step.number, "id": step.id, "sentence": step.sentence} for step in STEPS],
        "steps_not_done": list(report.steps_not_done),
        "logs": {log: str(one) for log, one in report.verified.result.logs.items() if report.log in (None, log)},
        "newest": [
            {
                "record": claimed.place,
                "made_at": _time(claimed.made_at),
                "not_before": _claimed(bounds.not_before),
                "not_after": _claimed(bounds.not_after),
            }
            for claimed, bounds in report.newest()
        ],
        "records": [
            {"name": name, "verdict": str(one.verdict), "signed": one.is_signed} for name, one in report.records
        ],
        "left_out": list(report.verified.left_out),
        "first_affected": _claimed(report.telling.first_affected(report.findings)),
        "findings": [_finding_json(report.telling.tell(finding)) for finding in report.findings],
    }


def _sums_json(sums: Sums) -> dict[str, Any]:
    return {
        "verdict": str(sums.verdict),
        "sha256sums": sums.digest,
        "files": sums.files,
        "changed": list(sums.changed),
        "missing": list(sums.missing),
        "unlisted": list(sums.unlisted),
    }


def _finding_json(told: Told) -> dict[str, Any]:
    finding = told.finding
    return {
        "step": finding.step,
        "verdict": _word(finding),
        "where": finding.where,
        "what": finding.what,
        "since": told.since,
        "still": told.still,
        "remedy": finding.remedy,
    }


def _claimed(one: Claimed | None) -> dict[str, str] | None:
    return None if one is None else {"record": one.place, "made_at": _time(one.made_at)}


def _time(moment: datetime) -> str:
    return moment.replace(tzinfo=None).isoformat(timespec="seconds") + "Z"
