"""The rules of runs are written down, each with a test that exists."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
HERE = Path(__file__).parent
TESTS = (*HERE.glob("test_*.py"), HERE.parent / "test_meanwhile.py")


def written() -> dict[str, str]:
    """Rule id to the text under its heading."""
    text = (ROOT / "docs" / "rules.md").read_text("utf-8").split("\n## Situation\n", 1)[0]
    parts = re.split(r"^### (R-RUN-\d+)\n", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_every_rule_that_code_or_tests_name_is_written_down():
    """A refusal shows the id of its rule; whoever looks it up finds it."""
    domain = ROOT / "src" / "showclear" / "domain"
    files = [*(domain / "runs").glob("*.py"), domain / "meanwhile.py", *TESTS]
    named = {rule for file in files for rule in re.findall(r"R-RUN-[0-9]+", file.read_text("utf-8"))}
    assert named == set(written())


def test_every_rule_names_a_test_that_exists():
    """A rule without a test is a wish."""
    tests = {name for file in TESTS for name in re.findall(r"def (test_\w+)", file.read_text("utf-8"))}
    for rule, text in written().items():
        named = re.findall(r"Test: `(\w+)`", text)
        assert named, rule
        assert set(named) <= tests, rule
