"""`showclear export`: a bundle of evidence that anybody checks without Show Clear."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from showclear.cli.id_words import word_of
from showclear.cli.plain import put, tell, visible
from showclear.cli.productions import machine_for, production_folder
from showclear.cli.pseudonymising import export_pseudonymised
from showclear.cli.verdicts import EXIT_CODES
from showclear.words import say, say_count

if TYPE_CHECKING:
    from showclear.app.bundle.choosing import Scope
    from showclear.reports.bundling import Made, Order

SCHEMA = "showclear-export/1"


@click.command("export", short_help="Hand on records with all that is needed to check them without Show Clear.")
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path), default=".")
@click.option("--day", metavar="DAY", help="The records of a shooting day or date (2026-11-25).")
@click.option("--weapon", metavar="TAG", help="The records about a weapon and its feed devices, or a box or batch.")
@click.option("--incident", metavar="RECORD", help="A stop with all that belongs to it, its release too.")
@click.option("--record", "record", metavar="RECORD", help="One record, with what was signed about it.")
@click.option("--all", "everything", is_flag=True, help="Everything.")
@click.option(
    "--out", metavar="PATH", type=click.Path(path_type=Path), help="Where to: a new name, or a folder to put it into."
)
@click.option("--zip", "packed", is_flag=True, help="One zip instead of a folder.")
@click.option("--attachments", is_flag=True, help="Photographs and statements go along.")
@click.option("--no-detached", is_flag=True, help="Without the folder of single signatures.")
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object about the bundle (see docs/cli.md).")
@click.option(
    "--pseudonymised", is_flag=True, help="Roles and numbers for names, unsigned: to learn from, no evidence."
)
@click.option("--free-text", is_flag=True, help="With --pseudonymised: texts go along, roster names replaced.")
@click.option(
    "--key-table",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="With --pseudonymised: write who is who into a file of its own.",
)
def command(
    folder: Path,
    everything: bool,
    out: Path | None,
    packed: bool,
    attachments: bool,
    no_detached: bool,
    as_json: bool,
    pseudonymised: bool,
    free_text: bool,
    key_table: Path | None,
    **named: str | None,
) -> int:
    """Make a bundle of records of the production in DIR (here, if none is named): a new folder, or one zip.

    Say what it is about: one of --day, --weapon, --incident, --record or --all. The bundle holds these records, what
    was signed about them, all that is needed to verify them, the keys, the checklists, reports, two programs that
    check everything, and VERIFY.txt, which says how. What cannot be verified is in it too, and it says so.

    With --pseudonymised it makes something else: the same records without names and signatures, which prove nothing.

    \b
    Exit codes: 0 intact, 10 incomplete, 11 unverifiable, 12 altered: what the bundle holds.

    \b
    Examples:
      showclear export --day 2026-11-25
      showclear export --weapon A-07 --zip --out /media/stick/a-07.zip
      showclear export --incident cart-ab12/18 --attachments "The Long Ride"
      showclear export --all --pseudonymised
    """
    from showclear.reports.bundling import Order

    scope, which = _asked(named, everything=everything)
    where = production_folder(folder)
    _refuse_mixed(pseudonymised, attachments or no_detached or as_json, free_text or key_table is not None)
    if pseudonymised:
        return export_pseudonymised(where, scope, which, out, key_table, packed=packed, free_text=free_text)
    order = Order(where, machine_for(where), scope, which, out or Path(), packed, attachments, not no_detached)
    return _export(order, as_json=as_json)


def _refuse_mixed(pseudonymised: bool, for_a_bundle: bool, for_no_names: bool) -> None:
    """Refuse what goes with the other of the two alone."""
    if pseudonymised and for_a_bundle:
        raise click.UsageError(say("--pseudonymised goes with neither --attachments, --no-detached nor --json."))
    if for_no_names and not pseudonymised:
        raise click.UsageError(say("--free-text and --key-table go with --pseudonymised."))


def _export(order: Order, *, as_json: bool) -> int:
    from showclear.cli.progress import Bar
    from showclear.reports.bundling import make_bundle

    made = make_bundle(order, Bar(say("reading")))
    _tell(made, as_json=as_json)
    return EXIT_CODES[made.verdict]


def _asked(named: Mapping[str, str | None], *, everything: bool) -> tuple[Scope, str]:
    from showclear.app.bundle.choosing import Scope

    scopes = (Scope.DAY, Scope.WEAPON, Scope.INCIDENT, Scope.RECORD)
    found = [(scope, which) for scope in scopes if (which := named[scope]) is not None]
    if everything:
        found.append((Scope.ALL, ""))
    if len(found) != 1:
        raise click.UsageError(say("Say what it is about, by one of --day, --weapon, --incident, --record or --all."))
    return found[0]


def _tell(made: Made, *, as_json: bool) -> None:
    from showclear.app.bundle.choosing import Why

    if as_json:
        records = made.records
        told: dict[str, Any] = {
            "schema": SCHEMA,
            "path": str(made.path),
            "sha256sums": made.digest,
            "files": made.files,
            "verdict": made.verdict,
            "records": {
                "asked_for": records[Why.ASKED],
                "about": records[Why.ABOUT],
                "altered": records[Why.ALTERED],
                "behind": records[Why.BEHIND],
            },
            "whole_log": made.whole,
            "left_out": made.left_out,
        }
        put(json.dumps(told, ensure_ascii=True, indent=2))
    else:
        put(visible(str(made.path)))
        put(f"SHA256SUMS {made.digest}")  # not said: read by programs
    _tell_what_is_in_it(made)
    _tell_what_is_not(made)
    tell(say("Tell whoever gets it the line SHA256SUMS by another way. VERIFY.txt in it says how it is checked."))


def _tell_what_is_in_it(made: Made) -> None:
    if made.not_opened:
        tell(
            say(
                "It cannot be opened: {reason} All of it was taken as it lies there.",
                reason=visible(made.not_opened),
            )
        )
    said = ", ".join(f"{count} {word_of(why)}" for why, count in made.records.items() if count)
    tell(
        say(
            "{files}, {records} ({kinds}): {verdict}",
            files=say_count("{count} file", "{count} files", made.files),
            records=say_count("{count} record", "{count} records", sum(made.records.values())),
            kinds=said,
            verdict=word_of(made.verdict).upper(),
        )
    )


def _tell_what_is_not(made: Made) -> None:
    """What was left out, and what is in it otherwise than it was asked for or signed."""
    if made.left_out["records"]:
        tell(
            say_count(
                "{count} other record is not in it, and it proves nothing about that.",
                "{count} other records are not in it, and it proves nothing about them.",
                made.left_out["records"],
            )
        )
    if made.because:
        tell(say("All records are in it, though fewer were asked for. {because}", because=made.because))
    if made.left_out["attachments"]:
        tell(
            say_count(
                "{count} attachment is not in it: contents.json says which and why.",
                "{count} attachments are not in it: contents.json says which and why.",
                len(made.left_out["attachments"]),
            )
        )
    for one in made.left_out["reports"]:
        tell(say("Report: {words}", words=visible(one)))
    for one in made.damaged:
        tell(say("Not what its name says, and in it as it is: {name}", name=visible(one)))
