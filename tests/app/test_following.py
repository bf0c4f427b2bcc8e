"""What the app takes for known when it begins to follow the folder: what was read, not what lies there by then."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from showclear.errors import StorageError
from showclear.storage.files import LocalFileSystem
from showclear.storage.paths import ProductionPaths
from showclear.storage.restrictions import PendingRestriction, write_restriction
from showclear.tui.following import look_at
from tests.app.stage import Stage
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
    """Does not read the marks, once."""

    armed = False

    def before(self, operation: str, path: Path) -> None:
        """Fail if it is time."""
        if self.armed and (operation, path.name) == ("read", "marks"):
            self.armed = False
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


def test_a_stop_is_on_the_board_while_the_marks_cannot_be_read(stage: Stage) -> None:
    """Whether this laptop's log went on elsewhere is asked of the marks, and is no reason to show nothing."""
    disk = Failing()
    first, second = stage.open(disk), stage.open()
    assert second.hold("seen from the second window")
    assert first.refresh()
    disk.armed = True
    assert [stop.reason for stop in first.board().stops] == ["seen from the second window"]
    assert not disk.armed
