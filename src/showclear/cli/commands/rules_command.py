"""`showclear rules`: what applies here and why; adopting and removing rule packs."""

from __future__ import annotations

import json
import textwrap
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from showclear.cli.dialogue import agree
from showclear.cli.plain import put, shortened, tell, visible
from showclear.cli.productions import machine_for, production_folder, production_for_reading
from showclear.cli.reading import read_file
from showclear.words import say, translated

if TYPE_CHECKING:
    from showclear.app.production import Production
    from showclear.app.rule_packs import LimitLine, PackLine, Proposal

SCHEMA = "showclear-rules-here/1"
WIDTH = 80


@click.command("rules", short_help="Show which limits apply here and why; adopt or remove rule packs.")
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path), default=".")
@click.option("--json", "as_json", is_flag=True, help="Write it as one JSON object (see docs/cli.md).")
@click.option("--adopt", multiple=True, metavar="PACK", help="Adopt a pack by name, or a file of your own.")
@click.option("--remove", multiple=True, metavar="PACK", help="Remove an adopted pack by name.")
@click.option("--elsewhere", metavar="PERSON", help="Who of the two signs on another laptop, with showclear approve.")
def command(folder: Path, as_json: bool, adopt: tuple[str, ...], remove: tuple[str, ...], elsewhere: str | None) -> int:
    """Show the limits that hold in the production in DIR (here, if none is named): value, who decided it, source.

    With --adopt or --remove it shows what becomes stricter and what becomes looser. Then the safety officer and
    an armorer sign it with their five words, or nothing changes. With --elsewhere one of them signs here what the
    other then approves on another laptop.

    \b
    Examples:
      showclear rules
      showclear rules "The Long Ride" --json
      showclear rules --adopt california
      showclear rules --adopt our-rules.toml --remove canada
    """
    if adopt or remove:
        return _change(folder, adopt, remove, elsewhere)
    if elsewhere is not None:
        raise click.UsageError(say("--elsewhere goes with --adopt or --remove."))
    with production_for_reading(folder) as production:
        name, packs, lines = production.name, production.rules.adopted(), production.rules.lines()
        offered = production.rules.on_offer()
        production.adopted.refresh()
        ignored = production.adopted.without_effect
    if as_json:
        put(json.dumps(_json(name, packs, lines), ensure_ascii=True, indent=2))
    else:
        _print(name, packs, lines, offered)
    for one in ignored:
        tell(f"! {visible(one)}")
    return 0


def _print(name: str, packs: tuple[PackLine, ...], lines: tuple[LimitLine, ...], offered: tuple[PackLine, ...]) -> None:
    adopted = tuple(f"{translated(one.title)} {one.version}" for one in packs)
    _fill(say("{name}: {packs}.", name=shortened(name), packs=", ".join((say("the floor"), *map(visible, adopted)))))
    for title, wanted in ((say("Stricter than the floor"), True), (say("As the floor has it"), False)):
        chosen = tuple(line for line in lines if line.stricter is wanted)
        if chosen:
            put()
            put(title)
            for line in chosen:
                _put_limit(line)
    here = {one.id for one in packs}
    others = ", ".join(one.id for one in offered if one.id not in here)
    tell()
    tell(
        say("Not adopted: {packs}.", packs=others)
        if others
        else say("Every pack that comes with Show Clear is adopted.")
    )
    tell(say("These are limits that Show Clear keeps. They are not the law, and keeping them proves no compliance."))


def _put_limit(line: LimitLine) -> None:
    value = visible(line.value)
    decided = "; ".join(f"{visible(pack)} ({visible(source)})" for pack, source in line.decided_by)
    put(f"  {translated(line.words)}")
    if len(value) > 20:
        _fill(value, "      ")
        _fill(decided, " " * 28)
    else:
        _fill(f"{value:20}  {decided}", "      ")


def _fill(text: str, indent: str = "") -> None:
    put(textwrap.fill(text, WIDTH, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False))


def _json(name: str, packs: tuple[PackLine, ...], lines: tuple[LimitLine, ...]) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "production": name,
        "packs": [
            {"id": one.id, "title": one.title, "version": one.version, "record": one.record} for one in packs
        ],
        "limits": [
            {
                "id": line.id,
                "words": line.words,
                "value": line.value,
                "stricter": line.stricter,
                "decided_by": [{"pack": pack, "source": source} for pack, source in line.decided_by],
            }
            for line in lines
        ],
    }  # fmt: skip


def _change(folder: Path, adopt: tuple[str, ...], remove: tuple[str, ...], elsewhere: str | None) -> int:
    """Show what changes, then have two people sign it."""
    from showclear.app.production import Production
    from showclear.cli.commands.open_command import laptop_name

    where = production_folder(folder)
    wanted = tuple(read_file(Path(one)) if one.endswith(".toml") else one for one in adopt)
    production = Production.open(where, machine=machine_for(where), laptop=laptop_name())
    try:
        proposal = production.rules.propose(wanted, remove)
        _say_proposal(proposal)
        if not agree(say("Shall the safety officer and an armorer sign this now?")):
            tell(say("Nothing changed."))
            return 1
        _sign(production, where, proposal, elsewhere)
    finally:
        production.close()
    return 0


def _say_proposal(proposal: Proposal) -> None:
    put(visible(proposal.title))
    for pack in proposal.adopt:
        _fill(f"{visible(pack.title)}: {visible(pack.says)}", "  ")
    for line in proposal.lines:
        _fill(visible(line), "  ")
    if proposal.looser:
        tell(say("LOOSER means: afterwards something is allowed that is not allowed now."))
    tell(say("Every clearance, issue and zone ends with it; a gun that is out has to be collected."))


def _sign(production: Production, where: Path, proposal: Proposal, elsewhere: str | None) -> None:
    from showclear.cli.signing import sign_by_two
    from showclear.domain.people import Role

    roles = (Role.SAFETY_OFFICER, Role.ARMORER)
    put(sign_by_two(production, where, roles, partial(production.rules.draft, proposal), elsewhere))
