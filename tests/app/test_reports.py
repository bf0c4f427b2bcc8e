"""What reports say of a production made by the real engine: a gun's life, a person, a stop, and all of it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from showclear.app.demo import ARMORER, DIRECTOR, HANDLER
from showclear.app.printing.day import day_report
from showclear.app.printing.incident import incident_report
from showclear.app.printing.person import person_report
from showclear.app.printing.production import production_report
from showclear.app.printing.weapon import weapon_report
from showclear.domain.situation.checked import Due, Mark
from showclear.errors import InputError
from showclear.reports.document import Paper
from showclear.reports.making import SUBJECTS, make
from tests.app.signing_by_hand import sign_out
from tests.app.stage import COLT, HOLDER, Stage


def newest(stage: Stage) -> str:
    """The record that was written last, without suffix."""
    return stage.production.book.names()[-1].removesuffix(".toml")


def issued_and_back(stage: Stage) -> None:
    """D, E, and taken back."""
    stage.clear()
    stage.hand_over()
    stage.clock.advance(60)
    stage.production.take_back(COLT)


def test_the_history_of_a_gun_is_every_record_about_it_with_its_signatures_and_its_custody(stage: Stage) -> None:
    """From the intake on; what nobody signed is there too."""
    issued_and_back(stage)
    report = weapon_report(stage.production, COLT)
    assert report.records[0].procedure == "intake"
    assert [one.procedure for one in report.records[-3:-1]] == ["inspection", "handover"]
    assert report.records[-1].unsigned
    handover = report.records[-2]
    assert [(one.name, one.meaning) for one in handover.signatures] == [
        (ARMORER.name, "performed"), (DIRECTOR.name, "verified")
    ]  # fmt: skip
    assert all(len(one.sha256) == 64 and one.verdict == "intact" for one in report.records)
    assert "issued" in [hold.shape for hold in report.days[-1].holds]
    assert (report.handovers, report.where) == (1, f"{ARMORER.name}, armorer")
    assert report.proof.verdict == "intact"
    assert report.proof.ends[0].number == len(stage.production.book.names())


def test_the_report_of_a_person_has_what_they_signed_held_and_were_trained_for(stage: Stage) -> None:
    """By name as by id; a performer signs nothing and holds guns."""
    issued_and_back(stage)
    armorer = person_report(stage.production, ARMORER.id)
    assert person_report(stage.production, ARMORER.name.upper()).signatures == armorer.signatures
    assert armorer.signatures[-1].record.procedure == "handover"
    assert armorer.key.startswith("SHA256:")
    assert armorer.keys
    holder = person_report(stage.production, HOLDER)
    assert (holder.signatures, holder.key) == ((), "")
    assert [one.holds for one in holder.held] == [True]
    assert any(COLT in one.words for one in holder.training)
    assert holder.briefings


def test_the_file_of_a_stop_follows_it_to_its_end(stage: Stage) -> None:
    """Open with what it needs; then who answered it, and nothing is asked any more."""
    stage.clear()
    stage.hand_over()
    stage.clock.advance(30)
    stage.production.hold("smoke on the stage", by=HANDLER.name)
    hold = newest(stage)
    report = incident_report(stage.production, hold)
    assert (report.stop.kind, report.stop.reason) == ("hold", "smoke on the stage")
    assert [(one.tag, one.state, one.shape) for one in report.guns if one.tag == COLT] == [(COLT, "cold", "issued")]
    assert report.stop.is_open
    assert report.questions
    stage.production.take_back(COLT)
    lifted = stage.production.lift_hold(hold, "smoke on the stage", "a lamp was put out", ARMORER.id, DIRECTOR.id)
    sign_out(stage, lifted)
    report = incident_report(stage.production, newest(stage))
    assert report.stop.record == hold
    assert not report.stop.is_open
    assert [one.kind for one in report.stop.answers] == ["hold-lifted"]
    assert report.questions == ()
    assert {one.record for one in report.records} == {hold, newest(stage)}


def test_the_summary_counts_what_was_due_and_names_what_is_open(stage: Stage) -> None:
    """The day goes on: what may still be done is open, not missing."""
    issued_and_back(stage)
    stage.production.hold("smoke")
    report = production_report(stage.production)
    assert [report.count(Mark.DONE, due) for due in (Due.CHECKED, Due.BACK)] == [1, 1]
    assert report.count(Mark.OPEN, Due.AFTER) == 1
    assert report.missing == ()
    assert [one.what for one in report.open] == ["hold", "day"]
    named = {one.record for one in report.records}
    assert {one.record for day in report.gun_days for one in day.checks if one.record} <= named


def test_a_correction_stands_beside_what_was_signed(stage: Stage) -> None:
    """And the record that corrects is part of the history."""
    record = stage.clear().name
    sign_out(stage, stage.production.corrections.correct(record, "title", "Another title", "a slip", ARMORER.id))
    report = weapon_report(stage.production, COLT)
    (corrected,) = [one for one in report.records if one.corrections]
    assert corrected.record == record.removesuffix(".toml")
    assert (corrected.corrections[0].should, corrected.corrections[0].by) == ("Another title", ARMORER.name)
    assert report.records[-1].kind == "correction"


def test_an_altered_record_is_shown_as_such_in_every_report_and_never_hidden(stage: Stage) -> None:
    """Whatever it is about, and although the start remembers it intact; what rests on it is in doubt."""
    name = stage.clear().name
    stage.hand_over()
    stage.clock.advance(60)
    stage.production.take_back(COLT)
    stage.close()
    stage.damaged = True
    path = Path(stage.folder / "log" / name)
    times, data = path.stat(), path.read_bytes()
    path.chmod(0o644)
    path.write_bytes(data.replace(b"24C", b"24D"))
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    production = stage.open(window=False, shifts=False)
    for kind, subject in (("day", ""), ("weapon", COLT), ("person", ARMORER.name), ("production", "")):
        report = make(production, kind, subject)
        assert report.value.proof.verdict == "altered"
        assert name.removesuffix(".toml") in {one.record for one in report.value.proof.doubtful}
        assert b"ALTERED" in report.render("html", Paper.LETTER)
    checks = [one for day in production_report(production).gun_days for one in day.checks if one.due is Due.CHECKED]
    assert [one.mark for one in checks] == [Mark.DOUBTFUL]


def test_the_report_of_an_earlier_day_is_as_of_its_end(stage: Stage) -> None:
    """By its name; one that is not there names those that are."""
    stage.open()
    (day,) = {unit.day for unit in day_report(stage.production).units}
    assert day_report(stage.production, day).as_of is None
    with pytest.raises(InputError) as caught:
        day_report(stage.production, "2020-01-01")
    assert day in caught.value.remedy


@pytest.mark.parametrize(("kind", "subject"), [("weapon", "Z-99"), ("person", "Nobody"), ("incident", "nothing")])
def test_what_is_not_there_is_refused_with_what_to_do(stage: Stage, kind: str, subject: str) -> None:
    """A report about nothing would look as if all were well."""
    assert kind in SUBJECTS
    with pytest.raises(InputError) as caught:
        make(stage.open(window=False, shifts=False), kind, subject)
    assert caught.value.remedy


def test_the_file_of_a_concern_says_its_day_and_no_time(stage: Stage) -> None:
    """Its record stands at midnight: no hour of it, and no gun of that hour, is told."""
    stage.open()
    stage.production.stops.concern("the stairs are icy", stage.clock.now().date())
    stage.production.stops.concerns.publish()
    report = make(stage.production, "incident", newest(stage))
    assert report.value.stop.day == stage.clock.now().date().isoformat()
    assert report.value.guns == ()
    (record,) = report.value.records
    midnight = report.value.identity.time(record.made_at)
    page = report.render("html").decode()
    assert midnight not in page
    assert "no gun was out of its lock" not in page, "nobody looked"
