"""What the operating system reports reaches a person as where, what and what to do."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from showclear.errors import StorageError
from showclear.storage import failures
from showclear.storage.durable import create_durably, make_folder, replace_durably
from showclear.storage.failures import (
    AlreadyThereError,
    LockBusyError,
    MissingFileError,
    NoHardLinksError,
    storage_error,
)
from showclear.storage.files import LocalFileSystem
from showclear.storage.unsynced import UnsyncedFileSystem
from tests.storage.fakes import FailingFileSystem, NoLinksFileSystem, RecordingFileSystem, WindowsFileSystem

DISK = LocalFileSystem()
FAULTS = {
    "full": (errno.ENOSPC, "the disk is full", "Free some space"),
    "quota": (errno.EDQUOT, "the disk is full", "Free some space"),
    "read-only": (errno.EROFS, "read-only", "Unlock the stick"),
    "forbidden": (errno.EACCES, "may not do that", "who owns the folder"),
    "failing": (errno.EIO, "the disk reported an error", "Count it as not saved"),
    "gone": (errno.ENODEV, "the disk is gone", "Plug it in"),
    "unheard-of": (errno.EBADMSG, os.strerror(errno.EBADMSG), "another disk"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_every_fault_says_where_what_and_what_to_do(tmp_path: Path, name: str) -> None:
    """A traceback helps nobody on a set; the operating system's words alone help few."""
    code, what, remedy = FAULTS[name]
    with pytest.raises(StorageError) as caught:
        create_durably(FailingFileSystem(at=0, code=code), tmp_path / "file", b"x")
    assert str(tmp_path) in caught.value.message
    assert what in caught.value.message
    assert remedy in caught.value.remedy
    assert isinstance(caught.value.__cause__, OSError)


