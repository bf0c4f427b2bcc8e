"""A copy of a production: whole files or none, nothing overwritten, whatever the disk does."""

from __future__ import annotations

import errno
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from showclear.errors import StorageError
from showclear.storage.copying import CopyStoppedError, copy_files
from showclear.storage.failures import DamagedFileError
from showclear.storage.files import LocalFileSystem
from showclear.storage.paths import ProductionPaths
from tests.storage.fakes import (
    Crash,
    CrashingFileSystem,
    FailingFileSystem,
    FullDisk,
    NoLinksFileSystem,
    WindowsFileSystem,
)

TEXTS = (b"first\n", b"second\n", b"third\n")
NAMES = tuple(f"cart-ab12-{number:06}-{sha256(text).hexdigest()[:32]}.toml" for number, text in enumerate(TEXTS, 1))
PHOTO = b"a photograph"
FILES = 5


@pytest.fixture
def source(tmp_path: Path) -> ProductionPaths:
    """Three records, a definition, a photograph, and what never goes along."""
    paths = ProductionPaths(tmp_path / "Die Brücke – 撮影")
    for folder in (paths.log, paths.definitions, paths.attachments, paths.private):
        folder.mkdir(parents=True)
    for name, text in zip(NAMES, TEXTS, strict=True):
        (paths.log / name).write_bytes(text)
    (paths.definitions / f"{sha256(b'a = 1').hexdigest()}.toml").write_bytes(b"a = 1")
    (paths.attachments / sha256(PHOTO).hexdigest()).write_bytes(PHOTO)
    (paths.private / "window.lock").write_bytes(b"")
    (paths.root / "key").write_bytes(b"a private key that somebody left here")
    return paths


@pytest.fixture
def target(tmp_path: Path) -> ProductionPaths:
    """A folder on a stick, not there yet."""
    return ProductionPaths(tmp_path / "stick" / "copy")


def held(paths: ProductionPaths) -> dict[str, bytes]:
    """Every file below a folder, by its path in it."""
    return {str(one.relative_to(paths.root)): one.read_bytes() for one in paths.root.rglob("*") if one.is_file()}


@pytest.mark.parametrize("disk", [LocalFileSystem, NoLinksFileSystem, WindowsFileSystem])
def test_what_was_published_is_copied_once_and_nothing_else(
    disk: Callable[[], LocalFileSystem], source: ProductionPaths, target: ProductionPaths
) -> None:
    """No key, no lock, no draft; the second copy writes nothing; one new record later it writes one."""
    copied = copy_files(disk(), source, target)
    assert (len(copied.new), len(copied.there), copied.is_whole) == (FILES, 0, True)
    assert sorted(held(target)) == sorted(
        path for path in held(source) if path.split("/")[0] in ("log", "definitions", "attachments")
    )
    assert held(target).items() <= held(source).items()
    again = copy_files(disk(), source, target)
    assert (len(again.new), len(again.there), again.is_whole) == (0, FILES, True)
    (source.log / f"cart-ab12-000004-{sha256(b'x').hexdigest()[:32]}.toml").write_bytes(b"x")
    assert len(copy_files(disk(), source, target).new) == 1


@pytest.mark.parametrize("at", range(FILES))
def test_a_full_stick_says_how_far_it_came_and_the_next_copy_goes_on(
    at: int, source: ProductionPaths, target: ProductionPaths
) -> None:
    """No half file carries a name; what is whole stays."""
    with pytest.raises(CopyStoppedError, match=rf"disk is full .* {at} of 5 files are in the copy, {at} of them new"):
        copy_files(FullDisk(at), source, target)
    assert len(held(target)) == at
    assert held(target).items() <= held(source).items()
    copied = copy_files(LocalFileSystem(), source, target)
    assert (len(copied.new), len(copied.there)) == (FILES - at, at)


@pytest.mark.parametrize("at", range(0, 30, 3))
def test_a_stick_that_is_pulled_out_leaves_whole_files(
    at: int, source: ProductionPaths, target: ProductionPaths
) -> None:
    """In the middle of a write too; the half file has a name that counts for nothing, and is written anew."""
    with pytest.raises(Crash):
        copy_files(CrashingFileSystem(at, torn=True), source, target)
    named = {path: data for path, data in held(target).items() if "/." not in path}
    assert named.items() <= held(source).items()
    copied = copy_files(LocalFileSystem(), source, target)
    assert (len(copied.new) + len(copied.there), copied.is_whole) == (FILES, True)
    assert not [path for path in held(target) if "/." in path]


