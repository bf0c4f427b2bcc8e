"""Two windows, two laptops, wrong clocks, lost records, files that do not belong: the board opens and says so."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import timedelta
from itertools import permutations
from pathlib import Path

import pytest

from showclear.app.demo import Demonstration, make_demo
from showclear.app.production import RulesRefuseError
from showclear.app.walking import sign_all
from showclear.domain.checklists import Procedure
from showclear.domain.limits import FLOOR
from showclear.domain.runs import Phase
from showclear.domain.situation import fold
from showclear.domain.situation.status import State, set_status, statuses
from showclear.domain.weapons import Contents
from showclear.errors import RefusedError
from showclear.ledger.verification import Verdict
from showclear.storage import clock as clocks
from showclear.storage.clock import FakeClock
from showclear.storage.paths import MachinePaths
from tests.app.stage import BOX, COLT, EMPTY, NOW, PISTOL, RUBBER, SECOND_COLT, Stage, plan

ARMORER, DIRECTOR = "mara-reyes", "jonas-weil"


# Two windows on one laptop


def test_a_second_window_reads_holds_and_takes_back_and_nothing_else(stage: Stage) -> None:
    """One window runs and signs. The other one says why it does not, and can stop the set all the same."""
    stage.clear(inputs=EMPTY)
    stage.hand_over()
    first = stage.production
    second = stage.open()
    assert second.reads_only
    assert not first.reads_only
    assert second.reads_only.startswith("Another window on this laptop is at work on this production.")
    assert "window.lock" not in second.reads_only
    with pytest.raises(RefusedError) as caught:
        second.start_run(Procedure.INSPECTION, RUBBER, EMPTY, ARMORER, DIRECTOR)
    assert caught.value.remedy
    assert second.take_back(COLT, ARMORER)
    assert second.hold("seen from the second window")
    assert second.board().stops
    assert first.refresh()
    assert [stop.reason for stop in first.board().stops] == ["seen from the second window"]
    status = next(one for one in first.board().weapons if one.weapon.tag == COLT)
    assert (status.state, status.issue) == (State.UNVERIFIED, None)
    assert first.board().pending == 0
    with pytest.raises(RefusedError):
        second.lift_hold(first.board().stops[0].record, "a", "b", ARMORER, DIRECTOR)
    with pytest.raises(RefusedError):
        second.resume("0" * 32)
    with pytest.raises(RefusedError):
        second.abandon("0" * 32)
    first.close()
    third = stage.open()
    assert third.reads_only == "", "the place is free again"


def test_the_second_window_sees_what_the_first_one_signs(stage: Stage) -> None:
    """Both boards show the same after a refresh."""
    first = stage.open()
    second = stage.open()
    first_session = first.start_run(Procedure.INSPECTION, RUBBER, EMPTY, ARMORER, DIRECTOR)
    assert len(second.open_runs()) == 1, "open runs as they happen"
    stage.walk(first_session)
    sign_all(first_session, stage.pins)
    assert second.refresh()
    assert not second.refresh(), "nothing new"
    assert next(one for one in second.board().weapons if one.weapon.tag == RUBBER).state is State.COLD
    assert second.open_runs() == ()


def test_a_take_back_in_the_second_window_interrupts_a_run_in_the_first(stage: Stage) -> None:
    """R-RUN-9 across windows: what was looked at before does not count any more."""
    first = stage.open()
    second = stage.open()
    session = first.start_run(Procedure.INSPECTION, COLT, EMPTY, ARMORER, DIRECTOR)
    stage.walk_until(session, "bore")
    second.out_of_sight(COLT)
    first.refresh()
    assert session.check_age()
    assert session.run.phase is Phase.NEEDS_PASS
    assert not session.check_age(), "once"
    stage.walk(session)
    sign_all(session, stage.pins)


# Clocks


def test_a_clock_set_back_ends_clearances_and_unlocks_nothing(stage: Stage) -> None:
    """R-038: time that went backwards is unknown, and unknown time is expired time."""
    stage.clear(inputs=EMPTY)
    assert stage.status().state is State.COLD
    stage.clock.set(NOW - timedelta(minutes=5))
    seen = stage.status()
    assert (seen.state, seen.rule) == (State.UNVERIFIED, "R-038")
    with pytest.raises(RulesRefuseError, match="R-011"):
        stage.start(Procedure.HANDOVER, COLT, {"holder": "dana-osei", "scene": "24C"})
    with pytest.raises(RulesRefuseError, match="R-061"):
        stage.start(Procedure.INSPECTION, RUBBER, EMPTY)
    stage.production.take_back(RUBBER)
    result = stage.production.verify()
    assert any("time" in one.what.lower() or "clock" in one.what.lower() for one in result.all_findings())
    stage.clock.set(NOW + timedelta(minutes=5))
    assert stage.status().state is State.COLD, "the right time again: its minutes are not over yet"


def test_a_clock_set_back_during_a_run_stops_no_minute(stage: Stage) -> None:
    """Ages count on the monotonic clock; the wall clock only claims."""
    session = stage.start(Procedure.INSPECTION, COLT, EMPTY)
    stage.walk_until(session, "bore")
    stage.clock.set(NOW - timedelta(days=1))
    stage.clock.advance(16 * 60)
    assert session.check_age()
    session.abandon("the clock is wrong")


def test_after_a_reboot_the_time_in_between_counts(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another boot: the monotonic clock starts anew, the wall clock tells how long it was."""
    session = stage.start(Procedure.INSPECTION, COLT, EMPTY)
    stage.walk_until(session, "bore")
    run_id = session.run.plan.run_id
    stage.crash()
    monkeypatch.setattr("showclear.app.replaying.boot_id", lambda: "another start of the machine")
    stage.clock = FakeClock(stage.clock.now() + timedelta(minutes=16), 5_000)
    stage.open()
    session = stage.production.resume(run_id)
    assert session.run.begun_blocks() == (), "everything is too old"
    stage.walk(session)
    sign_all(session, stage.pins)
    assert stage.status().state is State.COLD


