"""`showclear drill`: a set day with planted faults, and its debrief."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from showclear.cli.commands.open_command import refuse_without_terminal
from showclear.cli.plain import put, tell, visible, wants_lines
from showclear.errors import InputError
from showclear.words import say

if TYPE_CHECKING:
    from showclear.app.drill.debrief import Debrief

USUAL_NAME = "showclear-drill"
MOST_SEED = 9999


@click.command("drill", short_help="Train on a set day with faults planted in it.")
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path), required=False)
@click.option(
    "--seed",
    metavar="N",
    type=click.IntRange(0, MOST_SEED),
    default=None,
    help="Which drill: the same number plants the same faults. Without it one is drawn.",
)
@click.option(
    "--as",
    "role",
    type=click.Choice(("armorer", "assistant-director")),
    default="armorer",
    show_default=True,
    help="Whom you play; the drill plays the other one.",
)
@click.option("--debrief", "only_debrief", is_flag=True, help="Only print the debrief of the drill in DIR.")
@click.option("--json", "as_json", is_flag=True, help="With --debrief: the debrief as JSON.")
@click.option("--no-open", is_flag=True, help="Only make it; do not open the app.")
def command(folder: Path | None, seed: int | None, role: str, only_debrief: bool, as_json: bool, no_open: bool) -> int:
    """Make a drill in the folder DIR (showclear-drill, if none is named) and open it, or go on with the one there.

    You walk the real procedures on the real screens. There is no gun: beside each question stands what you would see.
    Enter that, and not what the list would like. Some of it is wrong. At the end a debrief says what you caught, what
    you missed, and where that has happened.

    Nothing in a drill is real, and every record of it says so. It is refused while a gun is out in a production of this
    machine account, and inside a production.

    \b
    Examples:
      showclear drill
      showclear drill ~/drill --seed 7 --as assistant-director
      showclear drill --debrief ~/drill
    """
    if as_json and not only_debrief:
        raise InputError(say("--json goes with --debrief."), say("Write: showclear drill --debrief --json DIR."))
    where = (folder or Path(USUAL_NAME)).expanduser().absolute()
    if only_debrief:
        _put(_read(where), as_json=as_json)
        return 0
    _refuse_lines()
    if not no_open:
        refuse_without_terminal()
    _refuse_beside_work()
    if not _is_there(where):
        _make(where, seed, role)
    elif seed is not None:
        raise InputError(
            say("{folder}: there is something already.", folder=where),
            say("Leave --seed away to go on with the drill there."),
        )
    if no_open:
        tell(say("Play it with: showclear drill {folder}", folder=visible(str(where))))
    else:
        _play(where)
    return 0


def _refuse_lines() -> None:
    if wants_lines():
        raise InputError(
            say("A drill is played on the screen: what there is to see stands beside each question."),
            say("In lines there is the demonstration: showclear demo --plain."),
        )


def _is_there(where: Path) -> bool:
    from showclear.storage.paths import ProductionPaths

    return ProductionPaths(where).log.is_dir()


def _refuse_beside_work() -> None:
    from functools import partial

    from showclear.app.drill.opening import out_in, refuse_while_guns_are_out
    from showclear.cli.productions import machine
    from showclear.storage.clock import SystemClock
    from showclear.storage.files import LocalFileSystem

    account, clock = machine(), SystemClock()
    gone = refuse_while_guns_are_out(account, LocalFileSystem(), partial(out_in, machine=account, clock=clock))
    for folder in gone:
        tell(
            say(
                "Not looked at, because it is not there: {folder}. Is a gun out there? Then do not drill.",
                folder=visible(str(folder)),
            )
        )


def _make(where: Path, seed: int | None, role: str) -> None:
    from random import SystemRandom

    from showclear.app.drill.opening import make_drill, refuse_inside_a_production
    from showclear.domain.people import Role
    from showclear.storage.clock import SystemClock
    from showclear.storage.files import LocalFileSystem

    refuse_inside_a_production(LocalFileSystem(), where)
    drawn = SystemRandom().randrange(MOST_SEED + 1) if seed is None else seed
    tell(say("Making drill {number} in {folder} …", number=drawn, folder=visible(str(where))))
    make_drill(where, drawn, Role(role), now=SystemClock().now())


def _play(where: Path) -> None:
    from showclear.app.drill.opening import open_drill
    from showclear.storage.clock import SystemClock
    from showclear.tui.app import run_app

    drill = open_drill(where, SystemClock())
    try:
        run_app(drill.production, drill.pins, drill=drill.guide)
    finally:
        drill.guide.close()
    _put(_read(where), as_json=False)


def _read(where: Path) -> Debrief:
    from showclear.app.drill.debrief import debrief
    from showclear.app.drill.opening import read_drill
    from showclear.app.drill.score import score
    from showclear.cli.productions import production_for_reading

    with production_for_reading(where) as production:
        plan, notes = read_drill(production)
        labels = production.adopted.source_labels()
        return debrief(score(plan, notes.all), plan.seed, plan.role.words, labels)


def _put(one: Debrief, *, as_json: bool) -> None:
    from showclear.app.drill import debrief

    put(json.dumps(debrief.as_json(one), ensure_ascii=False, indent=2) if as_json else debrief.as_text(one))
