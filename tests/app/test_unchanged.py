"""A record that was read is read again before a permission unless the system says that nobody wrote to it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from showclear.app.unchanged import Unchanged
from showclear.ledger.record import digest_of
from showclear.storage.files import LocalFileSystem
from showclear.storage.fingerprints import SETTLED_NS
from showclear.storage.log_folder import LogFolder
from showclear.storage.paths import ProductionPaths, ProductionState
from showclear.storage.unsynced import UnsyncedFileSystem

NAME = f"truck-1a2b-000001-{'0' * 32}.toml"
TEXT = b"a record"


class Disk(LocalFileSystem):
    """Counts what is read, by a clock that goes ahead of that of the files."""

    def __init__(
        self, ahead_ns: int = SETTLED_NS + 1_000_000_000, after_read: Callable[[], None] | None = None
    ) -> None:
        self.reads = 0
        self._ahead_ns = ahead_ns
        self._after_read = after_read

    def now_ns(self) -> int:
        """Later than it is."""
        return time.time_ns() + self._ahead_ns

    def after(self, operation: str, path: Path) -> None:
        """Count."""
        if operation == "read":
            self.reads += 1
            if self._after_read is not None:
                self._after_read()


def folder_on(disk: LocalFileSystem, tmp_path: Path) -> tuple[LogFolder, Path]:
    """A log folder with one file, and that file."""
    paths = ProductionPaths(tmp_path / "production")
    paths.log.mkdir(parents=True)
    path = paths.record(NAME)
    path.write_bytes(TEXT)
    return LogFolder(disk, paths, ProductionState(tmp_path / "state")), path


def edit(path: Path, data: bytes) -> None:
    """Write it in place and put its time back, in a later tick than its last change."""
    before = path.stat()
    while path.stat().st_ctime_ns == before.st_ctime_ns:
        path.write_bytes(data)
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def replace(path: Path, data: bytes) -> None:
    """Put another file of the same size and time in its place."""
    before, other = path.stat(), path.with_name("other")
    other.write_bytes(data)
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.rename(path)


def later(path: Path, than: Path) -> None:
    """Another file, in a later tick than the last change of the first."""
    path.write_bytes(TEXT)
    while path.stat().st_ctime_ns <= than.stat().st_ctime_ns:
        path.write_bytes(TEXT)


def test_a_file_that_nobody_wrote_to_is_read_once(tmp_path: Path) -> None:
    """Before each run and each signature some two hundred are asked about."""
    disk = Disk()
    folder, _ = folder_on(disk, tmp_path)
    files, expected = Unchanged(), {NAME: digest_of(TEXT)}
    assert [files.changed(folder, expected) for _ in range(3)] == [{}, {}, {}]
    assert disk.reads == 1
    assert files.changed(folder, {NAME: digest_of(b"something else")}) == {NAME: TEXT}, "it is not what was asked about"


@pytest.mark.parametrize("change", [edit, replace])
def test_a_file_of_the_same_size_and_time_is_found_when_its_bytes_are_others(
    tmp_path: Path, change: Callable[[Path, bytes], None]
) -> None:
    """ADR 0023: the time of a change cannot be put back as that of a writing can."""
    folder, path = folder_on(Disk(), tmp_path)
    files, expected = Unchanged(), {NAME: digest_of(TEXT)}
    assert not files.changed(folder, expected)
    before = path.stat()
    change(path, b"A record")
    after = path.stat()
    assert (after.st_size, after.st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    assert files.changed(folder, expected) == {NAME: b"A record"}
    change(path, TEXT)
    assert not files.changed(folder, expected), "it is as it was again"


def test_a_file_that_changed_just_now_is_read_each_time(tmp_path: Path) -> None:
    """A second change within one tick of the clock would look like the first."""
    disk = Disk(ahead_ns=0)
    folder, _ = folder_on(disk, tmp_path)
    files = Unchanged()
    assert [files.changed(folder, {NAME: digest_of(TEXT)}) for _ in range(3)] == [{}, {}, {}]
    assert disk.reads == 3


def test_a_file_is_read_once_when_the_disk_has_given_a_later_time_since(tmp_path: Path) -> None:
    """Its tick is over, however short ago: another change would bear another time. The newest is read each time."""
    disk, other = Disk(ahead_ns=0), NAME.replace("000001", "000002")
    folder, path = folder_on(disk, tmp_path)
    later(path.with_name(other), path)
    files, expected = Unchanged(), dict.fromkeys((NAME, other), digest_of(TEXT))
    assert not files.changed(folder, expected)
    disk.reads = 0
    assert not files.changed(folder, expected)
    assert disk.reads == 1
    edit(path, b"A record")
    assert files.changed(folder, expected) == {NAME: b"A record"}


def test_a_time_that_is_still_to_come_says_nothing_of_the_tick(tmp_path: Path) -> None:
    """The clock of the disk was set back since, or it is another one: two seconds pass first."""
    disk, other = Disk(ahead_ns=-3600 * 10**9), NAME.replace("000001", "000002")
    folder, path = folder_on(disk, tmp_path)
    later(path.with_name(other), path)
    files, expected = Unchanged(), dict.fromkeys((NAME, other), digest_of(TEXT))
    for _ in range(2):
        disk.reads = 0
        assert not files.changed(folder, expected)
        assert disk.reads == 2


def test_a_file_that_changes_while_it_is_read_is_not_believed(tmp_path: Path) -> None:
    """What was read is not what lies there now."""
    changes: list[bytes] = [b"A record"]
    disk = Disk(after_read=lambda: edit(path, changes.pop()) if changes else None)
    folder, path = folder_on(disk, tmp_path)
    files, expected = Unchanged(), {NAME: digest_of(TEXT)}
    assert files.changed(folder, expected) == {}
    assert files.changed(folder, expected) == {NAME: b"A record"}


def test_on_windows_every_file_is_read_each_time(tmp_path: Path) -> None:
    """There the time of a change is not told, and that of the making can be set."""
    disk = Disk()
    disk.system = "win32"
    folder, _ = folder_on(disk, tmp_path)
    files = Unchanged()
    for _ in range(3):
        assert not files.changed(folder, {NAME: digest_of(TEXT)})
    assert disk.reads == 3


def test_a_file_that_cannot_be_read_never_counts_as_unchanged(tmp_path: Path) -> None:
    """A folder in its place, or nothing."""
    folder, path = folder_on(Disk(), tmp_path)
    files, expected = Unchanged(), {NAME: digest_of(TEXT)}
    assert not files.changed(folder, expected)
    path.unlink()
    assert files.changed(folder, expected) == {}, "that it is gone is what the listing says"
    path.mkdir()
    assert files.changed(folder, expected) == {NAME: b""}
    assert files.changed(folder, expected) == {NAME: b""}


def test_the_disk_of_a_demonstration_looks_as_well(tmp_path: Path) -> None:
    """What is made up goes the way of what is real."""
    folder, path = folder_on(UnsyncedFileSystem(), tmp_path)
    files = Unchanged()
    assert not files.changed(folder, {NAME: digest_of(TEXT)})
    path.write_bytes(b"A record")
    assert files.changed(folder, {NAME: digest_of(TEXT)}) == {NAME: b"A record"}
