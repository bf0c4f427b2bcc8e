"""Reports that people hand on: day, weapon, person, incident, production, each as HTML, PDF, CSV or JSON.

The one door to them: the command and the evidence bundle call `make`, then `Report.render`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from showclear.reports.document import Document, Paper
from showclear.reports.printing import render
from showclear.reports.proof import HOW_TO_CHECK, PROVES

if TYPE_CHECKING:
    from showclear.app.production import Production

SUBJECTS = {"day": "DAY", "weapon": "TAG", "person": "NAME", "incident": "ID", "production": ""}
"""Every kind of report, and what it is about; empty for nothing. Without a name day is the last day of each unit."""


@dataclass(frozen=True, slots=True)
class Report:
    """A report that was gathered and can be written as HTML, PDF, CSV or JSON. It holds no open file."""

    kind: str
    value: Any
    """The frozen value of the app, such as `WeaponReport`."""
    document: Document
    csv: Callable[[], str]

    @property
    def schema(self) -> str:
        """The schema of its JSON."""
        return f"showclear-report-{self.kind}/1"

    def render(self, form: str, paper: Paper = Paper.A4) -> bytes:
        """It as `html`, `pdf`, `csv` or `json`. Raises: NoPdfError where PDF is asked for and cannot be made here."""
        if form == "csv":
            return self.csv().encode()
        if form == "json":
            told = {"schema": self.schema, "proves": PROVES, "how_to_check": HOW_TO_CHECK, **plain(self.value)}
            return (json.dumps(told, ensure_ascii=True, indent=1) + "\n").encode()
        return render(self.document, form, paper)


def make(production: Production, kind: str, subject: str = "") -> Report:
    """Gather a report, of files that were read and verified for it: what is remembered from before proves nothing.

    Args:
        production: whose.
        kind: one of `SUBJECTS`.
        subject: the tag of a gun, the name or id of a person, the record of a stop; how a shooting day is called, or
            empty for the last one; empty for production.

    Raises:
        InputError: there is no such gun, person, stop or day.
        RecordError, StorageError: what is needed cannot be read.
    """
    if production.book.remembered:
        production.verify()
    return _MAKERS[kind](production, subject)


def _day(production: Production, day: str) -> Report:
    from showclear.app.printing.day import day_report
    from showclear.reports.day import day_document
    from showclear.reports.rows import records_csv

    value = day_report(production, day)
    return Report("day", value, day_document(value), lambda: records_csv(value.records))


def _weapon(production: Production, tag: str) -> Report:
    from showclear.app.printing.weapon import weapon_report
    from showclear.reports.rows import records_csv
    from showclear.reports.weapon import weapon_document

    value = weapon_report(production, tag)
    return Report("weapon", value, weapon_document(value), lambda: records_csv(value.records))


def _person(production: Production, name: str) -> Report:
    from showclear.app.printing.person import person_report
    from showclear.reports.person import person_document
    from showclear.reports.rows import person_csv

    value = person_report(production, name)
    return Report("person", value, person_document(value), lambda: person_csv(value))


def _incident(production: Production, record: str) -> Report:
    from showclear.app.printing.incident import incident_report
    from showclear.reports.incident import incident_document
    from showclear.reports.rows import records_csv

    value = incident_report(production, record)
    return Report("incident", value, incident_document(value), lambda: records_csv(value.records))


def _production(production: Production, _: str) -> Report:
    from showclear.app.printing.production import production_report
    from showclear.reports.production import production_document
    from showclear.reports.rows import production_csv

    value = production_report(production)
    return Report("production", value, production_document(value), lambda: production_csv(value))


_MAKERS: Mapping[str, Callable[[Production, str], Report]] = {
    "day": _day,
    "weapon": _weapon,
    "person": _person,
    "incident": _incident,
    "production": _production,
}


def plain(value: Any) -> Any:
    """A frozen value as JSON holds it: objects by the names of their fields, times in UTC."""
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%dT%H:%M:%SZ}"
    if isinstance(value, (tuple, list)):
        return [plain(one) for one in value]
    return value
