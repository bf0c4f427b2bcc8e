"""The report of a day on paper."""

from __future__ import annotations

from collections.abc import Iterable

from showclear.app.printing.day import DayReport, HandoverLine, UnitDay
from showclear.app.printing.identity import Identity
from showclear.app.views import BatchView, ContainerView, DeviceView
from showclear.domain.counting_words import counted
from showclear.reports import proof
from showclear.reports.document import Document, EightWords, Heading, Items, Part, Words, dense

SEAL_NOTE = (
    "Keep this sheet with the production report. Years on, showclear verify --words finds this seal in the folder by "
    "its words; if it does not, records were cut off."
)

NOT_SEALED = "This day is not sealed: nothing on this sheet shows later that no record was cut off."

SMALL_PRINT = (
    "What two people entered and signed, as this laptop had it when it was printed. Paper does not follow what happens "
    "afterwards, and nothing on it says that a gun is cold.",
)


def day_document(report: DayReport) -> Document:
    """The report of a day as a document: a sheet of its own for each unit."""
    parts: list[Part] = []
    if report.as_of:
        parts.append(Words(f"As the records had it at {report.identity.time(report.as_of)}."))
    parts += proof.verdict(report.proof)
    further = tuple(one for one in report.findings if one not in (*report.proof.findings, *report.proof.refused))
    if further:
        parts += [Words("Also found:"), Items(further)]
    if report.open_stops:
        when = "by then" if report.as_of else "when this was printed"
        parts += [Words(f"Open {when}:", strong=True), Items(report.open_stops)]
    if not report.units:
        parts.append(Words("The production has no unit."))
    for number, unit in enumerate(report.units):
        parts += _unit(unit, report.identity, new_page=number > 0, earlier=report.as_of is not None)
    parts += proof.evidence(
        report.records, report.proof, report.identity, "Every record of the day, with its signatures", words=False
    )
    return Document("Report of the day", report.identity, tuple(parts), notes=SMALL_PRINT)


def _unit(unit: UnitDay, identity: Identity, *, new_page: bool, earlier: bool) -> list[Part]:
    opened = f"opened {identity.time(unit.opened_at)}, {unit.records} records since" if unit.opened_at else "no day yet"
    done = (f"{one.words}, {identity.time(one.at)} ({one.signers})" for one in unit.done)
    return [
        Heading(f"Unit {unit.unit}, day {unit.day or 'none'}, {unit.place}", new_page),
        Words(f"{unit.state} ({opened})"),
        *_seal(unit),
        Heading("On duty"),
        Items(unit.on_duty or ("nobody on record",)),
        Heading("Done for the day"),
        Items(tuple(done) or ("nothing on record",)),
        Heading("Guns, and where each one was" if earlier else "Guns, and where each one is"),
        _rows(("Tag", "Gun", "Last entered in it", "Where", "Barred"),
              ((one.tag, one.name, one.holds, one.where, one.restricted) for one in unit.guns), (2, 5, 3, 5, 3)),
        Heading("Ammunition, feed devices and batches"),
        _rows(("Tag", "What", "Taken in", "Out", "Left", "Seal", "Does not agree"), _counts(unit),
              (2, 5, 2, 4, 2, 2, 4)),
        Heading("What does not agree and is not closed"),
        Items(unit.gaps or ("Every account agrees.",)),
        Heading("Handovers"),
        _rows(("Given", "Gun", "To", "What", "Slate", "Back", "Signed by"),
              (_handover(one, identity) for one in unit.handovers), (4, 2, 4, 4, 2, 4, 4)),
        Heading("Stops"),
        _rows(("When", "What the record says", "Signed by"),
              ((one.day or identity.time(one.at), one.words, one.signers) for one in unit.stops), (4, 9, 4)),
        *_late(unit, identity),
    ]  # fmt: skip


def _rows(head: tuple[str, ...], rows: Iterable[tuple[str, ...]], widths: tuple[int, ...]) -> Part:
    """A table, or a word where there is nothing to put into it."""
    found = tuple(rows)
    return dense(head, found, widths) if found else Words("None.")


def _late(unit: UnitDay, identity: Identity) -> list[Part]:
    """Only where there is any: most days never are on paper."""
    if not unit.late:
        return []
    rows = tuple((identity.time(one.at), one.words, one.signers) for one in unit.late)
    return [
        Heading("Reconstruction: done on paper, entered afterwards"),
        Words("It moved custody and counts and cleared nothing; every gun was unverified after it."),
        _rows(("Entered", "What it says", "Signed by"), rows, (4, 9, 4)),
    ]


def _seal(unit: UnitDay) -> list[Part]:
    if unit.seal is None:
        return [Words(NOT_SEALED, strong=True)]
    after = f" {unit.after_seal} records came after it: seal again." if unit.after_seal else ""
    title = f"The day is sealed: {unit.seal.record}.{after}"
    return [EightWords(title, unit.seal.words, unit.seal.code, SEAL_NOTE)]


def _counts(unit: UnitDay) -> list[tuple[str, ...]]:
    rows = [_container(one) for one in unit.containers]
    rows += [_device(one) for one in unit.devices]
    return rows + [_batch(one) for one in unit.batches]


def _container(one: ContainerView) -> tuple[str, ...]:
    out = ", ".join(f"{count} in {tag}" for tag, count in one.out)
    what = " ".join(word for word in (one.calibre, one.load, one.contents) if word)
    return (one.tag, what, str(one.opening), out, str(one.left), one.seal, one.gap or one.restricted)


def _device(one: DeviceView) -> tuple[str, ...]:
    holds = counted(one.count, one.contents) if one.count >= 0 else "unknown"
    return (one.tag, f"{one.kind.replace('-', ' ')}, {one.custody}", "", "", holds, one.seal, one.gap or one.restricted)


def _batch(one: BatchView) -> tuple[str, ...]:
    out = ", ".join(f"{count} with {name}" for name, count in one.out)
    left = one.count - sum(count for _, count in one.out)
    return (one.tag, one.what, str(one.count), out, str(left), "", one.restricted)


def _handover(one: HandoverLine, identity: Identity) -> tuple[str, ...]:
    what = one.what if one.counts else f"{one.what}. DOES NOT COUNT: see verification"
    back = identity.time(one.back_at) if one.back_at else "not on record"
    return (identity.time(one.at), one.tag, one.holder, what, one.slate, back, one.signers)
