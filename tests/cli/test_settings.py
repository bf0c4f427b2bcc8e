"""`showclear settings`: seen, changed, refused."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run


def test_settings_are_listed_changed_and_kept(showclear: Run, machine: Path) -> None:
    """Data on standard output, talk on the other."""
    assert "theme = stage\n" in showclear("settings").out
    assert showclear("settings", "path").out == f"{machine / 'settings.toml'}\n"
    ran = showclear("settings", "set", "theme", "night-red")
    assert (ran.code, ran.out) == (0, "")
    assert "theme = night-red (default: stage)\n" in showclear("settings").out
    table = json.loads(showclear("settings", "--json").out)
    assert table["schema"] == "showclear-settings/1"
    assert table["settings"][0]["value"] == "night-red"


def test_a_value_that_is_none_is_refused_and_nothing_is_written(showclear: Run, machine: Path) -> None:
    """With what was probably meant."""
    ran = showclear("settings", "set", "theme", "nightred")
    assert ran.code == 2
    assert 'Did you mean "night-red"?' in ran.err
    ran = showclear("settings", "set", "clearance_minutes", "60")
    assert ran.code == 2
    assert "unknown key" in ran.err
    assert not (machine / "settings.toml").exists()


def test_keys_are_listed_changed_refused_and_taken_back(showclear: Run, machine: Path) -> None:
    """A key that does something else there is never written."""
    assert "board.inspect" in showclear("settings", "keys").out
    assert showclear("settings", "set", "keys.board.inspect", "f8").code == 0
    assert "F8, I" in showclear("settings", "keys").out
    assert "board.inspect = f8" in showclear("settings").out
    assert showclear("settings", "set", "keys.board.lock", "f8").code == 2
    assert showclear("settings", "set", "keys.hold.set", "f4").code == 2
    assert showclear("settings", "set", "keys.board.inspect", "").code == 0
    assert (machine / "settings.toml").read_text() == ""


def test_a_file_with_a_fault_is_said_with_its_place(showclear: Run, machine: Path) -> None:
    """It stays as it is."""
    machine.mkdir()
    (machine / "settings.toml").write_text('sound = "loud"\n')
    for arguments in (("settings",), ("settings", "set", "theme", "mono"), ("settings", "keys")):
        ran = showclear(*arguments)
        assert ran.code == 2
        assert '"sound": "loud" is no value of it' in ran.err
