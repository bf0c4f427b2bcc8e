"""`showclear adopt`: checklists of your own, with more in them or in another language."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from showclear.cli.dialogue import agree
from showclear.cli.plain import put, tell, visible
from showclear.cli.productions import machine_for, production_folder
from showclear.cli.reading import read_file
from showclear.words import say

if TYPE_CHECKING:
    from showclear.app.extending import Extension


@click.command("adopt", short_help="Adopt checklists of your own: with more steps, or translated.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.argument("files", metavar="[FILE]...", type=click.Path(path_type=Path), nargs=-1)
@click.option(
    "--language", metavar="CODE", help="In place of files: all that is adopted, in another language (es, fr)."
)
@click.option("--elsewhere", metavar="PERSON", help="Who of the two signs on another laptop, with showclear approve.")
def command(folder: Path, files: tuple[Path, ...], language: str | None, elsewhere: str | None) -> int:
    """Adopt files of checklists, blocks, hazards or sources in the production in DIR.

    A production adds blocks, steps and rules, makes a step one that both people enter, or asks in another language. It
    takes nothing away: a file that lacks or loosens anything is refused, with its place. What is new is shown, then the
    safety officer and an armorer sign it with their five words, or nothing changes. With --elsewhere one of them signs
    here what the other then approves on another laptop.

    With --language in place of files: the translations that come with Show Clear. No armorer has reviewed them; the
    screen and every record say so.

    \b
    Examples:
      showclear adopt . my/weapon-inspection.toml
      showclear adopt "The Long Ride" de/*.toml de/blocks/*.toml
      showclear adopt "The Long Ride" --language es
    """
    from showclear.app.production import Production
    from showclear.cli.commands.open_command import laptop_name
    from showclear.cli.signing import sign_by_two
    from showclear.domain.people import Role

    if bool(files) == (language is not None):
        raise click.UsageError(say("Name files, or a language: --language es."))
    where = production_folder(folder)
    wanted = tuple((path.name, read_file(path)) for path in files)
    production = Production.open(where, machine=machine_for(where), laptop=laptop_name())
    try:
        extension = production.extensions.propose(production.extensions.in_language(language) if language else wanted)
        _put(extension)
        if not agree(say("Shall the safety officer and an armorer sign this now?")):
            tell(say("Nothing changed."))
            return 1
        roles = (Role.SAFETY_OFFICER, Role.ARMORER)
        put(sign_by_two(production, where, roles, partial(production.extensions.draft, extension), elsewhere))
    finally:
        production.close()
    return 0


def _put(extension: Extension) -> None:
    """What is asked otherwise, and what to be careful about."""
    put(visible(extension.title))
    for line in extension.lines or (say("Nothing is asked otherwise than before."),):
        put(f"  {visible(line)}")
    for line in extension.cautions:
        tell(say("Careful: {line}", line=visible(line)))
