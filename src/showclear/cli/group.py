"""The root command. Its subcommands are imported when they are called."""

from __future__ import annotations

import os
from importlib import import_module

import click

from showclear import __version__
from showclear.words import is_english, say

COMMANDS = (
    "open",
    "run",
    "demo",
    "drill",
    "new",
    "lint",
    "board",
    "log",
    "show",
    "verify",
    "copy",
    "restore",
    "export",
    "people",
    "keys",
    "unit",
    "rules",
    "approve",
    "adopt",
    "hazards",
    "report",
    "paper",
    "correct",
    "actions",
    "close",
    "settings",
    "locate",
    "doctor",
    "schema",
    "completion",
)
"""In the order in which `--help` lists them; each is `showclear.cli.commands.NAME:command`."""

COMPLETE = "_SHOWCLEAR_COMPLETE"  # not said: a variable of the environment
"""Set in the environment by the script of a shell that asks what can be written next."""


class LazyGroup(click.Group):
    """A group that imports a command when it is asked for, and takes a folder in place of `open FOLDER`."""

    def invoke(self, ctx: click.Context) -> object:
        """Run what was asked for, in the language that the person chose; `--version` is over before."""
        from showclear.cli.language import use_chosen_language

        use_chosen_language()
        return super().invoke(ctx)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help of Show Clear itself, in the language that the person chose."""
        from showclear.cli.language import use_chosen_language

        use_chosen_language()
        if is_english():
            super().format_help(ctx, formatter)
        else:
            from showclear.cli.helping import in_language

            click.Group.format_help(in_language(self), ctx, formatter)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in our order."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module of the command; None for a name that is none."""
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"showclear.cli.commands.{cmd_name}_command").command
        assert isinstance(command, click.Command)
        if not is_english():
            from showclear.cli.helping import in_language

            command = in_language(command)
        if COMPLETE in os.environ:
            from showclear.cli.completing import attach

            attach(command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """A word that is no command is a folder to open if there is such a folder or it is written like a path."""
        from pathlib import Path

        word = args[0]
        if word in COMMANDS:
            if len(args) == 1 and Path(word, "log").is_dir():
                from showclear.cli.plain import tell

                tell(say("{word} is the command. The production of that name: showclear ./{word}", word=word))
            return super().resolve_command(ctx, args)
        if Path(word).is_dir() or "/" in word or "\\" in word or word.startswith("."):
            return super().resolve_command(ctx, ["open", *args])
        import difflib

        near = difflib.get_close_matches(word, COMMANDS, n=1)
        said = say('"{word}" is neither a command nor a folder.', word=word)
        hint = " " + say('Did you mean "{command}"?', command=near[0]) if near else ""
        raise click.UsageError(said + hint, ctx)


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    subcommand_metavar="[FOLDER | COMMAND [ARGS]...]",  # not said: as the words in capitals of all commands
)
@click.option("--plain", is_flag=True, help="In lines: for screen readers, serial terminals and pipes.")
@click.version_option(
    # not said: read by programs
    __version__, "-V", "--version", prog_name="showclear", message="%(prog)s %(version)s",
    help="Show the version and exit.",
)  # fmt: skip
@click.pass_context
def showclear(ctx: click.Context, plain: bool) -> int:
    """Guided, signed firearm checks for film sets.

    Without a command, the app opens on the production in FOLDER (here, if none is named); where there is none, it
    leads through founding one.

    Show Clear records checks made by qualified people. It makes no gun safe and proves no compliance.

    \b
    Examples:
      showclear demo           a ready production to try it on
      showclear                the app, on the production in this folder
      showclear --plain        the same in lines, for screen readers; also: demo --plain
      showclear verify DIR     check every record and signature
    """
    if ctx.invoked_subcommand is None:
        from pathlib import Path

        command = showclear.get_command(ctx, "open")
        assert command is not None
        return int(ctx.invoke(command, folder=Path(), plain=plain) or 0)
    return 0
