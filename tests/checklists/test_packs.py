"""Rule packs: strict reading, and what lint holds them against."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from showclear.app.definitions import load_pack, shipped
from showclear.app.definitions.lint import lint
from showclear.app.definitions.packs import OURS
from showclear.app.rule_packs import adoption_effects
from showclear.domain.effects import in_words
from showclear.domain.limits import FLOOR, LIMITS, is_stricter
from showclear.errors import ChecklistError

README = Path(__file__).resolve().parents[2] / "checklists" / "README.md"
GOOD = """schema = "showclear-rules/1"
id = "own"
version = "1.0.0"
title = "Our own"
says = "Stricter."

[[value]]
limit = "clearance_minutes"
value = 10
ours = true
why = "Ours."

[[value]]
limit = "weapon_classes"
value = ["rubber"]
source = "WHSQ"
why = "Rubber only."
"""


def test_a_pack_is_read_with_every_value_and_its_source() -> None:
    """A number, a list, a source or ours."""
    pack = load_pack("own.toml", GOOD.encode())
    assert pack.limits == {"clearance_minutes": 10, "weapon_classes": frozenset({"rubber"})}
    assert [one.source for one in pack.values] == [OURS, "WHSQ"]


BAD = {
    "another schema": ('schema = "showclear-rules/1"', 'schema = "showclear-rules/2"', "own.toml", "first line"),
    "an unknown limit": (
        '"clearance_minutes"', '"clearence_minutes"', 'value 1 "clearence_minutes": unknown limit',
        'Did you mean "clearance_minutes"?',
    ),
    "an unknown key": ("ours = true", "our = true", 'value 1 "clearance_minutes": unknown key "our"', '"ours"'),
    "looser than the floor": (
        "value = 10", "value = 16", "16 minutes is looser than the floor, 15 minutes", "smaller is stricter",
    ),
    "neither a source nor ours": ("ours = true\n", "", 'value 1 "clearance_minutes": it needs a source', "ours = true"),
    "a source and ours": ("ours = true", 'ours = true\nsource = "AEAA"', "and not both", "ours = true"),
    "a text for a number": ("value = 10", 'value = "10"', "value 1", ""),
    "a list for a number": ("value = 10", 'value = ["10"]', "a whole number", "minutes"),
    "a yes for a number": ("value = 10", "value = true", "a whole number", "minutes"),
    "nothing": ("value = 10", "value = 0", "a whole number from 1", "minutes"),
    "a number for a list": ('value = ["rubber"]', "value = 3", "a list in brackets", "airsoft"),
    "an unknown class": ('value = ["rubber"]', 'value = ["ruber"]', '"ruber" is none', 'Did you mean "rubber"?'),
    "a limit twice": ('"weapon_classes"', '"clearance_minutes"', "stands there twice", "Keep one"),
    "no version": ('version = "1.0.0"', 'version = "1"', "is not three numbers", "1.0.0"),
    "no id": ('id = "own"', 'id = "Our Own"', "is no id", "small letters"),
    "a missing reason": ('why = "Ours."\n', "", '"why" is missing', "README"),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "fault", "remedy"), BAD.values(), ids=BAD)
def test_each_mistake_gives_one_error_with_place_fault_and_remedy(old: str, new: str, fault: str, remedy: str) -> None:
    """A typing mistake must not become a limit that never holds."""
    assert old in GOOD
    with pytest.raises(ChecklistError) as caught:
        load_pack("own.toml", GOOD.replace(old, new, 1).encode())
    assert caught.value.message.startswith("own.toml")
    assert fault in caught.value.message
    assert remedy in caught.value.remedy


def test_a_yes_or_no_is_nothing_else() -> None:
    """1 is no yes."""
    with pytest.raises(ChecklistError, match="true or false"):
        load_pack("own.toml", GOOD.replace('"clearance_minutes"\nvalue = 10', '"permit_needed"\nvalue = 1').encode())


def test_the_shipped_packs_are_those_of_the_design() -> None:
    """The floor and six places; each value at least as strict as the floor, each with a reason."""
    packs = {pack.id: pack for pack in shipped().packs}
    assert packs.keys() == {"floor", "california", "new-mexico", "uk", "canada", "australia", "new-zealand"}
    assert packs["floor"].limits == FLOOR
    for pack in packs.values():
        assert pack.says
        assert all(one.why for one in pack.values)
        assert not any(is_stricter(LIMITS[name], FLOOR[name], value) for name, value in pack.limits.items())
    assert "live-capable" not in str(packs["australia"].limits["weapon_classes"])


def changed(pack: str, old: str, new: str) -> list[str]:
    """What lint says about the shipped set with one text of one pack changed."""
    text = shipped().pack_files[pack].decode()
    assert old in text
    other = load_pack(f"rules/{pack}.toml", text.replace(old, new, 1).encode())
    packs = tuple(other if one.id == pack else one for one in shipped().packs)
    return [str(finding) for finding in lint(replace(shipped(), packs=packs))]


LINTED = {
    "a source that is not there": ("canada", '"ON39"', '"ON93"', 'the source "ON93" is not in sources.toml'),
    "a source that is not shown": ("canada", '"ON39"', '"CB1"', 'the source "CB1" is not in sources.toml, or is not'),
    "prevents outside of the floor": (
        "canada", "value = 60", 'value = 60\nprevents = ["too-close"]', "stands in the floor only",
    ),
    "an unknown hazard": ("floor", '"too-close"', '"to-close"', 'unknown hazard "to-close". Did you mean "too-close"?'),
    "another floor than that of the program": ("floor", "value = 610", "value = 700", "the program keeps 6.10 m"),
    "another source than that of the program": ("floor", 'source = "AEAA"', "ours = true", 'the source "AEAA"'),
    "a limit against nothing": ("floor", 'prevents = ["too-close"]\n', "", "it prevents nothing"),
    "a limit that the floor does not name": (
        "floor", '[[value]]\nlimit = "blank_stand_off"\nvalue = 610\nsource = "AEAA"\nwhy = "Twenty feet. The test of '
        'the lot may ask for more."\nprevents = ["too-close"]\n', "", 'the limit "blank_stand_off" is missing',
    ),
}  # fmt: skip


@pytest.mark.parametrize(("pack", "old", "new", "fault"), LINTED.values(), ids=LINTED)
def test_lint_holds_packs_against_sources_hazards_and_the_floor(pack: str, old: str, new: str, fault: str) -> None:
    """What a single file does not show."""
    assert any(fault in finding for finding in changed(pack, old, new)), changed(pack, old, new)


def test_a_set_with_packs_has_a_floor() -> None:
    """Whoever reads the folder has to find what always holds."""
    packs = tuple(one for one in shipped().packs if one.id != "floor")
    assert any("there is no floor.toml" in str(one) for one in lint(replace(shipped(), packs=packs)))


def test_adopting_a_pack_writes_every_value_with_the_label_of_its_source() -> None:
    """So that the record can be read without this version: the floor is in every version and writes nothing."""
    files = shipped().pack_files
    rows = tuple(("rules", name, "1.0.0", files[name]) for name in ("floor", "australia"))
    effects = adoption_effects(rows, {"WHSQ": "WorkSafe Queensland, 2023"})
    assert [one.kind for one in effects] == ["pack-adopted", *["limit-set"] * 3]
    assert in_words(effects[1]) == (
        "australia: which classes of weapon may be on this production: airsoft, blank-firing, deactivated, non-gun, "
        "plugged, replica, rubber (WorkSafe Queensland, 2023)."
    )


def test_the_page_names_every_limit_and_its_example_holds() -> None:
    """Who writes a pack reads checklists/README.md."""
    page = README.read_text("utf-8")
    for limit in LIMITS.values():
        assert f"| `{limit.id}` |" in page
        assert f"| {limit.words} |" in page
    (example,) = [text for text in re.findall(r"```toml\n(.*?)```", page, re.DOTALL) if "showclear-rules/1" in text]
    assert load_pack("long-ride.toml", example.encode()).limits["blank_stand_off"] == 1000
