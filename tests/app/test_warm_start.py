"""A start from a snapshot reads no record, so it needs nothing that reads records."""

from __future__ import annotations

import subprocess
import sys

from tests.app.stage import Stage

START = """
import sys
from pathlib import Path
from showclear.app.production import Production
from showclear.storage.paths import MachinePaths
production = Production.open(Path(sys.argv[1]), machine=MachinePaths(Path(sys.argv[2])))
production.board()
assert production.book.remembered and not production.reads_only, production.reads_only
print(*sorted(sys.modules), sep="\\n")
"""


def test_a_warm_start_loads_no_parser_no_run_and_no_cryptography(stage: Stage) -> None:
    """Each costs tens of milliseconds before the first frame, on a laptop on a camera cart."""
    assert stage.production.book.remember()
    stage.crash()
    command = (sys.executable, "-c", START, str(stage.folder), str(stage.machine.root))
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    loaded = set(done.stdout.split())
    assert "showclear.app.snapshot.remembered" in loaded
    assert loaded.isdisjoint({"tomllib", "pydantic", "nacl", "cryptography", "showclear.domain.runs"})
