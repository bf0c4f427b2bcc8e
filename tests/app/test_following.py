"""What the app takes for known when it begins to follow the folder: what was read, not what lies there by then."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from showclear.domain.situation.status import State
from showclear.errors import StorageError
from showclear.storage.files import LocalFileSystem
from showclear.storage.paths import MachinePaths, ProductionPaths
from showclear.storage.restrictions import PendingRestriction, write_restriction
from showclear.tui.following import look_at
from tests.app.stage import COLT, RUBBER, Stage
from tests.storage.records import hold, log_folder, places, record_id


class Meanwhile(LocalFileSystem):
    """Another window does something just before a folder is listed, once."""

    does: Callable[[], object] | None = None

    def __init__(self, folder: str) -> None:
        self._folder = folder

    def before(self, operation: str, path: Path) -> None:
        """Let the other one go first."""
        if self.does is not None and (operation, path.name) == ("listdir", self._folder):
            does, self.does = self.does, None
            does()


class Failing(LocalFileSystem):
    """Does not read the marks, once, or does something else with them, so long as it is armed."""

    armed = False

    def __init__(self, operation: str = "read", *, once: bool = True) -> None:
        self._operation, self._once = operation, once

    def before(self, operation: str, path: Path) -> None:
        """Fail if it is time."""
        if self.armed and (operation, path.name) == (self._operation, "marks"):
            self.armed = not self._once
            raise OSError(errno.EIO, os.strerror(errno.EIO), str(path))


class Dying(LocalFileSystem):
    """Refuses to add to the marks, and then to read them."""

    armed = dead = False

    def before(self, operation: str, path: Path) -> None:
        """Fail if it is time."""
        if path.name == "marks" and self.armed:
            self.dead = self.dead or operation == "open_append"
            if self.dead and operation in ("open_append", "read"):
                raise OSError(errno.EIO, os.strerror(errno.EIO), str(path))


def test_a_folder_that_nobody_wrote_to_looks_as_it_did_when_it_was_read(stage: Stage) -> None:
    """So the board is not read again for nothing."""
    production = stage.production
    assert look_at(stage.folder, (), production.looks) == look_at(stage.folder)


def test_a_stop_that_comes_between_the_reading_and_the_first_look_is_seen(stage: Stage) -> None:
    """Another window of this laptop holds the set while this one starts: the first look must differ."""
    looks = stage.production.looks
    held = PendingRestriction("a" * 32, "hold", "2026-11-26T12:00:00Z", {})
    write_restriction(LocalFileSystem(), ProductionPaths(stage.folder), held)
    assert look_at(stage.folder, (), looks) != look_at(stage.folder)


def test_a_record_that_comes_between_the_reading_and_the_first_look_is_seen(stage: Stage) -> None:
    """A synchronised folder brings another laptop's hold at any moment."""
    looks = stage.production.looks
    on_its_way = stage.folder / "log" / f"truck-abcd-000001-{'0' * 32}.toml"
    on_its_way.write_bytes(b"")
    assert look_at(stage.folder, (), looks) != look_at(stage.folder)
    on_its_way.unlink()


@pytest.mark.parametrize("before", ["log", "pending"])
def test_a_stop_that_is_published_while_the_folder_is_read_is_seen_once(stage: Stage, before: str) -> None:
    """It goes from what waits into the log: whoever looks at the log first sees it in neither."""
    disk = Meanwhile(before)
    first, second = stage.open(disk), stage.open()
    with disk.lock(ProductionPaths(stage.folder).lock, 0):
        assert second.hold("seen from the second window")
    disk.does = second.book.recover
    assert first.refresh()
    assert disk.does is None
    assert [stop.reason for stop in first.board().stops] == ["seen from the second window"]


def test_a_stop_that_was_met_only_while_something_was_published_still_looks_new(tmp_path: Path) -> None:
    """A damaged one cannot be published: it waits, and nobody has folded it yet."""
    log = log_folder(LocalFileSystem(), tmp_path)
    log.start_log("cart")
    assert log.pending_restrictions() == ()
    looks = log.looks
    production, _ = places(tmp_path)
    write_restriction(LocalFileSystem(), production, hold(record_id(1)))
    production.restriction(record_id(1)).write_bytes(b"damaged\n")
    log.recover()
    assert [one.folder_id for one in log.trouble] == [record_id(1)]
    assert log.looks == looks


def test_a_stop_that_comes_in_while_the_marks_cannot_be_read_is_taken_in(stage: Stage) -> None:
    """Once the disk says an error, which is shown: the next look must not take the record for known."""
    disk = Failing()
    first, second = stage.open(disk), stage.open()
    assert second.hold("seen from the second window")
    disk.armed = True
    with pytest.raises(StorageError):
        first.refresh()
    assert not disk.armed
    first.refresh()
    assert [stop.reason for stop in first.board().stops] == ["seen from the second window"]


def test_a_stop_is_on_the_board_however_long_the_marks_cannot_be_read(stage: Stage) -> None:
    """Nothing is permitted meanwhile, because every look at the folder says what is wrong."""
    disk = Failing(once=False)
    first, second = stage.open(disk), stage.open()
    assert second.hold("seen from the second window")
    disk.armed = True
    for _ in range(2):
        with pytest.raises(StorageError):
            first.refresh()
    assert [stop.reason for stop in first.board().stops] == ["seen from the second window"]


