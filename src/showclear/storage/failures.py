"""What can go wrong with a disk, in the words that a person on a set needs."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

from showclear.errors import StorageError
from showclear.words import english


class MissingFileError(StorageError):
    """A file or folder that should be there is not."""


class NoFolderError(StorageError):
    """A file has the name of a folder, or stands in the middle of a path."""


class AlreadyThereError(StorageError):
    """Something with that name exists already, and nothing here ever overwrites."""


class NoHardLinksError(StorageError):
    """The file system cannot give one file two names (exFAT, FAT, some network drives)."""


class LockBusyError(StorageError):
    """Another program holds the lock longer than this one may wait."""


class DamagedFileError(StorageError):
    """A file of ours holds bytes that we did not write."""


class HeadMovedError(StorageError):
    """The log grew after the first signature of a record: everybody looks and signs again."""

    title = english("Not signed: something happened in between")


class AlreadyPublishedError(StorageError):
    """The run or record was published before, with other bytes; `name` is the file that counts."""

    def __init__(self, message: str, remedy: str, name: str) -> None:
        super().__init__(message, remedy)
        self.name = name


class UnconfirmedError(StorageError):
    """The record is in the log, but the disk did not confirm it: nobody signs again, it is finished later."""

    title = english("Not confirmed by the disk")


class NotOurLogError(StorageError):
    """The record belongs into a log that this laptop does not own in this folder."""


_LINK_REFUSALS = frozenset(
    # EINVAL: Windows' "incorrect function" on FAT and exFAT.
    {errno.EPERM, errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTSUP, errno.EMLINK, errno.EXDEV, errno.EINVAL}
)

_FAULTS: dict[int, tuple[str, str]] = {
    errno.ENOSPC: (
        english("the disk is full"),
        english("Nothing that was saved before is lost. Free some space or move other files away, then try again."),
    ),
    errno.EROFS: (
        english("the disk or folder is read-only"),
        english("Unlock the stick or card, or copy the production to a disk that can be written, then try again."),
    ),
    errno.EACCES: (
        english("this account may not do that here"),
        english("Check who owns the folder and whether it is read-only, then try again."),
    ),
    errno.EIO: (
        english("the disk reported an error and may be failing"),
        english("Count it as not saved. Copy the production to another disk before going on."),
    ),
    errno.ENAMETOOLONG: (
        english("the path is too long for this disk"),
        english("Move the production to a folder nearer the top."),
    ),
    errno.EMFILE: (english("too many files are open"), english("Close other programs, then try again.")),
    errno.ENODEV: (english("the disk is gone"), english("Plug it in again, then try again.")),
    errno.EISDIR: (
        english("it is no file, but a folder, a pipe, a device or a link to nothing"),
        english("Check the path, then try again."),
    ),
}
_FAULTS[errno.EDQUOT] = _FAULTS[errno.ENOSPC]
_FAULTS[errno.EFBIG] = _FAULTS[errno.ENOSPC]
_FAULTS[errno.EPERM] = _FAULTS[errno.EACCES]
_FAULTS[errno.ENXIO] = _FAULTS[errno.ENODEV]

_DOINGS = {
    "append": english("adding to it"),
    "create": english("creating it"),
    "exists": english("looking for it"),
    "fsync": english("making it durable"),
    "fsync_folder": english("making it durable"),
    "link": english("giving it its name"),
    "listdir": english("listing it"),
    "lock": english("locking it"),
    "mkdir": english("creating the folder"),
    "open_append": english("opening it"),
    "read": english("reading it"),
    "rename": english("moving it"),
    "replace": english("replacing it"),
    "rmdir": english("removing the folder"),
    "stat": english("looking at it"),
    "truncate": english("cutting its torn end"),
    "unlink": english("removing it"),
    "write": english("writing it"),
}


_ON_WINDOWS = sys.platform == "win32"
_LONGEST_ON_WINDOWS = 259
"""Characters of a path. Of a longer one Windows says that it is not there, unless long paths are switched on."""
_MAKING = frozenset({"create", "link", "lock", "mkdir", "open_append", "rename"})


def _is_there(path: Path) -> bool:
    """Whether something has this name for a Windows that is asked without a limit on the length of paths."""
    whole = str(path.absolute())
    # not said: the name of a file
    return os.path.lexists(f"\\\\?\\UNC{whole[1:]}" if whole.startswith("\\\\") else f"\\\\?\\{whole}")


def _is_too_long(operation: str, path: Path) -> bool:
    """Whether a path is too long for Windows, where it says that there is nothing: a record would be taken for gone."""
    if not _ON_WINDOWS or len(str(path.absolute())) <= _LONGEST_ON_WINDOWS:
        return False
    return _is_there(path) or (operation in _MAKING and _is_there(path.parent))


def storage_error(error: OSError, operation: str, path: Path) -> StorageError:
    """Say in words what the operating system reported: where, what, and what to do."""
    doing = _DOINGS.get(operation, operation)
    too_long = isinstance(error, FileNotFoundError) and _is_too_long(operation, path)
    if isinstance(error, FileNotFoundError) and not too_long:
        return MissingFileError(
            english("{path}: it is not there ({doing}).", path=path, doing=doing),
            english("Check the path and whether the disk is plugged in."),
        )
    if isinstance(error, FileExistsError) or error.errno == errno.ENOTEMPTY:
        return AlreadyThereError(
            english("{path}: something with that name exists already ({doing}).", path=path, doing=doing),
            english("Choose another name."),
        )
    if operation == "link" and error.errno in _LINK_REFUSALS:
        return NoHardLinksError(
            english("{path}: this disk knows no hard links.", path=path), english("Use a disk of another format.")
        )
    if isinstance(error, NotADirectoryError):
        return NoFolderError(
            english("{path}: a part of the path is a file, not a folder ({doing}).", path=path, doing=doing),
            english("Check the path, then try again."),
        )
    what, remedy = _FAULTS.get(
        errno.ENAMETOOLONG if too_long else error.errno or 0,
        (error.strerror or str(error), english("Try again; if it stays, use another disk.")),
    )
    return StorageError(f"{path}: {what} ({doing}).", remedy)
