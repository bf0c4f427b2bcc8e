"""Whether a wall clock can be believed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from showclear.domain.believed_time import believed

LEAST = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(("behind", "counts"), [(-3600, True), (0, True), (30, True), (31, False), (3600, False)])
def test_a_clock_that_was_set_back_is_not_believed(behind: int, counts: bool) -> None:
    """R-038: more than thirty seconds behind the time that has passed is set back; unknown time is expired time."""
    wall = LEAST - timedelta(seconds=behind)
    assert believed(wall, LEAST) == (wall if counts else None)
