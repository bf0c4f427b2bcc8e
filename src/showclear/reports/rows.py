"""The rows of each report for a spreadsheet: one table a report, one line a record, a signature or a check."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from showclear.app.printing.evidence import Corrected, Evidence, Signed
from showclear.app.printing.person import PersonReport
from showclear.app.printing.production import ProductionReport
from showclear.reports.csv_text import csv_text
from showclear.reports.proof import UNSIGNED

RECORDS = ("record", "made_at", "kind", "procedure", "title", "says", "signatures", "not_signed", "reconstruction",
           "verdict", "faults", "corrections", "sha256")  # fmt: skip
SIGNATURES = ("signed_at", "name", "role", "meaning", "key", "record", "made_at", "kind", "title", "says", "verdict",
              "faults", "sha256")  # fmt: skip
CHECKS = ("unit", "day", "gun", "due", "status", "why", "because_of", "record", "made_at", "title", "signatures",
          "verdict", "faults", "sha256")  # fmt: skip


def time(moment: datetime | None) -> str:
    """A moment as it stands in files for programs: UTC; empty where there is none."""
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}" if moment else ""


def records_csv(records: Iterable[Evidence]) -> str:
    """A line for each record."""
    return csv_text(RECORDS, (
        (one.record, time(one.made_at), one.kind, one.procedure, one.title, " ".join(one.says), _signatures(one),
         "; ".join(one.not_signed), "yes" if one.reconstruction else "no", one.verdict, " ".join(one.faults),
         "; ".join(map(_correction, one.corrections)), one.sha256)
        for one in records
    ))  # fmt: skip


def person_csv(report: PersonReport) -> str:
    """A line for each signature of the person."""
    return csv_text(SIGNATURES, (
        (time(one.signed.signed_at), one.signed.name, one.signed.role, one.signed.meaning, one.signed.key,
         one.record.record, time(one.record.made_at), one.record.kind, one.record.title, " ".join(one.record.says),
         one.record.verdict, " ".join(one.record.faults), one.record.sha256)
        for one in report.signatures
    ))  # fmt: skip


def production_csv(report: ProductionReport) -> str:
    """A line for each check that was due, with the record that did it."""
    by_record = {one.record: one for one in report.records}
    return csv_text(CHECKS, (
        (day.unit, day.day, day.tag, check.due, check.mark, check.why, check.because, check.record,
         *_done(by_record.get(check.record)))
        for day in report.gun_days for check in day.checks
    ))  # fmt: skip


def _done(one: Evidence | None) -> tuple[str, ...]:
    if one is None:
        return ("", "", "", "", "", "")
    return time(one.made_at), one.title, _signatures(one), one.verdict, " ".join(one.faults), one.sha256


def _correction(one: Corrected) -> str:
    return f"{one.label}: {one.was} -> {one.should} ({one.reason}; {one.by}, {time(one.at)})"


def _signatures(one: Evidence) -> str:
    return "; ".join(map(_signature, one.signatures)) or ("" if one.not_signed else UNSIGNED)


def _signature(one: Signed) -> str:
    return f"{one.name}, {one.role}: {one.meaning}, {time(one.signed_at)}"
