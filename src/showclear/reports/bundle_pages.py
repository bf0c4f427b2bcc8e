"""The reports that go into a bundle: each that there is for what was asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from showclear.app.bundle.choosing import Choice, Scope
from showclear.errors import ShowClearError
from showclear.reports.document import Paper
from showclear.reports.printing import render

if TYPE_CHECKING:
    from showclear.app.production import Production
    from showclear.reports.document import Document

FOLDER = "report"


def bundle_pages(production: Production, choice: Choice) -> tuple[Mapping[str, bytes], tuple[str, ...]]:
    """The pages of a choice, by their places in the bundle, and what could not be made.

    A report that fails must not keep the records back: it is named, and the bundle is made without it.
    """
    pages, not_made = dict[str, bytes](), []
    for name in _reports(choice):
        try:
            document = _document(production, choice, name)
            if document is not None:
                pages[f"{FOLDER}/{name}.html"] = render(document, "html", Paper.A4)
        except ShowClearError as error:
            not_made.append(f"{name} could not be made: {error.message}")
    return pages, tuple(not_made)


def _reports(choice: Choice) -> tuple[str, ...]:
    return ("day",) if choice.scope in (Scope.DAY, Scope.ALL) else ()


def _document(production: Production, choice: Choice, name: str) -> Document | None:
    """One report; None where it is about something else than what was asked."""
    from showclear.app.printing.day import day_report
    from showclear.reports.day import day_document

    report = day_report(production)
    if choice.scope is Scope.DAY and choice.which not in {unit.day for unit in report.units}:
        return None
    return day_document(report)
