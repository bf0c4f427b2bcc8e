"""The file of an incident on paper."""

from __future__ import annotations

from showclear.app.desk.record_view import Answered
from showclear.app.printing.incident import Entered, IncidentReport
from showclear.reports import proof
from showclear.reports.document import Answer, Document, Facts, Heading, Items, Part, Words, dense
from showclear.reports.stops import actions_parts, stops_parts, when

PERHAPS_MORE = (
    "Statements, photographs and papers are attachments: their digests stand in the records, and the evidence bundle "
    "has the files."
)


def incident_document(report: IncidentReport) -> Document:
    """The file of an incident as a document."""
    one, stop = report.identity, report.stop
    record = next((each for each in report.records if each.record == stop.record), None)
    facts = [
        ("What", stop.kind.replace("-", " ").upper()),
        ("When", when(stop, one)),
        ("Named in it", stop.by or "nobody"),
        ("Ended", one.time(stop.ended_at) if stop.ended_at else ("not yet" if stop.is_open else "no record says when")),
        ("Record", record.place if record else stop.record),
        ("Signed", "" if record is None else proof.signed(record, one)),
    ]
    open_words = " ".join(report.questions) or "Every stop of it is ended, reported and looked back at."
    parts: list[Part] = [
        Words(stop.reason or "No reason was given.", strong=True),
        Facts(tuple(facts)),
        Answer("Is anything of it open?", f"YES: {len(report.questions)}" if report.questions else "NO", open_words,
               bool(report.questions)),
        *proof.verdict(report.proof, f"{len(report.records)} of them are part of this file."),
        Heading("What was stopped and barred, and how it ended"),
        *stops_parts((stop, *report.related), report.records, one, ""),
        Heading("Corrective actions"),
        *actions_parts(report.actions, one),
        Heading("Guns just before"),
        *_guns(report),
        Heading("What happened, record by record"),
        dense(("When", "What the record says", "Signed by"),
              ((proof.when(each, one),
                     f"{each.title}\n" + "\n".join(each.says) + ("" if each.holds else f"\n{proof.standing(each)}"),
                     proof.by(each)) for each in report.records), (4, 11, 6)),
        *(part for entered in report.entries for part in _entered(entered)),
        *proof.evidence(report.records, report.proof, one, "The records of this file, with their signatures"),
    ]  # fmt: skip
    return Document("Incident file", one, tuple(parts), notes=(PERHAPS_MORE, *proof.PROVES))


def _guns(report: IncidentReport) -> list[Part]:
    if report.stop.kind == "concern":
        return [Words("Nobody shall know when a concern was written, so what was out just before cannot be told.")]
    if not report.guns:
        return [Words("By the records that were there by then, no gun was out of its lock, and none is named.")]
    rows = ((one.tag, one.name, one.state, one.holds, one.where, one.why) for one in report.guns)
    return [
        Words("Every gun that was out of its lock or is named in the file, by the records that were there by then."),
        dense(("Tag", "Gun", "It was", "Last entered in it", "With", "Why"), rows, (2, 4, 3, 3, 5, 6)),
    ]


def _entered(entered: Entered) -> list[Part]:
    parts: list[Part] = [
        Heading(f"What both entered: {entered.title}"),
        dense(("Asked", f"{entered.performer}, who did it", f"{entered.verifier}, who looked"),
              map(_answer, entered.answers), (10, 5, 5)),
    ]  # fmt: skip
    if entered.changes:
        parts += [Words("Changed or begun again; the first answer stays in the record:"), Items(entered.changes)]
    return parts


def _answer(one: Answered) -> tuple[str, ...]:
    where = f" ({', '.join(one.slots)})" if len(one.slots) > 1 else ""
    left = " Left for later." if one.deferred else ""
    return f"{one.asked}{where}{left}", one.performer or "not asked", one.verifier or "not asked"
