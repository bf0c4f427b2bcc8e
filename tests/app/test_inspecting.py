"""Many files looked at by several processes: the same is said as by one."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from multiprocessing import active_children
from pathlib import Path

import pytest

from showclear.app.inspecting import FEW, LARGEST, all_of, inspect_files, start_of
from showclear.errors import StorageError
from showclear.ledger.inspection import Inspection, inspect_record
from showclear.ledger.steps import STEP_IDS, Verdict
from showclear.ledger.verification import LogResult, Verifier
from showclear.storage.failures import MissingFileError
from tests.ledger.workshop import SECOND_ARMORER, STRANGER, two_laptops

CART = "cart-a1b2"


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """What two laptops wrote, and everything that somebody did to it since."""
    shop = two_laptops()
    shop.revoke(SECOND_ARMORER)
    shop.write(CART, "procedure", [(STRANGER, "performed"), (SECOND_ARMORER, "verified")], {"title": "D"})
    shop.inspect(after=())
    files = dict(shop.files)
    names = [name for name in files if name.startswith(CART)]
    one, other, third, gone = [name for name in names if b'"empty"' in files[name]][:4]
    del files[gone]
    files[one] = files[one].replace(b'"empty"', b'"dummy"', 1)
    files[other], files[third] = files[third], files[other]
    damage = (b"", b"\r\n", files[one][:-40], files[one] + b"\n", b"\xff" * 20, b"# Show Clear record.\n" * 20_000)
    for number, data in enumerate(damage, 100):
        files[f"{CART}-{number:06d}-{'ab' * 16}.toml"] = data
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    return tmp_path


def names_in(folder: Path) -> list[str]:
    """All files, sorted."""
    return sorted(path.name for path in folder.iterdir())


def said_of(inspections: list[Inspection]) -> LogResult:
    """What verification says about these files."""
    verifier = Verifier()
    verifier.add_inspections(inspections)
    return verifier.result()


@pytest.mark.parametrize("may_fork", [False, True])
def test_several_processes_say_about_a_damaged_log_what_one_says(log: Path, may_fork: bool) -> None:
    """Who looked is not part of the answer, nor how they began."""
    names = names_in(log)
    alone, together = inspect_files(log, names, processes=1), inspect_files(log, names, processes=2, may_fork=may_fork)
    assert [one.name for one in alone] == names
    assert together == alone
    assert alone == [inspect_record((log / name).read_bytes(), name) for name in names]
    one, other = said_of(alone), said_of(together)
    assert dict(one.records) == dict(other.records)
    assert (one.all_findings(), one.logs, one.heads) == (other.all_findings(), other.logs, other.heads)
    assert {finding.step for finding in one.all_findings()} >= {
        STEP_IDS[step] for step in ("bytes", "head", "name", "keys", "signature", "chain", "citations")
    }
    assert one.verdict is Verdict.ALTERED


def test_progress_is_told_from_nothing_to_the_last_file(log: Path) -> None:
    """The bar begins at once and ends full; an empty folder is done when it begins."""
    told: list[tuple[int, int]] = []
    names = names_in(log)
    inspect_files(log, names, lambda done, of: told.append((done, of)), processes=3)
    assert told[0] == (0, len(names))
    assert told[-1] == (len(names), len(names))
    assert len(told) == 4
    assert told == sorted(told)
    told.clear()
    assert inspect_files(log, [], lambda done, of: told.append((done, of))) == []
    assert told == [(0, 0)]


@pytest.mark.parametrize("may_fork", [False, True])
def test_processes_that_are_killed_leave_their_files_to_this_one(log: Path, may_fork: bool) -> None:
    """Memory runs short, and the system ends what it likes: the answer is late, and the same."""
    names = names_in(log) * (FEW // len(names_in(log)))

    def kill(done: int, of: int) -> None:
        for child in active_children():
            assert child.pid is not None
            os.kill(child.pid, signal.SIGTERM)
            killed.add(child.pid)

    killed: set[int] = set()
    together = inspect_files(log, names, kill, processes=2, may_fork=may_fork)
    assert killed
    assert together == inspect_files(log, names, processes=1)


def test_a_system_without_further_processes_gives_the_same_answer(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is no memory for another one, the system says so when it is started."""

    def refuse(process: object) -> None:
        raise OSError(errno.ENOMEM, "Cannot allocate memory")

    names = names_in(log)
    monkeypatch.setattr("multiprocessing.process.BaseProcess.start", refuse)
    assert inspect_files(log, names, processes=2) == inspect_files(log, names, processes=1)


def test_a_small_folder_is_looked_at_by_this_process_alone(log: Path) -> None:
    """Another process takes longer to start than this one needs."""

    def alone(done: int, of: int) -> None:
        assert active_children() == []

    assert inspect_files(log, names_in(log), alone)


@pytest.mark.parametrize("processes", [1, 2])
def test_a_file_that_is_gone_is_said_by_its_name(log: Path, processes: int) -> None:
    """It was listed a moment ago: whoever asked is told which, and what to do."""
    gone = names_in(log)[3]
    names = names_in(log)
    (log / gone).unlink()
    with pytest.raises(StorageError, match=gone) as caught:
        inspect_files(log, names, processes=processes)
    assert caught.value.remedy


def test_of_a_file_larger_than_any_record_only_the_start_is_read(log: Path) -> None:
    """A film under the name of a record."""
    name = f"{CART}-000300-{'ab' * 16}.toml"
    with (log / name).open("wb") as file:
        file.truncate(4 * LARGEST)
    (found,) = inspect_files(log, [name])
    assert found.head is None
    assert found.findings


@pytest.fixture(autouse=True)
def no_process_is_left() -> Iterator[None]:
    """Whatever happened, all that were started have ended."""
    yield
    assert active_children() == []


UNDER_A_SCREEN = """
import sys
from pathlib import Path


class Captured:
    def write(self, text): return len(text)
    def flush(self): pass
    def fileno(self): return -1


if __name__ == "__main__":
    sys.stderr = Captured()
    from showclear.app.inspecting import begin_process, process_pool
    with process_pool(1, begin_process) as pool:
        print(pool.submit(abs, -42).result(timeout=300))
"""


def test_processes_are_started_under_a_full_screen_too() -> None:
    """Textual puts a stream whose number is -1 in the place of standard error; Python hands that on and fails."""
    done = subprocess.run([sys.executable, "-c", UNDER_A_SCREEN], capture_output=True, text=True, check=False)
    assert (done.stdout, done.returncode) == ("42\n", 0), done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipe and no device in a folder")
def test_what_is_no_file_keeps_nobody_waiting(tmp_path: Path) -> None:
    """A pipe holds nothing, a device never ends, and a link to nothing is more than a file that is gone."""
    pipe, device, link = (tmp_path / name for name in ("pipe", "device", "link"))
    os.mkfifo(pipe)
    device.symlink_to("/dev/zero")
    link.symlink_to(tmp_path / "nowhere")
    assert (start_of(pipe), all_of(str(pipe))) == (b"", b"")
    for path in (device, link):
        for read in (start_of, lambda one: all_of(str(one))):
            with pytest.raises(StorageError, match="it is no file") as refused:
                read(path)
            assert not isinstance(refused.value, MissingFileError)
