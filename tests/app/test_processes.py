"""A real process, killed for real, several times, while two people walk and sign."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from showclear.app.demo import Demonstration
from showclear.ledger.verification import Verdict
from showclear.storage.clock import SystemClock
from tests.app.stage import Stage

REPOSITORY = Path(__file__).parents[2]


def killed(folder: Path, words: str, at: str) -> list[list[str]]:
    """What a worker said that walks and signs until it is killed there."""
    path = os.pathsep.join((str(REPOSITORY / "src"), os.environ.get("PYTHONPATH", "")))
    worker = subprocess.run(
        [sys.executable, "-m", "tests.app.worker", str(folder), at], cwd=REPOSITORY, text=True, encoding="utf-8",
        input=words, stdout=subprocess.PIPE, check=False, env={**os.environ, "PYTHONPATH": path},
    )  # fmt: skip
    assert worker.returncode == -signal.SIGKILL, "the worker ended by itself"
    return [line.split() for line in worker.stdout.splitlines()]


@pytest.mark.slow
def test_a_process_killed_again_and_again_keeps_every_answer_and_every_record(
    stage: Stage, made: Demonstration
) -> None:
    """kill -9 between answers and in the middle of publishing: each start takes up the run that the last one left.

    A run that everybody had signed is the exception: the next start publishes it, once, and asks nobody again.
    """
    words = "".join(f"{one.person.id} {one.passphrase}\n" for one in made.credentials)
    published: dict[str, str] = {}
    left = signed = ""
    for at in ("4", "link", "6", "linked", "20"):
        said = killed(stage.folder, words, at)
        runs = [words[1] for words in said if words[0] == "run"]
        assert not left or runs[0] == left, "the run that was left is the first one that is taken up"
        for what, *rest in said:
            if what == "published":
                assert rest[0] not in published, "a run was published twice"
                published[rest[0]] = rest[1]
        reader = stage.open(shifts=False, window=False)
        ids = [facts.id for name in reader.book.names() if (facts := reader.book.facts(name))]
        assert len(ids) == len(set(ids))
        assert set(published) <= set(ids)
        assert not signed or signed in ids, "a run that everybody signed is lost"
        last = [words[1] for words in said if words[0] == "answer"][-1]
        assert (last in ids) == (at == "linked")
        pending = stage.folder / ".showclear" / "pending" / last
        finished = [path.name for path in pending.iterdir() if path.name.startswith("finished-")]
        assert bool(finished) == (not at.isdigit()), "killed somewhere else than meant"
        left, signed = ("", last) if finished else (last, "")
    assert published
    stage.clock = SystemClock()  # type: ignore[assignment]
    production = stage.open(shifts=False)
    assert production.reads_only == ""
    assert production.verify().verdict is Verdict.INTACT
    assert [one.run_id for one in production.open_runs()] == [left]
