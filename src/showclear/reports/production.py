"""The whole production on paper: three questions with their answers, plots, and what they rest on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from showclear.app.printing.evidence import Evidence
from showclear.app.printing.identity import Identity, zone_of
from showclear.app.printing.production import DayLine, MissingCheck, ProductionReport
from showclear.app.printing.stops import Stop
from showclear.domain.situation.checked import DUE_WORDS, Mark
from showclear.reports import proof
from showclear.reports.document import Answer, Document, Facts, Heading, Part, Words, dense
from showclear.reports.plots import SQUARES, due_and_done, squares, stops_by_day
from showclear.reports.stops import actions_parts, stops_parts

WHAT_IS_DUE = (
    "Due is what the rules ask of a gun that is on the register: to be counted when its unit's day begins, proved "
    "empty if it is on the plan, checked by two people before each handover, taken back after it, proved empty after "
    "the last one, and locked up at the wrap. Done is what an intact record shows. Inert batches are counted for "
    "themselves, in the day reports."
)

FIRST, SECOND, THIRD = (
    "1. Was every gun checked every time?",
    "2. What was stopped, and why?",
    "3. What is still open?",
)

MOST_NAMED = 3
"""How much of what is open is named in the answer itself."""

_KIND_WORDS = {
    "incident": "report", "misfired": "misfire", "frozen": "frozen thing", "withdrawn": "withdrawal",
    "quarantined": "quarantine",
}  # fmt: skip


def production_document(report: ProductionReport) -> Document:
    """The summary of a production as a document."""
    one = report.identity
    parts: list[Part] = [
        Facts(tuple(_facts(report))),
        _checked(report),
        _was_stopped(report),
        _is_open(report),
        *proof.verdict(report.proof),
        Heading(FIRST),
        due_and_done(report, WHAT_IS_DUE),
    ]
    for unit in dict.fromkeys(day.unit for day in report.days):
        parts += [Heading(f"Unit {unit}: every gun, every day"), *squares(report, unit)]
    parts += [
        *([Words(SQUARES)] if report.days else []),
        *_missing(report),
        Heading("Shooting days"),
        dense(("Day", "Unit, place", "Opened", "Wrapped", "Due", "Done", "Handed over", "Seal, in eight words"),
              (_day(day, one) for day in report.days), (10, 10, 12, 12, 4, 5, 7, 24)),
        Heading(SECOND),
        *_stopped(report),
        Heading("What is done so that it does not come again"),
        *actions_parts(report.actions, one),
        Heading(THIRD),
        *_open(report),
        *proof.evidence(_named(report), report.proof, one, "The records behind this page"),
    ]  # fmt: skip
    return Document("Gun safety summary", one, tuple(parts), notes=proof.PROVES)


def _facts(report: ProductionReport) -> Iterator[tuple[str, str]]:
    yield "Production", report.identity.production
    if report.days:
        first, last = report.days[0].day, report.days[-1].day
        span = first if first == last else f"{first} to {last}"
        yield "Shooting days", f"{span}, {len(report.days)} in all"
    units = dict.fromkeys(f"{day.unit} ({day.place})" for day in report.days)
    yield "Units", ", ".join(units) or "none yet"
    yield "Guns", ", ".join(gun.tag for gun in report.guns) or "none yet"
    yield "Handovers", str(sum(day.handovers for day in report.gun_days))
    yield "Records", f"{report.proof.records} in {_counted(len(report.proof.ends), 'log')}"


def _checked(report: ProductionReport) -> Answer:
    if not report.gun_days:
        return Answer(FIRST, "NO DAY YET", "No shooting day with a gun was opened.")
    done, missing, doubtful, still = (report.count(one) for one in (Mark.DONE, Mark.MISSING, Mark.DOUBTFUL, Mark.OPEN))
    words = f"{done} of {done + missing + doubtful + still} checks that were due are on record."
    words += f" {doubtful} stand in records that are not intact." if doubtful else ""
    words += f" {still} are of a day that goes on." if still else ""
    if missing:
        return Answer(FIRST, f"NO: {missing} NOT ON RECORD", words, alarm=True)
    if doubtful:
        return Answer(FIRST, f"NOT PROVED: {doubtful} IN DOUBT", words, alarm=True)
    return Answer(FIRST, "YES, SO FAR" if still else "YES, ON RECORD", words)


def _was_stopped(report: ProductionReport) -> Answer:
    if not report.stops:
        return Answer(SECOND, "NOTHING", "No stop is on record.")
    kinds = Counter(_KIND_WORDS.get(one.kind, one.kind) for one in report.stops)
    still = sum(one.is_open for one in report.stops)
    ended = f"{still} not ended yet" if still else "all of them ended"
    words = ", ".join(_counted(count, kind) for kind, count in kinds.items())
    answer = _counted(len(report.stops), "stop").upper()
    return Answer(SECOND, answer, f"{words}; {ended}. Each with its reason below.")


def _is_open(report: ProductionReport) -> Answer:
    if not report.open:
        return Answer(THIRD, "NOTHING", "No stop, gap, gun, day or run waits for anybody.")
    named = report.open[:MOST_NAMED]
    words = "; ".join(one.title if one.what == "day" else f"{one.what}: {one.title}" for one in named)
    left = len(report.open) - len(named)
    return Answer(THIRD, f"{len(report.open)} OPEN", f"{words}{f'; and {left} more' if left else ''}.", alarm=True)


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _missing(report: ProductionReport) -> list[Part]:
    if not report.missing:
        return [Words("Nothing that was due is missing.")]
    rows = [
        (f"{day}, {unit}", tag, f"{_dues(several)}. {why}",
         "\n".join(dict.fromkeys(one.because.place for one in several[:MOST_NAMED])))
        for (unit, day, tag, why), several in _together(report.missing).items()
    ]  # fmt: skip
    return [
        Words("What was due and is not on record, or only in a record that is not intact:", strong=True),
        dense(("Day, unit", "Gun", "What is missing", "Because of"), rows, (5, 2, 11, 4)),
    ]


def _together(missing: Iterable[MissingCheck]) -> dict[tuple[str, str, str, str], list[MissingCheck]]:
    """What is missing for the same gun on the same day for the same reason."""
    found: dict[tuple[str, str, str, str], list[MissingCheck]] = {}
    for one in missing:
        found.setdefault((one.unit, one.day, one.tag, one.check.why), []).append(one)
    return found


def _dues(several: list[MissingCheck]) -> str:
    counts = Counter(DUE_WORDS[one.check.due] for one in several)
    return "; ".join(words if count == 1 else f"{words} ({count} times)" for words, count in counts.items())


def _day(day: DayLine, identity: Identity) -> tuple[str, ...]:
    wrapped = identity.time(day.wrapped_at) if day.wrapped_at else ("open" if day.is_open else "NEVER")
    seal = " ".join(day.seal.words) if day.seal else ("" if day.is_open else "NOT SEALED")
    return (day.day, f"{day.unit}, {day.place}", identity.time(day.opened_at), wrapped, str(day.due), str(day.done),
            str(day.handovers), seal)  # fmt: skip


def _stopped(report: ProductionReport) -> list[Part]:
    zone = zone_of(report.identity.zone)

    def date(one: Stop) -> str:
        return one.day or f"{one.at.astimezone(zone):%Y-%m-%d}"

    dated = [(date(one), one) for one in report.stops]
    dates = sorted({when for when, _ in dated} | {f"{day.opened_at.astimezone(zone):%Y-%m-%d}" for day in report.days})
    return [
        *stops_by_day(dated, dates),
        *stops_parts(report.stops, report.records, report.identity, "No stop is on record."),
    ]


def _open(report: ProductionReport) -> list[Part]:
    if not report.open:
        return [Words("Nothing: every stop is ended, every gun is back, every day is wrapped and sealed.")]
    return [
        dense(("What", "About", "What ends it"), ((one.what, one.title, one.needs) for one in report.open), (3, 8, 8))
    ]


def _named(report: ProductionReport) -> Iterator[Evidence]:
    """The records that this page speaks of; every check with its record is in the CSV and the JSON of it."""
    wanted = {one.record for one in report.stops} | {answer.record for one in report.stops for answer in one.answers}
    wanted |= {day.seal.record for day in report.days if day.seal} | {one.because.record for one in report.missing}
    return (one for one in report.records if one.record in wanted)
