"""The doctor: what on this machine or in this folder would get in the way of a day's work, and what to do about it."""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from showclear.errors import ShowClearError, StorageError
from showclear.storage.clock import Clock
from showclear.storage.files import FileSystem
from showclear.storage.paths import MachinePaths, ProductionPaths
from showclear.storage.places import LINKLESS_KINDS, Place, place_of
from showclear.storage.probing import DiskProbe, probe_disk
from showclear.words import english, english_count

if TYPE_CHECKING:
    from showclear.app.production import Production

# not said: names
LIBRARIES = ("textual", "pydantic", "tomli-w", "cryptography", "PyNaCl", "platformdirs", "filelock", "click")
STOCK_TOOLS = ("ssh-keygen", "awk", "sh")
LEAST_FREE_BYTES = 200 * 1024 * 1024
"""A record has about 12 kB; this is room for a long production, with photographs kept elsewhere."""
SLOW_FLUSH_MS = 150
"""A flush that takes longer is felt between two questions."""
AHEAD = timedelta(minutes=2)
"""How far a record may claim a later time before the clock is doubted."""


class Level(StrEnum):
    """How much a finding matters."""

    FINE = "fine"
    NOTE = "note"
    """Worth knowing; nothing has to be done."""
    WARNING = "warning"
    """It works, and something may go wrong."""
    FAULT = "fault"
    """Something will not work."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at."""

    area: str
    """`program`, `terminal`, `clock`, `machine`, `disk` or `production`."""
    id: str
    level: Level
    says: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Terminal:
    """What the front end knows of the terminal."""

    columns: int
    rows: int
    is_terminal: bool
    encoding: str
    kind: str
    """TERM; empty where it is not set."""
    colours: str
    """`truecolor`, `256`, `standard`, `windows` or empty."""


def examine_program() -> Iterator[Check]:
    """The program and what it stands on."""
    yield Check(
        "program",
        "python",
        Level.FINE,
        english(
            "Python {python_version} on {platform}",
            python_version=platform.python_version(),
            platform=platform.platform(terse=True),
        ),
    )
    for name in LIBRARIES:
        try:
            yield Check("program", "library", Level.FINE, f"{name} {version(name)}")
        except PackageNotFoundError:
            yield Check(
                "program",
                "library",
                Level.FAULT,
                english("{name} is missing.", name=name),
                english("Install Show Clear again."),
            )
    if sys.platform not in ("linux", "darwin", "win32"):
        yield Check(
            "program",
            "system",
            Level.WARNING,
            english("Nobody has tried this system ({platform}).", platform=sys.platform),
            english("Use Linux."),
        )
    elif sys.platform != "linux":
        yield Check(
            "program",
            "system",
            Level.NOTE,
            english("This version was tried on Linux only; docs/platforms.md says what differs."),
        )
    yield from _zones()


def _zones() -> Iterator[Check]:
    try:
        ZoneInfo("America/Denver")  # not said: names
        yield Check("program", "zones", Level.FINE, english("Time zones are known."))
    except ZoneInfoNotFoundError:
        yield Check(
            "program",
            "zones",
            Level.FAULT,
            english("No time zones are known here."),
            english("Install the package tzdata."),
        )


def examine_terminal(terminal: Terminal) -> Iterator[Check]:
    """Whether the screens can be drawn."""
    if not terminal.is_terminal:
        yield Check(
            "terminal",
            "terminal",
            Level.NOTE,
            english("This is no terminal: the app does not open here, the commands work."),
        )
        return
    size = f"{terminal.columns} × {terminal.rows}"
    if terminal.columns < 80 or terminal.rows < 24:
        yield Check(
            "terminal",
            "size",
            Level.WARNING,
            english("The window has {size} characters.", size=size),
            english("Make it at least 80 × 24; best 120 × 40."),
        )
    else:
        yield Check("terminal", "size", Level.FINE, english("The window has {size} characters.", size=size))
    if terminal.encoding.lower().replace("-", "") != "utf8":
        yield Check(
            "terminal", "encoding", Level.FAULT,
            english(
                "The terminal is set to {encoding}; the large letters need UTF-8.",
                encoding=terminal.encoding or english("no encoding"),
            ),
            english("Set the locale to one that ends in UTF-8, for example LANG=C.UTF-8."),
        )  # fmt: skip
    else:
        yield Check("terminal", "encoding", Level.FINE, english("Letters and blocks: UTF-8."))
    yield _colours(terminal)


