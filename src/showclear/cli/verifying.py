"""Verifying what somebody was given, whatever is in it: nothing is folded, parsed for the screen, or written."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from showclear.cli.productions import machine_for, production_folder
from showclear.errors import RecordError, ShowClearError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from showclear.app.inspecting import Progress
    from showclear.ledger.inspection import Inspection
    from showclear.ledger.results import RecordResult
    from showclear.ledger.verification import LogResult, Verifier
    from showclear.storage.marks import Marks


@dataclass(frozen=True, slots=True)
class Verified:
    """What verification says about the records of one production."""

    name: str
    """Of the production; of its folder where its first record cannot be read."""
    log: Path
    """Where the records lie."""
    result: LogResult
    whole: LogResult
    """The same as `result`, but where only what could be known at a time was asked for: what is said today."""
    left_out: tuple[str, ...] = ()
    """Names of the files that could not be known then."""
    has_marks: bool = True
    """Whether it was compared with what this laptop has seen."""

    @classmethod
    def of_one(cls, path: Path, record: RecordResult) -> Verified:
        """Of one file by itself."""
        from showclear.ledger.verification import result_of_one

        result = result_of_one(record)
        return cls(path.name, path.parent, result, result, has_marks=False)


def places_of(target: Path) -> tuple[Path, ...]:
    """The folders of records in what somebody named: one production, a bare folder of records, or an archive of both.

    Raises: `NoProductionError` if there is none.
    """
    where = target.expanduser().absolute()
    if where.is_dir() and not (where / "log").is_dir():
        if _holds_records(where):
            return (where,)
        if (where / "records").is_dir() and _holds_records(where / "records"):
            return (where / "records",)
        inside = tuple(place for one in sorted(where.iterdir()) if one.is_dir() and (place := _inside(one)) is not None)
        if inside:
            return inside
    return (production_folder(target) / "log",)


def _inside(folder: Path) -> Path | None:
    for name in ("log", "records"):
        if (folder / name).is_dir() and (name == "log" or _holds_records(folder / name)):
            return folder / name
    return folder if _holds_records(folder) else None


def _holds_records(folder: Path) -> bool:
    from showclear.ledger.record import read_name

    return any(read_name(path.name) is not None for path in folder.iterdir())


def verify_records(log: Path, progress: Progress | None = None, at: datetime | None = None) -> Verified:
    """What verification says about a folder of records.

    Args:
        log: where they lie. In the folder `log` of a production they are compared with the marks of this laptop too.
        progress: called with how many files were looked at, and of how many.
        at: leave out what could not be known then; see `known_by`.

    Raises: `StorageError` if the folder cannot be read.
    """
    from showclear.app.inspecting import each_inspected, in_silence, start_of, without_looking_for_cycles
    from showclear.ledger.record import is_name
    from showclear.ledger.verification import Verifier

    names, others = _listed(log)
    records = [name for name in names if is_name(name)]
    strays = set(names).difference(records) if len(records) < len(names) else ()
    seen = _Seen(log, names) if log.name == "log" else None
    inspections: list[Inspection] = []

    def each() -> Iterator[Inspection]:
        """While the others are looked at, the marks are read and what came is taken in."""
        for one in each_inspected(log, records, progress or in_silence, may_fork=True):
            if seen is not None and not inspections:
                seen.read_ahead(one)
            inspections.append(one)
            yield one

    with without_looking_for_cycles(ever=True):
        verifier = Verifier()
        verifier.add({name: start_of(log / name) for name in sorted(strays)} | dict.fromkeys(others, b""))
        verifier.add_inspections(each())
        has_marks = seen is not None and seen.mark(verifier)
        whole = verifier.result()
    name = _name(log, whole) or (log.parent if log.name == "log" else log).name
    if at is None:
        return Verified(name, log, whole, whole, has_marks=has_marks)
    result, left_out = _known_by(at, inspections, whole)
    return Verified(name, log, result, whole, left_out, has_marks=False)


def _listed(log: Path) -> tuple[list[str], list[str]]:
    """The names of all files, and of what is named like a record and is none: a folder, a pipe, a link to nothing.

    Both sorted. Raises: `StorageError`.
    """
    from showclear.ledger.record import is_name
    from showclear.storage.failures import storage_error

    files, others = list[str](), list[str]()
    try:
        with os.scandir(log) as found:
            for one in found:
                if one.is_file():
                    if not one.name.startswith("."):
                        files.append(one.name)
                elif is_name(one.name):
                    others.append(one.name)
    except FileNotFoundError:
        return [], []
    except OSError as error:
        raise storage_error(error, "listdir", log) from error
    return sorted(files), sorted(others)


class _Seen:
    """What this laptop has seen in a folder, against what was listed in it."""

    def __init__(self, log: Path, listed: Sequence[str]) -> None:
        self._log = log
        self._listed = listed
        self._read: dict[str, Marks] = {}
        """By production."""

    def read_ahead(self, one: Inspection) -> None:
        """Read the marks of the production that one file names. What goes wrong is said later, if it is that one."""
        if one.head is not None:
            with suppress(ShowClearError):
                self._marks(one.digest if one.head.kind == "production" else one.head.production)

    def mark(self, verifier: Verifier) -> bool:
        """Compare with what was seen; whether that could be done. Raises: `StorageError`."""
        production = verifier.context().production
        if production is None:
            return False
        marks = self._marks(production)
        gone = marks.names() - set(self._listed)
        # Another window may have published since the folder was listed. Asked is for files of just that name: a folder
        # in the place of one, or other capitals on a disk that does not tell them apart, is not what was seen.
        verifier.mark(gone.difference(_listed(self._log)[0]) if gone else ())
        return bool(marks)

    def _marks(self, production: str) -> Marks:
        """Raises: `StorageError`."""
        from showclear.storage.files import LocalFileSystem
        from showclear.storage.marks import Marks

        if production not in self._read:
            first = [name for name in self._listed if "-000001-" in name]
            marks = Marks(LocalFileSystem(), machine_for(self._log.parent, first).production(production))
            marks.refresh()
            self._read[production] = marks
        return self._read[production]


def _known_by(at: datetime, inspections: list[Inspection], whole: LogResult) -> tuple[LogResult, tuple[str, ...]]:
    from showclear.ledger.telling import known_by
    from showclear.ledger.verification import Verifier

    kept, left_out = known_by(inspections, at, whole.chain.order())
    verifier = Verifier(whole.production)
    verifier.add_inspections(kept)
    return verifier.result(), left_out


def _name(log: Path, result: LogResult) -> str:
    from showclear.app.inspecting import start_of
    from showclear.ledger.record import body_facts, parse_frame

    for name, record in result.records.items():
        if record.digest == result.production:
            try:
                table = body_facts(parse_frame(start_of(log / name))).get("production", {})
            except RecordError:
                return ""
            found = table.get("name", "") if isinstance(table, dict) else ""
            return found if isinstance(found, str) else ""
    return ""
