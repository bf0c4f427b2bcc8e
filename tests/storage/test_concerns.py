"""Concerns that wait: no name, no order, no time finer than the day."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from showclear.errors import StorageError
from showclear.storage.concerns import WaitingConcern, WaitingConcerns
from showclear.storage.failures import DamagedFileError
from showclear.storage.files import LocalFileSystem
from showclear.storage.lines import encode_line
from showclear.storage.paths import ProductionPaths

SLEEP = WaitingConcern("2026-03-04", "nobody slept")
DOOR = WaitingConcern("2026-03-04", "a door opens into the line")


@pytest.fixture
def paths(tmp_path: Path) -> ProductionPaths:
    """A production folder."""
    return ProductionPaths(tmp_path)


def test_they_come_back_sorted_and_the_file_claims_midnight(paths: ProductionPaths) -> None:
    """Who reads the folder learns the day and the words."""
    waiting = WaitingConcerns(LocalFileSystem(), paths)
    assert waiting.list() == ()
    waiting.add(SLEEP)
    waiting.add(DOOR)
    waiting.add(DOOR)
    assert waiting.list() == (DOOR, SLEEP)
    assert paths.concerns.stat().st_mtime == datetime(2026, 3, 4, tzinfo=UTC).timestamp()
    waiting.take_away([DOOR])
    assert waiting.list() == (SLEEP,)
    waiting.take_away([SLEEP])
    assert not paths.concerns.exists()
    waiting.take_away([SLEEP])


@pytest.mark.parametrize("text", ['{"day":"2026-03-04"}', '{"day":"soon","words":"x"}', '{"day":1,"words":"x"}', "{"])
def test_what_is_no_concern_is_said_and_kept(paths: ProductionPaths, text: str) -> None:
    """Nothing is thrown away because it cannot be read."""
    paths.private.mkdir(parents=True)
    paths.concerns.write_bytes(encode_line(text))
    waiting = WaitingConcerns(LocalFileSystem(), paths)
    with pytest.raises(DamagedFileError):
        waiting.list()
    with pytest.raises(DamagedFileError):
        waiting.add(SLEEP)
    assert paths.concerns.exists()


class NoTimes(LocalFileSystem):
    """A disk that lets nobody set the time of a file."""

    def before(self, operation: str, path: Path) -> None:
        """Refuse."""
        if operation == "set_time":
            raise PermissionError(1, "not permitted", str(path))


def test_a_disk_that_keeps_its_own_times_says_so_and_keeps_the_concern(paths: ProductionPaths) -> None:
    """Whoever wrote it has to know that the file tells when."""
    waiting = WaitingConcerns(NoTimes(), paths)
    with pytest.raises(StorageError) as refused:
        waiting.add(SLEEP)
    assert any("The concern is kept" in note for note in refused.value.__notes__)
    assert waiting.list() == (SLEEP,)
