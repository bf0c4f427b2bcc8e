"""`showclear demo`: a ready production to try it on."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from showclear.cli.commands.open_command import refuse_without_terminal, show_app
from showclear.cli.plain import put, table, tell, visible, wants_lines
from showclear.errors import InputError
from showclear.words import say

if TYPE_CHECKING:
    from showclear.app.demo import Demonstration
    from showclear.app.production import Production
    from showclear.cli.lines.place import Place

USUAL_NAME = "showclear-demo"
MOST_HISTORY = 200_000


@click.command("demo", short_help="Make a ready production to try it on, and open it.")
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path), required=False)
@click.option(
    "--history",
    metavar="N",
    type=click.IntRange(0, MOST_HISTORY),
    default=0,
    help="Also write N signed records of earlier days, drawn at random.",
)
@click.option("--no-open", is_flag=True, help="Only make it; do not open the app.")
@click.option("--plain", is_flag=True, help="Open it in lines: for screen readers and serial terminals.")
@click.option("--seed", metavar="N", type=int, default=0, help="What the earlier days are drawn from (default 0).")
def command(folder: Path | None, history: int, no_open: bool, plain: bool, seed: int) -> int:
    """Make a demonstration in the folder DIR (showclear-demo, if none is named) and open the app on it.

    Invented people with keys, two revolvers, a pistol, a shotgun, rubber guns, dummies and blanks. Their
    passphrases and PINs are printed, and the PINs are on the screen, so that you can sign for both people.
    The production record says that it is a demonstration. Its keys stay inside the folder.

    \b
    Examples:
      showclear demo
      showclear demo ~/try --history 500
      showclear demo --plain
      showclear demo /tmp/many --history 36000 --no-open
    """
    plain = wants_lines(plain)
    if not no_open and not plain:
        refuse_without_terminal()
    where = _free_folder() if folder is None else _absolute(folder)
    demonstration = _make(where, history, seed)
    _put_credentials(demonstration)
    if no_open:
        tell(
            say(
                "{count} records. Open it with: showclear {folder}",
                count=demonstration.records,
                folder=visible(shlex.quote(str(where))),
            )
        )
    elif plain:
        _open_in_lines(demonstration)
    else:
        _open(demonstration)
    return 0


def _free_folder() -> Path:
    here = Path.cwd()
    for number in range(1, 1000):
        folder = here / (USUAL_NAME if number == 1 else f"{USUAL_NAME}-{number}")
        if not folder.exists():
            return folder
    raise InputError(
        say("{here}: it holds a thousand demonstrations.", here=here), say("Name a folder: showclear demo DIR.")
    )


def _absolute(folder: Path) -> Path:
    try:
        return folder.expanduser().absolute()
    except RuntimeError as error:
        raise InputError(f"{folder}: {error}.", say("Write the folder out.")) from error


def _make(where: Path, history: int, seed: int) -> Demonstration:
    from showclear.app.demo import make_demo
    from showclear.storage.clock import SystemClock

    tell(say("Making a demonstration in {folder} …", folder=visible(str(where))))
    return make_demo(where, now=SystemClock().now(), history=history, seed=seed, progress=_progress())


def _progress() -> Callable[[int, int], None]:
    """Every hundredth part on one line of a terminal; nothing elsewhere."""
    if not sys.stderr.isatty():
        return lambda done, wanted: None
    shown = -1

    def progress(done: int, wanted: int) -> None:
        nonlocal shown
        part = done * 100 // wanted if wanted else 100
        if part != shown and wanted:
            shown = part
            click.echo("\r" + say("{done} of {count} records", done=done, count=wanted), nl=done >= wanted, err=True)

    return progress


def _put_credentials(demonstration: Demonstration) -> None:
    rows = tuple((one.person.name, one.person.role.words, one.pin, one.passphrase) for one in demonstration.credentials)
    put(table(((say("PERSON"), say("ROLE"), say("PIN"), say("FIVE WORDS")), *rows)))


def _open_shifts(production: Production, demonstration: Demonstration) -> None:
    """The shifts of everybody whose PIN is shown."""
    from showclear.app.demo import ON_SHIFT

    credentials = {one.person.id: one for one in demonstration.credentials}
    for person in ON_SHIFT:
        one = credentials[person.id]
        production.shifts.open(person.id, one.passphrase, one.pin)


def _open(demonstration: Demonstration) -> None:
    from showclear.app.demo import ON_SHIFT
    from showclear.app.production import Production

    production = Production.open(demonstration.folder, machine=demonstration.machine)
    try:
        _open_shifts(production, demonstration)
    except BaseException:
        production.close()
        raise
    show_app(production, {person.id: demonstration.pins[person.id] for person in ON_SHIFT})
    _say_where_it_is(demonstration)


def _open_in_lines(demonstration: Demonstration) -> None:
    from showclear.cli.lines.menu import Menu
    from showclear.cli.lines.session import in_lines

    def act(place: Place) -> None:
        _open_shifts(place.production, demonstration)
        Menu(place).go()

    in_lines(demonstration.folder, act)
    _say_where_it_is(demonstration)


def _say_where_it_is(demonstration: Demonstration) -> None:
    tell(
        say(
            "It stays in {folder}. To open a shift there again, use the five words above.",
            folder=visible(str(demonstration.folder)),
        )
    )
