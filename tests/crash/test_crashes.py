"""Nothing that was told to anybody is lost, nothing is published twice, whenever the power goes."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from random import Random
from time import process_time

import pytest

from showclear.storage.files import LocalFileSystem
from showclear.storage.paths import ProductionPaths
from tests.crash.cuts import Found, states
from tests.crash.harness import CASES, Case, cuts, cuts_inside_recovery, first_violation, violation
from tests.crash.memory import FlushedFile, FlushedFolder, MemoryDisk, Names, Told
from tests.crash.planted import PLANTED, Planted
from tests.crash.scenario import SCENARIOS, check, set_up
from tests.storage.fakes import Crash, CrashingFileSystem, NoLinksFileSystem, RecordingFileSystem, WindowsFileSystem

SEED = 20261126
FEWEST = {"found": 40, "work": 500, "stop": 250, "take-in": 150, "key": 25, "keep": 20}
"""So many different disks a scenario leaves at least; fewer would mean that the harness looks away."""
INSIDE = 40
"""One in so many of them is recovered with a second cut, everywhere in the recovery; the long run does all of them."""


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_power_cut_anywhere_loses_doubles_and_invents_nothing(case: Case) -> None:
    """Every disk that weak ordering may leave, each recovered by the real code; a sample is cut again in recovery."""
    random, seen = Random(SEED), set[bytes]()
    found, inside = 0, 0
    for number, one in enumerate(cuts(case, random)):
        found += 1
        assert violation(one) == "", f"after {one.after} changes"
        if number % INSIDE == SEED % INSIDE:
            for again in cuts_inside_recovery(one, case, seen, random):
                inside += 1
                assert violation(again) == "", f"after {one.after} changes, then {again.after} in recovery"
    assert found >= FEWEST[case.scenario]
    assert inside or case.scenario in ("found", "key", "keep")


@pytest.mark.parametrize("planted", PLANTED, ids=lambda one: one.name)
def test_the_harness_catches_a_planted_mistake(planted: Planted) -> None:
    """And soon, so that a mistake of tomorrow is found before anybody waits for the long run."""
    begun = process_time()
    with planted.put_in():
        assert first_violation(Case(planted.scenario), planted.kind)
    assert process_time() - begun < 5.0


def left_by(disk: MemoryDisk, base: MemoryDisk, *, whole_renames: bool = True) -> list[Found]:
    """Every disk that a cut in a short history leaves."""
    return [*states(disk, base, set(), Random(1), whole_renames=whole_renames)]


def test_either_of_two_flushes_beside_each_other_may_be_done_first() -> None:
    """ADR 0015: a file is flushed beside its folder; a cut in between finds one of them, the other, both or neither."""
    base = MemoryDisk()
    disk = base.copy()
    with disk.create(Path("/a"), 0o600) as file:
        file.write(b"whole")
        with disk.fsync_folder_during(Path("/")):
            file.fsync()
    flushes = [type(one) for one in disk.changes if isinstance(one, FlushedFile | FlushedFolder)]
    assert flushes == [FlushedFile, FlushedFolder]
    disk.changes = disk.changes[:-2]
    found = {one.disk.read(Path("/a")) if one.disk.exists(Path("/a")) else None for one in left_by(disk, base)}
    assert {b"", b"whole", None, b"w"} <= found


def test_a_name_that_came_while_its_folder_was_being_flushed_is_not_promised() -> None:
    """The flush may have been over before."""
    base = MemoryDisk()
    disk = base.copy()
    with disk.fsync_folder_during(Path("/")):
        disk.mkdir(Path("/late"))
    disk.note(Told("it is over"))
    assert {one.disk.exists(Path("/late")) for one in left_by(disk, base) if one.told} == {True, False}


def test_a_rename_comes_whole_with_a_journal_and_in_halves_without() -> None:
    """exFAT keeps no journal: a power cut may leave both names, or neither."""
    base = MemoryDisk()
    with base.create(Path("/old"), 0o600) as file:
        file.write(b"x")
    base.changes.clear()
    disk = base.copy()
    disk.rename(Path("/old"), Path("/new"))
    assert isinstance(disk.changes[-1], Names)
    for whole, wanted in ((True, {"old", "new"}), (False, {"old", "new", "", "newold"})):
        found = {"".join(one.disk.listdir(Path("/"))) for one in left_by(disk, base, whole_renames=whole)}
        assert found == wanted


HEALTHY: dict[str, Callable[[], LocalFileSystem]] = {
    "hard-links": LocalFileSystem,
    "exfat": NoLinksFileSystem,
    "windows": WindowsFileSystem,
}


def number_of_changes(scenario: str, root: Path) -> int:
    """How many changes of the disk a scenario makes."""
    set_up(LocalFileSystem(), root)
    recording = RecordingFileSystem()
    SCENARIOS[scenario](recording, root, lambda what: None)
    return len(recording.operations)


@pytest.mark.parametrize(("kind", "scenario"), [*((kind, "work") for kind in HEALTHY), ("hard-links", "stop")])
@pytest.mark.parametrize("torn", [False, True], ids=["after-each-change", "in-each-write"])
def test_a_process_that_dies_at_any_change_of_a_real_disk_loses_and_doubles_nothing(
    tmp_path: Path, torn: bool, kind: str, scenario: str
) -> None:
    """Killed at every journal, signing and publishing step; recovery runs on the real file system."""
    total = number_of_changes(scenario, tmp_path / "count")
    assert total > 40
    for at in range(total + 8):
        root = tmp_path / f"crash é {at}"
        healthy, told = HEALTHY[kind](), list[object]()
        set_up(healthy, root)
        crashing = CrashingFileSystem(at, torn=torn, links=kind == "hard-links", system=healthy.system)
        with suppress(Crash):
            SCENARIOS[scenario](crashing, root, told.append)
        check(healthy, root, told)


def test_on_windows_all_of_it_works_with_nothing_left_open_or_writable(tmp_path: Path) -> None:
    """Windows moves no folder in which a file is open, and a published record stays read-only there too."""
    disk, told = WindowsFileSystem(busy=2), list[object]()
    set_up(disk, tmp_path)
    SCENARIOS["work"](disk, tmp_path, told.append)
    check(disk, tmp_path, told)
    records = list(ProductionPaths(tmp_path / "production").log.glob("*.toml"))
    assert records
    assert {path.stat().st_mode & 0o222 for path in records} == {0}
