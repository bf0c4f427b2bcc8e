"""`showclear rules` and `showclear hazards`: what applies here and why, and what stands against what."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from showclear.app.definitions import shipped
from tests.cli.conftest import Run
from tests.cli.productions import Founded
from tests.cli.test_adopt import extended, write
from tests.cli.test_board import assert_same_shape, documented


def test_it_says_what_holds_with_its_source_and_fits_a_terminal(showclear: Run, production: Founded) -> None:
    """Every limit, the floor and who says so; nobody takes it for the law."""
    ran = showclear("rules", production.folder)
    assert ran.code == 0
    assert "6.10 m                Floor (American Entertainment Armorers Association)" in ran.out
    assert "Stricter than the floor" not in ran.out
    assert max(map(len, ran.out.splitlines())) <= 80
    assert "not the law" in ran.err


def test_its_json_has_the_documented_shape(showclear: Run, production: Founded) -> None:
    """Somebody compares two productions with it."""
    ran = showclear("rules", production.folder, "--json")
    assert_same_shape(json.loads(ran.out), documented("showclear-rules-here/1"))


def test_what_changes_is_shown_and_a_no_changes_nothing(showclear: Run, production: Founded) -> None:
    """The looser is in capitals; the answer that nobody thinks about is no."""
    before = sorted((production.folder / "log").iterdir())
    ran = showclear("rules", production.folder, "--adopt", "canada", typed="n\n")
    assert ran.code == 1
    assert "Stricter: how long nobody moves after a misfire: 30 seconds → 60 seconds" in ran.out
    assert sorted((production.folder / "log").iterdir()) == before


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        (("--adopt", "californa"), 'Did you mean "california"?'),
        (("--remove", "floor"), "The floor cannot be removed."),
        (("--adopt", "not-there.toml"), "not-there.toml"),
    ],
)
def test_what_cannot_be_adopted_is_told(
    showclear: Run, production: Founded, arguments: tuple[str, ...], fault: str
) -> None:
    """Before anybody types words."""
    ran = showclear("rules", production.folder, *arguments)
    assert ran.code == 2
    assert fault in ran.err


def test_two_people_adopt_a_pack_with_their_five_words(showclear: Run, production: Founded, tmp_path: Path) -> None:
    """A pack from a file; wrong words are asked again; then the record verifies and the rules hold."""
    own = tmp_path / "own.toml"
    text = shipped().pack_files["australia"].decode().replace('id = "australia"', 'id = "own"')
    own.write_text(text.replace('title = "Australia"', 'title = "Our [/] own"'))
    officer, armorer = production.words["ada-nilsen"], production.words["mara-reyes"]
    typed = f"y\nfive wrong words are these\n{officer}\n{armorer}\n"
    ran = showclear("rules", production.folder, "--adopt", own, typed=typed)
    assert ran.code == 0, ran.err
    assert showclear("verify", production.folder).code == 0
    ran = showclear("rules", production.folder)
    assert "Our [/] own 1.0.0" in ran.out
    assert "Our [/] own (WorkSafe Queensland, 2023)" in ran.out
    assert max(map(len, ran.out.splitlines())) <= 80
    assert "rules: the floor, Our [/] own" in showclear("board", production.folder).out


def test_the_matrix_has_a_row_for_each_hazard_and_fits_a_terminal(showclear: Run) -> None:
    """Each hazard has a step that two people enter; the packs stand in columns of their own."""
    ran = showclear("hazards", "--steps")
    head, *rows = ran.out.split("\n\n", 1)[0].splitlines()
    assert head.split()[0] == "HAZARD"
    assert head.split()[-7:] == ["FL", "AU", "CA", "CN", "NM", "NZ", "UK"]
    assert [row.split()[0] for row in rows] == [hazard.id for hazard in shipped().hazards]
    assert all("K" in row.split()[1:] for row in rows)
    close = next(row for row in rows if row.startswith("too-close")).split()
    assert close[6] == "K", "the zone, in F"
    assert close[-7:] == ["=", *["."] * 6]
    assert "blank-zone/distance" in ran.out
    assert max(map(len, ran.out.splitlines())) <= 80


def test_the_matrix_of_a_production_has_its_own_packs_and_steps(
    showclear: Run, production: Founded, tmp_path: Path
) -> None:
    """What was adopted and holds, not what came with the program; a pack that was removed is gone again."""
    officer, armorer = production.words["ada-nilsen"], production.words["mara-reyes"]
    agreed = f"y\n{officer}\n{armorer}\n"
    head = showclear("hazards", production.folder).out.splitlines()[2]
    assert head.split()[-1] == "FL"
    assert showclear("rules", production.folder, "--adopt", "uk", typed=agreed).code == 0
    text = extended(shipped().files["turn-round"].decode()).replace(
        'headline = "CAMERA TOLD"', 'headline = "CAMERA TOLD"\nprevents = ["too-close"]'
    )
    assert showclear("adopt", production.folder, write(tmp_path, text), typed=agreed).code == 0
    ran = showclear("hazards", production.folder, "--steps")
    assert "turn-round/camera-told" in ran.out
    assert "camera-told" not in showclear("hazards", "--steps").out
    lines = ran.out.splitlines()
    assert lines[0] == "The Long Ride: the checklists that it adopted, and the rule packs that hold there."
    assert lines[2].split()[-2:] == ["FL", "UK"]
    assert json.loads(showclear("hazards", production.folder, "--json").out)["packs"] == ["floor", "uk"]
    assert showclear("rules", production.folder, "--remove", "uk", typed=agreed).code == 0
    assert json.loads(showclear("hazards", production.folder, "--json").out)["packs"] == ["floor"]


def test_the_json_of_the_matrix_has_the_documented_shape(showclear: Run) -> None:
    """Steps, procedures and packs of each hazard."""
    ran = showclear("hazards", "--json")
    found = json.loads(ran.out)
    assert_same_shape(found, documented("showclear-hazards-matrix/1"))
    (ban,) = [
        one
        for hazard in found["hazards"]
        if hazard["id"] == "live-round-in-gun"
        for one in hazard["limits"]
        if one["pack"] == "australia"
    ]
    assert ban == {"limit": "weapon_classes", "pack": "australia", "source": "WHSQ"}
