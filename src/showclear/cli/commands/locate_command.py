"""`showclear locate`: where everything lies, and what may be deleted."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from showclear.cli.plain import put, tell, visible
from showclear.cli.productions import NoProductionError, machine, machine_for, production_folder
from showclear.errors import ShowClearError
from showclear.words import english, say, translated

if TYPE_CHECKING:
    from showclear.storage.paths import MachinePaths

SCHEMA = "showclear-locate/1"


@dataclass(frozen=True, slots=True)
class Placed:
    """Something that Show Clear keeps."""

    id: str
    path: str
    what: str
    keep: str
    """`always`: never delete it; `rebuilt`: it may be deleted and is made anew; `yours`: as you like."""
    there: bool


@click.command("locate", short_help="Show where everything lies, and what may be deleted.")
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path), default=".")
@click.option("--json", "as_json", is_flag=True, help="Write the places as one JSON object (see docs/cli.md).")
def command(folder: Path, as_json: bool) -> int:
    """Show the folders and files of this machine account and of the production in DIR (here, if none is named).

    Where DIR holds no production, those of the machine account only. Nothing is changed or made.

    \b
    Examples:
      showclear locate
      showclear locate "The Long Ride" --json
    """
    places = tuple(places_of(folder))
    if as_json:
        put(json.dumps({"schema": SCHEMA, "places": [asdict(one) for one in places]}, ensure_ascii=True, indent=2))
        return 0
    for one in places:
        put(f"{one.id:<12} {visible(one.path)}{'' if one.there else '  ' + say('(not there)')}")
        put(f"{'':<12} {translated(one.what)} {translated(_KEEP[one.keep])}")
    return 0


_KEEP = {
    "always": english("Never delete it."),
    "rebuilt": english("It may be deleted: it is made anew."),
    "yours": english("It may be deleted."),
}


def places_of(folder: Path) -> Iterator[Placed]:
    """Every place; those of the production first, where there is one in `folder`."""
    try:
        where = production_folder(folder)
    except NoProductionError as error:
        tell(say("{reason} Only the places of this machine account follow.", reason=visible(error.message)))
        yield from _of_machine(machine())
        return
    account = machine_for(where)
    yield from _of_production(where)
    yield from _of_both(where, account)
    yield from _of_machine(account)


def _place(name: str, path: Path, what: str, keep: str) -> Placed:
    return Placed(name, str(path), what, keep, path.exists())


def _of_production(where: Path) -> Iterator[Placed]:
    from showclear.storage.paths import ProductionPaths

    paths = ProductionPaths(where)
    yield _place("production", paths.root, english("The production. Copy it with showclear copy."), "always")
    yield _place("log", paths.log, english("Published records of all laptops, signed and read-only."), "always")
    yield _place(
        "definitions", paths.definitions, english("Adopted checklists and rules, each under its SHA-256."), "always"
    )
    yield _place(
        "attachments", paths.attachments, english("Photographs and statements, each under its SHA-256."), "always"
    )
    yield _place(
        "private", paths.private, english("Runs and stops of this laptop that are not published yet."), "always"
    )


def _of_both(where: Path, account: MachinePaths) -> Iterator[Placed]:
    """What this machine account keeps about the production."""
    from showclear.app.opening import production_digest
    from showclear.storage.files import LocalFileSystem
    from showclear.storage.paths import ProductionPaths

    try:
        state = account.production(production_digest(LocalFileSystem(), ProductionPaths(where), account))
    except ShowClearError as error:
        tell(say("{reason} So nobody can say which marks belong to it.", reason=visible(error.message)))
        return
    yield _place(
        "marks",
        state.marks,
        english("Every record that this laptop has seen: what is missed when it is gone."),
        "always",
    )
    yield _place("ownership", state.ownership, english("Which log this laptop writes, and in which folder."), "always")
    yield _place("unit", state.unit, english("The unit that this laptop works for."), "yours")
    yield _place("snapshot", state.snapshot, english("What the records add up to, for a quick start."), "rebuilt")
    yield _place("painting", state.painting, english("What the first frame shows."), "rebuilt")
    yield _place("index", state.index, english("The search index of the desk."), "rebuilt")


def _of_machine(account: MachinePaths) -> Iterator[Placed]:
    from showclear.settings.file import settings_file

    yield _place("account", account.root, english("What this machine account keeps, of all productions."), "always")
    yield _place(
        "keys", account.keys, english("Private keys, each locked with five words. They are in no copy."), "always"
    )
    yield _place("signers", account.signers, english("One lock for each person whose shift is open."), "always")
    yield _place(
        "diagnostics",
        account.diagnostics,
        english("What the program notes about itself: no names, no answers."),
        "yours",
    )
    yield _place("settings", settings_file(os.environ).path, english("What you set with showclear settings."), "yours")
    if account.agent is not None:
        yield _place("agent", account.agent, english("Where the ssh-agent answers; it is not ours."), "yours")
