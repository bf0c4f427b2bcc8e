"""`showclear copy`: what was published, on a stick or into another folder."""

from __future__ import annotations

from pathlib import Path

import click

from showclear.cli.plain import tell
from showclear.cli.productions import machine_for, production_folder
from showclear.words import say


@click.command("copy", short_help="Copy a production to a stick or folder, verified.")
@click.argument("folders", metavar="[DIR] TARGET", type=click.Path(path_type=Path), nargs=-1, required=True)
def command(folders: tuple[Path, ...]) -> int:
    """Copy the records, definitions and attachments of the production in DIR (here, if none is named) into TARGET.

    Only what is not there yet is copied, and nothing there is ever overwritten. Each file is read back, and the whole
    copy is verified. No private key goes along, and no run that is not signed yet.

    \b
    Examples:
      showclear copy /media/stick/long-ride
      showclear copy "The Long Ride" ../backup/long-ride
    """
    from showclear.app.backup import copy_production
    from showclear.cli.copying import tell_copy
    from showclear.storage.files import LocalFileSystem

    if len(folders) > 2:
        raise click.UsageError(say("Name the production and the folder to copy it into, no more."))
    folder, target = folders if len(folders) == 2 else (Path(), folders[0])
    where = production_folder(folder)
    code = tell_copy(copy_production(LocalFileSystem(), where, target.expanduser().absolute(), machine_for(where)))
    tell(
        say(
            "Eject the stick before it is pulled out. Keys are not in a copy: docs/production-life.md says "
            "where they are."
        )
    )
    return code
