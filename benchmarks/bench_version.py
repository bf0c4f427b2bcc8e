"""`showclear --version` against an interpreter that only imports argparse."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from rows import interleaved, row

GOAL = 3.0


def main() -> None:
    """Print the row."""
    beside = Path(sys.executable).parent
    program = shutil.which("showclear", path=str(beside))
    if program is None:
        sys.exit(f"There is no showclear beside {sys.executable}. What to do: pip install -e . there first.")
    version = (program, "--version")
    reference = (sys.executable, "-c", "import argparse")
    for warm_up in (version, reference):
        subprocess.run(warm_up, stdout=subprocess.DEVNULL, check=True)
    ours, theirs = interleaved(
        lambda: subprocess.run(version, stdout=subprocess.DEVNULL, check=True),
        lambda: subprocess.run(reference, stdout=subprocess.DEVNULL, check=True),
        rounds=41,
    )
    print(row("`showclear --version`", "`python -c 'import argparse'`", ours, theirs, GOAL))


if __name__ == "__main__":
    main()
