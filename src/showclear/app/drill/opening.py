"""Making a drill, opening it again, and when there is none: while a gun is out here, or inside a production."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from showclear.app.demo import DEMO_ROUNDS, ON_SHIFT, Demonstration, Drill, make_demo
from showclear.app.demo_place import demo_machine
from showclear.app.drill.clock import DrillClock
from showclear.app.drill.faults import DUMMY_GUN, EMPTY_GUN
from showclear.app.drill.guide import Guide
from showclear.app.drill.notes import Notes
from showclear.app.drill.plan import DrillPlan, draw, plan_of
from showclear.app.parts import Opener
from showclear.app.production import Production
from showclear.app.refusing import RulesRefuseError
from showclear.domain.drilling import Elsewhere, out_of_hand, refusal_beside, refusal_inside
from showclear.domain.people import Role
from showclear.errors import InputError, ShowClearError
from showclear.storage.clock import Clock
from showclear.storage.durable import replace_durably
from showclear.storage.files import PRIVATE, FileSystem, LocalFileSystem
from showclear.storage.ownership import LogOwnership
from showclear.storage.paths import MachinePaths, ProductionPaths
from showclear.words import english

NAME = "DRILL {seed}: The Long Draw"  # not said: records stay English
NEWEST = 5
"""Records at the end of the log whose times are looked at; the clock of a drill goes on behind them."""


@dataclass(frozen=True, slots=True)
class OpenDrill:
    """A drill that is played."""

    production: Production
    guide: Guide
    pins: dict[str, str]
    """PIN of each person whose shift is open, by id."""


def make_drill(
    folder: Path,
    seed: int,
    role: Role,
    *,
    now: datetime,
    rounds: int = DEMO_ROUNDS,
    filesystem: FileSystem | None = None,
) -> DrillPlan:
    """Make a drill in a new or empty folder: the morning is done, the guns of the day are proved empty.

    Raises:
        RulesRefuseError: R-DRILL-2, the folder lies inside a production.
        InputError: nobody plays that role.
        StorageError: the folder is not empty or cannot be written.
    """
    if role not in (Role.ARMORER, Role.ASSISTANT_DIRECTOR):
        raise InputError(
            english("{role}: nobody plays that.", role=role.words),
            english("Play the armorer or the assistant director."),
        )
    disk = filesystem or LocalFileSystem()
    refuse_inside_a_production(disk, folder)
    plan = draw(seed, role)
    made = make_demo(
        folder, now=now, seed=seed, rounds=rounds, filesystem=disk,
        drill=Drill(NAME.format(seed=seed), plan.words, (DUMMY_GUN, EMPTY_GUN)),
    )  # fmt: skip
    _keep_words(disk, made)
    return plan


def open_drill(
    folder: Path, clock: Clock, *, filesystem: FileSystem | None = None, opener: Opener | None = None
) -> OpenDrill:
    """Open a drill with the shifts of everybody in it.

    Raises:
        InputError: this is no drill.
        ShowClearError: it cannot be read or its keys cannot be opened.
    """
    disk = filesystem or LocalFileSystem()
    drill_clock = DrillClock(clock)
    machine = demo_machine(folder)
    production = Production.open(
        folder, machine=machine, clock=drill_clock, filesystem=disk, opener=opener, laptop="drill"
    )
    try:
        plan = _plan_of(production)
        facts = [production.book.facts(name) for name in production.book.newest(NEWEST)]
        drill_clock.not_before(max((one.made_at for one in facts if one is not None), default=clock.now()))
        words = _kept_words(disk, machine)
        for person in ON_SHIFT:
            production.shifts.open(person.id, *words[person.id])
        pins = {person.id: words[person.id][1] for person in ON_SHIFT}
        guide = Guide(plan, Notes(disk, ProductionPaths(folder)), drill_clock, pins)
        guide.notice(production.board())
        production.watch_runs(guide)
    except BaseException:
        production.close()
        raise
    return OpenDrill(production, guide, pins)


def _plan_of(production: Production) -> DrillPlan:
    if not production.drill:
        raise InputError(
            english("{folder}: this is a production and no drill.", folder=production.folder),
            english("Name a new folder: showclear drill DIR."),
        )
    return plan_of(production.drill)


def read_drill(production: Production, filesystem: FileSystem | None = None) -> tuple[DrillPlan, Notes]:
    """What was planted in a drill and what was noted, for a debrief. Raises: InputError, StorageError."""
    disk = filesystem or LocalFileSystem()
    return _plan_of(production), Notes(disk, ProductionPaths(production.folder))


# Where and when there is none


def refuse_while_guns_are_out(
    machine: MachinePaths, filesystem: FileSystem, look: Callable[[Path], tuple[str, ...]]
) -> tuple[Path, ...]:
    """Refuse a drill while a gun is out in a production that this machine account works in.

    Args:
        machine: where this machine account keeps what it works in.
        filesystem: the disk.
        look: what is out in the production in a folder (`out_in`).

    Returns:
        the folders that are not there any more, so that nobody could look.

    Raises:
        RulesRefuseError: R-DRILL-1, something is out, or a production cannot be read, so that nobody knows.
    """
    folders = _worked_in(machine, filesystem)
    there = [folder for folder in folders if filesystem.exists(ProductionPaths(folder).log)]
    if refused := refusal_beside(map(partial(_looked, look), there)):
        raise RulesRefuseError((refused,))
    return tuple(folder for folder in folders if folder not in there)


def _looked(look: Callable[[Path], tuple[str, ...]], folder: Path) -> Elsewhere:
    try:
        return Elsewhere(str(folder), look(folder))
    except ShowClearError as error:
        return Elsewhere(str(folder), None, error.message)


def out_in(folder: Path, machine: MachinePaths, clock: Clock) -> tuple[str, ...]:
    """Tags of what is out of locks and armorers' hands in a production. Raises: ShowClearError, it cannot be read."""
    production = Production.open(folder, machine=machine, clock=clock, window=False)
    try:
        return out_of_hand(production.book.situation)
    finally:
        production.close()


