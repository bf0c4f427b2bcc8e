"""`showclear open`: the terminal app."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from showclear.cli.productions import open_production
from showclear.errors import InputError


@click.command("open", short_help="Open the app on a production (the same as without a command).")
@click.argument("folder", type=click.Path(path_type=Path), default=".")
def command(folder: Path) -> int:
    """Open the app on the production in FOLDER (here, if none is named).

    \b
    Examples:
      showclear
      showclear "/media/cart/The Long Ride"
    """
    production = open_production(folder)
    try:
        return run_app(production)
    finally:
        production.close()


def run_app(production: object) -> int:
    """Show the app until the person leaves it.

    Raises: `InputError` where there is no terminal to show it on.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise InputError(
            "The app needs a terminal, and this is none (a pipe, a file or a scheduled job).",
            "For scripts there are `showclear board`, `showclear show` and `showclear verify`.",
        )
    from showclear.tui.app import run_app as run_screens

    return run_screens(production)
