"""The command line: everything that the app knows, without the app.

Only click is imported before a command is chosen, so that `showclear --version` and shell completion stay quick.
"""

from __future__ import annotations

from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; `arguments` are those of the process if not given. The exit code."""
    from showclear.cli.edge import run

    return run(arguments)
