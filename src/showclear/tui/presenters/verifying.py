"""The result of a verification in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from showclear.ledger.naming import names_of, with_names
from showclear.words import english, say, say_count

if TYPE_CHECKING:
    from showclear.ledger.verification import LogResult

MOST = 200
"""Findings that are shown; the command line lists all of them."""

VERDICT_WORDS = {
    "altered": english("Something is not what was signed, or its layout does not hold. It may be bit rot."),
    "unverifiable": english("Something cannot be told: an unknown key, kind or version. That accuses nobody."),
    "incomplete": english("Something that is cited, or that was seen here, is missing."),
    "intact": english("Everything that can be checked holds."),
}
"""What each verdict means."""


@dataclass(frozen=True, slots=True)
class VerifyView:
    """The page."""

    verdict: str
    meaning: str
    counts: str
    logs: tuple[str, ...]
    findings: tuple[tuple[str, str, str], ...]
    """Verdict, where, and what with its remedy."""
    hidden: int


def verify_view(result: LogResult) -> VerifyView:
    """The page from the result."""
    verdict = str(result.verdict)
    totals: dict[str, int] = {}
    unsigned = 0
    for record in result.records.values():
        totals[str(record.verdict)] = totals.get(str(record.verdict), 0) + 1
        unsigned += record.layout_holds and not record.is_signed
    counts = ", ".join(f"{count} {name}" for name, count in totals.items()) or say("no record yet")
    note = say("; {unsigned} of them unsigned, claimed", unsigned=unsigned) if unsigned else ""
    found = with_names(result.all_findings(), names_of(result.roster))
    return VerifyView(
        verdict,
        VERDICT_WORDS.get(verdict, ""),
        f"{say_count('{count} record', '{count} records', len(result.records))}: {counts}{note}",
        tuple(f"{log}: {one}" for log, one in sorted(result.logs.items())),
        tuple(
            (
                say("note") if one.is_warning else str(one.verdict),
                say("{where}, step {step}", where=one.where, step=one.step),
                f"{one.what} {one.remedy}".strip(),
            )
            for one in found[:MOST]
        ),
        max(0, len(found) - MOST),
    )
