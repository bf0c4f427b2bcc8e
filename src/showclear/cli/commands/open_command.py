"""`showclear open`: the terminal app."""

from __future__ import annotations

import platform
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from showclear.cli.plain import wants_lines
from showclear.cli.productions import (
    NoProductionError,
    machine_for,
    place_of_painting,
    production_folder,
    refuse_a_drill,
)
from showclear.errors import InputError
from showclear.words import say

if TYPE_CHECKING:
    from showclear.app.production import Production
    from showclear.app.start import Start


@click.command("open", short_help="Open the app on a production (the same as without a command).")
@click.argument("folder", metavar="[FOLDER]", type=click.Path(path_type=Path), default=".")
@click.option("--plain", is_flag=True, help="In lines: for screen readers, serial terminals and pipes.")
def command(folder: Path, plain: bool) -> int:
    """Open the app on the production in FOLDER (here, if none is named).

    Where there is none yet, the app leads through founding one, as `showclear new` does in a plain dialogue.

    \b
    Examples:
      showclear
      showclear "/media/cart/The Long Ride"
      showclear --plain "/media/cart/The Long Ride"
    """
    if wants_lines(plain):
        from showclear.cli.lines.session import menu_in_lines

        return menu_in_lines(folder)
    start = painted_start(folder)
    if start is None:
        where = folder_to_open(folder)
        if where is None:
            return 0
        refuse_without_terminal()
        start = start_of(where)
    from showclear.app.collecting import collect_rarely

    collect_rarely()
    from showclear.tui.app import run_start

    run_start(start)
    return 0


def painted_start(folder: Path) -> Start | None:
    """The start of the production in FOLDER, where something may be shown before its log is read: it was open here."""
    if not _asks_people():
        return None
    try:
        start = start_of(production_folder(folder))
    except NoProductionError:
        # Whoever opens it says so, or founds one.
        return None
    return start if start.painting is not None else None


def start_of(where: Path) -> Start:
    """The start of the production in a folder; its log is read in a thread."""
    from showclear.app.start import Start
    from showclear.storage.clock import SystemClock
    from showclear.storage.files import LocalFileSystem

    def open_it() -> Production:
        from showclear.app.production import Production

        first = start.first
        production = Production.open(where, machine=machine_for(where, first), laptop=laptop_name(), first=first)
        try:
            refuse_a_drill(production)
        except InputError:
            production.close()
            raise
        return production

    # What it listed for the first frame need not be listed again to find out which production it is.
    start = Start(where, LocalFileSystem(), SystemClock(), open_it, place_of_painting(where))
    return start


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
            say("The app needs a terminal, and this is none (a pipe, a file or a scheduled job)."),
            say(
                "In lines it works: showclear --plain. For scripts there are `showclear board` and `showclear verify`."
            ),
        )


def show_app(production: Production, pins: Mapping[str, str] | None = None) -> None:
    """Show the app until the person leaves it, and close the production. `pins` are those of a demonstration."""
    from showclear.tui.app import run_app

    run_app(production, pins)
