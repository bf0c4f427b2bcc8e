"""What is on record of a person, on paper."""

from __future__ import annotations

from collections.abc import Iterable

from showclear.app.printing.evidence import Evidence
from showclear.app.printing.identity import Identity
from showclear.app.printing.person import Entry, PersonReport
from showclear.reports import proof
from showclear.reports.document import Document, Facts, Heading, Part, Words, dense


def person_document(report: PersonReport) -> Document:
    """The training, permits, briefings and signatures of a person as a document."""
    one = report.identity
    about = f"{len(report.records)} of them name {report.name}, who signed {len(report.signatures)} times."
    parts: list[Part] = [
        Facts(tuple(_facts(report))),
        *proof.verdict(report.proof, about),
    ]
    if report.not_signed:
        missing = ", ".join(each.place for each in report.not_signed)
        parts.append(Words(f"Records that ask for this signature and do not bear it: {missing}.", strong=True))
    for title, entries in (
        ("Key: enrolled, renewed, revoked", report.keys),
        ("Training", report.training),
        ("Permits, and whom they may stand in for", report.permits),
        ("Safety meetings heard", report.briefings),
        ("Duties", report.duties),
        ("Guns that were handed to them", report.held),
    ):
        parts += [Heading(title), _entries(entries, one)]
    parts += [
        Heading("Everything that they signed"),
        dense(("When", "As, meaning", "What", "SHA-256", "Verdict"), _signatures(report), (11, 10, 17, 17, 7),
              fixed=(3,), nothing="nothing"),
        *proof.evidence(_others(report), report.proof, one, "Records of others that name them"),
    ]  # fmt: skip
    return Document(f"{report.name}, {report.role}", one, tuple(parts), notes=proof.PROVES)


def _facts(report: PersonReport) -> Iterable[tuple[str, str]]:
    yield "Name", report.name
    yield "Role", report.role
    yield "Id in the records", report.person
    yield "Key", report.key or "none: signs nothing"
    if report.minor:
        yield "Minor", "yes: inert things only, with a guardian"


def _entries(entries: Iterable[Entry], identity: Identity) -> Part:
    rows = tuple(
        (identity.time(one.at), one.words if one.holds else f"{one.words} DOES NOT COUNT: see verification", one.by)
        for one in entries
    )
    if not rows:
        return Words("Nothing on record.")
    return dense(("When", "What the record says", "Signed by"), rows, (4, 10, 6))


def _others(report: PersonReport) -> list[Evidence]:
    return [one for one in report.records if all(each.person != report.person for each in one.signatures)]


def _signatures(report: PersonReport) -> list[tuple[str, ...]]:
    one = report.identity
    return [
        (one.time(each.signed.signed_at), f"{each.signed.role},\n{each.signed.meaning}",
         f"{each.record.title}\n{each.record.place}", proof.digest(each.record), proof.standing(each.record))
        for each in report.signatures
    ]  # fmt: skip
