"""One demonstration is made for all tests; each works on a copy in a folder with spaces and letters of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from showclear.app.demo import Demonstration, make_demo
from showclear.app.founding import NewKey
from tests.app.stage import NOW, Stage, keys_of


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Demonstration:
    """The demonstration that every test copies. Nobody writes into it."""
    return make_demo(tmp_path_factory.mktemp("made") / "demo", now=NOW, rounds=4)


@pytest.fixture(scope="session")
def keys(made: Demonstration) -> dict[str, NewKey]:
    """The opened keys of everybody."""
    return keys_of(made)


@pytest.fixture
def stage(made: Demonstration, keys: dict[str, NewKey], tmp_path: Path) -> Iterator[Stage]:
    """A copy to work on; at the end the whole log is read and verified anew."""
    stage = Stage.copy(made, keys, tmp_path / "Die Brücke – 撮影 1")
    yield stage
    stage.close()
    if not stage.damaged:
        stage.assert_whole()
