"""A dead battery: what was done on the pad is entered afterwards, by two, as a reconstruction."""

from __future__ import annotations

from datetime import timedelta

import pytest

from showclear.app.demo import ARMORER, DIRECTOR, OFFICER
from showclear.app.late.entries import LateEntries, LateSheet
from showclear.app.late.lines import KINDS, LateKind
from showclear.app.late.times import in_zone
from showclear.app.printing.day import day_report
from showclear.app.units import find_unit
from showclear.app.views import Published
from showclear.domain.custody import Custody, Shape
from showclear.domain.situation.paper import RECONSTRUCTION
from showclear.domain.situation.status import State
from showclear.domain.weapons import Contents
from showclear.errors import InputError, RefusedError
from tests.app.stage import BOX, COLT, EMPTY, HOLDER, SECOND_COLT, Stage


def begin(stage: Stage) -> tuple[LateEntries, LateSheet]:
    """An hour of the battery being dead, up to now; the demonstration's unit reads its clocks in its own zone."""
    late = stage.production.late_entries
    zone = find_unit(stage.production.book.situation, stage.production.unit).zone
    began = in_zone(stage.clock.now().replace(second=0), zone)
    stage.clock.advance(3600)
    return late, late.begin(stage.production.unit, f"{began:%H:%M}", "", "pad of today, sheets D and G of A-07")


def at(sheet: LateSheet, minutes: int) -> str:
    """A time so many minutes after the beginning, as the sheet has it."""
    return f"{in_zone(sheet.period.began + timedelta(minutes=minutes), sheet.period.zone):%H:%M}"


def sign(stage: Stage, late: LateEntries, sheet: LateSheet) -> Published:
    """Armorer and AD sign it."""
    session = late.enter(sheet, ARMORER.id, DIRECTOR.id)
    assert session.view().follows[0].startswith(RECONSTRUCTION)
    assert session.sign(stage.pins[ARMORER.id]) is None
    published = session.sign(stage.pins[DIRECTOR.id])
    assert published is not None
    return published


def test_an_hour_on_paper_moves_custody_and_counts_and_clears_nothing(stage: Stage) -> None:
    """R-042, R-134: out at 5, six dummies in at 10, out again at 40, locked at 50. Everything is unverified."""
    stage.clear(SECOND_COLT, EMPTY)
    assert stage.status(SECOND_COLT).state is State.COLD
    left = stage.box().left
    late, sheet = begin(stage)
    for kind, values in (
        (LateKind.CUSTODY, {"at": at(sheet, 50), "item": COLT, "where": "locked", "lock": "safe 1"}),
        (LateKind.CUSTODY, {"at": at(sheet, 5), "item": COLT, "where": f"with {ARMORER.id}"}),
        (LateKind.LOADED, {"at": at(sheet, 10), "box": BOX, "into": COLT, "count": "6", "left": str(left - 6)}),
        (LateKind.CUSTODY, {"at": at(sheet, 12), "item": COLT, "where": f"issued {HOLDER}"}),
        (LateKind.UNLOADED, {"at": at(sheet, 40), "from": COLT, "box": BOX, "count": "6", "seal": "0801"}),
        (LateKind.COUNTED, {"at": at(sheet, 45), "item": BOX, "count": str(left)}),
    ):
        sheet = late.add(sheet, kind, values)
    assert [line.split("  ")[0] for line in late.words(sheet)] == [at(sheet, n) for n in (5, 10, 12, 40, 45, 50)]
    assert late.doubts(sheet) == ()
    published = sign(stage, late, sheet)
    assert published.not_counted == ()
    status = stage.status(COLT)
    assert status.state is State.UNVERIFIED
    assert (status.custody, status.contents) == (Custody(Shape.LOCKED, lock="safe 1"), Contents.NOTHING)
    assert stage.status(SECOND_COLT).state is State.UNVERIFIED, "also the gun that no line names"
    assert (stage.box().left, stage.box().seal) == (left, "0801")
    body = stage.production.book.body(published.name)
    assert body["late"]["says"] == RECONSTRUCTION
    assert body["late"]["paper"] == "pad of today, sheets D and G of A-07"
    assert [row["says"] for row in body["late"]["entered"]] == list(late.words(sheet))
    assert stage.production.record(published.name).reconstruction == RECONSTRUCTION
    assert stage.production.board().recent[0].title == "From paper, entered afterwards"
    (line,) = day_report(stage.production).units[0].late
    assert f"{COLT} is issued to Dana Osei." in line.words
    assert "DOES NOT AGREE" not in line.words


