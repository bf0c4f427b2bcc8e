"""Each rule was made to hold always, and a test failed. `scripts/mutate_rules.py` does it for all of them."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256

import pytest

from showclear.domain.rules import FOLD_RULES, RULES
from tests.mutation import listing
from tests.mutation.killing import ROOT, first_failure, named_tests
from tests.mutation.mutants import mutants, named
from tests.mutation.weakening import Edit, StaleError, weakened

MUTANTS = named(mutants())
SAMPLE = sorted(MUTANTS, key=lambda name: sha256(name.encode()).hexdigest())[:6]


def test_every_rule_has_a_mutant() -> None:
    """A rule of checklists, of the fold, of runs or around them that nobody tried to do without may hold nothing."""
    runs = re.findall(r"^### (R-[A-Z]+-\d+)$", listing.DOCUMENT.read_text("utf-8"), re.MULTILINE)
    rules = {rule.id for rule in (*RULES.values(), *FOLD_RULES.values())} | set(runs)
    assert {one.rule for one in MUTANTS.values()} == rules


def test_every_mutant_changes_the_source_as_it_is() -> None:
    """Where the source was rewritten, its mutant has to be looked at again."""
    for name, one in MUTANTS.items():
        edits: dict[str, list[Edit]] = defaultdict(list)
        for edit in one.edits:
            edits[edit.module].append(edit)
        for module, changes in edits.items():
            path = ROOT / "src" / f"{module.replace('.', '/')}.py"
            source = path.read_text("utf-8")
            assert ast.unparse(weakened(source, changes)) != ast.unparse(ast.parse(source)), name


def test_what_is_not_in_the_source_is_not_changed_silently() -> None:
    """Otherwise a mutant that changes nothing would be counted as one that no test finds."""
    for edit in (Edit("m", "other", "", "None"), Edit("m", "f", "b", "c")):
        with pytest.raises(StaleError):
            weakened("def f():\n    return a\n", [edit])
    assert ast.unparse(weakened("def f():\n    return a\n", [Edit("m", "f", "a", "b")])) == "def f():\n    return b"


def test_the_list_names_every_mutant_and_tests_that_exist_and_name_the_rule() -> None:
    """The list in docs/rules.md is written by the script: run it again where this fails."""
    listed = listing.listed()
    assert {name: words for name, (words, _) in listed.items()} == {name: one.words for name, one in MUTANTS.items()}
    tests = named_tests()
    for name, (_, test) in listed.items():
        assert test in tests[MUTANTS[name].rule], name


def test_a_sample_of_the_mutants_is_killed_by_the_test_that_the_list_names() -> None:
    """Chosen by a hash, so that nobody chooses the easy ones."""
    listed = listing.listed()
    with ThreadPoolExecutor(2) as pool:
        found = pool.map(lambda name: first_failure(MUTANTS[name], [listed[name][1]]), SAMPLE)
        assert dict(zip(SAMPLE, found, strict=True)) == {name: listed[name][1] for name in SAMPLE}
