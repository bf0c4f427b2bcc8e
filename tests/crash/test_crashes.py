"""Nothing acknowledged is lost, nothing is published twice, whenever the power goes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from showclear.errors import StorageError
from showclear.storage.drafts import Drafts
from showclear.storage.files import LocalFileSystem
from showclear.storage.paths import ProductionPaths
from tests.crash.disk import WeakDisk
from tests.crash.scenario import Acknowledged, check, play, set_up
from tests.storage.fakes import (
    Crash,
    CrashingFileSystem,
    NoLinksFileSystem,
    RecordingFileSystem,
    WindowsFileSystem,
)
from tests.storage.records import log_folder

ROOT = Path("/set")


def number_of_changes(root: Path) -> int:
    """How many changes of the disk the scenario makes."""
    set_up(LocalFileSystem(), root)
    recording = RecordingFileSystem()
    play(log_folder(recording, root), Acknowledged())
    return len(recording.operations)


HEALTHY: dict[str, Callable[[], LocalFileSystem]] = {
    "hard-links": LocalFileSystem,
    "exfat": NoLinksFileSystem,
    "windows": WindowsFileSystem,
}


@pytest.mark.parametrize("kind", HEALTHY)
@pytest.mark.parametrize("torn", [False, True], ids=["after-each-change", "in-each-write"])
def test_a_crash_at_every_change_of_a_real_disk_loses_and_doubles_nothing(
    tmp_path: Path, torn: bool, kind: str
) -> None:
    """Process killed at every journal, signing and publishing step; recovery runs on the real file system."""
    total = number_of_changes(tmp_path / "count")
    assert total > 40
    for at in range(total + 8):
        root = tmp_path / f"crash é {at}"
        healthy = HEALTHY[kind]()
        set_up(healthy, root)
        crashing, said = (
            CrashingFileSystem(at, torn=torn, links=kind == "hard-links", system=healthy.system),
            Acknowledged(),
        )
        with suppress(Crash):
            play(log_folder(crashing, root), said)
        check(healthy, root, said)


def weak_crashes(
    make: Callable[[], WeakDisk], limit: int = 200, player: Callable[..., None] = play
) -> Iterator[tuple[WeakDisk, Acknowledged, int]]:
    """Every crash point of the scenario with the disks that may be found afterwards."""
    at = 0
    finished = False
    while not finished:
        at += 1
        disk, said = make(), Acknowledged()
        set_up(disk, ROOT)
        disk.settle()
        disk.crash_after = at
        try:
            player(log_folder(disk, ROOT), said)
            finished = True
        except Crash:
            pass
        for found in disk.after_power_cut(limit):
            yield found, said, at


@pytest.mark.parametrize("folders_first", [True, False], ids=["folder-then-file", "file-then-folder"])
@pytest.mark.parametrize("links", [True, False], ids=["hard-links", "exfat"])
def test_a_power_cut_that_forgets_what_was_not_synced_loses_and_doubles_nothing(
    links: bool, folders_first: bool
) -> None:
    """The disk drops, keeps or tears every unsynced name and byte, alone and together; of two flushes that run beside
    each other either may come first."""
    states = 0
    for found, said, _ in weak_crashes(lambda: WeakDisk(links=links, folders_first=folders_first)):
        check(found, ROOT, said)
        states += 1
    assert states > 150


def test_a_second_power_cut_during_recovery_loses_and_doubles_nothing() -> None:
    """Recovery is interrupted as often as anything else: the battery is empty."""
    states = 0
    for number, (found, said, _) in enumerate(weak_crashes(WeakDisk, limit=60)):
        found.crash_after = 1 + number % 17
        with suppress(Crash):
            log_folder(found, ROOT).recover()
        for again in found.after_power_cut(limit=60):
            check(again, ROOT, said)
            states += 1
    assert states > 150


class FileByFileDrafts(Drafts):
    """The planted bug: a published run is cleaned up in place, one file after the other."""

    def move_away(self, folder_id: str) -> None:
        """Unlink, then remove the folder."""
        production: ProductionPaths = self._production
        folder = production.pending_folder(folder_id)
        for name in self._filesystem.listdir(folder):
            self._filesystem.unlink(folder / name)
        self._filesystem.rmdir(folder)


def first_violation(states: Iterator[tuple[WeakDisk, Acknowledged, int]]) -> str:
    """What the check says about the first state that does not hold, if any does not."""
    for found, said, _ in states:
        try:
            check(found, ROOT, said)
        except (AssertionError, StorageError) as error:
            return repr(error)
    return ""


class ForgetfulDisk(WeakDisk):
    """fsync of one folder does nothing, as if the code had left it out."""

    def __init__(self, folder: str) -> None:
        super().__init__()
        self._folder = folder

    def fsync_folder(self, path: Path) -> None:
        """Leave it out for folders of that name; `run` stands for every run."""
        if path.name == self._folder or (self._folder == "run" and len(path.name) == 32):
            self.step("fsync_folder", path)
            return
        super().fsync_folder(path)


@pytest.mark.parametrize(
    "make",
    [
        lambda: WeakDisk(fsyncs_files=False),
        lambda: WeakDisk(fsyncs_folders=False),
        lambda: ForgetfulDisk("log"),
        lambda: ForgetfulDisk("pending"),
        lambda: ForgetfulDisk("run"),
    ],
    ids=["no-fsync-of-files", "no-fsync-of-folders", "not-of-log", "not-of-pending", "not-of-the-run"],
)
def test_the_harness_catches_a_missing_fsync(make: Callable[[], WeakDisk]) -> None:
    """A harness that never fails proves nothing: without any one of these it must find a loss."""
    assert first_violation(weak_crashes(make))


def test_the_harness_catches_a_sweep_that_does_not_wait_for_the_rename(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files deleted before their folder's rename is durable: the run comes back without its record."""

    def hasty(drafts: Drafts) -> None:
        done = drafts._production.done
        for name in drafts._filesystem.listdir(done):
            drafts._delete(done / name)

    monkeypatch.setattr(Drafts, "sweep", hasty)
    assert first_violation(weak_crashes(WeakDisk))


def test_the_harness_catches_a_clean_up_file_by_file() -> None:
    """An early version did this, and a crash let the same run be signed twice."""

    def faulty(log: object, said: Acknowledged) -> None:
        folder = log_folder(disk_of(log), ROOT)
        production = ProductionPaths(ROOT / "production")
        folder.drafts = FileByFileDrafts(disk_of(log), production)
        play(folder, said)

    assert "second time" in first_violation(weak_crashes(WeakDisk, player=faulty))


def disk_of(log: object) -> WeakDisk:
    """The disk that a log folder was made for."""
    disk = getattr(log, "_filesystem", None)
    assert isinstance(disk, WeakDisk)
    return disk


def test_on_windows_all_of_it_works_with_nothing_left_open_or_writable(tmp_path: Path) -> None:
    """Windows moves no folder in which a file is open, and a published record stays read-only there too."""
    disk, said = WindowsFileSystem(busy=2), Acknowledged()
    set_up(disk, tmp_path)
    folder = log_folder(disk, tmp_path)
    play(folder, said)
    folder.tidy()
    check(disk, tmp_path, said)
    records = list(ProductionPaths(tmp_path / "production").log.glob("*.toml"))
    assert records
    assert {path.stat().st_mode & 0o222 for path in records} == {0}
