"""Real processes on a real disk: killed, several at once, with system calls that fail."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from showclear.storage.files import LocalFileSystem
from tests.storage.records import assert_whole, log_folder

DISK = LocalFileSystem()
REPOSITORY = Path(__file__).parents[2]
SYSTEM_CALLS = ("openat", "write", "fsync", "rename", "link", "mkdir", "unlink", "rmdir", "flock")
"""What publishing asks of Linux that can fail."""
DAMAGES = ("error=EIO", "error=ENOSPC", "signal=SIGKILL")
Said = list[tuple[str, str]]


def start(root: Path, first: int, count: int, *more: str) -> subprocess.Popen[str]:
    """A worker that waits for a line before it begins."""
    command = [sys.executable, "-m", "tests.crash.worker", str(root), str(first), str(count), *more]
    path = os.pathsep.join((str(REPOSITORY / "src"), os.environ.get("PYTHONPATH", "")))
    environment = {**os.environ, "PYTHONPATH": path}
    return subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=REPOSITORY,
        env=environment,
    )  # fmt: skip


def begin(worker: subprocess.Popen[str]) -> None:
    """Let it work."""
    assert worker.stdout is not None
    assert worker.stdin is not None
    assert worker.stdout.readline() == "ready -\n"
    worker.stdin.write("\n")
    worker.stdin.flush()


def heard(lines: Iterable[str]) -> Said:
    """What was said in whole lines."""
    return [(what, name) for line in lines if line.endswith("\n") for what, _, name in [line.strip().partition(" ")]]


def killed(root: Path, rounds: int, at_once: int, random: Random) -> Said:
    """Several processes publish and are killed together, again and again; gives all that was acknowledged."""
    log_folder(DISK, root).start_log("cart")
    said: Said = []
    for round_ in range(rounds):
        workers = [start(root, 1_000 * (round_ * at_once + one), 300) for one in range(at_once)]
        for worker in workers:
            begin(worker)
        first = workers[0].stdout
        assert first is not None
        said += heard(first.readline() for _ in range(random.randrange(3, 40)))
        for worker in workers:
            worker.kill()
        for worker in workers:
            rest, errors = worker.communicate()
            assert errors == "", errors
            said += heard(rest.splitlines(keepends=True))
    return said


def hold_to(root: Path, said: Said) -> None:
    """The next start finds all of it, once. Raises: AssertionError."""
    log = log_folder(DISK, root)
    log.recover()
    assert log.trouble == ()
    ids = assert_whole(log)
    names, runs = set(log.names()), {draft.run_id for draft in log.drafts.list()}
    assert not runs & set(ids), "a published run is still open"
    for what, name in said:
        if what == "published":
            assert name in names, "an acknowledged record is lost"
        elif what == "stop":
            assert ids.count(name) == 1, "an acknowledged stop is lost or doubled"
        elif what == "answer":
            assert name in runs or name in ids, "an acknowledged run is lost"
        elif what == "refused":
            assert name not in ids, "what was said not to be signed is in the log"


def can_trace() -> bool:
    """Whether strace is here and may attach to a process."""
    if shutil.which("strace") is None:
        return False
    return subprocess.run(["strace", "-o", os.devnull, "true"], capture_output=True).returncode == 0


@contextmanager
def traced(worker: subprocess.Popen[str], *options: str) -> Iterator[None]:
    """strace attached to a worker that waits."""
    command = ["strace", "-f", "-p", str(worker.pid), *options]
    tracer = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert tracer.stderr is not None
    line = tracer.stderr.readline()
    assert "attached" in line, line
    try:
        yield
    finally:
        worker.wait()
        tracer.communicate()


def calls_made(root: Path, trace: Path, count: int = 3) -> dict[str, int]:
    """How often each system call is made by a worker that nothing happens to."""
    log_folder(DISK, root).start_log("cart")
    _work_traced(root, count, "-o", str(trace), "-e", f"trace={','.join(SYSTEM_CALLS)}")
    lines = trace.read_text().splitlines()
    return {call: sum(f" {call}(" in f" {line.partition(' ')[2].lstrip()}" for line in lines) for call in SYSTEM_CALLS}


def damaged(root: Path, call: str, damage: str, number: int, count: int = 3) -> Said:
    """A worker whose system call number `number` (from 1) fails or kills it; what it said."""
    log_folder(DISK, root).start_log("cart")
    inject = f"inject={call}:{damage}:when={number}"
    return _work_traced(root, count, "-o", os.devnull, "-e", f"trace={call}", "-e", inject)


def _work_traced(root: Path, count: int, *options: str) -> Said:
    worker = start(root, 0, count)
    assert worker.stdout is not None
    assert worker.stdin is not None
    assert worker.stdout.readline() == "ready -\n"
    with traced(worker, *options):
        worker.stdin.write("\n")
        worker.stdin.flush()
        out, errors = worker.stdout.read(), worker.stderr.read() if worker.stderr else ""
    assert worker.returncode in (0, -9), errors
    assert errors == "", errors
    return heard(out.splitlines(keepends=True))
