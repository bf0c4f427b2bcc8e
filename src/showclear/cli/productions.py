"""Finding the production that a command is about."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from showclear.errors import InputError

if TYPE_CHECKING:
    from showclear.app.production import Production


class NoProductionError(InputError):
    """The folder holds no production."""

    title = "No production here"


def machine_home() -> Path:
    """Where this machine account keeps keys and marks."""
    from showclear.storage.paths import machine_paths

    return machine_paths(os.environ).root


def production_folder(folder: Path) -> Path:
    """The folder, made absolute.

    Raises: `NoProductionError` if there is no log in it.
    """
    from showclear.storage.paths import ProductionPaths

    where = folder.expanduser().absolute()
    if not where.exists():
        raise NoProductionError(f"{where}: there is no such folder.", "Check the path. `showclear new DIR` makes one.")
    if not where.is_dir():
        raise NoProductionError(f"{where}: this is a file, not a folder.", "Name the folder that holds the production.")
    if not ProductionPaths(where).log.is_dir():
        raise NoProductionError(
            f"{where}: there is no production in this folder (no log).",
            "Name its folder: `showclear DIR`. To found one: `showclear new DIR`. To try it first: `showclear demo`.",
        )
    return where


def open_production(folder: Path) -> Production:
    """Open the production in `folder` with the clock and the keys of this machine account.

    Raises: `ShowClearError` if there is none or it cannot be read.
    """
    where = production_folder(folder)
    from showclear.app.production import Production
    from showclear.storage.clock import SystemClock

    return Production.open(where, home=machine_home(), clock=SystemClock())