def _worked_in(machine: MachinePaths, filesystem: FileSystem) -> tuple[Path, ...]:
    if not filesystem.exists(machine.productions):
        return ()
    found: dict[Path, None] = {}
    for digest in sorted(filesystem.listdir(machine.productions)):
        for folder in LogOwnership(filesystem, machine.production(digest)).folders():
            found[folder] = None
    return tuple(found)


def refuse_inside_a_production(filesystem: FileSystem, folder: Path) -> None:
    """Raises: RulesRefuseError, R-DRILL-2, where the folder is a production or lies in one."""
    above = next((one for one in (folder, *folder.absolute().parents) if _holds_records(filesystem, one)), None)
    if refused := refusal_inside(str(above or "")):
        raise RulesRefuseError((refused,))


def _holds_records(filesystem: FileSystem, folder: Path) -> bool:
    log = ProductionPaths(folder).log
    return filesystem.exists(log) and any(name.endswith(".toml") for name in filesystem.listdir(log))


# The keys of a drill, which sign nothing else


def _words_file(machine: MachinePaths) -> Path:
    return machine.root / "drill-keys.json"


def _keep_words(filesystem: FileSystem, made: Demonstration) -> None:
    """Beside the keys of the drill, so that it can be gone on with; they sign nothing but the drill."""
    words = {one.person.id: [one.passphrase, one.pin] for one in made.credentials}
    data = json.dumps({"drill": True, "keys": words}, indent=1).encode()
    replace_durably(filesystem, _words_file(made.machine), data, PRIVATE)


def _kept_words(filesystem: FileSystem, machine: MachinePaths) -> dict[str, tuple[str, str]]:
    path = _words_file(machine)
    try:
        keys = json.loads(filesystem.read(path))["keys"]
        return {one.id: (str(keys[one.id][0]), str(keys[one.id][1])) for one in ON_SHIFT}
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise InputError(
            english("{path}: it does not hold the keys of a drill.", path=path),
            english("Make a new one: showclear drill."),
        ) from error
