"""`showclear doctor`: in words, as JSON, with an exit code."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from showclear.app.production import Production
from showclear.storage import places
from showclear.storage.paths import MachinePaths
from tests.cli.conftest import Run
from tests.cli.productions import Founded
from tests.cli.test_board import assert_same_shape, documented


def test_a_healthy_production_has_no_fault(
    showclear: Run, production: Founded, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Data on standard output, talk on standard error; on one disk, though tests may be in memory."""
    mounts = tmp_path / "mountinfo"
    mounts.write_text("1 1 8:1 / / rw - ext4 /dev/sda1 rw\n", "utf-8")
    monkeypatch.setattr(places, "_MOUNTS", mounts)
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


def test_a_laptop_whose_log_went_on_elsewhere_begins_a_new_one(
    showclear: Run, production: Founded, machine: Path, tmp_path: Path
) -> None:
    """Its state of this morning was brought back, and the files of today came from a stick."""
    assert showclear("doctor", "--new-log", production.folder).code == 6, "no need"
    marks, kept = next(machine.glob("productions/*/marks")), tmp_path / "morning"
    shutil.copy2(marks, kept)
    production_now = Production.open(production.folder, machine=MachinePaths(machine))
    production_now.hold("signed nothing, but written")
    production_now.close()
    shutil.copy2(kept, marks)
    for snapshot in machine.glob("productions/*/snapshot"):
        snapshot.unlink()
    ran = showclear("doctor", "--new-log", production.folder)
    assert ran.code == 0, ran.err
    assert "was written in the name of this laptop" in ran.err
    log = ran.out.strip()
    assert log
    again = Production.open(production.folder, machine=MachinePaths(machine))
    try:
        assert again.elsewhere is None
        assert again.book.folder.own_log() == log
    finally:
        again.close()
