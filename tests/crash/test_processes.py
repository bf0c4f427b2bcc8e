"""Real processes: killed in the middle, several at once, with system calls that fail."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest

from tests.crash.faults import insist
from tests.crash.processes import DAMAGES, DISK, begin, calls_made, can_trace, damaged, heard, hold_to, killed, start
from tests.crash.scenario import Published, Refused, check, set_up
from tests.storage.records import assert_whole, log_folder

SEED = 20261126


@pytest.mark.parametrize(("at_once", "rounds"), [(1, 5), (3, 2)])
def test_processes_killed_again_and_again_lose_and_double_nothing(tmp_path: Path, at_once: int, rounds: int) -> None:
    """kill -9 after some acknowledgements, of one window or of several; everything that was said holds at the end."""
    root = tmp_path / "laptop ü"
    said = killed(root, rounds, at_once, Random(SEED))
    hold_to(root, said)
    assert len(said) > 20


@pytest.mark.parametrize("at_once", [2, 4])
def test_windows_that_publish_at_once_give_one_unbroken_chain(tmp_path: Path, at_once: int) -> None:
    """Several app instances on one production."""
    root, records = tmp_path / "shared", 16 // at_once
    log_folder(DISK, root).start_log("cart")
    firsts = range(0, 500 * at_once, 500)
    workers = [start(root, first, records) for first in firsts]
    for worker in workers:
        begin(worker)
    for worker in workers:
        out, errors = worker.communicate(timeout=600)
        assert (worker.returncode, errors) == (0, "")
        assert not {"error", "refused"} & {what for what, _ in heard(out.splitlines(keepends=True))}
    log = log_folder(DISK, root)
    log.recover()
    stops = sum(number % 3 == 0 for first in firsts for number in range(first, first + records))
    assert len(assert_whole(log)) == at_once * records + stops
    assert log.drafts.folders() == ()


@pytest.mark.skipif(not can_trace(), reason="strace is not here or may not attach")
def test_system_calls_that_fail_or_kill_are_said_or_made_good(tmp_path: Path) -> None:
    """A seeded choice; the long run takes every call in turn."""
    random = Random(SEED)
    made = calls_made(tmp_path / "counted", tmp_path / "trace")
    assert min(made[call] for call in ("openat", "write", "fsync", "rename", "link", "mkdir", "unlink")) > 1, made
    every = [(call, damage, number) for call in made for damage in DAMAGES for number in range(1, made[call] + 1)]
    for place, (call, damage, number) in enumerate(random.sample(every, 8)):
        root = tmp_path / str(place)
        hold_to(root, damaged(root, call, damage, number))


@contextmanager
def small_disk(folder: Path, kilobytes: int) -> Iterator[None]:
    """A disk in memory of that size at `folder`; skips where nobody may mount one."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(folder)]
    if os.name == "nt" or os.geteuid() != 0 or subprocess.run(command, capture_output=True).returncode:
        pytest.skip("only root may mount a small disk")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def fill(folder: Path, left_kilobytes: int) -> None:
    """Leave so much space."""
    space = os.statvfs(folder)
    (folder / "ballast").write_bytes(b"x" * max(0, space.f_bavail * space.f_bsize - left_kilobytes * 1024))


def test_a_disk_that_is_full_refuses_in_words_and_loses_nothing(tmp_path: Path) -> None:
    """Full at one place after the other; then somebody moves other files away and the program starts again."""
    refused = published = 0
    with small_disk(tmp_path / "disk", 1024):
        for left in range(0, 60, 4):
            root, told = tmp_path / "disk" / str(left), list[object]()
            set_up(DISK, root)
            fill(tmp_path / "disk", left)
            insist(DISK, root, told.append)
            (tmp_path / "disk" / "ballast").unlink()
            check(DISK, root, told)
            refused += any(isinstance(one, Refused) for one in told)
            published += any(isinstance(one, Published) for one in told)
    assert refused
    assert published
