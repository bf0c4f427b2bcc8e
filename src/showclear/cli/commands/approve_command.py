"""`showclear approve`: what was signed on another laptop and waits for somebody here."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from showclear.cli.dialogue import agree, choose
from showclear.cli.plain import put, tell, visible
from showclear.cli.productions import machine_for, production_folder, production_for_reading
from showclear.words import say, translated

if TYPE_CHECKING:
    from showclear.app.approving import Waiting
    from showclear.app.production import Production

SCHEMA = "showclear-approve/1"


@click.command("approve", short_help="Sign from afar what somebody else has signed on another laptop.")
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path), default=".")
@click.option("--list", "only_list", is_flag=True, help="Only show what waits.")
@click.option("--take-back", is_flag=True, help="Take back what you have signed and nobody has completed.")
@click.option("--json", "as_json", is_flag=True, help="With --list: write it as one JSON object (see docs/cli.md).")
def command(folder: Path, only_list: bool, take_back: bool, as_json: bool) -> int:
    """Show what was signed on another laptop of the production in DIR (here, if none is named) and waits, and sign it.

    Only releases, day seals and adoptions of rules or checklists are signed from afar: nobody had to look at a thing.
    Copy in the files of the other laptop first, and take the new record back to it afterwards. You sign with your five
    words or by touching your key.

    \b
    Examples:
      showclear approve --list
      showclear approve "The Long Ride"
      showclear approve --take-back
    """
    if as_json and not only_list:
        raise click.UsageError(say("--json goes with --list."))
    if only_list:
        with production_for_reading(folder) as production:
            waiting = production.approvals.waiting()
            if as_json:
                put(json.dumps({"schema": SCHEMA, "waiting": [_json(one) for one in waiting]}, indent=2))
            for one in () if as_json else waiting:
                _print(production, one)
        return 0
    from showclear.app.production import Production
    from showclear.cli.commands.open_command import laptop_name

    where = production_folder(folder)
    production = Production.open(where, machine=machine_for(where), laptop=laptop_name())
    try:
        return _approve(production, where, take_back=take_back)
    finally:
        production.close()


def _json(one: Waiting) -> dict[str, Any]:
    signed = [{"person": who.person, "role": who.role, "meaning": who.meaning} for who in one.signed]
    return {
        "record": one.record,
        "kind": one.kind,
        "title": one.title,
        "in_words": list(one.in_words),
        "signed": signed,
        "needs": one.needs,
    }


def _print(production: Production, one: Waiting) -> None:
    names = production.book.names_of_people()
    put(f"{one.record}  {visible(one.title)}")
    put(
        "  "
        + say(
            "signed by {names}; needs {needs}",
            names=visible(", ".join(names.get(who.person, who.person) for who in one.signed)),
            needs=visible(one.needs),
        )
    )
    for words in one.in_words:
        put(f"  {visible(words)}")


def _approve(production: Production, where: Path, *, take_back: bool) -> int:
    from showclear.cli.signing import key_at_hand, sign_at_hand
    from showclear.domain.people import Role

    waiting = production.approvals.waiting()
    if not waiting:
        tell(say("Nothing waits for an approval here. Copy in first what the other laptops have."))
        return 0
    record = waiting[0].record
    if len(waiting) > 1:
        record = choose(
            say("Which one?"), tuple((one.record, f"{translated(one.title)} ({one.record})") for one in waiting)
        )
    one = next(one for one in waiting if one.record == record)
    _print(production, one)
    if not agree(say("Do you take back all of this?") if take_back else say("Do you sign all of this?")):
        tell(say("Nothing changed."))
        return 1
    if take_back:
        mine = {person.person for person in one.signed}
        others = tuple(person.id for person in production.people() if person.id not in mine)
        key = key_at_hand(production, where, *Role, but=others)
        put(sign_at_hand(production, production.approvals.take_back(record, key.person), (key,)))
        return 0
    fitting = production.approvals.who_completes(record, production.people())
    roles = tuple(dict.fromkeys(person.role for person in fitting))
    key = key_at_hand(production, where, *roles, but=one.signed[0].person)
    name = sign_at_hand(production, production.approvals.approve(record, key.person), (key,))
    put(name)
    if production.seals.is_seal(name):
        tell(
            say(
                "The day is sealed. On the paper production report: {words}",
                words=" ".join(production.seals.of(name).words),
            )
        )
    return 0
