"""`showclear keys`: every key of the production, which of them can be used here, and the list for stock tools."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from showclear.cli.plain import put, shortened, visible
from showclear.cli.productions import production_for_reading
from showclear.words import say, translated

if TYPE_CHECKING:
    from showclear.app.keys_here import ListedKey

SCHEMA = "showclear-keys/1"


@click.command("keys", short_help="Show every key and which can be used here; list the signers for stock tools.")
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path), default=".")
@click.option("--allowed-signers", is_flag=True, help="Write the file that ssh-keygen -Y verify asks for.")
@click.option("--json", "as_json", is_flag=True, help="Write the keys as one JSON object (see docs/cli.md).")
def command(folder: Path, allowed_signers: bool, as_json: bool) -> int:
    """Show every key of the production in DIR (here, if none is named) and where it can be used from.

    Of each key: whose it is, whether it counts, and whether its file lies on this laptop or the ssh-agent holds it.
    Keys that lie here and that the roster does not know come last.

    \b
    Examples:
      showclear keys
      showclear keys "The Long Ride" --allowed-signers > allowed_signers
    """
    if allowed_signers and as_json:
        raise click.UsageError(say("Choose one: --allowed-signers or --json."))
    with production_for_reading(folder) as production:
        if allowed_signers:
            put(production.book.result.roster.allowed_signers().rstrip("\n"))
            return 0
        keys = production.listed_keys()
    if as_json:
        rows = [_json(one) for one in keys]
        put(json.dumps({"schema": SCHEMA, "keys": rows}, ensure_ascii=True, indent=2))
        return 0
    _print(keys)
    return 0


def _print(keys: tuple[ListedKey, ...]) -> None:
    before = ""
    for one in keys:
        name = (
            f"{one.person.name}, {translated(one.person.role.words)}  {one.person.id}"
            if one.person
            else say("Not on the roster")
        )
        if name != before:
            put(visible(name))
            before = name
        put(f"  {one.fingerprint or say('cannot be read')}  {_words(one)}")


def _words(one: ListedKey) -> str:
    """What is said about a key, the most important first."""
    states = {
        "counts": say("counts"),
        "replaced": say("REPLACED AND NOT REVOKED: it still counts"),
        "ended": say("enrolled for a time that is over"),
        "revoked": say("revoked by {record}", record=one.revoked_by),
        "unknown": say("unknown to the roster of this production"),
        "damaged": say("its public half is missing or damaged"),
    }
    said = [states[one.state]]
    if one.type.startswith("sk-"):
        said.append(say("FIDO2 key, asks for its PIN") if one.asks_pin else say("FIDO2 key"))
    if one.file:
        said.append(say("file here: {file}", file=one.file))
    if one.in_agent:
        said.append(
            say("in the ssh-agent: {agent}", agent=shortened(one.agent, 40)) if one.agent else say("in the ssh-agent")
        )
    if not one.file and not one.in_agent:
        said.append(say("not on this laptop"))
    return "; ".join(said)


def _json(one: ListedKey) -> dict[str, str | bool]:
    return {
        "fingerprint": one.fingerprint,
        "type": one.type,
        "state": str(one.state),
        "person": one.person.id if one.person else "",
        "name": one.person.name if one.person else "",
        "role": str(one.person.role) if one.person else "",
        "file": one.file,
        "in_agent": one.in_agent,
        "agent_comment": one.agent,
        "asks_pin": one.asks_pin,
        "enrolled_by": one.enrolled_by,
        "revoked_by": one.revoked_by,
    }
