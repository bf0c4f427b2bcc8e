"""docs/rules.md says what the code keeps."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from showclear.domain.limits import LIMITS
from showclear.domain.rules import FOLD_RULES, RULES

ROOT = Path(__file__).parents[3]


def test_every_rule_stands_in_the_document_with_its_sentence_and_source() -> None:
    """A refusal names an id; whoever looks it up finds the same sentence."""
    text = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    section = text.split("\n## Situation\n", 1)[1].split("\n## ", 1)[0]
    found = {
        (number, slug): body for number, slug, body in
        re.findall(r"^#### (R-\d{3}) ([a-z-]+)\n(.*?)(?=^###|\Z)", section, re.MULTILINE | re.DOTALL)
    }  # fmt: skip
    rules = (*RULES.values(), *FOLD_RULES.values())
    assert {(rule.id, rule.slug) for rule in rules} == found.keys()
    for rule in rules:
        assert rule.sentence in found[rule.id, rule.slug], rule.id
        assert f"Source: {rule.source}." in found[rule.id, rule.slug], rule.id


def test_every_source_is_one_that_may_be_shown() -> None:
    """A claimed source that is not in sources.toml would be a claim without a source."""
    table = tomllib.loads((ROOT / "checklists" / "sources.toml").read_text(encoding="utf-8"))
    shown = {source["key"] for source in table["source"] if source["shown"]}
    named = {one.source for one in (*RULES.values(), *FOLD_RULES.values(), *LIMITS.values())}
    assert named - {"ours"} <= shown


def test_every_rule_is_named_by_a_test() -> None:
    """R-… in the docstring of a test says where a rule is held."""
    tests = "\n".join(path.read_text("utf-8") for path in (ROOT / "tests" / "domain").rglob("test_*.py"))
    for rule in (*RULES.values(), *FOLD_RULES.values()):
        assert rule.id in tests, rule.id
