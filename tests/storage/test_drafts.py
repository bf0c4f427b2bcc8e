"""Open runs on the disk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from showclear.errors import InputError
from showclear.storage.drafts import Drafts
from showclear.storage.failures import AlreadyThereError, DamagedFileError, MissingFileError
from showclear.storage.files import LocalFileSystem
from showclear.storage.lines import encode_line
from showclear.storage.paths import ProductionPaths
from showclear.storage.restrictions import UNREADABLE, read_restrictions
from showclear.storage.window import Window
from tests.storage.fakes import RecordingFileSystem
from tests.storage.records import record_id

DISK = LocalFileSystem()


@pytest.fixture
def production(tmp_path: Path) -> ProductionPaths:
    """A production folder."""
    return ProductionPaths(tmp_path / "Über 3")


@pytest.fixture
def drafts(production: ProductionPaths) -> Drafts:
    """Its drafts."""
    return Drafts(DISK, production)


def test_a_run_can_be_found_and_resumed(drafts: Drafts) -> None:
    """After a crash the app offers the run by name and time."""
    journal = drafts.create(record_id(1), {"procedure": "D", "subject": "R-1"})
    journal.append({"event": "answered"})
    journal.close()
    (draft,) = drafts.list()
    assert (draft.run_id, draft.header, draft.damage) == (record_id(1), {"procedure": "D", "subject": "R-1"}, None)
    assert draft.last_change_ns > 0
    assert len(drafts.open(draft.run_id).events()) == 2


def test_a_run_without_a_whole_header_was_never_acknowledged(drafts: Drafts, production: ProductionPaths) -> None:
    """Killed while it was started: nothing to offer."""
    for number, data in enumerate((b"", b"0badc0de {", encode_line("{}")[:-1])):
        journal = production.journal(record_id(number))
        journal.parent.mkdir(parents=True)
        journal.write_bytes(data)
    production.pending_folder(record_id(9)).mkdir()
    assert drafts.list() == ()


def test_a_damaged_run_is_listed_with_its_damage_and_can_be_abandoned(
    drafts: Drafts, production: ProductionPaths
) -> None:
    """It must not vanish silently, and it must not stop the app."""
    drafts.create(record_id(1), {"a": 1}).close()
    production.journal(record_id(1)).write_bytes(b"garbage\ngarbage\ngarbage\n")
    (draft,) = drafts.list()
    assert isinstance(draft.damage, DamagedFileError)
    drafts.leave(record_id(1))
    assert drafts.list() == ()


def test_a_run_leaves_by_one_rename_that_is_durable_before_anything_is_deleted(production: ProductionPaths) -> None:
    """A file-by-file clean-up let a crash bring back a run that was signed already."""
    disk = RecordingFileSystem()
    drafts = Drafts(disk, production)
    drafts.create(record_id(1), {"a": 1}).close()
    production.done.mkdir()
    disk.operations.clear()
    drafts.leave(record_id(1))
    assert disk.operations == [
        ("rename", record_id(1)),
        ("fsync_folder", "done"),
        ("fsync_folder", "pending"),
        ("unlink", "journal.jsonl"),
        ("rmdir", record_id(1)),
    ]


def test_a_file_beside_the_pending_folders_stops_nothing(drafts: Drafts, production: ProductionPaths) -> None:
    """A sync tool left it: neither the board nor a stop may wait until somebody finds it."""
    drafts.create("ab" * 16, {"kind": "begun"}).close()
    (production.pending / "notes").write_bytes(b"x")
    assert [draft.run_id for draft in drafts.list()] == ["ab" * 16]
    assert read_restrictions(DISK, production, drafts) == ()


@pytest.mark.parametrize("in_its_place", [Path.mkdir, lambda path: path.symlink_to("nowhere")], ids=["folder", "link"])
def test_a_stop_that_cannot_be_read_is_a_stop_of_anything(
    drafts: Drafts, production: ProductionPaths, in_its_place: Callable[[Path], object]
) -> None:
    """A bad sector under it: the board is there, and nothing on it may be used."""
    file = production.restriction("cd" * 16)
    file.parent.mkdir(parents=True)
    in_its_place(file)
    assert [one.kind for one in read_restrictions(DISK, production, drafts)] == [UNREADABLE]


def test_a_run_is_started_once_and_left_once(drafts: Drafts, production: ProductionPaths) -> None:
    """Two windows, one run."""
    drafts.create(record_id(1), {}).close()
    with pytest.raises(AlreadyThereError):
        drafts.create(record_id(1), {})
    drafts.leave(record_id(1))
    with pytest.raises(MissingFileError):
        drafts.leave(record_id(1))
    drafts.create(record_id(1), {}).close()
    drafts.leave(record_id(1))
    assert not list(production.done.iterdir())


@pytest.mark.parametrize("run_id", ["", "..", "../x", "a/b", "A", "x" * 65, ".hidden"])
def test_a_run_id_never_leaves_the_folder(drafts: Drafts, run_id: str) -> None:
    """Ids come out of files."""
    with pytest.raises(InputError):
        drafts.create(run_id, {})


def test_the_second_window_may_not_write_until_the_first_is_gone(production: ProductionPaths) -> None:
    """A second instance reads and stops only."""
    first, second = Window(DISK, production), Window(DISK, production)
    assert first.refusal is None
    assert second.refusal is not None
    assert "another Show Clear window" in second.refusal.message
    first.close()
    assert Window(DISK, production).refusal is None
