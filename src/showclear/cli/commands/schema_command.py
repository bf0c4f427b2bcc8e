"""`showclear schema`: what may stand in the JSON that a command writes."""

from __future__ import annotations

import click

from showclear.cli.plain import put


def _names(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
    from showclear.cli.schemas import schema_names

    del ctx, parameter
    return [one for one in schema_names() if one.startswith(incomplete)]


@click.command("schema", short_help="Print the JSON Schema of what --json writes.")
@click.argument("name", required=False, shell_complete=_names)
def command(name: str | None) -> int:
    """Print the JSON Schema (draft 2020-12) NAME, as it stands in the key `schema` of an object; without NAME list all.

    A schema says which keys are always there and what they hold. New keys may be added; none changes its meaning under
    the same number.

    \b
    Examples:
      showclear schema
      showclear schema board
      showclear schema showclear-verify/1
    """
    from showclear.cli.schemas import schema_names, schema_text

    put("\n".join(schema_names()) if name is None else schema_text(name).rstrip("\n"))
    return 0
