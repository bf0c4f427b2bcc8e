"""The doctor tries out a disk and leaves it as it was."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from showclear.errors import StorageError
from showclear.storage.files import LocalFileSystem
from showclear.storage.probing import probe_disk
from tests.storage.fakes import FailingFileSystem, NoLinksFileSystem, WindowsFileSystem


class Ticking:
    """Each look at it is some seconds later."""

    def __init__(self, step: float) -> None:
        self.now, self.step = 0.0, step

    def __call__(self) -> float:
        """The next time."""
        self.now += self.step
        return self.now


class NoLocks(LocalFileSystem):
    """A network drive on which every lock is granted."""

    @contextmanager
    def lock(self, path: Path, timeout_seconds: float) -> Iterator[None]:
        """Grant it."""
        yield


def test_a_good_disk_does_everything_and_is_left_empty(tmp_path: Path) -> None:
    """A probe that litters would be a finding of its own."""
    probe = probe_disk(LocalFileSystem(), tmp_path, Ticking(0.02))
    assert (probe.writes, probe.links, probe.read_only_kept, probe.locks) == (True, True, True, True)
    assert (probe.flush_ms, probe.trouble) == (20, ())
    assert probe.free_bytes > 0
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("disk", [NoLinksFileSystem(), WindowsFileSystem()], ids=["exfat", "windows"])
def test_a_disk_without_links_is_said_so_and_left_empty(tmp_path: Path, disk: LocalFileSystem) -> None:
    """Records are copied and renamed there."""
    probe = probe_disk(disk, tmp_path, Ticking(0.02))
    assert (probe.writes, probe.links, probe.locks, probe.trouble) == (True, False, True, ())
    assert list(tmp_path.iterdir()) == []


def test_locks_that_hold_nobody_off_are_found(tmp_path: Path) -> None:
    """Two laptops on one network drive would write the same log."""
    assert not probe_disk(NoLocks(), tmp_path, Ticking(0.02)).locks


def test_what_the_disk_refuses_is_told_in_its_words(tmp_path: Path) -> None:
    """A full disk is found before the first answer of the day."""
    full = FailingFileSystem(code=errno.ENOSPC, when=lambda operation, path: operation in {"write", "fsync"})
    probe = probe_disk(full, tmp_path, Ticking(0.02))
    assert not probe.writes
    assert "the disk is full" in probe.trouble[0].message
    assert probe.flush_ms == -1
    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_which_nothing_can_be_made_is_an_error(tmp_path: Path) -> None:
    """A read-only stick."""
    with pytest.raises(StorageError, match="read-only"):
        probe_disk(FailingFileSystem(code=errno.EROFS, at=0), tmp_path, Ticking(0.02))
