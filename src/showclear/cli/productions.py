"""Finding the production that a command is about."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from showclear.errors import InputError, ShowClearError
from showclear.words import english, say

if TYPE_CHECKING:
    from showclear.app.production import Production
    from showclear.storage.paths import MachinePaths


class NoProductionError(InputError):
    """The folder holds no production."""

    title = english("No production here")


def machine() -> MachinePaths:
    """Where this machine account keeps keys and marks."""
    from showclear.storage.paths import machine_paths

    return machine_paths(os.environ)


def machine_for(where: Path, first: Sequence[str] | None = None) -> MachinePaths:
    """As `machine`; for a demonstration the folder inside it, so that none of its keys gets among real ones.

    What the first record says decides, not the folder alone: a real production must not lose its marks because
    somebody put a folder of that name into it.

    Args:
        where: the production folder.
        first: the names of the first records of all logs in it, where the caller has just listed them.
    """
    from showclear.app.demo_place import demo_machine

    own = demo_machine(where)
    if own.root.is_dir() and _is_demonstration(where, first):
        return replace(own, agent=machine().agent)
    return machine()


def place_of_painting(where: Path) -> MachinePaths:
    """Where to look for what is shown before any record is read; a painting of a demonstration says that it is one."""
    from showclear.app.demo_place import demo_machine

    own = demo_machine(where)
    return own if own.root.is_dir() else machine()


def _is_demonstration(where: Path, listed: Sequence[str] | None) -> bool:
    """Whether every production record in the log says so: one of a demonstration that was copied in is not enough."""
    from showclear.ledger.record import body_facts, parse_frame
    from showclear.storage.files import LocalFileSystem
    from showclear.storage.paths import ProductionPaths

    paths, disk = ProductionPaths(where), LocalFileSystem()
    try:
        names = disk.each_name(paths.log) if listed is None else listed
        first = [name for name in names if "-000001-" in name and name.endswith(".toml")]
        said = [body_facts(parse_frame(disk.read(paths.log / name))).get("production") for name in first]
    except ShowClearError:
        # A first record that cannot be read: nothing says that this is a demonstration.
        return False
    tables = [one for one in said if isinstance(one, dict)]
    return bool(tables) and all(one.get("demonstration") is True for one in tables)


def production_folder(folder: Path) -> Path:
    """The folder, made absolute.

    Raises: `NoProductionError` if there is no log in it.
    """
    from showclear.storage.paths import ProductionPaths

    try:
        where = folder.expanduser().absolute()
        there, is_folder, has_log = where.exists(), where.is_dir(), ProductionPaths(where).log.is_dir()
    except (OSError, RuntimeError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise NoProductionError(f"{folder}: {reason}.", say("Check the path and that you may read it.")) from error
    if not there:
        raise NoProductionError(
            say("{folder}: there is no such folder.", folder=where),
            say("Check the path. `showclear new DIR` makes one."),
        )
    if not is_folder:
        raise NoProductionError(
            say("{folder}: this is a file, not a folder.", folder=where),
            say("Name the folder that holds the production."),
        )
    if not has_log:
        raise NoProductionError(
            say("{folder}: there is no production in this folder (no log).", folder=where),
            say(
                "Name its folder: `showclear DIR`. To found one: `showclear new DIR`. To try it first: "
                "`showclear demo`."
            ),
        )
    return where


def refuse_a_drill(production: Production) -> None:
    """Raises: `InputError` for a drill: it is played with what there is to see beside each question, or not at all."""
    if production.drill:
        raise InputError(
            say("{folder}: this is a drill.", folder=production.folder),
            say("Play it: showclear drill {folder}", folder=production.folder),
        )


@contextmanager
def production_for_reading(folder: Path) -> Iterator[Production]:
    """The production in `folder`, without taking the window that signs.

    Raises: `ShowClearError` if there is none or it cannot be read.
    """
    where = production_folder(folder)
    from showclear.app.production import Production

    production = Production.open(where, machine=machine_for(where), window=False)
    try:
        yield production
    finally:
        production.close()
