"""`showclear unit`: a second unit, or another 1st assistant director for one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from showclear.cli.plain import put, tell, visible
from showclear.cli.productions import machine_for, production_folder
from showclear.words import say

if TYPE_CHECKING:
    from showclear.app.production import Production


@click.command("unit", short_help="Open another unit, or give one another 1st assistant director.")
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path), default=".")
def command(folder: Path) -> int:
    """Open a unit in the production in DIR (here, if none is named), or name another 1st assistant director for one.

    It asks for the name of the unit, the place where its next day begins, and its time zone. The assistant director
    who leads it and the safety officer sign with their five words, or nothing changes. Guns and boxes come to it by a
    transfer (T in the armory); a laptop works for it after Y on the board.

    \b
    Examples:
      showclear unit
      showclear unit "The Long Ride"
    """
    from showclear.app.opening_units import opened_unit
    from showclear.app.production import Production
    from showclear.cli.commands.open_command import laptop_name
    from showclear.cli.dialogue import agree
    from showclear.cli.signing import key_at_hand, sign_at_hand
    from showclear.domain.people import Role

    where = production_folder(folder)
    production = Production.open(where, machine=machine_for(where), laptop=laptop_name())
    try:
        name, place, zone = _asked(production)
        if not agree(
            say("Shall its 1st assistant director and the safety officer sign unit {name} now?", name=visible(name))
        ):
            tell(say("Nothing changed."))
            return 1
        first = key_at_hand(production, where, Role.ASSISTANT_DIRECTOR)
        officer = key_at_hand(production, where, Role.SAFETY_OFFICER)
        draft = opened_unit(production.book, name, place, zone, first.person, officer.person)
        put(sign_at_hand(production, draft, (first, officer)))
    finally:
        production.close()
    return 0


def _asked(production: Production) -> tuple[str, str, str]:
    """The name of the unit, where its next day begins, and its time zone."""
    from showclear.app.beginning import read_text, read_zone
    from showclear.app.units import find_unit
    from showclear.cli.dialogue import ask

    tell(say("Units of this production: {units}", units=visible(", ".join(production.units))))
    name = ask(say("Name of the unit"), lambda typed: read_text(typed, say("Name of the unit")))
    known = find_unit(production.book.situation, name if name in production.units else production.unit)
    place = ask(
        say("Place where its next day begins"),
        lambda typed: read_text(typed, say("Place")),
        default=known.place if known.name == name else "",
    )
    return name, place, ask(say("Time zone"), read_zone, default=known.zone)
