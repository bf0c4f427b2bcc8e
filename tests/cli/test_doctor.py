"""`showclear doctor`: in words, as JSON, with an exit code."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run
from tests.cli.productions import Founded
from tests.cli.test_board import assert_same_shape, documented


def test_a_healthy_production_has_no_fault(showclear: Run, production: Founded) -> None:
    """Data on standard output, talk on standard error."""
    ran = showclear("doctor", production.folder)
    assert ran.code == 0, ran.out
    assert "5 records, intact." in ran.out
    assert "gun" in ran.err


def test_a_folder_without_a_production_is_about_the_machine_only(showclear: Run, tmp_path: Path) -> None:
    """It is asked before there is one, too."""
    ran = showclear("doctor", tmp_path)
    assert ran.code == 0
    assert "no production in this folder" in ran.out
    assert list(tmp_path.iterdir()) == []


def test_a_production_that_cannot_be_opened_is_a_fault_in_words(showclear: Run, production: Founded) -> None:
    """No traceback, and exit code 1."""
    production.file(1).unlink()
    ran = showclear("doctor", production.folder)
    assert ran.code == 1
    assert "no production record" in ran.out
    assert "What to do" in ran.out


def test_the_json_has_the_documented_shape(showclear: Run, production: Founded) -> None:
    """A script collects it from all laptops in the morning."""
    ran = showclear("doctor", production.folder, "--json")
    assert_same_shape(json.loads(ran.out), documented("showclear-doctor/1"))
