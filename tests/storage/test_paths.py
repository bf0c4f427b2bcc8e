"""Where things lie."""

from __future__ import annotations

from pathlib import Path

import pytest

from showclear.errors import InputError
from showclear.storage.paths import HOME_VARIABLE, MachinePaths, machine_paths


def test_one_variable_moves_everything_of_this_account(tmp_path: Path) -> None:
    """Tests and demonstrations never touch a real home folder."""
    paths = machine_paths({HOME_VARIABLE: str(tmp_path / "h ö")})
    assert paths == MachinePaths(tmp_path / "h ö")
    state = paths.production("sha256:" + "a" * 64)
    for path in (paths.key_file("ada-kahn"), paths.signer_lock("ada-kahn"), state.marks, state.ownership, state.lock):
        assert path.is_relative_to(tmp_path / "h ö")


def test_without_it_the_platform_decides() -> None:
    """An absolute folder of our own name."""
    root = machine_paths({}).root
    assert root.is_absolute()
    assert root.name == "showclear"


@pytest.mark.parametrize("person", ["", "..", "a/b", "Ada", "a" * 17, "-a", "a--b", "a-b-c-d-e"])
def test_only_a_person_id_becomes_a_key_file(person: str) -> None:
    """Rule 10: ids come out of records."""
    with pytest.raises(InputError):
        MachinePaths(Path("/x")).key_file(person)
