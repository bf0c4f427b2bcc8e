"""`showclear report`: the safety plan, the pad, the tags and the day, to print."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from showclear.cli.plain import put, say, visible
from showclear.cli.productions import production_for_reading

if TYPE_CHECKING:
    from showclear.app.production import Production
    from showclear.reports.document import Document

KINDS = ("safety-plan", "pad", "tags", "day")

_OURS = (b"<!DOCTYPE html>", b"%PDF-")
"""What a page that may be replaced begins with."""

_MODE = 0o644


@click.command("report", short_help="Make something to print: safety plan, pad, tags, the report of the day.")
@click.argument("kind", metavar="KIND", type=click.Choice(KINDS))
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path), default=".")
@click.option("--out", metavar="FILE", type=click.Path(path_type=Path), help="Where to write it (default KIND.html).")
@click.option("--format", "form", type=click.Choice(("html", "pdf")), default="html", help="HTML (default) or PDF.")
@click.option("--paper", type=click.Choice(("a4", "letter")), default="a4", help="A4 (default) or US Letter.")
@click.option("--procedure", "procedures", multiple=True, metavar="P", help="For pad: only this letter or procedure.")
def command(folder: Path, kind: str, out: Path | None, form: str, paper: str, procedures: tuple[str, ...]) -> int:
    """Write a page to print about the production in DIR (here, if none is named).

    KIND is safety-plan (who may sign, which rules hold, what to do when it goes wrong), pad (today's checklists
    as blank sheets, for a dead battery), tags (labels with codes for a scanner) or day (the report of the day).
    With --out - it goes to standard output.

    \b
    Examples:
      showclear report safety-plan
      showclear report pad --procedure D --procedure E
      showclear report tags --paper letter --out labels.html
      showclear report day --format pdf
    """
    from showclear.reports.document import Paper
    from showclear.reports.printing import render

    if procedures and kind != "pad":
        raise click.UsageError("--procedure goes with pad only.")
    with production_for_reading(folder) as production:
        document = _document(production, kind, procedures)
    data = render(document, form, Paper(paper))
    if str(out) == "-":
        click.echo(data, nl=False)
        return 0
    target = out or Path(f"{kind}.{form}")
    _write(target, data)
    put(str(target))
    say(f"{visible(document.title)}: open {visible(str(target))} and print it at its full size (100 %).")
    return 0


def _document(production: Production, kind: str, procedures: tuple[str, ...]) -> Document:
    if kind == "safety-plan":
        from showclear.app.printing.safety_plan import safety_plan
        from showclear.reports.safety_plan import safety_plan_document

        return safety_plan_document(safety_plan(production))
    if kind == "pad":
        from showclear.app.printing.pad import pad
        from showclear.reports.pad import pad_document

        return pad_document(pad(production, procedures))
    if kind == "tags":
        from showclear.app.printing.tags import tag_sheet
        from showclear.reports.tags import tags_document

        return tags_document(tag_sheet(production))
    from showclear.app.printing.day import day_report
    from showclear.reports.day import day_document

    return day_document(day_report(production))


def _write(target: Path, data: bytes) -> None:
    """Write the page; an earlier one in its place is replaced, anything else never.

    Raises:
        InputError: it would stand among the records, or in the place of something else.
        StorageError: the disk refused it.
    """
    from showclear.errors import InputError
    from showclear.storage.durable import replace_durably
    from showclear.storage.files import LocalFileSystem

    where, disk = target.expanduser().absolute(), LocalFileSystem()
    if where.parent.name == "log":
        raise InputError(f"{where}: a folder of records is no place for it.", "Name another file with --out.")
    if not where.parent.is_dir():
        raise InputError(f"{where.parent}: there is no such folder.", "Make it, or name another file with --out.")
    if where.is_dir() or (disk.exists(where) and not disk.read(where).startswith(_OURS)):
        raise InputError(
            f"{where}: something else stands there, and it was left alone.", "Name another file with --out."
        )
    replace_durably(disk, where, data, _MODE)
