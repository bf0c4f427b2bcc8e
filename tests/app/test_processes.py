"""A real process, killed for real, several times, while two people walk and sign."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from showclear.app.demo import Demonstration
from showclear.ledger.verification import Verdict
from showclear.storage.clock import SystemClock
from tests.app.stage import Stage

REPOSITORY = Path(__file__).parents[2]


def start(folder: Path, words: str) -> subprocess.Popen[str]:
    """A worker that walks and signs until it is killed."""
    path = os.pathsep.join((str(REPOSITORY / "src"), os.environ.get("PYTHONPATH", "")))
    worker = subprocess.Popen(
        [sys.executable, "-m", "tests.app.worker", str(folder)], cwd=REPOSITORY, text=True, encoding="utf-8",
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": path},
    )  # fmt: skip
    assert worker.stdin is not None
    worker.stdin.write(words)
    worker.stdin.close()
    return worker


@pytest.mark.slow
def test_a_process_killed_again_and_again_keeps_every_answer_and_every_record(
    stage: Stage, made: Demonstration
) -> None:
    """kill -9 after a growing number of acknowledged lines; each start takes up the run that the last one left."""
    words = "".join(f"{one.person.id} {one.passphrase}\n" for one in made.credentials)
    published: dict[str, str] = {}
    left = ""
    for lines in (4, 9, 15, 22, 29):
        with start(stage.folder, words) as worker:
            assert worker.stdout is not None
            said: list[list[str]] = []
            while len(said) < lines:
                said.append(worker.stdout.readline().split())
                assert said[-1], f"the worker ended by itself with {worker.wait()}"
            worker.kill()
            said += [line.split() for line in worker.stdout if line.endswith("\n")]
        runs = [words[1] for words in said if words[0] == "run"]
        assert not left or not runs or runs[0] == left, "the run that was left is the first one that is taken up"
        for what, *rest in said:
            if what == "published":
                assert rest[0] not in published, "a run was published twice"
                published[rest[0]] = rest[1]
        reader = stage.open(shifts=False, window=False)
        ids = [facts.id for name in reader.book.names() if (facts := reader.book.facts(name))]
        assert len(ids) == len(set(ids))
        assert set(published) <= set(ids)
        answered = [words[1] for words in said if words[0] == "answer"]
        left = answered[-1] if answered and answered[-1] not in ids else ""
        pending = {path.name for path in (stage.folder / ".showclear" / "pending").iterdir()}
        assert not left or left in pending, "an acknowledged answer is lost"
    assert len(published) >= 2
    stage.clock = SystemClock()  # type: ignore[assignment]
    production = stage.open(shifts=False)
    assert production.reads_only == ""
    assert production.verify().verdict is Verdict.INTACT
    assert len(production.open_runs()) <= 1
