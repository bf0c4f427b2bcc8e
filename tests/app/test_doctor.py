"""The doctor says where, what and what to do, and changes nothing."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from showclear.app import opening
from showclear.app.demo import demo_machine, make_demo
from showclear.app.doctor import Check, Level, Terminal, examine_machine, examine_production, examine_terminal
from showclear.app.production import Production
from showclear.storage import places
from showclear.storage.clock import FakeClock, SystemClock
from showclear.storage.files import LocalFileSystem
from showclear.storage.paths import MachinePaths
from tests.storage.fakes import FailingFileSystem

DISK = LocalFileSystem()
GOOD = Terminal(120, 40, True, "utf-8", "xterm-256color", "truecolor")
TERMINALS = {
    "good": (GOOD, {}),
    "small": (Terminal(79, 24, True, "utf-8", "xterm", "truecolor"), {"size": Level.WARNING}),
    "not UTF-8": (Terminal(120, 40, True, "ascii", "xterm", "truecolor"), {"encoding": Level.FAULT}),
    "256 colours": (Terminal(120, 40, True, "UTF-8", "screen-256color", "256"), {}),
    "no colours": (Terminal(120, 40, True, "UTF-8", "vt220", ""), {"colours": Level.NOTE}),
    "a pipe": (Terminal(80, 24, False, "utf-8", "", ""), {"terminal": Level.NOTE}),
}


def found(checks: tuple[Check, ...] | list[Check]) -> dict[str, Level]:
    """What is not fine."""
    return {check.id: check.level for check in checks if check.level is not Level.FINE}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demonstration."""
    folder = tmp_path_factory.mktemp("doctor") / "film"
    make_demo(folder, now=SystemClock().now(), rounds=1)
    return folder


def opened(folder: Path) -> Production:
    """Only to read."""
    return Production.open(folder, machine=demo_machine(folder), window=False)


@pytest.mark.parametrize("name", TERMINALS)
def test_a_terminal_is_judged_by_what_the_screens_need(name: str) -> None:
    """Large letters need UTF-8, states need 80 columns, colours are never needed."""
    terminal, expected = TERMINALS[name]
    assert found(list(examine_terminal(terminal))) == expected


def test_a_healthy_production_has_no_fault_and_is_left_as_it_was(folder: Path) -> None:
    """The doctor is asked in the morning, while the app may be open."""
    before = sorted(folder.rglob("*"))
    production = opened(folder)
    checks = list(examine_production(DISK, production, SystemClock()))
    assert not [check for check in checks if check.level is Level.FAULT]
    assert any("records, intact" in check.says for check in checks)
    assert sorted(folder.rglob("*")) == before


def test_a_clock_behind_the_newest_record_is_a_fault(folder: Path) -> None:
    """Unknown time is expired time: nobody should wonder why nothing is cold."""
    clock = FakeClock(SystemClock().now() - timedelta(days=30))
    checks = list(examine_production(DISK, opened(folder), clock))
    assert found(checks)["behind"] is Level.FAULT


def test_a_full_disk_is_found_before_the_first_answer(folder: Path) -> None:
    """It would be found at the worst moment otherwise."""
    full = FailingFileSystem(code=28, when=lambda operation, path: operation == "write")
    checks = list(examine_production(full, opened(folder), SystemClock()))
    assert found(checks)["disk"] is Level.FAULT
    assert any("the disk is full" in check.says for check in checks)


def test_a_key_that_others_can_read_is_a_fault(folder: Path, tmp_path: Path) -> None:
    """A private key with rights for all counts as seen."""
    machine = MachinePaths(tmp_path)
    machine.keys.mkdir()
    (machine.keys / "mara-reyes").write_bytes(b"x")
    (machine.keys / "mara-reyes").chmod(0o644)
    (check,) = [one for one in examine_machine(DISK, machine) if one.id == "keys"]
    assert (check.level, "mara-reyes" in check.says) == (Level.FAULT, True)
    (machine.keys / "mara-reyes").chmod(0o600)
    assert "keys" not in found(list(examine_machine(DISK, machine)))


def one_disk(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine on which everything lies on one file system."""
    mounts = tmp_path / "mountinfo"
    mounts.write_text(f"1 1 8:1 / / rw - {kind} /dev/sda1 rw\n", "utf-8")
    monkeypatch.setattr(places, "_MOUNTS", mounts)


@pytest.mark.parametrize(
    ("kind", "name", "finding"),
    [("nfs4", "films", "network"), ("ext4", "Dropbox", "synced"), ("tmpfs", "films", "fleeting")],
    ids=["network", "synchronised", "memory"],
)
def test_a_place_that_cannot_be_trusted_is_warned_of(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, name: str, finding: str
) -> None:
    """It works there until the day it does not."""
    one_disk(kind, tmp_path, monkeypatch)
    there = shutil.copytree(folder, tmp_path / name / "film")
    checks = list(examine_production(DISK, opened(there), SystemClock()))
    assert found(checks)[finding] is Level.WARNING
    assert all(check.remedy for check in checks if check.id == finding)


def test_whatever_is_not_fine_says_what_to_do_unless_it_is_only_a_note(folder: Path) -> None:
    """A finding without a way out is a complaint."""
    clock = FakeClock(SystemClock().now() - timedelta(days=30))
    checks = [*examine_production(DISK, opened(folder), clock), *examine_terminal(TERMINALS["small"][0])]
    assert all(check.remedy for check in checks if check.level in (Level.WARNING, Level.FAULT))


@pytest.mark.parametrize(
    ("kind", "name", "said"),
    [
        ("nfs4", "films", "on another machine (nfs4)"), ("ext4", "Dropbox", "synchronised: "), ("tmpfs", "films", ""),
        ("ext4", "films", ""),
    ],
    ids=["network", "synchronised", "memory", "disk"],
)  # fmt: skip
def test_opening_a_folder_says_what_speaks_against_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, name: str, said: str
) -> None:
    """Once, in the morning, to be acknowledged."""
    one_disk(kind, tmp_path, monkeypatch)
    doubt = opening.doubt_about(DISK, tmp_path / name / "film")
    assert (doubt is not None) is bool(said)
    assert doubt is None or (said in doubt.message and doubt.remedy)
