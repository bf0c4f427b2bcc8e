"""Every file of a log read and verified anew, and what each says that decides whether it goes into a bundle."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from showclear.app.desk.noting import Surroundings, row_of
from showclear.app.inspecting import Progress, in_silence, inspect_files, start_of
from showclear.errors import StorageError
from showclear.ledger.enrolments import PEOPLE_KINDS
from showclear.ledger.inspection import Inspection
from showclear.ledger.record import read_name
from showclear.ledger.results import LogResult
from showclear.ledger.sealing import SEAL_KIND
from showclear.ledger.verification import Verifier
from showclear.storage.files import FileSystem
from showclear.storage.index_rows import IndexRow
from showclear.words import english

_FACTS = b"\n[facts]\n"
_TITLE = re.compile(rb"\b[a-z][a-z0-9]{0,15}(?:-[a-z0-9]{1,15}){0,3}-[0-9]{6}-[0-9a-f]{32}\b")
_CITED = re.compile(rb'"[a-z][a-z0-9-]*/[0-9]{6} sha256:([0-9a-f]{64})"')
_RUN = re.compile(rb'\brun = "([0-9a-f]{32})"')
_ATTACHED = re.compile(rb"sha256:([0-9a-f]{64}) [0-9]+ [a-z]+/")
_DEFINED = re.compile(r'\b(?:definition|sha) = "([0-9a-f]{64})"|"[a-z-]+ [0-9A-Za-z.]+ ([0-9a-f]{64})"')
_NAMES_ALL = frozenset({SEAL_KIND, *PEOPLE_KINDS})
"""Kinds that name records because they end there, not because they say something about them."""


@dataclass(frozen=True, slots=True)
class Noted:
    """A file with the name of a record."""

    inspection: Inspection
    row: IndexRow
    """How the desk finds it."""
    titles: frozenset[str]
    """Names of the records that its facts name, without suffix."""
    cited: frozenset[str]
    """Digests of the records that its facts name by digest."""
    events: frozenset[str]
    """Ids of the event that it belongs to: its own, and that of the run which wrote it."""
    attached: frozenset[str]
    """Digests of the photographs and statements that it cites."""
    defined: frozenset[str]
    """Digests of the definitions that it used or adopted."""

    @property
    def name(self) -> str:
        """The name of the file."""
        return self.inspection.name

    @property
    def title(self) -> str:
        """The same without suffix, as other records name it."""
        return self.inspection.name.removesuffix(".toml")


@dataclass(frozen=True, slots=True)
class Holding:
    """All files of a log, and what verification says of them as they lie there now."""

    log: Path
    records: Mapping[str, Noted]
    """By name, sorted."""
    strays: tuple[str, ...]
    """Names of files that are no records."""
    links: tuple[str, ...]
    """Names of links among them. Nobody follows one: it may lead to a key, or to anything else on this machine."""
    result: LogResult
    """Without what this laptop has seen before: whoever is handed a bundle cannot ask it."""


def read_log(disk: FileSystem, log: Path, around: Surroundings, progress: Progress = in_silence) -> Holding:
    """Read every file of a log.

    Args:
        disk: the disk.
        log: the folder of the records.
        around: what is known of people and things, by which records are found.
        progress: told how many files were looked at, and of how many.

    Raises:
        StorageError: a file cannot be read, or the folder is a link.
    """
    if log.is_symlink():
        raise StorageError(
            english("{log}: it is a link to somewhere else.", log=log),
            english("Name the production that it points to."),
        )
    listed = [name for name in disk.listdir(log) if not name.startswith(".")]
    links = tuple(name for name in listed if (log / name).is_symlink())
    names = [name for name in listed if name not in links and (log / name).is_file()]
    records = [name for name in names if read_name(name) is not None]
    strays = tuple(name for name in names if read_name(name) is None)
    inspections = inspect_files(log, records, progress)
    found = {name: start_of(log / name) for name in strays}
    return hold(log, inspections, found, lambda name: start_of(log / name), around, links)


def hold(
    log: Path,
    inspections: Sequence[Inspection],
    strays: Mapping[str, bytes],
    read: Callable[[str], bytes],
    around: Surroundings,
    links: tuple[str, ...] = (),
) -> Holding:
    """What is said of files that were looked at.

    Args:
        log: where they lie.
        inspections: what each record proves by itself.
        strays: the other files.
        read: gives the bytes of a record.
        around: as for `read_log`.
        links: names that were not looked at.
    """
    verifier = Verifier()
    verifier.add(strays)
    verifier.add_inspections(inspections)
    result = verifier.result()
    noted = (_noted(one, read(one.name), result, around) for one in inspections)
    return Holding(log, {one.name: one for one in noted}, tuple(strays), links, result)


def _noted(one: Inspection, data: bytes, result: LogResult, around: Surroundings) -> Noted:
    said = result.records[one.name]
    facts = data.partition(_FACTS)[2]
    names_others = one.head is None or one.head.kind not in _NAMES_ALL
    runs = {found.decode() for found in _RUN.findall(facts)}
    return Noted(
        inspection=one,
        row=row_of(one.name, one.digest, str(said.verdict), said.findings, data, around, with_text=False),
        titles=_all(_TITLE, facts) if names_others else frozenset(),
        cited=_all(_CITED, facts) if names_others else frozenset(),
        events=frozenset({one.head.id, *runs} if one.head else runs),
        attached=_all(_ATTACHED, facts),
        defined=frozenset(found[0] or found[1] for found in _DEFINED.findall(facts.decode("utf-8", "replace"))),
    )


def _all(pattern: re.Pattern[bytes], data: bytes) -> frozenset[str]:
    return frozenset(found.decode() for found in pattern.findall(data))
