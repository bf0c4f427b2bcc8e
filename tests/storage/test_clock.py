"""Clocks."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from showclear.storage.clock import FakeClock, SystemClock, boot_id, local

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


def test_the_system_clock_gives_utc_in_whole_seconds_and_never_goes_back() -> None:
    """Times in records are UTC in whole seconds."""
    clock = SystemClock()
    assert clock.now().tzinfo is UTC
    assert clock.now().microsecond == 0
    readings = [clock.monotonic_ms() for _ in range(1000)]
    assert readings == sorted(readings)


def test_setting_the_wall_clock_back_does_not_move_the_monotonic_one() -> None:
    """A clock that went backwards never unlocks anything."""
    clock = FakeClock(NOON)
    clock.advance(90.5)
    clock.set(NOON - timedelta(days=1))
    clock.advance(0.5)
    assert clock.monotonic_ms() == 91_000
    assert clock.now() <= NOON - timedelta(days=1) + timedelta(seconds=1)


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone of this process cannot be changed here")
@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/Denver"])
@pytest.mark.parametrize("at", [datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, 23, 59, tzinfo=UTC), NOON])
def test_every_time_that_a_record_can_claim_can_be_shown(
    at: datetime, zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An unsigned record of the year 9999 stops nobody's board."""
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        assert local(at) == at
    finally:
        monkeypatch.undo()
        time.tzset()


def test_the_boot_id_is_read_where_there_is_one(tmp_path: Path) -> None:
    """Monotonic readings of two boots cannot be compared; elsewhere it is empty."""
    (tmp_path / "boot_id").write_text("1b4e28ba\n")
    assert boot_id(tmp_path / "boot_id") == "1b4e28ba"
    assert boot_id(tmp_path / "nothing") == ""
