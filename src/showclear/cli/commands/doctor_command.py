"""`showclear doctor`: would this machine, terminal, disk and folder carry a day's work?"""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from showclear.cli.id_words import word_of
from showclear.cli.plain import put, tell, visible
from showclear.cli.productions import NoProductionError, machine, machine_for, production_folder, production_for_reading
from showclear.errors import ShowClearError
from showclear.words import english, say, say_count, translated

if TYPE_CHECKING:
    from showclear.app.doctor import Check, Terminal

SCHEMA = "showclear-doctor/1"
MARKS = {"fine": english("ok"), "note": english("note"), "warning": english("WARNING"), "fault": english("FAULT")}


@click.command("doctor", short_help="Look for what would get in the way: machine, terminal, disk, folder.")
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path), default=".")
@click.option("--json", "as_json", is_flag=True, help="Write the findings as one JSON object (see docs/cli.md).")
@click.option("--new-log", is_flag=True, help="Begin a log of its own where this laptop's went on elsewhere.")
def command(folder: Path, as_json: bool, new_log: bool) -> int:
    """Look for what would get in the way of a day's work on this machine and in DIR (here, if none is named).

    It tries out the disk in a scratch folder, which it takes away again, and changes nothing else. It says nothing
    about guns.

    \b
    Exit codes: 0 nothing that stops work, 1 a fault.

    \b
    Examples:
      showclear doctor
      showclear doctor "/media/cart/The Long Ride"
      showclear doctor --new-log
    """
    from showclear.app.doctor import Level

    if new_log:
        return _begin_new_log(folder)
    checks = examine(folder)
    if as_json:
        put(json.dumps(_json(checks), ensure_ascii=True, indent=2))
    else:
        _print(checks)
    faults = sum(check.level is Level.FAULT for check in checks)
    warnings = sum(check.level is Level.WARNING for check in checks)
    tell(_summary(faults, warnings))
    return 1 if faults else 0


def _begin_new_log(folder: Path) -> int:
    """This laptop was cloned, or brought back to an older state: it writes another log from now on."""
    from showclear.app.production import Production
    from showclear.cli.commands.open_command import laptop_name

    where = production_folder(folder)
    production = Production.open(where, machine=machine_for(where), laptop=laptop_name())
    try:
        fault = production.elsewhere
        put(production.begin_new_log())
        if fault is not None:
            tell(visible(fault.message))
    finally:
        production.close()
    return 0


def examine(folder: Path) -> tuple[Check, ...]:
    """Every finding about this machine and the production in `folder`, if there is one."""
    from showclear.app import doctor
    from showclear.storage.clock import SystemClock
    from showclear.storage.files import LocalFileSystem

    disk = LocalFileSystem()
    checks = [*doctor.examine_program(), *doctor.examine_terminal(terminal())]
    try:
        where = production_folder(folder)
    except NoProductionError:
        checks += doctor.examine_machine(disk, machine())
        note = english("There is no production in this folder; only the machine was looked at.")
        return (*checks, doctor.Check("production", "none", doctor.Level.NOTE, note))
    checks += doctor.examine_machine(disk, machine_for(where))
    try:
        with production_for_reading(where) as production:
            checks += doctor.examine_production(disk, production, SystemClock())
    except ShowClearError as error:
        checks.append(doctor.refused(error))
    return tuple(checks)


def terminal() -> Terminal:
    """What this process knows of its terminal."""
    from showclear.app.doctor import Terminal
    from showclear.tui.terminal import colour_system

    size = shutil.get_terminal_size()
    colours = "" if os.environ.get("NO_COLOR") else colour_system()
    return Terminal(
        size.columns,
        size.lines,
        sys.stdin.isatty() and sys.stdout.isatty(),
        sys.stdout.encoding or "",
        os.environ.get("TERM", ""),
        colours,
    )


def _print(checks: tuple[Check, ...]) -> None:
    area = ""
    for check in checks:
        if check.area != area:
            area = check.area
            put(word_of(area).capitalize())
        put(f"  {translated(MARKS[check.level]):<8}{visible(check.says)}")
        if check.remedy:
            put("          " + say("What to do: {remedy}", remedy=visible(check.remedy)))


def _summary(faults: int, warnings: int) -> str:
    if faults:
        return say_count(
            "{count} fault: work cannot rely on this machine and folder as they are.",
            "{count} faults: work cannot rely on this machine and folder as they are.",
            faults,
        )
    if warnings:
        return say_count("{count} warning; work can go on.", "{count} warnings; work can go on.", warnings)
    return say("Nothing found that would get in the way. This says nothing about any gun.")


def _json(checks: tuple[Check, ...]) -> dict[str, object]:
    return {
        "schema": SCHEMA,
        "checks": [
            {"area": one.area, "id": one.id, "level": str(one.level), "says": one.says, "remedy": one.remedy}
            for one in checks
        ],
    }