def test_after_a_quick_reboot_the_run_goes_on(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two minutes for a restart are two minutes."""
    session = stage.start(Procedure.INSPECTION, COLT, EMPTY)
    stage.walk_until(session, "bore")
    run_id, begun = session.run.plan.run_id, session.run.begun_blocks()
    stage.crash()
    monkeypatch.setattr("showclear.app.replaying.boot_id", lambda: "another start of the machine")
    stage.clock = FakeClock(stage.clock.now() + timedelta(minutes=2), 5_000)
    stage.open()
    session = stage.production.resume(run_id)
    assert session.run.begun_blocks() == begun
    assert session.needs_pin()
    stage.walk(session)
    sign_all(session, stage.pins)


def test_a_reboot_with_the_clock_set_back_counts_as_a_day(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody can know how long it was: everything is looked at again."""
    session = stage.start(Procedure.INSPECTION, COLT, EMPTY)
    stage.walk_until(session, "bore")
    run_id = session.run.plan.run_id
    stage.crash()
    monkeypatch.setattr("showclear.app.replaying.boot_id", lambda: "")
    stage.clock = FakeClock(NOW - timedelta(hours=1), 5_000)
    stage.open()
    session = stage.production.resume(run_id)
    assert session.run.begun_blocks() == ()
    session.abandon("the clock is wrong")


def test_the_boot_of_this_machine_has_a_name_or_none() -> None:
    """An empty name never counts as the same boot."""
    assert clocks.boot_id(Path("/nowhere")) == ""


# Another laptop


@pytest.fixture
def other(stage: Stage, tmp_path: Path) -> Stage:
    """The folder copied to another laptop, whose machine account knows nothing of this production."""
    folder = tmp_path / "stick" / "copy of it"
    stage.production.close()
    stage.opened.clear()
    shutil.copytree(stage.folder, folder)
    return Stage(folder, MachinePaths(tmp_path / "other home"), stage.keys, stage.pins, FakeClock(NOW))


def exchange(one: Stage, two: Stage) -> None:
    """A synchronised folder: each gets the records of the other."""
    for source, target in ((one, two), (two, one)):
        for path in (source.folder / "log").glob("*.toml"):
            if not (target.folder / "log" / path.name).exists():
                shutil.copy2(path, target.folder / "log" / path.name)
    for side in (one, two):
        side.production.refresh()


def test_a_copied_folder_starts_a_log_of_its_own_and_cites_the_other(stage: Stage, other: Stage) -> None:
    """A clone that went on writing the same log would be a fork. Its records say what they came after."""
    before = set(other.names())
    newest = sorted(before)[-1]
    other.open()
    other.clear(inputs=EMPTY)
    (new,) = set(other.names()) - before
    assert new.rsplit("-", 2)[0] != newest.rsplit("-", 2)[0]
    head = other.production.book.result.records[new].head
    assert head is not None
    assert head.sequence == 1
    assert [(one.log, one.sequence) for one in head.after] == [(newest.rsplit("-", 2)[0], len(before))]
    other.assert_whole()


def test_what_was_changed_after_it_was_read_holds_the_set_when_it_verifies(stage: Stage, other: Stage) -> None:
    """R-043: what the hold cites comes later; meanwhile its file says something else than what was verified."""
    stage.open()
    other.open(shifts=False, window=False)
    before = set(stage.names())
    stage.production.take_back(COLT)
    stage.production.hold("a shout")
    first, hold = sorted(set(stage.names()) - before)
    log = other.folder / "log"
    shutil.copy2(stage.folder / "log" / hold, log / hold)
    other.production.refresh()
    assert len(set_status(other.production.book.situation).holds) == 1
    whole = (log / hold).read_bytes()
    (log / hold).chmod(0o644)
    (log / hold).write_bytes(whole.replace(b'effect = "hold"', b'effect = "reviewed"'))
    assert (log / hold).read_bytes() != whole
    shutil.copy2(stage.folder / "log" / first, log / first)
    other.production.refresh()
    status = set_status(other.production.book.situation)
    assert (status.open, len(status.unknown)) == (False, 1)
    (log / hold).write_bytes(whole)
    other.production.refresh()
    status = set_status(other.production.book.situation)
    assert (len(status.holds), status.unknown) == (1, ())


def test_the_union_of_two_laptops_folds_to_one_situation_in_any_order(stage: Stage, other: Stage) -> None:
    """Each worked on another gun; put together both boards show the same, whoever's records came first."""
    stage.open()
    other.open()
    stage.clear(RUBBER, EMPTY)
    other.clear(SECOND_COLT, plan(count=5))
    # Both clocks are right: no record comes before its own time.
    other.clock.set(max(stage.clock.now(), other.clock.now()))
    stage.clock.set(other.clock.now())
    exchange(stage, other)
    for side in (stage, other):
        assert side.status(RUBBER).state is State.COLD
        assert side.status(SECOND_COLT).state is State.COLD
        assert side.box().left == 19
        side.assert_whole()
    book = stage.production.book
    facts = [found for name in book.names() if (found := book.facts(name)) is not None]
    expected = statuses(book.situation, stage.clock.now(), FLOOR)
    for order in (facts[::-1], facts[::2] + facts[1::2]):
        assert statuses(fold(order, book.result.chain), stage.clock.now(), FLOOR) == expected


def test_two_laptops_that_disagree_about_one_gun_leave_it_unverified(stage: Stage, other: Stage) -> None:
    """R-032: neither record knows of the other; nobody knows what it holds, and nothing of it is cold."""
    stage.open()
    other.open()
    stage.clear()
    other.clear(inputs=EMPTY)
    exchange(stage, other)
    for side in (stage, other):
        seen = side.status()
        assert seen.state is State.UNVERIFIED
        assert seen.contents is Contents.UNKNOWN
        assert any("do not know of each other" in finding for finding in side.production.board().findings)
        for procedure, inputs, rule in (
            (Procedure.HANDOVER, {"holder": "dana-osei", "scene": "24C"}, "R-006"),
            (Procedure.RETURN, {"box": BOX}, "R-087"),
        ):
            with pytest.raises(RulesRefuseError) as caught:
                side.start(procedure, COLT, inputs)
            assert rule in {one.rule for one in caught.value.refusals}
        side.assert_whole()


def test_a_hold_of_the_other_laptop_reaches_this_one_before_it_signs(stage: Stage, other: Stage) -> None:
    """Its file arrives between start and signature; the rules are asked again from the folder."""
    stage.open()
    other.open()
    session = stage.start(Procedure.INSPECTION, COLT, EMPTY)
    stage.walk(session)
    signing = session.signing()
    signing.sign(stage.pins[ARMORER])
    other.production.hold("from over there")
    for path in (other.folder / "log").glob("*.toml"):
        if not (stage.folder / "log" / path.name).exists():
            shutil.copy2(path, stage.folder / "log" / path.name)
    with pytest.raises(RulesRefuseError, match="R-008"):
        signing.sign(stage.pins[DIRECTOR])
    session.abandon("held")


def test_an_open_run_of_the_first_laptop_is_shown_on_the_other_and_stays_there(stage: Stage, other: Stage) -> None:
    """Only the laptop whose log it is recovers from the pending folder; a copy of a half-done run is nobody's."""
    stage.open()
    session = stage.start(Procedure.INSPECTION, RUBBER, EMPTY)
    stage.walk_until(session, "stays")
    shutil.copytree(stage.folder / ".showclear", other.folder / ".showclear", dirs_exist_ok=True)
    other.open()
    (offered,) = other.production.open_runs()
    assert not offered.owned_here
    for act in (other.production.resume, other.production.abandon):
        with pytest.raises(RefusedError, match="another laptop") as caught:
            act(offered.run_id)
        assert caught.value.remedy
    assert other.production.board().stops == ()
    journal = other.production.book.folder.drafts.open(offered.run_id)
    journal.append({"event": "of a later version"})
    journal.close()
    (unreadable,) = other.production.open_runs()
    assert (unreadable.procedure, unreadable.owned_here) == (None, False)
    session.abandon("enough")


# Files that vanish, change or do not belong


Damage = Callable[[Path], object]
DAMAGE: dict[str, Damage] = {
    "deleted": lambda path: path.unlink(),
    "truncated": lambda path: path.write_bytes(path.read_bytes()[:700]),
    "emptied": lambda path: path.write_bytes(b""),
    "newlines converted": lambda path: path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n")),
    "about another gun": lambda path: path.write_bytes(path.read_bytes().replace(b"A-07", b"A-08")),
    "of another production": lambda path: path.write_bytes(path.read_bytes().replace(b"sha256:", b"sha256:0", 1)),
    "replaced by a folder": lambda path: (path.unlink(), path.mkdir()),
}


@pytest.mark.parametrize("what", DAMAGE)
def test_a_record_that_is_gone_or_changed_clears_nothing_and_may_have_been_a_stop(stage: Stage, what: str) -> None:
    """R-043: marks say what was here. An older clearance never comes back because a newer record is lost."""
    stage.clear(inputs=EMPTY)
    stage.hand_over()
    stage.production.take_back(COLT)
    path = stage.folder / "log" / stage.names()[-1]
    good = path.read_bytes()
    path.chmod(0o644)
    DAMAGE[what](path)
    stage.production.verify()
    for production in (stage.production, stage.reopen()):
        assert any(path.name in finding for finding in production.board().findings)
        assert not any(one.state is State.COLD for one in production.board().weapons)
        for subject in (COLT, RUBBER):
            with pytest.raises(RulesRefuseError) as caught:
                production.start_run(Procedure.INSPECTION, subject, EMPTY, ARMORER, DIRECTOR)
            refusal = next(one for one in caught.value.refusals if one.rule == "R-008")
            assert refusal.facts[0].record == path.stem
            assert "copy it back" in refusal.remedy
        assert production.verify().verdict is not Verdict.INTACT
        production.take_back(RUBBER, ARMORER)
    if path.is_dir():
        path.rmdir()
    path.write_bytes(good)
    stage.reopen()
    assert stage.production.board().findings == ()
    stage.clear(RUBBER, EMPTY)
    assert stage.status(RUBBER).state is State.COLD, "with the record back, work goes on"


def test_a_record_that_was_changed_while_the_app_is_open_is_found_before_the_next_run(stage: Stage) -> None:
    """The cache may paint, files must permit: everything is read again before a run starts."""
    stage.clear(inputs=EMPTY)
    path = stage.folder / "log" / stage.names()[-1]
    good = path.read_bytes()
    path.chmod(0o644)
    path.write_bytes(good.replace(b"Stage 3", b"Stage 4"))
    with pytest.raises(RulesRefuseError) as caught:
        stage.start(Procedure.HANDOVER, COLT, {"holder": "dana-osei", "scene": "24C"})
    assert {"R-008", "R-011"} <= {one.rule for one in caught.value.refusals}
    assert stage.production.book.result.records[path.name].verdict is Verdict.ALTERED
    path.write_bytes(good)
    stage.hand_over()
    assert stage.status().issue is not None


def nested() -> bytes:
    """TOML as deep as a stack."""
    return b"a = " + b"[" * 50_000 + b"]" * 50_000 + b"\n"


Hostile = Callable[[bytes], bytes]
HOSTILE: dict[str, Hostile] = {
    "empty": lambda good: b"",
    "ten megabytes": lambda good: b"x" * 10_000_000,
    "binary": lambda good: bytes(range(256)) * 50,
    "deeply nested": lambda good: nested(),
    "nested in a frame": lambda good: good.replace(b"\n\n", b"\n\n" + nested(), 1),
    "crlf": lambda good: good.replace(b"\n", b"\r\n"),
    "truncated": lambda good: good[: len(good) // 2],
    "one byte short": lambda good: good[:-1],
    "no cut": lambda good: good.split(b"#")[0],
    "twice": lambda good: good + good,
    "utf-16": lambda good: good.decode().encode("utf-16"),
    "a head only": lambda good: b"\n".join(good.split(b"\n")[:6]),
}


@pytest.mark.parametrize("what", HOSTILE)
@pytest.mark.parametrize("own", [True, False], ids=["own log", "other log"])
def test_a_hostile_file_in_the_log_is_a_finding_and_nothing_else(stage: Stage, what: str, own: bool) -> None:
    """The board opens, says where and what, all other records count, and work goes on (or is refused in words)."""
    stage.damaged = True
    stage.clear(inputs=EMPTY)
    good = (stage.folder / "log" / stage.names()[-1]).read_bytes()
    log = stage.names()[-1].rsplit("-", 2)[0] if own else "truck-9999"
    name = f"{log}-{len(stage.names()) + 1:06}-{'ab' * 16}.toml"
    (stage.folder / "log" / name).write_bytes(HOSTILE[what](good))
    stage.production.refresh()
    for production in (stage.production, stage.reopen()):
        board = production.board()
        assert len(board.weapons) == 6
        assert any(name in finding for finding in board.findings), board.findings
        production.verify()
        assert production.record(name).findings
    assert stage.production.book.result.records[name].verdict is not Verdict.INTACT
    stage.clear(RUBBER, EMPTY)
    assert stage.status(RUBBER).state is State.COLD
    (stage.folder / "log" / name).unlink()
    stage.reopen()
    assert stage.production.board().findings == (), "nobody misses what never was a record"
    stage.damaged = False


@pytest.mark.parametrize(
    "name",
    [
        "{stem}.sync-conflict-20260302-190000-ABCDEF.toml",
        "{stem} (1).toml",
        "{stem}.toml.tmp",
        "notes.txt",
        "desktop.ini",
        "new\nline.toml",
        "ü" * 60 + ".toml",
    ],
)
def test_a_file_that_is_no_record_is_named_and_left_alone(stage: Stage, name: str) -> None:
    """Conflict copies and what systems leave behind: a finding with the name, and no effect."""
    stage.damaged = True
    stage.clear(inputs=EMPTY)
    newest = stage.folder / "log" / stage.names()[-1]
    stray = newest.with_name(name.format(stem=newest.stem))
    stray.write_bytes(newest.read_bytes())
    stage.production.refresh()
    for production in (stage.production, stage.reopen()):
        assert any(stray.name[:20] in finding for finding in production.board().findings)
        assert next(one for one in production.board().weapons if one.weapon.tag == COLT).state is State.COLD
    stray.unlink()
    stage.production.refresh()
    assert stage.production.board().findings == ()
    stage.damaged = False


def test_a_folder_named_like_a_record_is_no_record(stage: Stage) -> None:
    """Somebody unpacked an archive into the log."""
    stage.damaged = True
    name = f"truck-9999-000001-{'ab' * 16}.toml"
    (stage.folder / "log" / name).mkdir()
    production = stage.open()
    board = production.board()
    assert len(board.weapons) == 6
    assert any(name in finding for finding in board.findings)


def test_a_record_of_another_production_counts_for_nothing(stage: Stage, tmp_path: Path, made: Demonstration) -> None:
    """A perfectly signed record of somebody else's people."""
    stage.damaged = True
    foreign = make_demo(tmp_path / "foreign", now=NOW, rounds=4)
    copied = []
    for path in sorted((foreign.folder / "log").iterdir()):
        shutil.copy2(path, stage.folder / "log" / path.name)
        copied.append(path.name)
    board = stage.production.board()
    assert board.production == "The Long Draw (demonstration)"
    assert len(board.weapons) == 6
    assert any(copied[-1] in finding for finding in board.findings)
    assert {one.is_intact for name, one in stage.production.book.result.records.items() if name in copied} == {False}
    stage.clear(PISTOL, EMPTY)


def test_a_folder_in_which_many_hostile_files_lie_opens(stage: Stage) -> None:
    """All of them at once, in every order of their names."""
    stage.damaged = True
    good = (stage.folder / "log" / stage.names()[-1]).read_bytes()
    for number, order in enumerate(permutations(sorted(HOSTILE)[:3]), 1):
        for at, what in enumerate(order):
            name = f"truck-{number:04}-{at + 1:06}-{number:016x}{at:016x}.toml"
            if what != "ten megabytes":
                (stage.folder / "log" / name).write_bytes(HOSTILE[what](good))
    board = stage.open().board()
    assert len(board.weapons) == 6
    assert board.findings


def test_a_stray_file_that_comes_and_goes_changes_nothing(stage: Stage) -> None:
    """A sync tool leaves a file for a moment; afterwards guns are cleared as before."""
    stage.open()
    stray = stage.folder / "log" / "notes.tmp"
    stray.write_text("half a file")
    stage.production.refresh()
    stray.unlink()
    stage.production.refresh()
    stage.clear(inputs=EMPTY)
    assert stage.status().state is State.COLD
