"""What kind of place a folder is: a disk of this machine, a network drive, a folder that is synchronised."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath

from showclear.errors import StorageError
from showclear.storage.files import FileSystem
from showclear.words import english

NETWORK_KINDS = frozenset(
    {
        "nfs",
        "nfs4",
        "cifs",
        "smb",
        "smb2",
        "smb3",
        "smbfs",
        "afpfs",
        "webdav",
        "davfs",
        "fuse.sshfs",
        "9p",
        "afs",
        "ncpfs",
    }
)
"""File systems of other machines: a lock there may be none, and a flush may reach only a cache."""
FLEETING_KINDS = frozenset({"tmpfs", "ramfs"})
"""File systems in memory: gone when the machine is off."""
LINKLESS_KINDS = frozenset({"exfat", "vfat", "msdos", "fat", "fat32"})
"""File systems of sticks and cards: no hard links and no read-only mark for each user."""

_SYNCED_NAMES = (
    "dropbox",
    "onedrive",
    "google drive",  # not said: how folders are called
    "googledrive",
    "my drive",  # not said: how folders are called
    "icloud drive",  # not said: how folders are called
    "mobile documents",  # not said: how folders are called
    "cloudstorage",
    "nextcloud",
    "owncloud",
    "pcloud drive",  # not said: how folders are called
    "box sync",  # not said: how folders are called
)
_SYNC_MARKERS = (".stfolder", ".dropbox", ".sync")
_MOUNTS = Path("/proc/self/mountinfo")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a folder lies."""

    kind: str
    """The file system as the machine names it, in lower case; empty where it does not say."""
    synced_by: str
    """The folder above that a service synchronises; empty if none is seen."""

    def warnings(self, what: str) -> Iterator[tuple[str, str, str]]:
        """What speaks against working here: an id, what is so, what to do. `what` lies here, in words."""
        if self.is_network:
            yield (
                "network",
                english("{what} lies on another machine ({kind}).", what=what, kind=self.kind),
                english("Work on a disk of this laptop and copy the log: a network drive may flush and lock nothing."),
            )
        if self.synced_by:
            yield (
                "synced",
                english(
                    "{what} lies in a folder that is synchronised: {synced_by}.", what=what, synced_by=self.synced_by
                ),
                english(
                    "Work outside of it and copy the log into it: a service that renames or merges files makes "
                    "findings."
                ),
            )
        if self.is_fleeting:
            yield (
                "fleeting",
                english("{what} lies in memory ({kind}): gone without power.", what=what, kind=self.kind),
                english("Use a folder on a disk."),
            )

    @property
    def is_network(self) -> bool:
        """Whether another machine keeps the files."""
        return self.kind in NETWORK_KINDS

    @property
    def is_fleeting(self) -> bool:
        """Whether the files are gone when the machine is off."""
        return self.kind in FLEETING_KINDS


def place_of(filesystem: FileSystem, folder: Path, mounts: Path | None = None) -> Place:
    """What kind of place `folder` is, as far as this machine tells, or a file that says what is mounted where."""
    return Place(_kind(filesystem, folder, mounts or _MOUNTS), synced_by(filesystem, folder))


def synced_by(filesystem: FileSystem, folder: Path) -> str:
    """The folder at or above `folder` that looks like one of a service that synchronises files; empty if none does."""
    for above in (folder, *folder.parents):
        name = above.name.casefold()
        if any(name == known or name.startswith((f"{known} ", f"{known}-")) for known in _SYNCED_NAMES):
            return str(above)
        if any(filesystem.exists(above / marker) for marker in _SYNC_MARKERS):
            return str(above)
    return ""


def kind_in(mountinfo: str, folder: PurePath) -> str:
    """The file system under `folder` in the text of Linux' `/proc/self/mountinfo`; empty if none covers it."""
    best, kind = -1, ""
    for line in mountinfo.splitlines():
        before, separator, after = line.partition(" - ")
        fields = before.split(" ")
        if not separator or len(fields) < 5 or not after:
            continue
        point = PurePath(fields[4].replace(r"\040", " ").replace(r"\011", "\t").replace(r"\134", "\\"))
        if folder.is_relative_to(point) and len(point.parts) >= best:
            best, kind = len(point.parts), after.split(" ")[0].lower()
    return kind


def _kind(filesystem: FileSystem, folder: Path, mounts: Path) -> str:
    if sys.platform == "win32":
        return _kind_on_windows(folder)
    try:
        text = filesystem.read(mounts).decode("utf-8", "replace")
    except StorageError:
        # macOS and the BSDs have no such file, and say it only through a call that Python does not offer.
        return ""
    return kind_in(text, Path(os.path.realpath(folder)))


def _kind_on_windows(folder: Path) -> str:
    """The file system of the drive; `cifs` for a drive of another machine."""
    if sys.platform != "win32":
        return ""
    import ctypes

    remote = 4
    drive = f"{folder.absolute().drive}\\"
    if ctypes.windll.kernel32.GetDriveTypeW(drive) == remote or drive.startswith("\\\\"):
        return "cifs"
    name = ctypes.create_unicode_buffer(64)
    found = ctypes.windll.kernel32.GetVolumeInformationW(drive, None, 0, None, None, None, name, len(name))
    return name.value.lower() if found else ""
