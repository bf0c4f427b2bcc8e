"""`showclear run`: a run in lines, for screen readers, serial terminals and pipes."""

from __future__ import annotations

from pathlib import Path

import click

from showclear.cli.plain import wants_lines
from showclear.words import say


@click.command("run", short_help="Walk a run in lines: for screen readers and serial terminals.")
@click.option("--plain", is_flag=True, help="In lines, one question after the other; the only way of this command.")
@click.option(
    "--in",
    "folder",
    metavar="DIR",
    type=click.Path(path_type=Path),
    default=".",
    help="The production (default: here).",
)
@click.argument("procedure", required=False, default="")
@click.argument("subjects", metavar="[TAG]...", nargs=-1)
def command(plain: bool, folder: Path, procedure: str, subjects: tuple[str, ...]) -> int:
    """Walk PROCEDURE (a letter such as D, or its name) about TAG in lines, by the same use cases as the screens.

    It asks one question at a time: what is asked, why, how it is answered, who is at the keys. A run that is not signed
    is offered again. At every prompt ! holds the set, :emergency reads a list aloud, ? says what can be typed. Without
    PROCEDURE it shows the menu, as `showclear --plain` does. When the input ends, the draft is kept.

    \b
    Exit codes: 0 signed, 1 not signed, 6 refused, 130 the input ended.

    \b
    Examples:
      showclear run --plain D A-07
      showclear run --plain handover A-07 --in "The Long Ride"
      showclear run --plain
    """
    if not wants_lines(plain):
        raise click.UsageError(
            say("On the screen a run begins on the board: showclear DIR. In lines: showclear run --plain.")
        )
    from showclear.cli.lines.session import run_in_lines

    return run_in_lines(folder, procedure, tuple(subjects))
