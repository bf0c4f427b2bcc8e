"""Emergency lists: one key stops what has to stop, whoever presses it and whatever cannot be done after it."""

from __future__ import annotations

import pytest

from showclear.domain.checklists import Procedure
from showclear.domain.situation.status import set_status
from showclear.errors import InputError, StorageError
from tests.app.stage import COLT, FLINTLOCK_WAIT, PISTOL, SECOND_COLT, Stage
from tests.app.test_disks import Faulty


def kinds(stage: Stage, item: str = "") -> list[str]:
    """What is open on an item, or on the set."""
    return [one.kind for one in stage.production.book.situation.open_restrictions(item)]


def test_a_misfire_holds_the_set_and_bars_each_gun_by_name_at_once(stage: Stage) -> None:
    """One key: nobody is asked for a PIN, a second person or a form before the set is held."""
    emergency = stage.production.start_emergency(Procedure.MISFIRE, (COLT, SECOND_COLT), by="somebody")
    assert kinds(stage) == ["hold"]
    assert kinds(stage, COLT) == ["misfired"]
    assert kinds(stage, SECOND_COLT) == ["misfired"]
    assert kinds(stage, PISTOL) == []
    assert len(emergency.records) == 2
    assert all(emergency.records)
    assert emergency.wait_seconds == 30
    assert emergency.aloud
    assert stage.status(COLT).state == "quarantined"


def test_a_misfire_bars_every_gun_that_was_named_also_where_the_disk_refuses_the_first(stage: Stage) -> None:
    """What cannot be written counts in this window; the second gun is no less barred than the first."""
    disk = Faulty()
    stage.open(disk)
    disk.where = lambda operation, path: operation in ("create", "write", "open_append", "mkdir")
    with pytest.raises(StorageError):
        stage.production.start_emergency(Procedure.MISFIRE, (COLT, SECOND_COLT))
    assert kinds(stage) == ["hold"]
    assert (kinds(stage, COLT), kinds(stage, SECOND_COLT)) == (["misfired"], ["misfired"])
    disk.where = lambda operation, path: False
    stage.production.refresh()
    stage.reopen()
    assert (kinds(stage), kinds(stage, SECOND_COLT)) == (["hold"], ["misfired"])


def test_a_misfire_of_nobody_knows_which_gun_waits_the_longer_time(stage: Stage) -> None:
    """Black powder is late for longer, and what fires an unknown gun nobody knows."""
    emergency = stage.production.start_emergency(Procedure.MISFIRE)
    assert emergency.wait_seconds == FLINTLOCK_WAIT
    assert kinds(stage) == ["hold"]
    assert not emergency.sessions
    assert emergency.why


def test_a_misfire_while_the_set_is_held_does_not_stand_it_down(stage: Stage) -> None:
    """Somebody called the hold and somebody else started the list: that is one event."""
    stage.production.hold("odd sound")
    stage.production.start_emergency(Procedure.MISFIRE, (COLT,))
    assert kinds(stage) == ["hold"]
    assert kinds(stage, COLT) == ["misfired"]


def test_a_gun_left_alone_holds_the_set_and_opens_a_report(stage: Stage) -> None:
    """I: the set is held until everything was counted, and the report stays open after it."""
    stage.production.start_emergency(Procedure.FOUND, (COLT,), report_class="unattended")
    assert sorted(kinds(stage)) == ["hold", "incident"]


def test_an_injury_stands_down_opens_a_report_and_freezes_the_guns_with_what_feeds_them(stage: Stage) -> None:
    """L: nobody unloads what an open incident names; that would destroy what happened."""
    emergency = stage.production.start_emergency(Procedure.INCIDENT, (PISTOL,), report_class="injury", by="medic")
    assert sorted(kinds(stage)) == ["incident", "stand-down"]
    assert "frozen" in kinds(stage, PISTOL)
    assert "frozen" in kinds(stage, "M-1")
    assert emergency.wait_seconds == 0
    assert len(emergency.records) == 1


def test_a_near_miss_opens_a_report_and_stops_no_more_than_that(stage: Stage) -> None:
    """Reporting is cheap, or nobody reports; it blocks the next gun and holds nobody's work."""
    stage.production.start_emergency(Procedure.INCIDENT, (), report_class="near-miss")
    assert kinds(stage) == ["incident"]
    assert not set_status(stage.production.book.situation).holds


def test_without_anybody_on_shift_it_stops_all_the_same_and_gives_the_list_to_read(stage: Stage) -> None:
    """Nothing waits for a person who can sign."""
    production = stage.open(shifts=False)
    emergency = production.start_emergency(Procedure.MISFIRE, (COLT,))
    assert kinds(stage) == ["hold"]
    assert not emergency.sessions
    assert emergency.why
    assert any("NOBODY MOVE" in line for line in emergency.aloud)


def test_a_window_that_only_reads_stops_as_well(stage: Stage) -> None:
    """The second window on a laptop may not sign; it may always stop."""
    stage.open()
    second = stage.open(shifts=False, window=False)
    emergency = second.start_emergency(Procedure.INCIDENT, (COLT,), report_class="discharge")
    assert not emergency.sessions
    assert sorted(kinds(stage)) == ["incident", "stand-down"]


def test_what_nobody_may_write_in_a_record_does_not_keep_an_emergency_from_stopping(stage: Stage) -> None:
    """A tag or a reason with letters that no record may hold is replaced, not complained about."""
    stage.production.start_emergency(Procedure.MISFIRE, ("a-07", " \x1b[2J "), reason="bang\u202e!")
    assert kinds(stage) == ["hold"]
    assert kinds(stage, COLT) == ["misfired"]


def test_a_procedure_that_is_no_emergency_is_started_as_a_run(stage: Stage) -> None:
    """There is no way to get a run started without its rules."""
    with pytest.raises(InputError, match="no emergency"):
        stage.production.start_emergency(Procedure.HANDOVER, (COLT,))
    assert kinds(stage) == []
