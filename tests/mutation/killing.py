"""Running the tests of a rule against a mutant of it."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import astuple
from pathlib import Path

from tests.mutation.mutant import Mutant

ROOT = Path(__file__).resolve().parents[2]
_FAILED = re.compile(r"^FAILED (tests/\S+?::\w+)", re.MULTILINE)
_RULE = re.compile(r"R-(?:[A-Z]+-)?\d+")


def named_tests() -> dict[str, list[str]]:
    """Rule id to the tests of the domain whose docstring names it; those over random stories come last."""
    files = sorted((ROOT / "tests" / "domain").rglob("test_*.py"), key=lambda path: ("properties" in path.name, path))
    found: dict[str, list[str]] = {}
    for path in files:
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                for rule in dict.fromkeys(_RULE.findall(ast.get_docstring(node) or "")):
                    found.setdefault(rule, []).append(f"{path.relative_to(ROOT).as_posix()}::{node.name}")
    return found


def first_failure(mutant: Mutant, tests: Sequence[str]) -> str:
    """The first of these tests that fails where the rule always holds; empty if all of them pass.

    Raises:
        RuntimeError: the tests could not be run.
    """
    edits = json.dumps([astuple(edit) for edit in mutant.edits])
    command = [sys.executable, "-m", "pytest", "-p", "tests.mutation.weakening", "--weaken", edits, *_OPTIONS, *tests]
    path = os.pathsep.join((str(ROOT / "src"), str(ROOT)))
    environment = os.environ | {"PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"}
    ran = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if ran.returncode == 0:
        return ""
    found = _FAILED.search(ran.stdout)
    if ran.returncode != 1 or found is None:
        raise RuntimeError(f"{mutant.rule}, {mutant.words}:\n{ran.stdout}\n{ran.stderr}")
    return found[1]


_OPTIONS = ("-x", "-q", "--tb=no", "-rf", "-p", "no:cacheprovider", "-p", "no:xdist", "--color=no")
