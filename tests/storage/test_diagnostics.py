"""What the program notes about itself can be handed to anybody, and never fills a disk or stops work."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from showclear.errors import StorageError
from showclear.storage import diagnostics
from showclear.storage.diagnostics import DiagnosticLog, Event, fault_text, keep_fault

AT = datetime(2026, 3, 1, 9, 0, tzinfo=timezone(timedelta(hours=1)))


def test_a_line_has_the_time_in_utc_the_process_the_event_and_its_numbers(tmp_path: Path) -> None:
    """Enough to put two laptops side by side."""
    log = DiagnosticLog(tmp_path)
    log.note(Event.OPENED, AT, files=31, open_runs=0)
    log.note(Event.ERROR, AT, kind=StorageError)
    log.close()
    first, second = log.path.read_text("ascii").splitlines()
    assert first.startswith("2026-03-01T08:00:00Z ")
    assert first.endswith(" opened files=31 open_runs=0")
    assert second.endswith(" error kind=StorageError")


def test_a_text_cannot_be_noted(tmp_path: Path) -> None:
    """So no name, answer or PIN can get there by mistake."""
    with pytest.raises(ValueError):
        DiagnosticLog(tmp_path).note(Event.OPENED, AT, files="Mara Reyes")  # type: ignore[arg-type]


def test_a_full_log_starts_anew_and_the_oldest_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A laptop that runs for a year."""
    monkeypatch.setattr(diagnostics, "LOG_BYTES", 2000)
    log = DiagnosticLog(tmp_path)
    for number in range(500):
        log.note(Event.CAME_IN, AT, files=number)
    log.close()
    assert len(list(tmp_path.iterdir())) == diagnostics.LOG_FILES
    assert all(path.stat().st_size <= 2000 for path in tmp_path.iterdir())
    assert "files=499" in log.path.read_text("ascii")


def test_a_log_that_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    """The disk may be what is broken."""
    (tmp_path / "file").write_text("")
    log = DiagnosticLog(tmp_path / "file")
    log.note(Event.OPENED, AT)
    assert isinstance(log.trouble, OSError)


def test_the_text_of_a_fault_has_places_and_kinds_and_no_values() -> None:
    """A message may hold an answer; a cause is told as well."""
    try:
        try:
            raise KeyError("amber basin")
        except KeyError as error:
            raise ValueError("123456") from error
    except ValueError as error:
        text = fault_text(error, AT)
    assert "builtins.ValueError" in text
    assert "builtins.KeyError" in text
    assert "test_diagnostics.py" in text
    assert "amber" not in text
    assert "123456" not in text


def test_the_newest_ten_faults_are_kept_and_none_is_overwritten(tmp_path: Path) -> None:
    """A fault that comes back every second has the same time in its name."""
    for number in range(13):
        keep_fault(f"{number}", tmp_path, datetime(2026, 3, 1, tzinfo=UTC))
    assert sorted(path.read_text() for path in tmp_path.iterdir()) == sorted(str(number) for number in range(3, 13))


def test_a_fault_that_cannot_be_kept_is_an_error_of_ours(tmp_path: Path) -> None:
    """Whoever calls says it in words."""
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError):
        keep_fault("text", tmp_path / "file", AT)
