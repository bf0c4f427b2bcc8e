"""The history of a gun on paper."""

from __future__ import annotations

from showclear.app.printing.evidence import Evidence
from showclear.app.printing.weapon import WeaponReport
from showclear.domain.checklists import words_of
from showclear.reports import proof
from showclear.reports.bands import bands
from showclear.reports.document import Document, Facts, Heading, Items, Part, Words, dense
from showclear.reports.stops import stops_parts

NOTHING_NAMED_IT = "No stop named this gun."


def weapon_document(report: WeaponReport) -> Document:
    """The history of a gun as a document."""
    one = report.identity
    parts: list[Part] = [
        Facts((*((fact.label, fact.value) for fact in report.register),
               ("Where it was", report.where), ("What was in it", report.holds))),
        *proof.verdict(report.proof, _about(report)),
    ]  # fmt: skip
    if report.restricted:
        parts += [Words("Barred when this was printed:", strong=True), Items(report.restricted)]
    parts += [Heading("From intake to today"), *bands(report.days, one)]
    checks = [each for each in report.records if each.kind == "procedure"]
    parts += [
        Heading("Every check by two people"),
        dense(("When", "What", "What the record says", "By"), map(_Check(report).row, checks), (5, 4, 10, 6)),
        Heading("Who had it, and when"),
        dense(("From", "Until", "With", "It was", "Why"), _held(report), (5, 2, 6, 3, 9), nothing="nobody on record"),
        Heading("Stops that named it"),
        *stops_parts(report.stops, report.records, one, NOTHING_NAMED_IT),
        *proof.evidence(report.records, report.proof, one, f"Every record about {report.tag}, with its signatures"),
    ]  # fmt: skip
    return Document(f"History of {report.tag}", one, tuple(parts), notes=proof.PROVES)


def _about(report: WeaponReport) -> str:
    count = len(report.records)
    return (
        f"{count} of them are about {report.tag}: {report.checks} checks by two people, {report.handovers} handovers, "
        f"{len(report.stops)} stops that named it."
    )


class _Check:
    def __init__(self, report: WeaponReport) -> None:
        self._report = report

    def row(self, one: Evidence) -> tuple[str, ...]:
        """A check in a row; of what the record says only what is about this gun, where there is any of it."""
        mine = [words for words in one.says if self._report.tag in words] or list(one.says)
        when = self._report.identity.time(one.made_at) if one.made_at else ""
        wrong = [] if one.holds else [proof.standing(one)]
        return when, words_of(one.procedure) or one.title, "\n".join((*mine, *wrong)), proof.by(one)


def _held(report: WeaponReport) -> list[tuple[str, ...]]:
    one = report.identity
    return [
        (one.time(hold.since), one.time(hold.until)[11:16], hold.custody, hold.state, hold.why)
        for day in report.days
        for hold in day.holds
    ]
