"""The whole app, from the start of a run to a hold, on disks as a power cut leaves them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from random import Random

import pytest

from showclear.app.demo import Demonstration, make_demo
from showclear.app.founding import NewKey
from tests.app.stage import NOW, keys_of
from tests.crash.day import Day
from tests.crash.planted import NoFileIsFlushed

SEED = 20261126
CHECKED = 40
"""The app starts and verifies a whole production for each; the long run takes all."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Demonstration:
    """A demonstration; nobody writes into it."""
    return make_demo(tmp_path_factory.mktemp("made") / "demo", now=NOW, rounds=1)


@pytest.fixture(scope="module")
def keys(made: Demonstration) -> Mapping[str, NewKey]:
    """The opened keys of everybody."""
    return keys_of(made)


def test_after_a_power_cut_the_app_goes_on_and_no_gun_is_cold_that_was_not_signed_for(
    made: Demonstration, keys: Mapping[str, NewKey], tmp_path: Path
) -> None:
    """A seeded choice over the whole day: answers, signatures, a hold, all of it through screens' own use cases."""
    random = Random(SEED)
    day = Day(made, keys, tmp_path / "Die Brücke – 撮影 1")
    found = day.found(random, most=4)
    assert len(found) > 500
    for one in random.sample(found, CHECKED):
        assert day.violation(one) == "", f"after {one.after} changes"


def test_the_harness_sees_an_app_whose_disk_flushes_nothing(
    made: Demonstration, keys: Mapping[str, NewKey], tmp_path: Path
) -> None:
    """A check that never fails proves nothing."""
    random = Random(SEED)
    day = Day(made, keys, tmp_path / "unflushed", NoFileIsFlushed)
    found = day.found(random, most=2)
    assert any(day.violation(one) for one in random.sample(found, CHECKED))