def test_what_does_not_agree_with_the_records_is_said_before_anybody_signs(stage: Stage) -> None:
    """Paper may be wrong; what it says is entered as it is, and the gap stays open until two people count."""
    late, sheet = begin(stage)
    values = {"at": at(sheet, 5), "item": BOX, "count": "3"}
    sheet = late.add(sheet, LateKind.COUNTED, values)
    (doubt,) = late.doubts(sheet)
    assert "3 counted" in doubt
    view = late.enter(sheet, ARMORER.id, DIRECTOR.id).view()
    assert f"DOES NOT AGREE: {doubt}" in view.follows
    published = sign(stage, late, sheet)
    assert any("3 counted" in words for words in published.not_counted)
    assert "DOES NOT AGREE" in day_report(stage.production).units[0].late[0].words
    assert stage.box().gap


def test_a_blank_that_was_fired_on_paper_is_accounted_for_or_does_not_agree(stage: Stage) -> None:
    """Cases from a gun into which, by the records, no blank went."""
    late, sheet = begin(stage)
    values = {"at": at(sheet, 5), "weapon": COLT, "box": BOX, "cases": "2", "lost": "0", "unfired": "0",
              "misfires": "0"}  # fmt: skip
    sheet = late.add(sheet, LateKind.BLANKS, values)
    assert any("no blank" in doubt for doubt in late.doubts(sheet))
    assert late.doubts(sheet.without(0)) == ()


def test_two_people_sign_of_whom_the_first_handles_guns(stage: Stage) -> None:
    """R-PAPER-1."""
    late, sheet = begin(stage)
    with pytest.raises(RefusedError, match="Nothing is entered"):
        late.draft(sheet, ARMORER.id, DIRECTOR.id)
    sheet = late.add(sheet, LateKind.COUNTED, {"at": at(sheet, 5), "item": BOX, "count": "3"})
    for first, second in ((DIRECTOR.id, ARMORER.id), (ARMORER.id, ARMORER.id), (ARMORER.id, OFFICER.id)):
        with pytest.raises(RefusedError, match="R-PAPER-1"):
            late.draft(sheet, first, second)


@pytest.mark.parametrize(
    ("kind", "changes", "says"),
    [
        (LateKind.CUSTODY, {"where": ""}, "nothing was chosen"),
        (LateKind.CUSTODY, {"item": ""}, "What: nothing was chosen"),
        (LateKind.CUSTODY, {"where": "locked", "lock": " "}, "Safe, box or cart: nothing was entered"),
        (LateKind.CUSTODY, {"where": "with nobody-known"}, "nothing was chosen"),
        (LateKind.LOADED, {"count": "0"}, "How many rounds"),
        (LateKind.LOADED, {"box": ""}, "The box: nothing was chosen"),
        (LateKind.UNLOADED, {"count": "six"}, "How many rounds"),
        (LateKind.COUNTED, {"count": "-1"}, "How many, by both"),
        (LateKind.COUNTED, {"at": "yesterday"}, "is not a time"),
        (LateKind.BLANKS, {"cases": "0"}, "all of them are 0"),
        (LateKind.COUNTED, {"seal": "a\u202eb"}, "New seal"),
    ],
)
def test_a_line_that_does_not_hold_is_told_with_its_field(
    stage: Stage, kind: LateKind, changes: dict[str, str], says: str
) -> None:
    """The cursor goes to the field that the message begins with."""
    late, sheet = begin(stage)
    good = {
        "at": at(sheet, 5), "item": COLT, "where": "unaccounted", "box": BOX, "into": COLT, "from": COLT,
        "weapon": COLT, "count": "1", "left": "1", "cases": "1", "lost": "0", "unfired": "0", "misfires": "0",
    }  # fmt: skip
    assert late.add(sheet, kind, good).lines
    with pytest.raises(InputError, match=says):
        late.add(sheet, kind, {**good, **changes})


@pytest.mark.parametrize("kind", [kind for kind, _, _ in KINDS])
def test_every_kind_reads_what_it_asks(stage: Stage, kind: LateKind) -> None:
    """Forms and reading are two tables; the first choice and a 1 in each field make a line."""
    late, sheet = begin(stage)
    values = {one.id: next((value for value, _ in one.choices if value), "1") for one in late.fields(sheet, kind)}
    (line,) = late.add(sheet, kind, {**values, "at": at(sheet, 5)}).lines
    assert set(line.effect.values.values()) & set(values.values())
