"""What the app takes for known when it begins to follow the folder: what was read, not what lies there by then."""

from __future__ import annotations

from showclear.storage.files import LocalFileSystem
from showclear.storage.paths import ProductionPaths
from showclear.storage.restrictions import PendingRestriction, write_restriction
from showclear.tui.following import look_at
from tests.app.stage import Stage


def test_a_folder_that_nobody_wrote_to_looks_as_it_did_when_it_was_read(stage: Stage) -> None:
    """So the board is not read again for nothing."""
    production = stage.production
    assert look_at(stage.folder, (), production.looks) == look_at(stage.folder)


def test_a_stop_that_comes_between_the_reading_and_the_first_look_is_seen(stage: Stage) -> None:
    """Another window of this laptop holds the set while this one starts: the first look must differ."""
    looks = stage.production.looks
    held = PendingRestriction("a" * 32, "hold", "2026-11-26T12:00:00Z", {})
    write_restriction(LocalFileSystem(), ProductionPaths(stage.folder), held)
    assert look_at(stage.folder, (), looks) != look_at(stage.folder)


def test_a_record_that_comes_between_the_reading_and_the_first_look_is_seen(stage: Stage) -> None:
    """A synchronised folder brings another laptop's hold at any moment."""
    looks = stage.production.looks
    on_its_way = stage.folder / "log" / f"truck-abcd-000001-{'0' * 32}.toml"
    on_its_way.write_bytes(b"")
    assert look_at(stage.folder, (), looks) != look_at(stage.folder)
    on_its_way.unlink()
