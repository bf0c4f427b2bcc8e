"""Run every check of this repository: format, lint, types, layer contracts, tests.

    python3 scripts/check.py               everything
    python3 scripts/check.py tests/cli     everything, but of the tests only these

Needs Python 3.11 or newer and nothing else: the tools go into `.venv-check` beside this folder, once, and
again when pyproject.toml has changed. Arguments are handed to pytest.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv-check"
PROGRAMS = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")
PYTHON = PROGRAMS / ("python.exe" if os.name == "nt" else "python")
STAMP = ENVIRONMENT / "installed.sha256"

CHECKS = (
    ("format", ("-m", "ruff", "format", "--check", ".")),
    ("lint", ("-m", "ruff", "check", ".")),
    ("layers", ("-c", "from importlinter.cli import lint_imports_command; lint_imports_command()")),
    ("types", ("-m", "mypy")),
)
"""Side by side; the types take half a minute, and the tests begin meanwhile."""
SLOW_CHECKS = ("types",)
ROOM = 4 * 1024**3
"""Bytes; the tests leave a third of that."""


def main(arguments: list[str]) -> int:
    """Prepare the environment, run the checks and the tests; the exit code says whether all of them are clean."""
    if sys.version_info < (3, 11):  # noqa: UP036 - an older Python shall hear it in words
        print(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}.", file=sys.stderr)
        return 2
    prepare()
    running = {name: begin(command) for name, command in CHECKS}
    # The bytecode of program and tests is made once, and not by each process of the tests at the same time.
    begin(("-m", "pytest", "--collect-only", *arguments)).communicate()
    failed = [name for name in running if name not in SLOW_CHECKS and not is_clean(name, running[name])]
    if failed:
        for name in SLOW_CHECKS:
            running[name].kill()
        print(f"\nNot clean: {', '.join(failed)}. The tests were not run.", flush=True)
        return 1
    # One more than there are processors: tests of screens wait for the screen more than they compute. Each process
    # begins with neighbours, which share what a file makes once, and takes over from the slowest at the end.
    workers = min(8, (os.cpu_count() or 1) + 1)
    print("== tests", flush=True)
    tests = (PYTHON, "-m", "pytest", "-n", str(workers), "--dist", "worksteal", *arguments)
    code = run_tests(tests)
    failed = [name for name in SLOW_CHECKS if not is_clean(name, running[name])]
    if failed:
        print(f"\nNot clean: {', '.join(failed)}.", flush=True)
    return code or len(failed)


def prepare() -> None:
    """Make the environment and install Show Clear with its development tools, unless that was done already."""
    wanted = hashlib.sha256((ROOT / "pyproject.toml").read_bytes() + sys.version.encode()).hexdigest()
    if STAMP.exists() and STAMP.read_text("ascii") == wanted and PYTHON.exists():
        return
    print(f"== environment: {ENVIRONMENT.name}", flush=True)
    if ENVIRONMENT.is_symlink():
        # What is cleared is the folder of this checkout, never the one of another that it was borrowed from.
        ENVIRONMENT.unlink()
    venv.EnvBuilder(with_pip=True, clear=True).create(ENVIRONMENT)
    install = (PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-e", ".[dev]")
    subprocess.run(install, cwd=ROOT, check=True)
    STAMP.write_text(wanted, "ascii")


def environment() -> dict[str, str]:
    """The environment's Python first, and bytecode kept: hundreds of tests start the program as a new process."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PATH": f"{PROGRAMS}{os.pathsep}{os.environ.get('PATH', '')}"}


def run_tests(command: tuple[str, ...]) -> int:
    """Run pytest. It writes into memory, if there is plenty: a tenth of its time was waiting for the disk."""
    memory = Path("/dev/shm")
    if not os.access(memory, os.W_OK) or shutil.disk_usage(memory).free < ROOM:
        return subprocess.run(command, cwd=ROOT, env=environment(), check=False).returncode
    folder = memory / f"showclear-{hashlib.sha256(os.fsencode(ROOT)).hexdigest()[:8]}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    where = environment() | {"TMPDIR": str(folder)}
    code = subprocess.run((*command, "--basetemp", str(folder / "t")), cwd=ROOT, env=where, check=False).returncode
    if code == 0:
        shutil.rmtree(folder, ignore_errors=True)
    else:
        print(f"\nWhat the tests left to be looked at is in {folder}.", flush=True)
    return code


def begin(command: tuple[str, ...]) -> subprocess.Popen[str]:
    """Begin one check with the environment's Python."""
    return subprocess.Popen(
        (PYTHON, *command), cwd=ROOT, env=environment(), text=True, encoding="utf-8", errors="replace",
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip


def is_clean(name: str, check: subprocess.Popen[str]) -> bool:
    """Wait for one check and print what it said."""
    said, _ = check.communicate()
    print(f"== {name}\n{said}   {'ok' if check.returncode == 0 else 'FAILED'}", flush=True)
    return check.returncode == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
