"""`showclear close`: the end of a production."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from showclear.cli.dialogue import agree
from showclear.cli.plain import put, tell, visible
from showclear.cli.productions import machine_for, production_folder
from showclear.words import say

if TYPE_CHECKING:
    from showclear.app.production import Production


@click.command("close", short_help="Close a production: every key but the producer's ends.")
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path), default=".")
def command(folder: Path) -> int:
    """Close the production in DIR (here, if none is named) after its last day.

    Every gun, device and box is locked or has left, every day is wrapped and sealed, and nothing is stopped. Then the
    safety officer and the producer end every key but the producer's. Nothing that counts can be signed afterwards;
    what was signed verifies for ever.

    \b
    Examples:
      showclear close "The Long Ride"
    """
    from showclear.app.production import Production
    from showclear.cli.commands.open_command import laptop_name
    from showclear.tui.presenters.rules import END_WORDS

    where = production_folder(folder)
    production = Production.open(where, machine=machine_for(where), laptop=laptop_name())
    try:
        if production.closed:
            tell(production.closed)
            return 0
        production.ending.refuse_obstacles()
        for line in END_WORDS[1:]:
            tell(line)
        if not agree(say("Shall the safety officer and the producer close it now?")):
            tell(say("Nothing changed."))
            return 1
        _end_keys(production, where)
        tell(visible(production.closed))
    finally:
        production.close()
    tell(say("Copy it to two places now, and write the eight words of the last seal into the final report."))
    return 0


def _end_keys(production: Production, where: Path) -> None:
    """End every key but the producer's, one record each, with the words of the two who sign."""
    from showclear.cli.signing import key_at_hand, sign_at_hand
    from showclear.domain.people import Role

    ending = production.ending
    officer, producer = (key_at_hand(production, where, role) for role in (Role.SAFETY_OFFICER, Role.PRODUCER))
    for key in ending.keys(officer.person, producer.person):
        draft = ending.draft(key, officer.person, producer.person)
        signers = tuple(one for one in (officer, producer) if one.person in {place.person for place in draft.places})
        put(sign_at_hand(production, draft, signers))