def _colours(terminal: Terminal) -> Check:
    if terminal.colours == "truecolor":
        return Check("terminal", "colours", Level.FINE, english("All colours."))
    if terminal.colours == "256":
        return Check("terminal", "colours", Level.FINE, english("256 colours: the theme made for them is used."))
    return Check(
        "terminal", "colours", Level.NOTE,
        english("Few or no colours: states are told by word, letter shape and sign."),
        english("For colours use a terminal with 256 or more, and do not set NO_COLOR."),
    )  # fmt: skip


def examine_machine(disk: FileSystem, machine: MachinePaths) -> Iterator[Check]:
    """Where keys and marks of this machine account lie."""
    import shutil

    if not disk.exists(machine.root):
        yield Check("machine", "folder", Level.FINE, english("No keys and no marks of this account here yet."))
    else:
        yield from _private(disk, machine)
        yield from _tried(
            "machine",
            disk,
            machine.root,
            english("the folder of keys and marks"),
            english("The folder of keys and marks"),
        )
    missing = [name for name in STOCK_TOOLS if shutil.which(name) is None]
    if missing:
        yield Check(
            "machine", "stock-tools", Level.NOTE,
            english(
                "Not here: {missing}. Nothing in the app needs them; checking a record by hand does.",
                missing=", ".join(missing),
            ),
        )  # fmt: skip
    else:
        yield Check(
            "machine", "stock-tools", Level.FINE, english("The stock tools for checking a record by hand are here.")
        )


def _private(disk: FileSystem, machine: MachinePaths) -> Iterator[Check]:
    if sys.platform == "win32":
        return
    open_files = [
        name
        for name in disk.listdir(machine.keys)
        if not name.endswith(".pub") and disk.stat(machine.keys / name).mode & 0o077
    ]
    if open_files:
        yield Check(
            "machine", "keys", Level.FAULT,
            english_count(
                "Others on this machine can read {count} private key: {names}.",
                "Others on this machine can read {count} private keys: {names}.",
                len(open_files),
                names=", ".join(open_files),
            ),
            english("Take the rights away (mode 600), and count the keys as seen: revoke them and enrol new ones."),
        )  # fmt: skip
        return
    count = sum(not name.endswith(".pub") for name in disk.listdir(machine.keys))
    yield Check(
        "machine",
        "keys",
        Level.FINE,
        english_count(
            "{count} private key, for this account only.", "{count} private keys, for this account only.", count
        ),
    )


def _tried(area: str, disk: FileSystem, folder: Path, what: str, first: str) -> Iterator[Check]:
    """Try out the disk under `folder`; `first`: its name at the beginning of a sentence."""
    try:
        place, probe = place_of(disk, folder), probe_disk(disk, folder)
    except StorageError as error:
        yield Check(
            area,
            "disk",
            Level.FAULT,
            english("Nothing can be written into {what}: {message}", what=what, message=error.message),
            error.remedy,
        )
        return
    for finding, says, remedy in place.warnings(first):
        yield Check(area, finding, Level.WARNING, says, remedy)
    yield from _unfit(area, probe, what, first)
    yield from _peculiar(area, place, probe, what)
    yield from _room_and_speed(area, probe, what)


def _unfit(area: str, probe: DiskProbe, what: str, first: str) -> Iterator[Check]:
    """Why nobody may work on a disk."""
    for error in probe.trouble:
        yield Check(area, "disk", Level.FAULT, error.message, error.remedy)
    if not probe.writes:
        yield Check(
            area,
            "writes",
            Level.FAULT,
            english("{what} does not keep what is written.", what=first),
            english("Use another disk."),
        )
    if not probe.locks:
        yield Check(
            area,
            "locks",
            Level.FAULT,
            english("Locks do not hold in {what}: two windows could write at once.", what=what),
            english("Use a disk of this laptop."),
        )


