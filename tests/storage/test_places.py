"""A place that cannot be trusted with a log is known before somebody works in it."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from showclear.storage.files import LocalFileSystem
from showclear.storage.places import Place, kind_in, place_of, synced_by

DISK = LocalFileSystem()
MOUNTINFO = r"""22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
41 22 0:40 / /mnt/office rw shared:2 - nfs4 office:/vol rw
42 22 8:17 / /media/THE\040CART rw - exfat /dev/sdb1 rw
43 41 0:41 / /mnt/office/local rw - tmpfs tmpfs rw
44 22 0:42 / /mnt/officeX rw master:3 - CIFS //x/y rw
not a line
"""
KINDS = {
    "root": ("/home/cart/The Long Ride", "ext4"),
    "network": ("/mnt/office/film", "nfs4"),
    "nearest mount wins": ("/mnt/office/local/film", "tmpfs"),
    "a name that only begins alike": ("/mnt/officeX/film", "cifs"),
    "a space in the name": ("/media/THE CART/film", "exfat"),
}


@pytest.mark.parametrize("name", KINDS)
def test_the_file_system_of_a_folder_is_that_of_its_nearest_mount(name: str) -> None:
    """A stick in a network folder is still a stick."""
    folder, kind = KINDS[name]
    assert kind_in(MOUNTINFO, PurePosixPath(folder)) == kind


def test_network_and_memory_are_told_apart_from_disks() -> None:
    """A flush means something else in each of them."""
    assert Place("nfs4", "").is_network
    assert Place("tmpfs", "").is_fleeting
    assert not Place("ext4", "").is_network
    assert not Place("", "").is_network


def test_a_system_that_does_not_tell_is_no_fault(tmp_path: Path) -> None:
    """macOS has no list of mounts to read."""
    assert place_of(DISK, tmp_path, mounts=tmp_path / "none").kind == ""


@pytest.mark.parametrize(
    "above", ["Dropbox", "OneDrive - The Long Ride Ltd", "Google Drive", "iCloud Drive", "Nextcloud"]
)
def test_a_folder_of_a_service_that_synchronises_is_seen_by_its_name(tmp_path: Path, above: str) -> None:
    """Such a service writes conflict copies and fills files late."""
    folder = tmp_path / above / "2026" / "film"
    folder.mkdir(parents=True)
    assert synced_by(DISK, folder) == str(tmp_path / above)


def test_a_folder_that_is_synchronised_is_seen_by_the_mark_in_it(tmp_path: Path) -> None:
    """Syncthing can take any folder."""
    (tmp_path / "film" / ".stfolder").mkdir(parents=True)
    assert synced_by(DISK, tmp_path / "film") == str(tmp_path / "film")


def test_an_ordinary_folder_is_not_suspected(tmp_path: Path) -> None:
    """A warning that is always there is read by nobody."""
    folder = tmp_path / "boxes and dropboxes"
    folder.mkdir()
    assert synced_by(DISK, folder) == ""
