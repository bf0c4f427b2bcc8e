"""`showclear drill`: made, told apart from work, refused beside it, debriefed as text and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.productions import Founded


@pytest.fixture
def drilled(showclear: Run, tmp_path: Path) -> Path:
    """A drill that was made and not played."""
    folder = tmp_path / "a drill"
    ran = showclear("drill", folder, "--seed", 7, "--no-open")
    assert ran.code == 0, ran.err
    assert "Making drill 7" in ran.err
    return folder


def test_a_drill_says_what_it_is_and_has_a_debrief_before_it_is_played(showclear: Run, drilled: Path) -> None:
    board = showclear("board", "--json", drilled)
    assert json.loads(board.out)["production"].startswith("DRILL 7")
    text = showclear("drill", "--debrief", drilled)
    assert text.code == 0
    words = " ".join(text.out.split())
    assert words.startswith("DRILL 7, played as armorer. Nothing of what was planted came up yet (4 faults). A drill")
    told = json.loads(showclear("drill", "--debrief", "--json", drilled).out)
    assert told == {
        "schema": "showclear-drill/1", "drill": True, "seed": 7, "role": "armorer", "caught": 0, "met": 0,
        "planted": 4, "faults": [],
    }  # fmt: skip
    assert showclear("drill", drilled, "--seed", 8, "--no-open").code == 2, "nothing is overwritten"
    assert showclear("verify", drilled).code == 0
    in_lines = showclear("run", "--plain", "--in", drilled)
    assert in_lines.code == 2
    assert "Play it: showclear drill" in in_lines.err


def test_no_drill_is_made_inside_a_production_and_none_is_read_out_of_one(
    showclear: Run, production: Founded, tmp_path: Path
) -> None:
    refused = showclear("drill", production.folder / "drill", "--no-open")
    assert refused.code == 6
    assert "this is a production" in refused.err
    assert showclear("drill", "--debrief", production.folder).code == 2
    assert showclear("drill", tmp_path / "d", "--json").code == 2


def test_a_drill_in_lines_is_refused_and_says_what_there_is_instead(showclear: Run, tmp_path: Path) -> None:
    """Nothing is made, and no screen opens for somebody who cannot see one."""
    ran = showclear("--plain", "drill", tmp_path / "new")
    assert ran.code == 2
    assert "showclear demo --plain" in ran.err
    assert not (tmp_path / "new").exists()
