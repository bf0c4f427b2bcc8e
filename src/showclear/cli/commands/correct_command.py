"""`showclear correct`: say what a record should say; the record stays as it was signed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from showclear.cli.dialogue import agree, ask, choose
from showclear.cli.plain import put, tell, visible
from showclear.cli.productions import machine_for, production_folder
from showclear.words import say, translated

if TYPE_CHECKING:
    from showclear.app.correcting import Part
    from showclear.app.production import Production
    from showclear.app.signing import Draft


@click.command("correct", short_help="Say what a record should say; it stays as it was signed.")
@click.argument("name", metavar="NAME|ID")
@click.option(
    "--in",
    "folder",
    metavar="DIR",
    type=click.Path(path_type=Path),
    default=".",
    help="The production (here, if none is named).",
)
@click.option("--parts", "only_list", is_flag=True, help="Only list what can be corrected in it.")
@click.option("--part", "what", metavar="PART", default="", help="Which part of it (see --parts).")
@click.option("--should", metavar="WORDS", default="", help="What it should say.")
@click.option("--reason", metavar="WORDS", default="", help="Why.")
def command(name: str, folder: Path, only_list: bool, what: str, should: str, reason: str) -> int:
    """Correct a record: by its file name, its ID, its log and number, or eight digits of its SHA-256.

    A new record says which part is wrong, what it should say, and why; who writes it signs with their five words or
    by touching their key. The old record stays as it was signed and is shown with its correction from then on.
    Nothing is permitted, moved or counted by it. What is not given is asked for.

    \b
    Examples:
      showclear correct cart-a1b2/17 --parts
      showclear correct cart-a1b2/17 --part entries/12 --should "5 rounds" --reason "typed a 6"
    """
    from showclear.app.pages import find_record
    from showclear.app.production import Production
    from showclear.cli.commands.open_command import laptop_name

    where = production_folder(folder)
    production = Production.open(where, machine=machine_for(where), laptop=laptop_name(), window=not only_list)
    try:
        found = find_record(production.book, name)
        parts = production.corrections.parts(found)
        if only_list:
            for one in parts:
                put(f"{one.what:<14}{visible(one.label)}: {visible(one.was)}")
            return 0
        return _correct(production, where, found, (_chosen(parts, what), should, reason))
    finally:
        production.close()


def _chosen(parts: tuple[Part, ...], what: str) -> str:
    if what:
        return what
    return choose(say("Which part of it?"), tuple((one.what, f"{translated(one.label)}: {one.was}") for one in parts))


def _correct(production: Production, where: Path, name: str, given: tuple[str, str, str]) -> int:
    """Ask for what was not given, show it, and have it signed."""
    from showclear.cli.signing import key_at_hand, sign_at_hand
    from showclear.domain.people import Role

    what, should, reason = given
    should = should or ask(say("What should it say?"), str)
    reason = reason or ask(say("Why?"), str)
    key = key_at_hand(production, where, *Role)
    draft: Draft = production.corrections.draft(name, what, should, reason, key.person.id)
    for words in draft.follows:
        tell(f"  {visible(words)}")
    if not agree(say("Do you sign this?")):
        tell(say("Nothing changed."))
        return 1
    put(sign_at_hand(production, draft, (key,)))
    return 0
