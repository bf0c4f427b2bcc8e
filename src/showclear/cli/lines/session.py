"""Opening a production in lines, and letting it go however it ends."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from showclear.cli.lines.place import Leave, Place
from showclear.words import say

EXIT_NOT_SIGNED = 1


def in_lines(folder: Path, act: Callable[[Place], object]) -> int:
    """Open the production in `folder`, do something in lines, close it; 0, or 1 where `act` gave False.

    Raises:
        ShowClearError: there is no production, or it cannot be read.
        EOFError: the input ended; drafts are kept.
    """
    from showclear.app.production import Production
    from showclear.cli.commands.open_command import laptop_name
    from showclear.cli.lines.menu import place_of
    from showclear.cli.lines.terminal import Lines
    from showclear.cli.productions import machine_for, production_folder, refuse_a_drill

    where = production_folder(folder)
    lines = Lines()
    production = Production.open(where, machine=machine_for(where), laptop=laptop_name())
    try:
        refuse_a_drill(production)
        if production.reads_only:
            lines.show(say("READS ONLY: {reason}", reason=production.reads_only))
        done = act(place_of(production, lines))
    except Leave:
        done = False
    except EOFError:
        lines.show(
            say("The input ended. Nothing that was entered is lost; a run that is not signed is kept as a draft.")
        )
        raise
    finally:
        production.close()
    return EXIT_NOT_SIGNED if done is False else 0


def menu_in_lines(folder: Path) -> int:
    """The menu, until somebody leaves. Raises: ShowClearError, EOFError."""
    from showclear.cli.lines.menu import Menu

    return in_lines(folder, lambda place: Menu(place).go())


def run_in_lines(folder: Path, procedure: str, subjects: tuple[str, ...]) -> int:
    """One run, begun or gone on with; 0 where it is signed, 1 where it is not. Raises: ShowClearError, EOFError."""
    from showclear.cli.lines.menu import Menu
    from showclear.cli.lines.starting import begin_asked

    def act(place: Place) -> bool:
        if not procedure:
            Menu(place).go()
            return True
        return begin_asked(place, procedure, subjects)

    return in_lines(folder, act)
