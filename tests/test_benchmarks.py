"""Benchmarks are run by hand, so a name that went elsewhere would be found months later."""

from __future__ import annotations

import ast
from importlib import import_module
from pathlib import Path

import pytest

BENCHMARKS = sorted((Path(__file__).parent.parent / "benchmarks").glob("*.py"))


@pytest.mark.parametrize("path", BENCHMARKS, ids=lambda path: path.stem)
def test_what_a_benchmark_takes_from_the_program_is_there(path: Path) -> None:
    found = [
        (node.module, name.name)
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in ("showclear", "tests")
        for name in node.names
    ]
    missing = [f"{module}.{name}" for module, name in found if not hasattr(import_module(str(module)), name)]
    assert missing == []
