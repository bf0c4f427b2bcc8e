"""`showclear hazards`: what has gone wrong on sets, and what stands against it."""

from __future__ import annotations

import json
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from showclear.cli.plain import put, shortened, table
from showclear.cli.productions import production_for_reading
from showclear.words import say, translated

if TYPE_CHECKING:
    from showclear.app.definitions import ShippedDefinitions
    from showclear.app.hazard_matrix import HazardRow

SCHEMA = "showclear-hazards-matrix/1"
WIDTH = 80
LETTERS = "ABCDEFGHIJKLMNOT"  # not said: letters of procedures
"""Columns of the procedures: their letters, and T for the turn-round and the inert batches, which have none."""

NO_LETTER = "T"


@click.command("hazards", short_help="Show what stands against each hazard: steps, procedures, rule packs.")
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path), required=False)
@click.option("--json", "as_json", is_flag=True, help="Write it as one JSON object (see docs/cli.md).")
@click.option("--steps", "with_steps", is_flag=True, help="After the matrix, name the steps and limits of each hazard.")
def command(folder: Path | None, as_json: bool, with_steps: bool) -> int:
    """Show the hazards that Show Clear knows, and what checklists and rule packs do about each: those that the
    production in DIR adopted, or those that come with Show Clear, if none is named.

    One row for each hazard. Under a procedure: K a step that two people enter blind, + a step of one person. Under
    a rule pack: = a limit as the floor has it, S one that is stricter.

    \b
    Examples:
      showclear hazards
      showclear hazards "The Long Ride" --steps
      showclear hazards --json
    """
    from showclear.app.hazard_matrix import hazard_matrix

    definitions, whose = _definitions(folder)
    rows = hazard_matrix(definitions)
    if as_json:
        put(json.dumps(_json(definitions, rows, whose), ensure_ascii=True, indent=2))
        return 0
    if whose:
        put(say("{name}: the checklists that it adopted, and the rule packs that hold there.", name=shortened(whose)))
        put()
    put(_matrix(definitions, rows))
    put()
    put(say("K two people, blind   + one person   = limit of the floor   S stricter"))
    put(say("A intake  B ammunition  C start of day  D inspection  E handover  F blanks"))
    put(say("G return  H misfire  I found or missing  J wrap  K meeting  L incident"))
    put(say("M training  N break, move  O change of armorer  T turn-round, inert batches"))
    put(textwrap.fill("  ".join(f"{short} {pack}" for pack, short in _columns(_packs(definitions)).items()), WIDTH))
    if with_steps:
        for row in rows:
            put()
            _put_steps(row)
    return 0


def _definitions(folder: Path | None) -> tuple[ShippedDefinitions, str]:
    """What is looked at, and the name of the production whose it is; empty for what comes with Show Clear."""
    if folder is None:
        from showclear.app.definitions import shipped

        return shipped(), ""
    with production_for_reading(folder) as production:
        return production.extensions.in_force(), production.name


def _matrix(definitions: ShippedDefinitions, rows: tuple[HazardRow, ...]) -> str:
    packs = _packs(definitions)
    head = (say("HAZARD"), " ".join(LETTERS), " ".join(_columns(packs).values()))
    body = tuple(
        (
            row.id,
            " ".join(_mark(row, letter) for letter in LETTERS),
            " ".join(_limit_mark(definitions, row, pack).ljust(2) for pack in packs).rstrip(),
        )
        for row in rows
    )
    return table((head, *body))


def _packs(definitions: ShippedDefinitions) -> tuple[str, ...]:
    names = [pack.id for pack in definitions.packs]
    return tuple(sorted(names, key=lambda name: (name != "floor", name)))


def _columns(packs: tuple[str, ...]) -> dict[str, str]:
    """Two letters for the column of each pack: of both its words, else its first and the next that is free."""
    found: dict[str, str] = {}
    for pack in packs:
        words = pack.split("-")
        letters = words[1] if len(words) > 1 else pack[1:]
        free = (pack[0] + letter for letter in letters if (pack[0] + letter).upper() not in found.values())
        found[pack] = next(free, pack[:2]).upper()
    return found


def _mark(row: HazardRow, letter: str) -> str:
    found = [one.killer for one in row.asked if (one.letter or NO_LETTER) == letter]
    return "K" if any(found) else "+" if found else "."


def _limit_mark(definitions: ShippedDefinitions, row: HazardRow, pack: str) -> str:
    from showclear.domain.limits import FLOOR

    values = {one.limit: one.value for each in definitions.packs if each.id == pack for one in each.values}
    found = [values[one.limit] != FLOOR[one.limit] for one in row.limits if one.pack == pack]
    return "S" if any(found) else "=" if found else "."


def _put_steps(row: HazardRow) -> None:
    put(f"{translated(row.title)} ({row.id})")
    _put_list(say("two people"), row.killers)
    _put_list(say("one person"), row.others)
    limits: dict[str, list[str]] = {}
    for one in row.limits:
        limits.setdefault(one.limit, []).append(one.pack)
    _put_list(say("limits"), tuple(f"{limit}: {', '.join(packs)}" for limit, packs in limits.items()), "; ")


def _put_list(label: str, words: tuple[str, ...], between: str = ", ") -> None:
    if words:
        put(
            textwrap.fill(
                between.join(words),
                WIDTH,
                initial_indent=f"  {label:12}",
                subsequent_indent=" " * 14,
                break_on_hyphens=False,
            )
        )


def _json(definitions: ShippedDefinitions, rows: tuple[HazardRow, ...], whose: str) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "production": whose,
        "packs": list(_packs(definitions)),
        "hazards": [
            {
                "id": row.id,
                "title": row.title,
                "steps": [
                    {
                        "step": one.step,
                        "checklist": one.checklist,
                        "procedure": one.procedure,
                        "letter": one.letter,
                        "killer": one.killer,
                    }
                    for one in row.asked
                ],
                "limits": [{"limit": one.limit, "pack": one.pack, "source": one.source} for one in row.limits],
            }
            for row in rows
        ],
    }
