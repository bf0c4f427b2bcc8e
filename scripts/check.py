"""Run every check of this repository: format, lint, types, layer contracts, tests.

    python3 scripts/check.py               everything
    python3 scripts/check.py tests/cli     everything, but of the tests only these

Needs Python 3.11 or newer and nothing else: the tools go into `.venv-check` beside this folder, once, and
again when pyproject.toml has changed. Arguments are handed to pytest.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv-check"
PROGRAMS = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")
PYTHON = PROGRAMS / ("python.exe" if os.name == "nt" else "python")
STAMP = ENVIRONMENT / "installed.sha256"

QUICK_CHECKS = (
    ("format", ("-m", "ruff", "format", "--check", ".")),
    ("lint", ("-m", "ruff", "check", ".")),
    ("types", ("-m", "mypy")),
    ("layers", ("-c", "from importlinter.cli import lint_imports_command; lint_imports_command()")),
)


def main(arguments: list[str]) -> int:
    """Prepare the environment, run the quick checks, then the tests; the exit code of the first that fails."""
    if sys.version_info < (3, 11):  # noqa: UP036 - an older Python shall hear it in words
        print(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}.", file=sys.stderr)
        return 2
    prepare()
    failed = [name for name, command in QUICK_CHECKS if run(name, command) != 0]
    if failed:
        print(f"\nNot clean: {', '.join(failed)}. The tests were not run.", flush=True)
        return 1
    # One more than there are processors: tests of screens wait for the screen more than they compute. Each process
    # begins with neighbours, which share what a file makes once, and takes over from the slowest at the end.
    workers = min(8, (os.cpu_count() or 1) + 1)
    return run("tests", ("-m", "pytest", "-n", str(workers), "--dist", "worksteal", *arguments))


def prepare() -> None:
    """Make the environment and install Show Clear with its development tools, unless that was done already."""
    wanted = hashlib.sha256((ROOT / "pyproject.toml").read_bytes() + sys.version.encode()).hexdigest()
    if STAMP.exists() and STAMP.read_text("ascii") == wanted and PYTHON.exists():
        return
    print(f"== environment: {ENVIRONMENT.name}", flush=True)
    venv.EnvBuilder(with_pip=True, clear=True).create(ENVIRONMENT)
    install = (PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-e", ".[dev]")
    subprocess.run(install, cwd=ROOT, check=True)
    STAMP.write_text(wanted, "ascii")


def run(name: str, command: tuple[str, ...]) -> int:
    """Run one check with the environment's Python and say how long it took."""
    print(f"== {name}", flush=True)
    environment = os.environ | {"PATH": f"{PROGRAMS}{os.pathsep}{os.environ.get('PATH', '')}"}
    began = time.monotonic()
    code = subprocess.run((PYTHON, *command), cwd=ROOT, env=environment, check=False).returncode
    if name != "tests":
        print(f"   {'ok' if code == 0 else 'FAILED'} in {time.monotonic() - began:.1f} s", flush=True)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
