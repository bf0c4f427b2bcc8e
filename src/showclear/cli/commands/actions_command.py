"""`showclear actions`: what is to be done after stops and findings; opening and closing it."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from showclear.cli.dialogue import agree, ask, choose
from showclear.cli.id_words import word_of
from showclear.cli.plain import local_time, put, shortened, tell, visible
from showclear.cli.productions import machine_for, production_folder, production_for_reading
from showclear.errors import InputError
from showclear.words import say, translated

if TYPE_CHECKING:
    from showclear.app.action_views import ActionView
    from showclear.app.production import Production
    from showclear.app.signing import Draft

SCHEMA = "showclear-actions/1"


@click.command("actions", short_help="List corrective actions; open one, or sign that one is done.")
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path), default=".")
@click.option("--open", "about", metavar="RECORD", default="", help="Open one about this record.")
@click.option("--close", "done", metavar="ACTION", default="", help="Sign that this one is done.")
@click.option("--words", metavar="WORDS", default="", help="What is to be done, or what was done.")
@click.option("--owner", metavar="WHO", default="", help="Who sees to it: an id or a role.")
@click.option("--due", metavar="DAY", default=None, help='The last day it may be open; "" for before any gun is used.')
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object (see docs/cli.md).")
def command(folder: Path, about: str, done: str, words: str, owner: str, due: str | None, as_json: bool) -> int:
    """List what is to be done after stops, reports and concerns in the production in DIR (here, if none is named).

    What is overdue comes first: it refuses every inspection and handover. Anybody with a key opens one; the safety
    officer and an armorer, an assistant director or a producer sign that one is done.

    \b
    Examples:
      showclear actions
      showclear actions --open cart-a1b2/17 --words "Paint the line." --owner armorer --due 2027-03-05
      showclear actions --close cart-a1b2/18 --words "It is painted."
    """
    if not about and not done:
        with production_for_reading(folder) as production:
            _put_all(production, as_json=as_json)
        return 0
    from showclear.app.production import Production
    from showclear.cli.commands.open_command import laptop_name

    where = production_folder(folder)
    production = Production.open(where, machine=machine_for(where), laptop=laptop_name())
    try:
        if done:
            return _close(production, where, done, words)
        return _open(production, where, about, (words, owner, due))
    finally:
        production.close()


def _put_all(production: Production, *, as_json: bool) -> None:
    found = production.actions.views()
    if as_json:
        rows = [_row(one) for one in found]
        told = {"schema": SCHEMA, "production": production.name, "actions": rows}
        put(json.dumps(told, ensure_ascii=True, indent=2))
        return
    for one in found:
        _put(production, one)
    if not found:
        tell(say("Nothing is to be done."))


def _put(production: Production, one: ActionView) -> None:
    put(f"{word_of(one.standing).upper():<8} {_place(one.record)}  {shortened(one.words)}")
    said = say(
        "{owner}, due {due}; since {time}",
        owner=visible(one.owner),
        due=visible(one.due),
        time=local_time(one.opened_at)[:16],
    )
    if one.opened_by:
        said = say("{said}, opened by {name}", said=said, name=visible(one.opened_by))
    put(f"         {said}")
    if one.about != one.record:
        put(
            "         "
            + say(
                "about {record}  {title}",
                record=_place(one.about),
                title=shortened(production.desk.title(f"{one.about}.toml")),
            )
        )
    if one.done_at is not None:
        put(
            "         "
            + say(
                "done {time}: {words} ({name})",
                time=local_time(one.done_at)[:16],
                words=shortened(one.done_words),
                name=visible(one.done_by),
            )
        )


def _place(record: str) -> str:
    log, number, _ = record.rsplit("-", 2)
    return f"{log}/{int(number)}"


def _row(one: ActionView) -> dict[str, Any]:
    return {
        "action": one.record,
        "about": one.about,
        "words": one.words,
        "owner": one.owner,
        "due": one.due,
        "standing": str(one.standing),
        "opened_at": _time(one.opened_at),
        "opened_by": one.opened_by,
        "done": one.done,
        "done_at": _time(one.done_at),
        "done_by": one.done_by,
        "done_words": one.done_words,
    }


def _time(moment: datetime | None) -> str | None:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}" if moment is not None else None


def _open(production: Production, where: Path, about: str, given: tuple[str, str, str | None]) -> int:
    """Ask for what was not given, show it, and have it signed by one."""
    from showclear.app.actions import OWNERS
    from showclear.app.pages import find_record
    from showclear.cli.signing import key_at_hand
    from showclear.domain.people import Role

    words, owner, due = given
    record = find_record(production.book, about)
    words = words or ask(say("What is to be done?"), str)
    owners = [(str(role), role.words) for role in OWNERS]
    owners += [(person.id, f"{person.name}, {translated(person.role.words)}") for person in production.people()]
    owner = owner or choose(say("Who sees to it?"), owners)
    if due is None:
        due = str(
            click.prompt(
                say("Until when (2027-03-05; Enter: before any gun is used)"), default="", show_default=False, err=True
            )
        )
    key = key_at_hand(production, where, *Role)
    return _sign(production, production.actions.draft_open(record, words, owner, due, key.person.id), key)


def _close(production: Production, where: Path, action: str, words: str) -> int:
    """Ask what was done, show it, and have it signed by two."""
    from showclear.app.pages import find_record
    from showclear.cli.signing import key_at_hand
    from showclear.domain.people import Role
    from showclear.domain.situation.actions import SECONDS

    record = find_record(production.book, action).removesuffix(".toml")
    one = next((one for one in production.actions.views() if one.record == record), None)
    if one is None:
        raise InputError(
            say("{record} opened no action.", record=_place(record)), say("`showclear actions` lists them.")
        )
    _put(production, one)
    words = words or ask(say("What was done?"), str)
    officer = key_at_hand(production, where, Role.SAFETY_OFFICER)
    second = key_at_hand(production, where, *SECONDS, but=officer.person.id)
    draft = production.actions.draft_close(record, words, officer.person.id, second.person.id)
    return _sign(production, draft, officer, second)


def _sign(production: Production, draft: Draft, *keys: Any) -> int:
    from showclear.cli.signing import sign_at_hand

    for words in draft.follows:
        tell(f"  {visible(words)}")
    if not agree(say("Do you sign this?") if len(keys) == 1 else say("Do you both sign this?")):
        tell(say("Nothing changed."))
        return 1
    put(sign_at_hand(production, draft, keys))
    return 0
