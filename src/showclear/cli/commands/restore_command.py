"""`showclear restore`: a production folder out of a copy."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from showclear.cli.plain import local_time, put, tell, visible
from showclear.cli.productions import machine, production_folder

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
    put(f"This laptop begins the log {restored.log} there.")
    newest = local_time(restored.newest) if restored.newest else "unknown"
    tell()
    tell("This is a RESTORED log. It ends where the copy was made.")
    tell(f"  Its newest record was made: {newest}.")
    tell("  Whatever was signed after that is missing here: clearances, takebacks, holds. Count every gun (C) and")
    tell("  inspect it again before anything is handed over.")
    tell("  Found the lost laptop, or its disk? Never work on with it. Copy its folder into this one:")
    tell(f"  showclear copy LOST-FOLDER {visible(shlex.quote(str(target)))}")
    if restored.missing:
        count = len(restored.missing)
        tell(f"  This laptop has seen {count} record{'' if count == 1 else 's'} that the copy does not have, such as:")
        for name in restored.missing[-3:]:
            tell(f"    {visible(name)}")
    tell(f"Open it with: showclear {visible(shlex.quote(str(target)))}")
