"""A start from a snapshot reads no record, so it needs nothing that reads records."""

from __future__ import annotations

import subprocess
import sys

import pytest

from showclear.app import production as production_module
from tests.app.stage import Stage

START = """
import sys
from pathlib import Path
from showclear.app.production import Production
from showclear.app.start import Start
from showclear.storage.clock import SystemClock
from showclear.storage.files import LocalFileSystem
from showclear.storage.paths import MachinePaths

folder, machine = Path(sys.argv[1]), MachinePaths(Path(sys.argv[2]))
log, listings = str(folder / "log"), []

def heard(event, arguments):
    if event in ("os.listdir", "os.scandir") and str(arguments[0]) == log:
        listings.append(event)

sys.addaudithook(heard)
start = Start(folder, LocalFileSystem(), SystemClock(), lambda: None, machine)
assert start.painting is not None
production = Production.open(folder, machine=machine, first=start.first)
production.board()
assert production.book.remembered and not production.reads_only, production.reads_only
assert len(production.book.folder.marks) and not production.book.folder.marks.names().few, "all marks were read"
print(len(listings))
print(*sorted(sys.modules), sep="\\n")
"""


def test_a_warm_start_loads_no_parser_no_run_and_no_cryptography_and_lists_the_log_twice(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each costs tens of milliseconds, on a laptop on a camera cart: once before the first frame, once to read it."""
    monkeypatch.setattr(production_module, "WORTH_REMEMBERING", 1)
    stage.production.remember(0)
    stage.crash()
    command = (sys.executable, "-c", START, str(stage.folder), str(stage.machine.root))
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    listings, *modules = done.stdout.split()
    assert int(listings) == 2
    loaded = set(modules)
    assert "showclear.app.snapshot.remembered" in loaded
    assert loaded.isdisjoint({"tomllib", "pydantic", "nacl", "cryptography", "showclear.domain.runs"})