def test_a_path_that_is_too_long_for_windows_is_told_as_that(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows says "not found": the record would be passed over as one that went away meanwhile."""
    long, short = tmp_path / ("x" * 250) / "a.toml", tmp_path / "a.toml"
    lost = FileNotFoundError(errno.ENOENT, "The system cannot find the path specified")
    assert isinstance(storage_error(lost, "read", long), MissingFileError)
    monkeypatch.setattr(failures, "_ON_WINDOWS", True)
    there = {long, long.parent}
    monkeypatch.setattr(failures, "_is_there", there.__contains__)
    for operation, path in (("read", long), ("create", long.with_name("new.toml"))):
        told = storage_error(lost, operation, path)
        assert not isinstance(told, MissingFileError)
        assert "too long" in told.message
        assert "nearer the top" in told.remedy
    for path in (short, long.with_name("gone.toml")):
        assert isinstance(storage_error(lost, "read", path), MissingFileError)


def a_pipe(path: Path) -> None:
    """Nobody ever writes into it."""
    os.mkfifo(path)


NO_FILES: dict[str, Callable[[Path], object]] = {
    "a folder": Path.mkdir,
    "a pipe": a_pipe,
    "a link to nothing": lambda path: path.symlink_to(path.parent / "nowhere"),
    "a device that never ends": lambda path: path.symlink_to("/dev/zero"),
}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipe and no device in a folder")
@pytest.mark.parametrize("what", NO_FILES)
def test_what_is_no_file_is_refused_at_once(tmp_path: Path, what: str) -> None:
    """With a pipe of the name of a record in the folder the board never came; a link to nothing was no record."""
    path = tmp_path / "record.toml"
    NO_FILES[what](path)
    with pytest.raises(StorageError, match="it is no file") as refused:
        DISK.read(path)
    assert not isinstance(refused.value, MissingFileError)


def test_missing_taken_and_unlinkable_have_errors_of_their_own() -> None:
    """Callers act on these three; everything else is only said."""
    where = Path("/x")
    assert isinstance(storage_error(FileNotFoundError(errno.ENOENT, ""), "read", where), MissingFileError)
    assert isinstance(storage_error(FileExistsError(errno.EEXIST, ""), "create", where), AlreadyThereError)
    assert isinstance(storage_error(OSError(errno.EPERM, ""), "link", where), NoHardLinksError)


@pytest.mark.parametrize(
    "disk", [DISK, NoLinksFileSystem(), WindowsFileSystem()], ids=["hard-links", "exfat", "windows"]
)
def test_a_durable_file_is_whole_read_only_and_never_overwritten(tmp_path: Path, disk: LocalFileSystem) -> None:
    """Records and definitions are created once."""
    path = tmp_path / "file"
    create_durably(disk, path, b"first")
    with pytest.raises(AlreadyThereError):
        create_durably(disk, path, b"second")
    assert path.read_bytes() == b"first"
    assert path.stat().st_mode & 0o777 == 0o444
    assert [entry.name for entry in tmp_path.iterdir()] == ["file"]


def test_the_order_is_write_fsync_link_fsync_of_the_folder(tmp_path: Path) -> None:
    """The name may appear only when the bytes are safe."""
    disk = RecordingFileSystem()
    create_durably(disk, tmp_path / "file", b"x")
    assert [operation for operation, _ in disk.operations] == [
        "create",
        "write",
        "fsync",
        "link",
        "fsync_folder",
        "unlink",
    ]


@pytest.mark.parametrize("at", range(4))
def test_a_failed_write_leaves_nothing_half_visible(tmp_path: Path, at: int) -> None:
    """Disk full = not saved, and no half file for a sync tool to copy."""
    disk = FailingFileSystem(at=at)
    with pytest.raises(StorageError):
        create_durably(disk, tmp_path / "file", b"x")
    assert list(tmp_path.iterdir()) == []


def test_the_leftover_of_a_crash_does_not_stand_in_the_way(tmp_path: Path) -> None:
    """The temporary file of a killed process is not somebody's data."""
    (tmp_path / ".file.new").write_bytes(b"half")
    create_durably(DISK, tmp_path / "file", b"whole")
    assert (tmp_path / "file").read_bytes() == b"whole"


def test_new_folders_are_durable_up_to_the_first_that_was_there(tmp_path: Path) -> None:
    """A file is lost with its folder if only the file was synced."""
    disk = RecordingFileSystem()
    make_folder(disk, tmp_path / "a" / "b")
    assert disk.operations == [
        ("mkdir", "a"),
        ("fsync_folder", tmp_path.name),
        ("mkdir", "b"),
        ("fsync_folder", "a"),
    ]


def test_a_lock_that_is_held_is_reported_as_another_window(tmp_path: Path) -> None:
    """Two windows of one laptop."""
    with (
        DISK.lock(tmp_path / "lock", 0),
        pytest.raises(LockBusyError, match="another Show Clear window"),
        DISK.lock(tmp_path / "lock", 0),
    ):
        pass


def test_a_symbolic_link_is_never_written_through(tmp_path: Path) -> None:
    """A planted link must not let us create a file elsewhere."""
    (tmp_path / "planted").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(StorageError):
        DISK.create(tmp_path / "planted", 0o600)
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.parametrize("code", [errno.EPERM, errno.ENOTSUP, errno.EINVAL], ids=["linux", "macos", "windows"])
def test_a_disk_without_hard_links_is_known_by_what_each_system_says(code: int) -> None:
    """exFAT: Linux says that it is not permitted, macOS not supported, Windows an incorrect function."""
    assert isinstance(storage_error(OSError(code, ""), "link", Path("/x")), NoHardLinksError)


def test_on_windows_a_read_only_file_is_replaced_and_removed(tmp_path: Path) -> None:
    """Recovery writes a finished record anew under its own name; Windows refuses both for read-only files."""
    disk, path = WindowsFileSystem(), tmp_path / "finished.toml"
    create_durably(disk, path, b"torn", 0o444)
    replace_durably(disk, path, b"whole", 0o444)
    assert path.read_bytes() == b"whole"
    assert path.stat().st_mode & 0o777 == 0o444
    disk.unlink(path)
    assert not path.exists()


def test_on_windows_a_virus_scanner_is_waited_for(tmp_path: Path) -> None:
    """It opens every new file for a moment; a set cannot be told to sign again for that."""
    disk, path = WindowsFileSystem(busy=3), tmp_path / "file"
    create_durably(disk, path, b"x")
    assert path.read_bytes() == b"x"
    assert disk.pauses == 3


def test_on_windows_what_stays_open_is_said_in_words(tmp_path: Path) -> None:
    """Half a second of patience, then where, what and what to do."""
    disk, path = WindowsFileSystem(busy=1000), tmp_path / "file"
    path.write_bytes(b"x")
    with pytest.raises(StorageError, match="may not do that here"):
        disk.unlink(path)
    assert 10 < disk.pauses < 100
    assert path.exists()


def test_on_windows_a_folder_is_not_flushed_and_a_link_is_not_made(tmp_path: Path) -> None:
    """No folder can be opened there, and a link would share its read-only mark with the file that has to go."""
    disk = WindowsFileSystem()
    (tmp_path / "a").write_bytes(b"x")
    disk.fsync_folder(tmp_path / "not there")
    with pytest.raises(NoHardLinksError):
        disk.link(tmp_path / "a", tmp_path / "b")


def test_what_a_demonstration_keeps_in_mind_of_its_folders_is_what_lies_there(tmp_path: Path) -> None:
    """It lists each folder once; after files were made, linked, moved and deleted the list is that of the disk."""
    disk = UnsyncedFileSystem()
    one, two = tmp_path / "one", tmp_path / "two"
    for folder in (one, two):
        disk.mkdir(folder)
        assert disk.listdir(folder) == ()
    assert disk.listdir(tmp_path) == ("one", "two")
    for name in ("b", "a", "c"):
        disk.create(one / name, 0o600).close()
    disk.open_append(one / "a").close()
    disk.link(one / "a", two / "x")
    disk.rename(one / "b", two / "b")
    disk.mkdir(two / "deep")
    disk.unlink(one / "c")
    disk.rename(two, tmp_path / "three")
    for folder in (tmp_path, one, tmp_path / "three"):
        assert disk.listdir(folder) == tuple(sorted(path.name for path in folder.iterdir()))
    assert disk.listdir(two) == ()
