"""docs/coverage.md: no line of the procedures is left out, and whatever it names exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scripts import hazards
from showclear.app.definitions import shipped
from showclear.domain.rules import FOLD_RULES, RULES

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "coverage.md").read_text("utf-8")
TEXT = PAGE.partition(hazards.BEGIN)[0]
"""What people wrote; the table of hazards after it is made from the checklists and answers for nothing."""
ROWS: dict[str, str] = dict(re.findall(r"^\| ([A-Z]-?\d+) \| [^|]+ \| ([^|]+) \|$", TEXT, re.MULTILINE))

LINES = {
    "A": 12, "B": 11, "C": 14, "D": 14, "E": 11, "F": 13, "G": 7, "H": 9, "I": 7, "J": 9, "K": 10, "L": 10, "M": 10,
    "N": 3, "O": 5, "T": 6, "K-": 12, "S-": 14,
}  # fmt: skip
"""How many lines each procedure has; T are those between the letters, K- the killer items, S- the hard stops."""

ALL_LINES = tuple(f"{letter}{number}" for letter, last in LINES.items() for number in range(1, last + 1))
KILLERS = tuple(line for line in ALL_LINES if line.startswith("K-"))

STEPS = {
    f"{name}/{step.id}": step
    for checklist in shipped().checklists
    for block in checklist.blocks
    for step in block.steps
    for name in (checklist.id, *([block.id] if block.shared else []))
}
RULE_IDS = {rule.id for rule in (*RULES.values(), *FOLD_RULES.values())} | set(
    re.findall(r"^### (R-RUN-\d+)$", (ROOT / "docs" / "rules.md").read_text("utf-8"), re.MULTILINE)
)


def steps_of(where: str) -> list[str]:
    """The steps that a line names."""
    return re.findall(r"`([a-z-]+/[a-z-]+)`", where)


def rules_of(text: str) -> list[str]:
    """The rules that a line names."""
    return re.findall(r"R-(?:RUN-)?\d+", text)


def test_no_line_of_the_procedures_is_left_out() -> None:
    """Each has its row, and no row is about a line that does not exist."""
    assert set(ROWS) == set(ALL_LINES)
    assert len(re.findall(r"^\| [A-Z]-?\d+ \|", TEXT, re.MULTILINE)) == len(ALL_LINES)


@pytest.mark.parametrize("line", ALL_LINES)
def test_every_line_is_a_step_a_rule_or_says_why_not(line: str) -> None:
    """A line that is answered by nothing at all would be a hole."""
    where = ROWS[line]
    assert steps_of(where) or rules_of(where) or "*Not a step:*" in where


@pytest.mark.parametrize("line", ALL_LINES)
def test_every_step_and_rule_that_is_named_exists(line: str) -> None:
    """Ids are stable; whoever renames one has to come by here."""
    assert [name for name in steps_of(ROWS[line]) if name not in STEPS] == []
    assert [name for name in rules_of(ROWS[line]) if name not in RULE_IDS] == []


@pytest.mark.parametrize("line", KILLERS)
def test_a_killer_item_is_answered_by_killer_steps_only(line: str) -> None:
    """Two people, the second blind."""
    named = steps_of(ROWS[line])
    assert named
    assert [name for name in named if not STEPS[name].killer] == []


def test_every_killer_step_has_its_place_in_the_tables() -> None:
    """A step that takes the keys of two people has to be there for something."""
    named = {STEPS[name].id for name in steps_of(TEXT) if name in STEPS}
    killers = {step.id for step in STEPS.values() if step.killer}
    assert killers - named == set()


def test_every_checklist_is_named() -> None:
    """One that answers no line at all would be dead weight."""
    named = {name.split("/")[0] for name in steps_of(TEXT)}
    assert {checklist.id for checklist in shipped().checklists} - named == set()


def test_what_is_named_between_the_tables_exists_too() -> None:
    """The paragraphs between the tables count as well."""
    assert [name for name in steps_of(TEXT) if name not in STEPS and name != "checklist/step"] == []
    assert [name for name in rules_of(TEXT) if name not in RULE_IDS] == []


def test_every_hazard_stands_with_the_killer_steps_against_it() -> None:
    """Written by scripts/hazards.py from what the checklists say now."""
    assert PAGE.partition(hazards.BEGIN)[2] == f"\n{hazards.table(shipped())}{hazards.END}\n"


def test_no_hazard_is_without_a_killer_step_that_a_checklist_asks() -> None:
    """Lint says the same; here it is what the page shows."""
    found = tuple(hazards.rows(shipped()))
    assert len(found) == len(shipped().hazards) > 0
    assert [title for title, steps, asked in found if not steps or not asked] == []
