"""Files of the log as they are read: what each proves and says by itself, found by as many processes as it is worth.

What a file says by itself needs nothing but its bytes, so it may be found anywhere (`inspecting`). Chain, roster and
fold need all of them and are for whoever asked. The bytes are kept by nobody.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import NamedTuple

from showclear.app.inspecting import all_of, by_processes, together
from showclear.app.reading import Said, said_by_verified
from showclear.app.unchanged import each_file
from showclear.ledger.inspection import Inspection, inspect_record, inspect_records
from showclear.storage.log_folder import LogFolder


class FileRead(NamedTuple):
    """A file that was read."""

    inspection: Inspection
    said: Said | None
    """None where the layout does not hold."""


def look_at(name: str, data: bytes) -> FileRead:
    """What a file proves and says by itself."""
    return _with_what_it_says(inspect_record(data, name), data)


def _with_what_it_says(found: Inspection, data: bytes) -> FileRead:
    return FileRead(found, said_by_verified(data, found.head) if found.head is not None else None)


def read_each(folder: LogFolder, names: Collection[str], processes: int | None = None) -> Iterator[FileRead]:
    """What some records prove and say by themselves, as it comes; nothing for one that is gone.

    Args:
        folder: where they lie.
        names: which.
        processes: how many read, where the disk itself is read; None for as many as it is worth.
    """
    where = folder.on_disk
    if where is None:
        return (look_at(name, data) for name, data in each_file(names, folder.read))
    return by_processes(_read_there, where, tuple(names), processes=processes)


def _read_there(folder: Path, names: tuple[str, ...]) -> list[FileRead]:
    """Of any process."""
    where = str(folder)
    return [
        _with_what_it_says(found, data)
        for some in together(each_file(names, lambda name: all_of(f"{where}/{name}")))
        for found, (_, data) in zip(inspect_records(some), some, strict=True)
    ]
