"""The reports that go into a bundle: each that there is for what was asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from showclear.app.bundle.choosing import Choice, Scope
from showclear.errors import ShowClearError
from showclear.reports.making import make

if TYPE_CHECKING:
    from showclear.app.production import Production

FOLDER = "report"
FORMS = ("html", "csv", "json")
"""PDF is left to whoever prints the page: where it cannot be made, two bundles of the same would differ."""


def bundle_pages(production: Production, choice: Choice) -> tuple[Mapping[str, bytes], tuple[str, ...]]:
    """The pages of a choice, by their places in the bundle, and what could not be made.

    A report that fails must not keep the records back: it is named, and the bundle is made without it.
    """
    pages, not_made = dict[str, bytes](), []
    for kind, subject in _reports(choice):
        try:
            report = make(production, kind, subject)
            pages |= {f"{FOLDER}/{kind}.{form}": report.render(form) for form in FORMS}
        except ShowClearError as error:
            not_made.append(f"{kind} could not be made: {error.message}")
    return pages, tuple(not_made)


def _reports(choice: Choice) -> tuple[tuple[str, str], ...]:
    """Kind and subject of each report."""
    match choice.scope:
        case Scope.DAY | Scope.WEAPON | Scope.INCIDENT:
            return ((str(choice.scope), choice.which),)
        case Scope.ALL:
            return (("production", ""), ("day", ""))
    return ()
