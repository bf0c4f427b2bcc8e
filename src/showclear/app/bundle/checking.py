"""Whether the files of a bundle are those that it was made of, by its own list of sums."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from showclear.ledger.steps import Verdict
from showclear.storage.bundles import SUMS
from showclear.storage.failures import storage_error

RECORDS = "records"
"""Not `log`: nobody shall go on writing in a bundle, and a laptop that has seen more must not miss it there."""
CONTENTS = "contents.json"
_LINE = re.compile(r"([0-9a-f]{64})  ([^/\\][^\\]*)")
_PIECE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Sums:
    """What the list of sums says about the files of a bundle."""

    digest: str
    """SHA-256 of the list itself, to be compared with what was told by another way."""
    files: int
    """How many are listed."""
    changed: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    unlisted: tuple[str, ...] = ()
    """Files that were put in afterwards."""

    @property
    def verdict(self) -> Verdict:
        """Altered where a file changed, incomplete where one is gone; what was put in takes nothing away."""
        if self.changed:
            return Verdict.ALTERED
        return Verdict.INCOMPLETE if self.missing else Verdict.INTACT


def is_bundle(folder: Path) -> bool:
    """Whether the folder looks like a bundle."""
    return (folder / CONTENTS).is_file() and (folder / RECORDS).is_dir()


def check_sums(folder: Path) -> Sums:
    """Compare every file of a bundle with its list. Raises: StorageError."""
    try:
        listed = (folder / SUMS).read_bytes()
    except FileNotFoundError:
        return Sums("", 0, missing=(SUMS,))
    except OSError as error:
        raise storage_error(error, "read", folder / SUMS) from error
    lines = listed.decode("utf-8", "replace").splitlines()
    wanted = {found[2]: found[1] for line in lines if (found := _LINE.fullmatch(line)) and _is_inside(found[2])}
    there = set(_files(folder))
    changed = [name for name in wanted if name in there and _sum(folder / name) != wanted[name]]
    if len(wanted) != len(lines):
        changed.append(SUMS)
    return Sums(
        digest=sha256(listed).hexdigest(),
        files=len(wanted),
        changed=tuple(sorted(changed)),
        missing=tuple(sorted(wanted.keys() - there)),
        unlisted=tuple(sorted(there - wanted.keys() - {SUMS})),
    )


def _is_inside(name: str) -> bool:
    return ".." not in name.split("/")


def _files(folder: Path) -> Iterator[str]:
    """What lies in it; nothing that begins with a dot, which systems put everywhere, and nothing behind a link."""
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not path.is_symlink() and not path.name.startswith("."):
            yield name


def _sum(path: Path) -> str:
    found = sha256()
    try:
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                found.update(piece)
    except OSError as error:
        raise storage_error(error, "read", path) from error
    return found.hexdigest()
