"""Attachments are kept by digest: what a record names is what lies there, and nobody looks into it."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from showclear.errors import InputError, StorageError
from showclear.storage.attachments import LARGEST
from tests.app.stage import Stage


def kept(stage: Stage) -> list[str]:
    """The names in the folder of attachments."""
    folder = stage.folder / "attachments"
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_a_photograph_is_kept_under_its_digest_and_never_overwritten(stage: Stage, tmp_path: Path) -> None:
    """The entry is digest, size and type; attaching the same file again writes nothing."""
    photo = tmp_path / "left side.jpg"
    photo.write_bytes(b"not really a picture")
    digest = sha256(b"not really a picture").hexdigest()
    assert stage.production.attach(photo) == f"sha256:{digest} 20 image/jpeg"
    copy = stage.folder / "attachments" / digest
    assert copy.read_bytes() == photo.read_bytes()
    written = copy.stat().st_mtime_ns
    assert copy.stat().st_mode & 0o222 == 0
    stage.production.attach(photo)
    assert copy.stat().st_mtime_ns == written
    assert kept(stage) == [digest]


def test_a_file_of_no_known_kind_is_just_bytes(stage: Stage, tmp_path: Path) -> None:
    """Nothing is guessed from what is in it."""
    thing = tmp_path / "statement"
    thing.write_bytes(b"%PDF-1.7")
    assert stage.production.attach(thing).endswith(" 8 application/octet-stream")


def test_what_is_no_file_empty_or_too_large_is_refused(stage: Stage, tmp_path: Path) -> None:
    """And leaves nothing behind."""
    empty = tmp_path / "empty.txt"
    empty.touch()
    film = tmp_path / "film.mov"
    with film.open("wb") as file:
        file.truncate(LARGEST + 1)
    for path, words in ((tmp_path, "folder"), (empty, "empty"), (film, "too many")):
        with pytest.raises(InputError, match=words):
            stage.production.attach(path)
    with pytest.raises(StorageError):
        stage.production.attach(tmp_path / "nowhere.jpg")
    assert kept(stage) == []


def test_an_attachment_that_was_changed_is_not_taken_for_the_same(stage: Stage, tmp_path: Path) -> None:
    """Somebody changed the copy: saying "it is there already" would hide it."""
    photo = tmp_path / "photo.png"
    photo.write_bytes(b"before")
    stage.production.attach(photo)
    copy = stage.folder / "attachments" / kept(stage)[0]
    copy.chmod(0o644)
    copy.write_bytes(b"after")
    with pytest.raises(StorageError, match="changed"):
        stage.production.attach(photo)
