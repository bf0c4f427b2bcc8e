"""Real processes: killed in the middle, and two at once."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from showclear.storage.files import LocalFileSystem
from tests.storage.records import assert_whole, log_folder

DISK = LocalFileSystem()
REPOSITORY = Path(__file__).parents[2]


def start(root: Path, first: int, count: int) -> subprocess.Popen[str]:
    """A worker that publishes."""
    command = [sys.executable, "-m", "tests.crash.worker", str(root), str(first), str(count)]
    path = os.pathsep.join((str(REPOSITORY / "src"), os.environ.get("PYTHONPATH", "")))
    environment = {**os.environ, "PYTHONPATH": path}
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=REPOSITORY, env=environment)


def test_a_process_killed_again_and_again_loses_and_doubles_nothing(tmp_path: Path) -> None:
    """kill -9 after a growing number of acknowledgements; everything that was said must hold at the end."""
    root = tmp_path / "laptop ü"
    log_folder(DISK, root).start_log("cart")
    said: list[tuple[str, str]] = []
    for round_ in range(6):
        with start(root, 100 * round_, 100) as worker:
            assert worker.stdout is not None
            for _ in range(7 + 4 * round_):
                said.append(tuple(worker.stdout.readline().split()))  # type: ignore[arg-type]
            worker.kill()
            said += [tuple(line.split()) for line in worker.stdout if line.endswith("\n")]  # type: ignore[misc]
    log = log_folder(DISK, root)
    log.recover()
    ids = assert_whole(log)
    runs = {draft.run_id for draft in log.drafts.list()}
    assert not runs & set(ids), "a published run is still open"
    for what, name in said:
        if what == "published":
            assert name in log.names()
        elif what == "stop":
            assert ids.count(name) == 1
        else:
            assert name in runs or name in ids
    assert len(said) > 60


@pytest.mark.parametrize("records", [15])
def test_two_windows_that_publish_at_once_give_one_unbroken_chain(tmp_path: Path, records: int) -> None:
    """Two app instances on one production."""
    root = tmp_path / "shared"
    log_folder(DISK, root).start_log("cart")
    workers = [start(root, 0, records), start(root, 500, records)]
    for worker in workers:
        worker.communicate(timeout=60)
        assert worker.returncode == 0
    log = log_folder(DISK, root)
    log.recover()
    ids = assert_whole(log)
    stops = sum(number % 3 == 0 for first in (0, 500) for number in range(first, first + records))
    assert len(ids) == 2 * records + stops
    assert log.drafts.folders() == ()
