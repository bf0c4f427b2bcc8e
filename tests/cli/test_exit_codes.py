"""Exit codes are an interface: scripts branch on them. Each one is reached here by a command that can be typed."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from showclear.cli.group import showclear as root
from tests.cli.conftest import Run
from tests.cli.productions import Founded

REFERENCE = Path(__file__).resolve().parents[2] / "docs/cli.md"

Way = Callable[[Run, Founded, Path, pytest.MonkeyPatch], int]


def _intact(showclear: Run, production: Founded, tmp_path: Path, patch: pytest.MonkeyPatch) -> int:
    del tmp_path, patch
    return showclear("verify", production.folder).code


def _lint_fault(showclear: Run, production: Founded, tmp_path: Path, patch: pytest.MonkeyPatch) -> int:
    del production, patch
    (tmp_path / "mine.toml").write_text('schema = "showclear-checklist/1"\nid = "mine"\n', "utf-8")
    return showclear("lint", tmp_path / "mine.toml").code


def _no_folder(showclear: Run, production: Founded, tmp_path: Path, patch: pytest.MonkeyPatch) -> int:
    del production, patch
    return showclear("board", tmp_path / "nowhere").code


def _failing(error: Exception, showclear: Run, production: Founded, patch: pytest.MonkeyPatch) -> int:
    @click.command()
    @click.argument("folder", required=False)
    def failing(folder: str) -> None:
        raise error

    patch.setattr(type(root), "get_command", lambda self, ctx, name: failing)
    return showclear("board", production.folder).code


def _no_place_for_keys(showclear: Run, production: Founded, tmp_path: Path, patch: pytest.MonkeyPatch) -> int:
    (tmp_path / "a file").write_text("", "utf-8")
    patch.setenv("SHOWCLEAR_HOME", str(tmp_path / "a file"))
    return showclear("run", "--plain", "--in", production.folder).code


def _no_key_here(showclear: Run, production: Founded, tmp_path: Path, patch: pytest.MonkeyPatch) -> int:
    patch.setenv("SHOWCLEAR_HOME", str(tmp_path / "another account"))
    return showclear("unit", production.folder, typed="Second unit\nStage 5\nUTC\ny\n").code


def _refused(showclear: Run, production: Founded, tmp_path: Path, patch: pytest.MonkeyPatch) -> int:
    del tmp_path, patch
    return showclear("doctor", "--new-log", production.folder).code


def _a_record_less(showclear: Run, production: Founded, tmp_path: Path, patch: pytest.MonkeyPatch) -> int:
    del tmp_path, patch
    production.file(4).unlink()
    return showclear("verify", production.folder).code


def _a_stranger(showclear: Run, production: Founded, tmp_path: Path, patch: pytest.MonkeyPatch) -> int:
    del patch
    (tmp_path / production.names[4]).write_bytes(production.file(5).read_bytes())
    return showclear("verify", tmp_path).code


def _a_byte_more(showclear: Run, production: Founded, tmp_path: Path, patch: pytest.MonkeyPatch) -> int:
    del tmp_path, patch
    production.overwrite(4, production.file(4).read_bytes().replace(b"Stage 4", b"Stage 5"))
    return showclear("verify", production.folder).code


def _a_fault_of_ours(showclear: Run, production: Founded, tmp_path: Path, patch: pytest.MonkeyPatch) -> int:
    del tmp_path
    return _failing(KeyError("x"), showclear, production, patch)


def _the_input_ends(showclear: Run, production: Founded, tmp_path: Path, patch: pytest.MonkeyPatch) -> int:
    del production, patch
    return showclear("new", tmp_path / "ride", typed="The Long Ride\n").code


WAYS: dict[int, Way] = {
    0: _intact,
    1: _lint_fault,
    2: _no_folder,
    4: _no_place_for_keys,
    5: _no_key_here,
    6: _refused,
    10: _a_record_less,
    11: _a_stranger,
    12: _a_byte_more,
    70: _a_fault_of_ours,
    130: _the_input_ends,
}


@pytest.mark.parametrize("code", WAYS)
def test_each_exit_code_is_reached(
    code: int, showclear: Run, production: Founded, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By what it says in the reference."""
    found = WAYS[code](showclear, production, tmp_path, monkeypatch)
    assert found == code


def test_no_documented_code_is_left_out() -> None:
    """A code that nothing reaches would be a promise."""
    table = re.search(r"^## Exit codes\n(.*?)^## ", REFERENCE.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    assert table
    assert {int(code) for code in re.findall(r"^\| (\d+) \|", table[1], re.MULTILINE)} == set(WAYS)