def test_a_read_only_stick_is_told_in_words(source: ProductionPaths, target: ProductionPaths) -> None:
    """Where, what, and what to do."""
    with pytest.raises(CopyStoppedError, match="read-only") as caught:
        copy_files(FailingFileSystem(0, errno.EROFS), source, target)
    assert "Unlock the stick" in caught.value.remedy


def test_a_stick_that_gives_back_other_bytes_is_found(source: ProductionPaths, target: ProductionPaths) -> None:
    """Cheap sticks take everything and keep half of it."""

    class Forgets(LocalFileSystem):
        def read(self, path: Path, start: int = 0) -> bytes:
            data = super().read(path, start)
            return data[:-1] if path.is_relative_to(target.root) else data

    with pytest.raises(CopyStoppedError, match="other bytes than were written") as caught:
        copy_files(Forgets(), source, target)
    assert isinstance(caught.value.__cause__, DamagedFileError)


def test_another_file_of_that_name_is_named_and_left_alone(source: ProductionPaths, target: ProductionPaths) -> None:
    """Create only: whatever lies there may be the evidence."""
    target.log.mkdir(parents=True)
    (target.log / NAMES[1]).write_bytes(b"torn")
    copied = copy_files(LocalFileSystem(), source, target)
    assert copied.different == [f"log/{NAMES[1]}"]
    assert not copied.is_whole
    assert len(copied.new) == FILES - 1
    assert (target.log / NAMES[1]).read_bytes() == b"torn"


def test_what_is_damaged_here_is_not_copied_and_what_the_copy_has_whole_is_said(
    source: ProductionPaths, target: ProductionPaths
) -> None:
    """A damaged record would take the place of the good one on the stick."""
    copy_files(LocalFileSystem(), source, target)
    (target.log / NAMES[2]).unlink()
    for name in NAMES[1:]:
        (source.log / name).write_bytes(b"rotten")
    copied = copy_files(LocalFileSystem(), source, target)
    assert copied.damaged == [f"log/{NAMES[1]}", f"log/{NAMES[2]}"]
    assert copied.saved == [f"log/{NAMES[1]}"]
    assert not (target.log / NAMES[2]).exists()
    assert (target.log / NAMES[1]).read_bytes() == TEXTS[1]


def test_links_folders_and_strangers_are_named_and_not_followed(
    source: ProductionPaths, target: ProductionPaths, tmp_path: Path
) -> None:
    """What a link points to belongs to somebody else, be it a record or a folder full of them."""
    secret = tmp_path / "secret"
    secret.write_bytes(TEXTS[0])
    (source.log / NAMES[0]).unlink()
    (source.log / NAMES[0]).symlink_to(secret)
    (source.log / "notes.txt").write_bytes(b"notes")
    (source.attachments / sha256(b"").hexdigest()).mkdir()
    copied = copy_files(LocalFileSystem(), source, target)
    assert sorted(copied.strays) == sorted(
        [f"log/{NAMES[0]}", "log/notes.txt", f"attachments/{sha256(b'').hexdigest()}"]
    )
    assert len(held(target)) == FILES - 1
    (target.log / NAMES[1]).unlink()
    (target.log / NAMES[1]).symlink_to(source.log / NAMES[1])
    assert copy_files(LocalFileSystem(), source, target).different == [f"log/{NAMES[1]}"], "a link is no copy"


@pytest.mark.parametrize("side", ["source", "target"])
def test_a_folder_that_is_a_link_is_refused(
    side: str, source: ProductionPaths, target: ProductionPaths, tmp_path: Path
) -> None:
    """Nothing is written into a place that the name does not show."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    paths = source if side == "source" else target
    paths.root.mkdir(parents=True, exist_ok=True)
    if paths.log.is_dir():
        paths.log.rename(tmp_path / "moved")
    paths.log.symlink_to(elsewhere)
    with pytest.raises(StorageError, match="it is a link to somewhere else"):
        copy_files(LocalFileSystem(), source, target)
    assert not list(elsewhere.iterdir())
