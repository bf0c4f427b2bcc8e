"""`showclear restore`: a production folder out of a copy."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from showclear.cli.plain import local_time, put, tell, visible
from showclear.cli.productions import machine, production_folder
from showclear.words import say, say_count

if TYPE_CHECKING:
    from showclear.app.backup import Restored


@click.command("restore", short_help="Make a production folder out of a copy, verified.")
@click.argument("backup", metavar="BACKUP", type=click.Path(path_type=Path))
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def command(backup: Path, folder: Path) -> int:
    """Make the new folder DIR out of the copy in BACKUP, read back and verified.

    The log of the copy is not written on: this laptop begins a log of its own in DIR. What was signed after the copy
    was made is missing until it is copied in.

    \b
    Examples:
      showclear restore /media/stick/long-ride ~/productions/long-ride
    """
    from showclear.app.backup import restore_production
    from showclear.cli.commands.open_command import laptop_name
    from showclear.cli.copying import tell_copy
    from showclear.storage.clock import SystemClock
    from showclear.storage.files import LocalFileSystem

    where = production_folder(backup)
    target = folder.expanduser().absolute()
    restored = restore_production(
        LocalFileSystem(), where, target, machine(), SystemClock(), laptop=laptop_name()
    )  # fmt: skip
    code = tell_copy(restored.copy)
    _tell(restored, target)
    return code


def _tell(restored: Restored, target: Path) -> None:
    put(say("This laptop begins the log {log} there.", log=restored.log))
    newest = local_time(restored.newest) if restored.newest else say("unknown")
    tell()
    tell(say("This is a RESTORED log. It ends where the copy was made."))
    tell("  " + say("Its newest record was made: {time}.", time=newest))
    tell(
        "  "
        + say("Whatever was signed after that is missing here: clearances, takebacks, holds. Count every gun (C) and")
    )
    tell("  " + say("inspect it again before anything is handed over."))
    tell("  " + say("Found the lost laptop, or its disk? Never work on with it. Copy its folder into this one:"))
    tell("  " + say("showclear copy LOST-FOLDER {folder}", folder=visible(shlex.quote(str(target)))))
    if restored.missing:
        tell(
            "  "
            + say_count(
                "This laptop has seen {count} record that the copy does not have, such as:",
                "This laptop has seen {count} records that the copy does not have, such as:",
                len(restored.missing),
            )
        )
        for name in restored.missing[-3:]:
            tell(f"    {visible(name)}")
    tell(say("Open it with: showclear {folder}", folder=visible(shlex.quote(str(target)))))