def _peculiar(area: str, place: Place, probe: DiskProbe, what: str) -> Iterator[Check]:
    """What a disk lacks and the program does without."""
    if not probe.links:
        kind = f" ({place.kind})" if place.kind in LINKLESS_KINDS else ""
        yield Check(
            area,
            "links",
            Level.NOTE,
            english(
                "No hard links in {what}{kind}: records are copied and renamed, under the lock.", what=what, kind=kind
            ),
        )
    if not probe.read_only_kept:
        yield Check(
            area,
            "read-only",
            Level.NOTE,
            english(
                "Files in {what} do not stay read-only: anybody can edit a record, and verify shows it.", what=what
            ),
        )


def _room_and_speed(area: str, probe: DiskProbe, what: str) -> Iterator[Check]:
    if probe.free_bytes < LEAST_FREE_BYTES:
        yield Check(
            area,
            "space",
            Level.WARNING,
            english("Only {megabytes} MB are free for {what}.", megabytes=probe.free_bytes // 1024**2, what=what),
            english("Free some space."),
        )
    slow = probe.flush_ms > SLOW_FLUSH_MS
    yield Check(
        area, "flush", Level.WARNING if slow else Level.FINE,
        english("A flush into {what} takes {flush_ms} ms.", what=what, flush_ms=probe.flush_ms),
        english("Every answer waits for one. Use a faster disk.") if slow else "",
    )  # fmt: skip


def examine_production(disk: FileSystem, production: Production, clock: Clock) -> Iterator[Check]:
    """What stands in the way in an open production; it is only read."""
    paths = ProductionPaths(production.folder)
    yield from _tried(
        "disk",
        disk,
        paths.private if disk.exists(paths.private) else paths.root,
        english("the production folder"),
        english("The production folder"),
    )
    yield from _clock(production, clock.now())
    result = production.book.result
    count = len(production.book.names())
    said = english_count("{count} record, {verdict}.", "{count} records, {verdict}.", count, verdict=result.verdict)
    if str(result.verdict) == "intact":
        yield Check("production", "records", Level.FINE, said)
    else:
        yield Check(
            "production", "records", Level.WARNING, said, english("showclear verify says where and what to do.")
        )
    if production.book.pending:
        yield Check(
            "production", "waiting", Level.WARNING,
            english("Stops that count and are not in the log yet: {pending}.", pending=production.book.pending),
            english("Open the app: it publishes them. If it says why not, do that first."),
        )  # fmt: skip
    runs = production.open_runs()
    if runs:
        said = english_count("{count} unfinished run here.", "{count} unfinished runs here.", len(runs))
        yield Check("production", "runs", Level.NOTE, said, english("Open the app: it offers them by name and time."))
    for name in sorted(production.not_whole):
        yield Check("production", "not-whole", Level.WARNING,
                    english("{name} does not hold what its name says.", name=name),
                    english("Copy it again from the laptop that wrote it, if a copy was cut off."))  # fmt: skip


def _clock(production: Production, now: datetime) -> Iterator[Check]:
    book = production.book
    newest = max((facts.made_at for name in book.names() if (facts := book.facts(name))), default=now)
    if newest > now + AHEAD:
        yield Check(
            "clock", "behind", Level.FAULT,
            english(
                "A record claims {newest:%Y-%m-%d %H:%M} UTC; the clock here says {now:%Y-%m-%d %H:%M} UTC.",
                newest=newest,
                now=now,
            ),
            english(
                "Set the clock of this machine, or of the one that wrote it. Until it is right nothing is cold here."
            ),
        )  # fmt: skip
    else:
        yield Check(
            "clock",
            "time",
            Level.FINE,
            english("The clock says {now:%Y-%m-%d %H:%M:%S} UTC; no record is later.", now=now),
        )


def refused(error: ShowClearError) -> Check:
    """The finding that a production cannot be opened."""
    return Check("production", "open", Level.FAULT, error.message, error.remedy)
