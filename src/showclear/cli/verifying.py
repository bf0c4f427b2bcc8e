"""Verifying a folder whatever is in it: nothing is folded, parsed for the screen, or written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from showclear.cli.productions import machine_for, production_folder
from showclear.errors import RecordError

if TYPE_CHECKING:
    from showclear.app.inspecting import Progress
    from showclear.ledger.verification import LogResult


def verify_folder(folder: Path, progress: Progress | None = None) -> tuple[str, LogResult]:
    """The name of the production and what verification says about its log.

    Where the production record itself is damaged or missing, the others say which one it was. `progress` is called
    with how many files were looked at, and of how many.

    Raises: `NoProductionError`; `StorageError` if the folder cannot be read.
    """
    where = production_folder(folder)
    from showclear.app.inspecting import in_silence, inspect_files, start_of
    from showclear.ledger.record import read_name
    from showclear.ledger.verification import Verifier
    from showclear.storage.files import LocalFileSystem
    from showclear.storage.log_folder import LogFolder
    from showclear.storage.paths import ProductionPaths

    paths = ProductionPaths(where)
    disk = LocalFileSystem()
    names = [name for name in disk.listdir(paths.log) if not name.startswith(".") and (paths.log / name).is_file()]
    records = [name for name in names if read_name(name) is not None]
    inspections = inspect_files(paths.log, records, progress or in_silence)
    strays = {name: start_of(paths.log / name) for name in names if read_name(name) is None}

    verifier = Verifier()
    verifier.add(strays)
    verifier.add_inspections(inspections)
    digest = verifier.context().production
    if digest is not None:
        verifier.mark(LogFolder(disk, paths, machine_for(where).production(digest)).missing())
    result = verifier.result()
    return _name(paths.log, result) or where.name, result


def _name(log: Path, result: LogResult) -> str:
    from showclear.app.inspecting import start_of
    from showclear.app.reading import read_body

    for name, record in result.records.items():
        if record.digest == result.production:
            try:
                table = read_body(start_of(log / name)).get("production", {})
            except RecordError:
                return ""
            found = table.get("name", "") if isinstance(table, dict) else ""
            return found if isinstance(found, str) else ""
    return ""
