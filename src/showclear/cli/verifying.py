"""Verifying a folder whatever is in it: nothing is folded, parsed for the screen, or written."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from showclear.cli.productions import machine_for, production_folder
from showclear.cli.reading import LARGEST
from showclear.errors import RecordError

if TYPE_CHECKING:
    from showclear.ledger.verification import LogResult


def verify_folder(folder: Path) -> tuple[str, LogResult]:
    """The name of the production and what verification says about its log.

    Where the production record itself is damaged or missing, the others say which one it was.

    Raises: `NoProductionError`; `StorageError` if the folder cannot be read.
    """
    where = production_folder(folder)
    from showclear.ledger.verification import Verifier
    from showclear.storage.files import LocalFileSystem
    from showclear.storage.log_folder import LogFolder
    from showclear.storage.paths import ProductionPaths

    paths = ProductionPaths(where)
    disk = LocalFileSystem()
    names = tuple(name for name in disk.listdir(paths.log) if not name.startswith("."))
    files = {name: _start_of(paths.log / name) for name in names if (paths.log / name).is_file()}
    verifier = Verifier()
    verifier.add(files)
    result = verifier.result()
    digest = result.production
    if digest is None:
        digest = _named_by_most(result)
        if digest is not None:
            verifier = Verifier(digest)
            verifier.add(files)
    if digest is not None:
        verifier.mark(LogFolder(disk, paths, machine_for(where).production(digest)).missing())
    result = verifier.result()
    return _name(files, result) or where.name, result


def _start_of(path: Path) -> bytes:
    """The file, but of one that is larger than any record only the start: that is enough to refuse it."""
    from showclear.storage.failures import storage_error

    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError as error:
        raise storage_error(error, "read", path) from error


def _named_by_most(result: LogResult) -> str | None:
    from showclear.ledger.head import ZERO_DIGEST

    heads = (record.head for record in result.records.values())
    named = Counter(head.production for head in heads if head is not None and head.production != ZERO_DIGEST)
    return max(sorted(named), key=lambda digest: named[digest], default=None)


def _name(files: dict[str, bytes], result: LogResult) -> str:
    from showclear.app.reading import read_body

    for name, record in result.records.items():
        if record.digest == result.production:
            try:
                table = read_body(files[name]).get("production", {})
            except RecordError:
                return ""
            found = table.get("name", "") if isinstance(table, dict) else ""
            return found if isinstance(found, str) else ""
    return ""
