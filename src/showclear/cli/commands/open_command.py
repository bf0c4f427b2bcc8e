"""`showclear open`: the terminal app."""

from __future__ import annotations

import platform
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from showclear.cli.productions import NoProductionError, machine_for, production_folder
from showclear.errors import InputError

if TYPE_CHECKING:
    from showclear.app.production import Production


@click.command("open", short_help="Open the app on a production (the same as without a command).")
@click.argument("folder", metavar="[FOLDER]", type=click.Path(path_type=Path), default=".")
def command(folder: Path) -> int:
    """Open the app on the production in FOLDER (here, if none is named).

    Where there is none yet, the app leads through founding one, as `showclear new` does in a plain dialogue.

    \b
    Examples:
      showclear
      showclear "/media/cart/The Long Ride"
    """
    where = folder_to_open(folder)
    if where is None:
        return 0
    refuse_without_terminal()
    from showclear.app.collecting import collect_rarely

    collect_rarely()
    from showclear.app.production import Production

    production = Production.open(where, machine=machine_for(where), laptop=laptop_name())
    show_app(production)
    return 0


def folder_to_open(folder: Path) -> Path | None:
    """The production to open; on a terminal one that is founded now where there is none. None: nothing was founded.

    Raises: `InputError` where there is none and nobody can be asked.
    """
    try:
        where = production_folder(folder)
        from showclear.app.beginning import Ground, ground

        if not _asks_people() or ground(where) is Ground.FOUNDED:
            return where
    except NoProductionError:
        if not _asks_people():
            raise
    from showclear.cli.wizard import found_on_screen

    return found_on_screen(folder.expanduser().absolute())


def _asks_people() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def laptop_name() -> str:
    """What a new log of this laptop is called: a word for the kind of machine, never its network name."""
    return {"Darwin": "mac", "Windows": "pc"}.get(platform.system(), "laptop")


def refuse_without_terminal() -> None:
    """Raises: `InputError` where there is no terminal to show the app on."""
    if not _asks_people():
        raise InputError(
            "The app needs a terminal, and this is none (a pipe, a file or a scheduled job).",
            "For scripts there are `showclear board`, `showclear show` and `showclear verify`.",
        )


def show_app(production: Production, pins: Mapping[str, str] | None = None) -> None:
    """Show the app until the person leaves it, and close the production. `pins` are those of a demonstration."""
    from showclear.tui.app import run_app

    run_app(production, pins)
