"""Time, definitions and stops that cannot be believed."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from showclear.app.asking import Asking
from showclear.app.production import RulesRefuseError
from showclear.app.trust import TrustedTime
from showclear.domain.believed_time import TOLERANCE
from showclear.domain.checklists import Procedure
from showclear.domain.situation.status import State
from showclear.errors import RefusedError, ShowClearError
from showclear.storage.clock import FakeClock
from showclear.storage.drafts import Drafts
from showclear.storage.files import LocalFileSystem
from showclear.storage.paths import ProductionPaths
from showclear.storage.restrictions import RESTRICTION_FILE, UNREADABLE, PendingRestriction, write_restriction
from tests.app.stage import COLT, EMPTY, NOW, SECOND_COLT, Stage, plan


def test_a_clock_that_falls_behind_what_has_passed_is_not_believed() -> None:
    """R-038: a little drift is a clock, more is a hand; forward is the latest time that is known."""
    clock = FakeClock(NOW)
    trusted = TrustedTime(clock)
    clock.advance(600)
    assert trusted.now() == NOW + timedelta(minutes=10)
    clock.set(NOW + timedelta(minutes=10) - TOLERANCE)
    assert trusted.now() == NOW + timedelta(minutes=10) - TOLERANCE
    clock.set(NOW + timedelta(minutes=1))
    assert trusted.now() is None
    clock.set(NOW + timedelta(hours=1))
    assert trusted.now() == NOW + timedelta(hours=1)
    clock.set(NOW + timedelta(minutes=11))
    assert trusted.now() is None


def test_a_clock_set_back_to_after_the_newest_record_prolongs_no_clearance(stage: Stage) -> None:
    """R-038: the records alone could not tell; the clock that counts on by itself can."""
    stage.clear(inputs=EMPTY)
    signed = stage.clock.now()
    stage.clock.advance(9 * 60)
    assert stage.status().state is State.COLD
    stage.clock.set(signed + timedelta(seconds=30))
    board = stage.production.board()
    assert next(one for one in board.weapons if one.weapon.tag == COLT).state is State.UNVERIFIED
    assert "set back" in board.findings[0]
    with pytest.raises(RulesRefuseError, match="R-011"):
        stage.start(Procedure.HANDOVER, COLT, {"holder": "dana-osei", "scene": "24C"})


def test_a_run_whose_checklist_nobody_adopted_is_not_resumed(stage: Stage) -> None:
    """A file that somebody put into `definitions/` is no definition of this production."""
    session = stage.start(Procedure.INSPECTION, COLT, EMPTY)
    run_id = session.run.plan.run_id
    session.leave()
    book = stage.production.book
    adopting = next(name for name in book.names() if (one := book.facts(name)) and one.kind == "definitions")
    path = stage.folder / "log" / adopting
    kept = path.read_bytes()
    path.unlink()
    stage.damaged = True
    production = stage.reopen()
    with pytest.raises(ShowClearError, match="never adopted"):
        production.resume(run_id)
    path.write_bytes(kept)


def test_a_pending_stop_that_is_damaged_holds_and_does_not_shut_the_app_out(stage: Stage) -> None:
    """R-043: nobody knows what it stopped, so it may be anything; a hold can still be raised."""
    stage.clear(inputs=EMPTY)
    stage.crash()
    identifier = "0" * 31 + "1"
    paths = ProductionPaths(stage.folder)
    disk = LocalFileSystem()
    write_restriction(disk, paths, PendingRestriction(identifier, "hold", "2026-03-02T19:00:00Z", {"title": "Hold"}))
    file = paths.pending_folder(identifier) / RESTRICTION_FILE
    file.write_bytes(file.read_bytes().replace(b"Hold", b"Hole"))
    production = stage.open()
    assert [one.kind for one in production.book.folder.pending_restrictions()] == [UNREADABLE]
    assert stage.status().state is State.UNVERIFIED
    assert production.hold("another one")
    assert production.board().stops
    assert Drafts(disk, paths).files(identifier), "it is never published and never thrown away"
    stage.damaged = True


def test_a_pending_stop_with_a_time_that_is_none_holds_and_does_not_shut_the_app_out(stage: Stage) -> None:
    """R-043: whole by its sum, written by something else; it may be anything as well."""
    identifier = "0" * 31 + "2"
    paths = ProductionPaths(stage.folder)
    write_restriction(
        LocalFileSystem(), paths, PendingRestriction(identifier, "hold", "this morning", {"title": "Hold"})
    )
    production = stage.open()
    assert [one.kind for one in production.book.folder.pending_restrictions()] == [UNREADABLE]
    assert production.book.situation.held_by_unknown
    assert production.hold("another one")
    stage.damaged = True


def test_a_record_of_which_nothing_counts_says_so_when_it_is_signed(stage: Stage) -> None:
    """Signed is not accepted: what the fold refuses is told to who signed."""
    published = stage.clear(inputs=EMPTY)
    assert published.not_counted == ()
    stage.production.take_back(COLT, "dana-osei")
    book = stage.production.book
    assert "R-035" in book.not_counted(book.names()[-1])[0], "a performer is no custodian"
    assert book.not_counted(published.name) == ()


def test_copies_of_definitions_do_not_matter(stage: Stage, tmp_path: Path) -> None:
    """What is adopted is adopted by its bytes, whatever else lies beside it."""
    shutil.copy(next((stage.folder / "definitions").iterdir()), stage.folder / "definitions" / "copy.toml")
    assert stage.clear(inputs=EMPTY).not_counted == ()


def test_no_choice_at_the_start_of_a_run_is_made_for_anybody(stage: Stage) -> None:
    """Holder and class are chosen by somebody, never by their place in a list."""
    production = stage.open()
    taken_in = {field.id: field for field in production.prepare(Procedure.INTAKE).fields}
    for name in ("weapon.class", "weapon.action", "weapon.ignition"):
        assert taken_in[name].choices[0][0] == taken_in[name].default == ""
    assert taken_in["weapon.serial"].default == ""
    stage.clear(inputs=EMPTY)
    handed = {field.id: field for field in production.prepare(Procedure.HANDOVER, COLT).fields}
    assert handed["holder"].choices[0][0] == handed["holder"].default == ""


def test_whom_a_gun_went_to_the_last_time_is_not_proposed_for_the_next(stage: Stage) -> None:
    """Enter on a form that still says yesterday's holder would hand the gun to a name that nobody looked at."""
    stage.clear(inputs=EMPTY)
    stage.hand_over()
    stage.production.take_back(COLT)
    stage.clear(inputs=EMPTY)
    asked = {field.id: field.default for field in stage.production.prepare(Procedure.HANDOVER, COLT).fields}
    assert [asked[name] for name in ("holder", "then", "guardian", "places")] == ["", "", "", ""]


