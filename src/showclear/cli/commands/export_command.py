"""`showclear export`: a bundle of evidence that anybody checks without Show Clear."""

from __future__ import annotations

import json
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from showclear.cli.plain import put, say, visible
from showclear.cli.productions import production_folder, production_for_reading

if TYPE_CHECKING:
    from showclear.app.bundle.choosing import Choice, Scope
    from showclear.app.bundle.contents import Bundle
    from showclear.storage.bundles import Written

SCHEMA = "showclear-export/1"
EXIT_CODES = {"intact": 0, "incomplete": 10, "unverifiable": 11, "altered": 12}
"""As `showclear verify` has them: about the records in the bundle."""


@click.command("export", short_help="Hand on records with all that is needed to check them without Show Clear.")
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path), default=".")
@click.option("--day", metavar="DAY", help="The records of a shooting day or date (2026-11-25).")
@click.option("--weapon", metavar="TAG", help="The records about a weapon and its feed devices, or a box or batch.")
@click.option("--incident", metavar="RECORD", help="A stop with all that belongs to it, its release too.")
@click.option("--record", "record", metavar="RECORD", help="One record, with what was signed about it.")
@click.option("--all", "everything", is_flag=True, help="Everything.")
@click.option("--out", metavar="PATH", type=click.Path(path_type=Path), help="Where to; a name that is not taken.")
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
    day: str | None,
    weapon: str | None,
    incident: str | None,
    record: str | None,
    everything: bool,
    out: Path | None,
    packed: bool,
    attachments: bool,
    no_detached: bool,
    as_json: bool,
    pseudonymised: bool,
    free_text: bool,
    key_table: Path | None,
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
    from showclear.app.bundle.making import default_name, refuse_inside
    from showclear.storage.bundles import write_folder, write_zip
    from showclear.storage.files import LocalFileSystem

    scope, which = _asked(day, weapon, incident, record, everything=everything)
    where, disk = production_folder(folder), LocalFileSystem()
    if pseudonymised:
        if attachments or no_detached or as_json:
            raise click.UsageError("--pseudonymised goes with neither --attachments, --no-detached nor --json.")
        from showclear.cli.pseudonymising import export_pseudonymised

        return export_pseudonymised(where, scope, which, out, key_table, packed=packed, free_text=free_text)
    if free_text or key_table is not None:
        raise click.UsageError("--free-text and --key-table go with --pseudonymised.")
    choice, bundle = _bundle(where, scope, which, attachments=attachments, detached=not no_detached)
    name = default_name(choice, bundle.wish.production)
    target = (out or Path(f"{name}.zip" if packed else name)).expanduser().absolute()
    refuse_inside(where, target)
    written = (
        write_zip(disk, target, bundle.files(), target.stem) if packed else write_folder(disk, target, bundle.files())
    )
    _tell(bundle, written, as_json=as_json)
    return EXIT_CODES[bundle.result.verdict]


def _asked(*named: str | None, everything: bool) -> tuple[Scope, str]:
    from showclear.app.bundle.choosing import Scope

    scopes = (Scope.DAY, Scope.WEAPON, Scope.INCIDENT, Scope.RECORD)
    found = [(scope, which) for scope, which in zip(scopes, named, strict=True) if which is not None]
    if everything:
        found.append((Scope.ALL, ""))
    if len(found) != 1:
        raise click.UsageError("Say what it is about, by one of --day, --weapon, --incident, --record or --all.")
    return found[0]


def _bundle(where: Path, scope: Scope, which: str, *, attachments: bool, detached: bool) -> tuple[Choice, Bundle]:
    from showclear.app.bundle.choosing import Choice
    from showclear.app.bundle.choosing import Scope as Scopes
    from showclear.app.bundle.making import bundle_of, bundle_of_unopened, choice_of
    from showclear.cli.progress import Bar
    from showclear.errors import ShowClearError
    from showclear.reports.bundle_pages import bundle_pages
    from showclear.storage.clock import SystemClock
    from showclear.storage.files import LocalFileSystem

    disk, bar = LocalFileSystem(), Bar("reading")
    with ExitStack() as opened:
        try:
            production = opened.enter_context(production_for_reading(where))
        except ShowClearError as error:
            if scope is not Scopes.ALL:
                raise
            say(f"It cannot be opened: {visible(error.message)} All of it is exported as it lies there.")
            now, why = SystemClock().now(), error.message
            return Choice(scope), bundle_of_unopened(
                disk, where, now, why, attachments=attachments, detached=detached, progress=bar
            )
        choice = choice_of(production, scope, which)
        return choice, bundle_of(
            disk, production, choice, pages=bundle_pages, attachments=attachments, detached=detached, progress=bar
        )


def _tell(bundle: Bundle, written: Written, *, as_json: bool) -> None:
    from showclear.app.bundle.choosing import Why

    contents = bundle.contents()
    counts = {str(why): len(bundle.chosen.names(why)) for why in Why}
    verdict = str(bundle.result.verdict)
    if as_json:
        made: dict[str, Any] = {
            "schema": SCHEMA,
            "path": str(written.path),
            "sha256sums": written.digest,
            "files": written.files,
            "verdict": verdict,
            "records": {"asked_for": counts[Why.ASKED], "about": counts[Why.ABOUT], "behind": counts[Why.BEHIND]},
            "whole_log": bundle.chosen.whole,
            "left_out": contents["left_out"],
        }
        put(json.dumps(made, ensure_ascii=True, indent=2))
    else:
        put(visible(str(written.path)))
        put(f"SHA256SUMS {written.digest}")
    said = ", ".join(f"{count} {why}" for why, count in counts.items() if count)
    say(f"{written.files} files, {len(bundle.chosen.why)} records ({said}): {verdict.upper()}")
    left_out = contents["left_out"]["records"]
    if left_out:
        say(f"{left_out} other records are not in it, and it proves nothing about them.")
    if bundle.chosen.because:
        say(f"All records are in it, though fewer were asked for. {bundle.chosen.because}")
    if bundle.attachments.left_out:
        say(f"{len(bundle.attachments.left_out)} attachments are not in it: contents.json says which and why.")
    for one in contents["damaged"]:
        say(f"Not what its name says, and in it as it is: {visible(one)}")
    say("Tell whoever gets it the line SHA256SUMS by another way. VERIFY.txt in it says how it is checked.")
