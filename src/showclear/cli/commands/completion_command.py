"""`showclear completion`: the script with which a shell completes commands, folders, tags and people."""

from __future__ import annotations

import click

from showclear.cli.completing import SHELLS
from showclear.cli.plain import put


@click.command("completion", short_help="Print the completion script for bash, zsh or fish.")
@click.argument("shell", type=click.Choice(SHELLS))
def command(shell: str) -> int:
    """Print the script with which SHELL completes commands, options, production folders, tags and people.

    It asks Show Clear at each TAB; nothing is kept. Read it when the shell starts:

    \b
    Examples:
      showclear completion bash > ~/.local/share/bash-completion/completions/showclear
      showclear completion zsh > ~/.zfunc/_showclear
      showclear completion fish > ~/.config/fish/completions/showclear.fish
    """
    from showclear.cli.completing import script
    from showclear.cli.group import showclear

    put(script(showclear, shell).rstrip("\n"))
    return 0
