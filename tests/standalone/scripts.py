"""The two stand-alone verifiers, run as they are handed out."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType

FOLDER = Path(__file__).resolve().parents[2] / "src" / "showclear" / "standalone"
PYTHON, SHELL = FOLDER / "verify.py", FOLDER / "verify.sh"
AWKS = [name for name in ("mawk", "gawk", "busybox awk", "original-awk") if shutil.which(name.split()[0])]
AWKS = AWKS or [name for name in ("awk",) if shutil.which(name)]  # on a Mac it has no other name
CODES = {0: "intact", 10: "incomplete", 11: "unverifiable", 12: "altered"}
PYTHON_STEPS = frozenset(range(1, 21)) - {15}
SHELL_STEPS = frozenset(range(1, 20)) - {15}

has_shell_tools = shutil.which("ssh-keygen") is not None and bool(AWKS)
"""Whether the shell script can run here."""

Said = frozenset[tuple[int, str, str]]
"""Findings as step, verdict (or warning) and the file or log that it is about."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a verifier says about a folder."""

    verdict: str
    said: Said


@cache
def module() -> ModuleType:
    """The Python script as a module: a process for each of a hundred folders would take minutes."""
    spec = importlib.util.spec_from_file_location("standalone_verify", PYTHON)
    assert spec is not None
    assert spec.loader is not None
    loaded = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = loaded
    spec.loader.exec_module(loaded)
    return loaded


def python_says(files: Mapping[str, bytes]) -> Answer:
    """What verify.py says about files by name."""
    script = module()
    found = script.Folder(
        sorted((name, data) for name, data in files.items() if not name.startswith("."))
    ).all_findings()
    said = frozenset((one.step, script.label(one), place(one.where)) for one in found)
    return Answer(script.worst(found), said)


def shell_says(folder: Path, awk: str = AWKS[0] if AWKS else "awk") -> Answer:
    """What verify.sh says about a folder."""
    return read_shell(run_shell(folder, awk))


def read_shell(done: subprocess.CompletedProcess[str]) -> Answer:
    """What verify.sh said."""
    assert done.returncode in CODES, done.stderr
    found = re.findall(r"^    (\S+) +(.*?): |^ ?(\d+)  ", done.stdout, re.MULTILINE)
    said, step = set(), 0
    for verdict, where, number in found:
        if number:
            step = int(number)
        else:
            said.add((step, verdict, place(where)))
    assert done.stdout.rstrip().endswith(CODES[done.returncode].upper())
    return Answer(CODES[done.returncode], frozenset(said))


def run_shell(path: Path, awk: str = AWKS[0] if AWKS else "awk") -> subprocess.CompletedProcess[str]:
    """Run verify.sh as an auditor would."""
    environment = {"PATH": "/usr/local/bin:/usr/bin:/bin", "AWK": awk}
    return subprocess.run(["sh", SHELL, path], env=environment, capture_output=True, text=True, check=False)


def run_python(*arguments: str | Path, python: str = sys.executable) -> subprocess.CompletedProcess[str]:
    """Run verify.py without anything of ours on its path."""
    return subprocess.run([python, "-I", PYTHON, *arguments], capture_output=True, text=True, check=False)


def place(where: str) -> str:
    """The file or log without the line."""
    return re.sub(r", line \d+$", "", where)
