"""Lint: a set of definitions is tried over every combination of facets that can exist."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from showclear.app.definitions import load_definitions, shipped
from showclear.app.definitions.lint import LintFinding, lint

FOLDER = Path(__file__).resolve().parents[2] / "checklists"
RULES = {slug for checklist in shipped().checklists for slug in checklist.requires}


def changed(folder: Path, file: str, old: str, new: str, count: int = 1) -> tuple[LintFinding, ...]:
    """What lint says about the shipped set with one text of one file changed."""
    for source in (*FOLDER.glob("*.toml"), *FOLDER.glob("blocks/*.toml")):
        target = folder / source.relative_to(FOLDER)
        target.parent.mkdir(exist_ok=True)
        text = source.read_text("utf-8")
        if source.relative_to(FOLDER).as_posix() == file:
            assert old in text
            text = text.replace(old, new, count)
        target.write_text(text, "utf-8")
    return lint(load_definitions(folder), RULES)


def test_the_shipped_set_has_no_fault() -> None:
    """With the rules that are implemented: one that is not would be a rule that is always true."""
    assert lint(shipped()) == ()


def test_every_combination_is_tried_in_less_than_a_second() -> None:
    """Otherwise nobody runs it."""
    begun = time.process_time()
    lint(shipped(), RULES)
    assert time.process_time() - begun < 1


HEAD = 'id = "muzzle"\nheadline = "MUZZLE"\n'
CASES = {
    "a hazard that no killer step prevents": (
        "return-and-clear.toml",
        'prevents = ["count-gap", "blank-kept", "blank-called-cold"]\n',
        "",
        'hazards.toml, hazard 29 "blank-kept": no killer step prevents it.',
    ),
    "a hazard whose only step is no killer any more": (
        "return-and-clear.toml",
        'expect = "weapon.issued-count"\nkiller = true',
        'expect = "weapon.issued-count"',
        'hazard 29 "blank-kept": no killer step prevents it.',
    ),
    "an unknown hazard": (
        "handover.toml",
        '"muzzle-at-people"',
        '"muzzle-at-peple"',
        'step 4 "muzzle": unknown hazard "muzzle-at-peple". Did you mean "muzzle-at-people"?',
    ),
    "an unknown source": ("handover.toml", '"ON39"', '"ON93"', 'unknown source "ON93". Did you mean "ON39"?'),
    "a step that can never be reached": (
        "handover.toml",
        HEAD,
        HEAD + 'applies_when = { "weapon.class" = ["rubber"], "weapon.action" = ["pump"] }\n',
        'block "ready", step 4 "muzzle": it can never be reached.',
    ),
    "a step of a facet that the subject does not have": (
        "handover.toml",
        HEAD,
        HEAD + 'applies_when = { "container.contents" = ["blank"] }\n',
        "it can never be reached.",
    ),
    "a rule that is not implemented": (
        "handover.toml",
        '"no-hold"',
        '"swept-by-nobody"',
        'handover.toml, "requires": rule "swept-by-nobody" is not implemented.',
    ),
    "a misspelt rule": ("handover.toml", '"no-hold"', '"no-holds"', 'Did you mean "no-hold"?'),
    "do and see that are one person": (
        "handover.toml",
        HEAD,
        HEAD + 'do = ["armorer"]\nsee = ["armorer"]\n',
        "do and see name the same person.",
    ),
    "a role that nobody in the run has": (
        "handover.toml",
        HEAD,
        HEAD + 'do = ["safety-officer"]\n',
        "nobody in this run is safety-officer.",
    ),
    "a headline that is too wide": (
        "handover.toml",
        '"MUZZLE"',
        '"MUZZLE OF IT ALL"',
        "16 letters wide, 13 are the most",
    ),
    "a headline that is too wide with its slot": (
        "blocks/prove-empty.toml",
        '"{slot}"',
        '"MAG {slot}"',
        "up to 16 letters wide",
    ),
    "a headline with a name in it": ("handover.toml", '"SHOWN TO"', '"{slot}"', "the headline cannot hold {slot} here"),
    "a headline in small letters": ("handover.toml", '"MUZZLE"', '"Muzzle"', "other letters than"),
    "an empty headline": ("handover.toml", '"MUZZLE"', '""', "the headline is empty"),
    "a reserved key": ("handover.toml", 'key = "n"', 'key = "w"', 'the key "w" is reserved.'),
    "two answers with one key": ("handover.toml", 'key = "l"', 'key = "h"', 'two answers have the key "h".'),
    "one PIN each in an inspection": (
        "weapon-inspection.toml",
        'subject = "weapon"\n',
        'subject = "weapon"\npin_at = "signature"\n',
        'weapon-inspection.toml, "pin_at": one PIN each is only for a turn-round, a return and emergencies.',
    ),
    "an effect of a step that is not always asked": (
        "weapon-inspection.toml",
        'kind = "loaded"\napplies_when = { "plan.contents" = ["dummy"] }',
        'kind = "loaded"',
        'effect 3 "loaded": step "loaded" is not asked with',
    ),
    "a condition of an effect on a step that is not always asked": (
        "weapon-inspection.toml",
        'when = { feeds = ["empty"] }\napplies_when',
        'when = { feeds = ["empty"], holds = ["nothing"] }\napplies_when',
        "",
    ),
    "an effect that can never apply": (
        "weapon-inspection.toml",
        'kind = "loaded"\napplies_when = { "plan.contents" = ["dummy"] }',
        'kind = "loaded"\napplies_when = { "plan.contents" = ["dummy"], "weapon.action" = ["none"] }',
        "it can never apply",
    ),
    "an effect of an input that is not asked": (
        "weapon-inspection.toml",
        'slate = "scene"',
        'slate = "holder"',
        '"holder" is an input, and this checklist does not ask it.',
    ),
    "an effect of a fact of another subject": (
        "ammunition-intake.toml",
        'lot = "container.lot"',
        'lot = "weapon.serial"',
        'the fact "weapon.serial" does not exist for a container.',
    ),
    "a box that is expected without rounds": (
        "weapon-inspection.toml",
        'passing = "joint"                            # the rounds go in once, in front of the AD\n'
        'applies_when = { "plan.contents" = ["dummy"] }',
        'passing = "joint"\napplies_when = { }',
        '"box.seal" is known only with rounds.',
    ),
    "two checklists for one procedure": (
        "handover.toml",
        'procedure = "handover"',
        'procedure = "return"',
        "belongs to handover.toml already",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_fault_of_the_set_is_found(tmp_path: Path, name: str) -> None:
    """Each of these would otherwise be found by somebody who stands at a gun."""
    file, old, new, said = CASES[name]
    findings = [str(finding) for finding in changed(tmp_path, file, old, new)]
    if said:
        assert any(said in finding for finding in findings), findings
    else:
        assert findings == []


def test_a_permission_needs_a_killer_step_in_every_combination(tmp_path: Path) -> None:
    """Nothing is cleared for a thing that nobody had to look at."""
    findings = changed(tmp_path, "blocks/prove-inert.toml", "killer = true\n", "", count=99)
    said = [str(finding) for finding in findings]
    assert any(
        'effect 7 "cleared": it permits something without a killer step, with weapon.action none' in one for one in said
    )


def test_a_finding_says_where_what_and_what_to_do(tmp_path: Path) -> None:
    """The command line prints exactly this."""
    (finding,) = changed(tmp_path, "handover.toml", '"MUZZLE"', '"Muzzle"')
    assert finding.where == 'handover.toml, block "ready", step 4 "muzzle"'
    assert finding.fault
    assert finding.remedy
