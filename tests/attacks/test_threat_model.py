"""docs/threat-model.md: every row names attacks that are tried, and every attack that somebody asked for has a row."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.attacks.cases import CASES

PAGE = Path(__file__).resolve().parents[2] / "docs" / "threat-model.md"
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.read_text("utf-8").splitlines()
    if line.startswith("| **")
]
ASKED_FOR = {name for name, case in CASES.items() if case.known_as}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0][:40])
def test_each_row_says_everything_and_names_attacks_of_the_catalogue(row: list[str]) -> None:
    """Who and what, what prevents it, what detects it, what remains, and the cases that show it."""
    assert len(row) == 5
    assert all(row)
    named = re.findall(r"`([^`]+)`", row[4])
    assert named
    assert [name for name in named if name not in CASES] == []


def test_the_twelve_attacks_of_the_study_are_in_the_catalogue() -> None:
    """Each once, with the number that it had there."""
    numbers = [int(case.known_as[6:]) for case in CASES.values() if case.known_as.startswith("facts ")]
    assert sorted(numbers) == list(range(1, 13))


def test_every_attack_that_was_asked_for_is_named_in_a_row() -> None:
    """The twelve of the study and those that a reviewer would try first; a changed field stands for the others."""
    named = {name for row in ROWS for name in re.findall(r"`([^`]+)`", row[4])}
    assert {name for name in ASKED_FOR - named if not name.startswith("changed-field-")} == set()


def test_the_steps_that_find_something_are_those_of_the_row() -> None:
    """Where a row names steps, each of its cases is found by one of them or by none at all."""
    from showclear.ledger.steps import STEP_IDS

    for row in ROWS:
        steps = {int(number) for number in re.findall(r"\b(\d{1,2})\b", re.sub(r"[^()0-9, ]", " ", row[2]))}
        for name in re.findall(r"`([^`]+)`", row[4]):
            found = {STEP_IDS[step] for step in CASES[name].expected}
            assert not found or not steps or found & steps, (row[0], name, found, steps)