def test_the_slate_is_read_at_the_handover_and_never_stands_there_already(stage: Stage) -> None:
    """The AD enters it; one that was confirmed with Enter would make a clearance live on after the slate changed."""
    stage.clear(inputs=EMPTY)
    asked = {field.id: field.default for field in stage.production.prepare(Procedure.HANDOVER, COLT).fields}
    assert asked["scene"] == ""


def test_how_many_rounds_is_proposed_only_where_it_was_planned_for_that_very_thing(stage: Stage) -> None:
    """Six chambers are no plan, nor is what went into another gun or device."""

    def proposed(procedure: Procedure, thing: str) -> str:
        fields = {field.id: field.default for field in stage.production.prepare(procedure, thing).fields}
        return fields["plan.count"]

    assert proposed(Procedure.INSPECTION, COLT) == ""
    session = stage.start(Procedure.INSPECTION, COLT, plan(count=2))
    assert proposed(Procedure.INSPECTION, COLT) == "2"
    assert proposed(Procedure.INSPECTION, SECOND_COLT) == ""
    assert proposed(Procedure.FILL, "C-07") == ""
    assert proposed(Procedure.BLANK_ZONE, "main") == ""
    session.abandon()
    stage.production.abandon(stage.start(Procedure.INSPECTION, COLT, EMPTY).run.plan.run_id)
    assert proposed(Procedure.INSPECTION, COLT) == "2", "an empty gun in between is no other plan"


def test_what_happened_and_who_was_told_is_said_anew_each_time(stage: Stage) -> None:
    """The class of the last report, or yesterday's word with the police, is an outcome and no plan."""
    asking = Asking(lambda: stage.production.book.situation, lambda: "main")
    adopted = stage.production.adopted
    for procedure in (Procedure.INCIDENT, Procedure.FOUND, Procedure.BREAK, Procedure.MOVE):
        checklist = adopted.of(procedure)
        asking.entered(checklist, "main", dict.fromkeys(checklist.inputs, "injury"))
        asked = {field.id: field for field in asking.fields(checklist, "main")}
        for name in {"report.class", "reason", "new-place", "box"} & set(asked):
            assert asked[name].default == "", (procedure, name)
            assert not asked[name].choices or asked[name].choices[0][0] == "", (procedure, name)


@pytest.mark.parametrize("procedure", ["day-people", "day-count", "meeting", "day-readiness", "training"])
def test_the_records_of_the_day_are_read_anew_before_a_gun_comes_out(stage: Stage, procedure: str) -> None:
    """The cache may paint, files must permit: of a day whose record was changed since it was read nothing is left."""
    book = stage.production.book
    stage.clear(inputs=EMPTY)
    names = [name for name in book.names() if (facts := book.facts(name)) and facts.procedure == procedure]
    assert names
    for name in names:
        path = stage.folder / "log" / name
        data = path.read_bytes()
        path.chmod(0o600)
        path.write_bytes(data.replace(b"Stage 3", b"Stage 4").replace(b"A-07", b"A-09"))
        assert path.read_bytes() != data
    with pytest.raises(RefusedError):
        stage.hand_over()
    stage.damaged = True