def test_a_hold_counts_at_once_while_the_marks_cannot_be_read(stage: Stage) -> None:
    """It is on the disk when the key was pressed, and is not said to be unwritten; the next look says what is wrong."""
    disk = Failing(once=False)
    production = stage.open(disk)
    disk.armed = True
    assert production.hold("a car")
    assert [stop.reason for stop in production.board().stops] == ["a car"]
    with pytest.raises(StorageError):
        production.refresh()
    disk.armed = False
    production.refresh()
    assert [stop.reason for stop in production.board().stops] == ["a car"]


@pytest.mark.parametrize("operation", ["read", "open_append"])
def test_what_the_disk_refused_to_mark_is_marked_once_it_takes_it(stage: Stage, tmp_path: Path, operation: str) -> None:
    """Else nobody would miss the stop of another laptop that somebody takes away later."""
    disk = Failing(operation)
    production = stage.open(disk)
    shutil.copytree(stage.folder, tmp_path / "truck")
    other = Stage(tmp_path / "truck", MachinePaths(tmp_path / "another account"), stage.keys, stage.pins, stage.clock)
    before = set(other.names())
    other.open(shifts=False).hold("seen on the truck")
    (name,) = set(other.names()) - before
    here = stage.folder / "log" / name
    shutil.copy2(other.folder / "log" / name, here)
    disk.armed = True
    with pytest.raises(StorageError):
        production.refresh()
    assert not disk.armed
    production.refresh()
    assert not production.refresh(), "all that came is known and marked"
    here.unlink()
    production.refresh()
    assert production.book.folder.missing() == (name,)
    shutil.copy2(other.folder / "log" / name, here)


def test_an_older_clearance_does_not_come_back_where_the_marks_are_gone_with_a_newer_record(
    stage: Stage, tmp_path: Path
) -> None:
    """R-043: that something is missing is known from before, whatever else comes in while nobody can read the marks."""
    disk = Dying()
    production = stage.open(disk)
    stage.clear(COLT)
    before = set(stage.names())
    production.out_of_sight(COLT)
    (newest,) = set(stage.names()) - before
    there, kept = stage.folder / "log" / newest, tmp_path / newest
    there.rename(kept)
    production.refresh()
    assert stage.status(COLT).state is not State.COLD
    shutil.copytree(stage.folder, tmp_path / "truck")
    other = Stage(tmp_path / "truck", MachinePaths(tmp_path / "another account"), stage.keys, stage.pins, stage.clock)
    known = set(other.names())
    other.open(shifts=False)
    disk.armed = True
    for _ in range(2):
        other.production.out_of_sight(RUBBER)
        for name in set(other.names()) - known:
            shutil.copy2(other.folder / "log" / name, stage.folder / "log" / name)
        with pytest.raises(StorageError):
            production.refresh()
    assert disk.dead
    assert not len(production.book.folder.marks), "nothing is known of them"
    assert set(other.names()) <= set(production.book.names()), "all of it was taken in"
    assert stage.status(COLT).state is not State.COLD
    kept.rename(there)
    disk.armed = False
    production.refresh()
    assert production.book.folder.missing() == ()


def test_a_stop_is_on_the_board_while_the_marks_cannot_be_read(stage: Stage) -> None:
    """Whether this laptop's log went on elsewhere is asked of the marks, and is no reason to show nothing."""
    disk = Failing()
    first, second = stage.open(disk), stage.open()
    assert second.hold("seen from the second window")
    assert first.refresh()
    disk.armed = True
    assert [stop.reason for stop in first.board().stops] == ["seen from the second window"]
    assert not disk.armed


def test_a_stop_whose_folder_was_there_before_it_is_taken_in(stage: Stage) -> None:
    """Between the two the folder may be looked at, or another program brings the one long before the other."""
    production, paths = stage.production, ProductionPaths(stage.folder)
    paths.pending_folder("a" * 32).mkdir()
    production.refresh()
    looks = production.looks
    write_restriction(LocalFileSystem(), paths, PendingRestriction("a" * 32, "hold", "2026-11-26T12:00:00Z", {}))
    assert look_at(stage.folder, (), looks) != look_at(stage.folder)


def test_a_stop_that_was_damaged_and_is_whole_by_now_says_what_it_stops(stage: Stage) -> None:
    """It has the same name as before; until then it held everything."""
    production, paths = stage.production, ProductionPaths(stage.folder)
    effects = [{"effect": "hold", "reason": "a car"}]
    facts = {"title": "Hold", "effects": effects}
    write_restriction(LocalFileSystem(), paths, PendingRestriction("a" * 32, "hold", "2026-11-26T12:00:00Z", facts))
    path = paths.restriction("a" * 32)
    whole = path.read_bytes()
    path.write_bytes(b"damaged\n")
    production.refresh()
    damaged = [stop.reason for stop in production.board().stops]
    path.write_bytes(whole)
    production.refresh()
    assert "a car" not in damaged
    assert [stop.reason for stop in production.board().stops] == ["a car"]
