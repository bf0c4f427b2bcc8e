"""`showclear report`: what is handed on, and what is printed: reports, the safety plan, the pad, the tags."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from showclear.cli.plain import put, tell, visible
from showclear.cli.productions import production_for_reading
from showclear.words import say

if TYPE_CHECKING:
    from showclear.app.production import Production
    from showclear.reports.document import Document, Paper

ABOUT = {"weapon": "TAG", "person": "NAME", "incident": "ID"}  # not said: as the words in capitals of all commands
"""Kinds that are about somebody or something, and what has to be named."""

REPORTS = ("day", *ABOUT, "production")
PRINTED = ("safety-plan", "pad", "tags")
KINDS = (*REPORTS, *PRINTED)

_OURS = (b"<!DOCTYPE html>", b"%PDF-", b'"record","made_at"', b'"signed_at","name"', b'"unit","day","gun"',
         b'{\n "schema": "showclear-report-')  # fmt: skip
"""What a file that may be replaced begins with."""

_MODE = 0o644


@click.command("report", short_help="Reports of a day, gun, person, incident or all; pages to print.")
@click.argument("kind", metavar="KIND", type=click.Choice(KINDS))
@click.argument("rest", metavar="[TAG|NAME|ID] [DIR]", nargs=-1)
@click.option("--html", "form", flag_value="html", default=True, help="A page of its own for any browser (default).")
@click.option("--pdf", "form", flag_value="pdf", help="PDF/A, where showclear[pdf] is installed.")
@click.option("--csv", "form", flag_value="csv", help="Rows for a spreadsheet; reports only.")
@click.option("--json", "form", flag_value="json", help="One JSON object (see docs/reports.md); reports only.")
@click.option("-o", "--out", metavar="FILE", type=click.Path(path_type=Path), help="Where to write it (- for stdout).")
@click.option("--paper", type=click.Choice(("a4", "letter")), default="a4", help="A4 (default) or US Letter.")
@click.option("--day", metavar="DAY", default="", help="For day: an earlier shooting day, as it was called.")
@click.option("--procedure", "procedures", multiple=True, metavar="P", help="For pad: only this letter or procedure.")
def command(
    kind: str, rest: tuple[str, ...], form: str, out: Path | None, paper: str, day: str, procedures: tuple[str, ...]
) -> int:
    """Write a report, or a page to print, about the production in DIR (here, if none is named).

    Reports that are handed on: day (for the production report), weapon TAG (from intake to today), person NAME
    (training, permits, briefings, signatures), incident ID (a stop, by its record), production (was every gun checked
    every time, what was stopped, what is open). To print: safety-plan, pad (today's checklists as blank sheets), tags
    (labels with codes for a scanner). With --out - it goes to standard output.

    \b
    Examples:
      showclear report production
      showclear report weapon A-07 --pdf
      showclear report person "Mara Reyes" --csv
      showclear report incident cart-a1b2/17 --json -o incident.json
      showclear report pad --procedure D --procedure E
    """
    from showclear.reports.document import Paper
    from showclear.reports.printing import FORMATS

    subject, folder = _subject_and_folder(kind, rest)
    _refuse_mixed(kind, form, day, procedures)
    subject = subject or day
    with production_for_reading(folder) as production:
        title, data = _made(production, kind, subject, form, Paper(paper), procedures)
    if str(out) == "-":
        click.echo(data, nl=False)
        return 0
    target = out or Path(f"{'-'.join(filter(None, (kind, _in_a_name(subject))))}.{form}")
    _write(target, data)
    put(str(target))
    how = (
        say("print it at its full size (100 %)") if form in FORMATS else say("its columns are told in docs/reports.md")
    )
    tell(say("{title}: {file}; {how}.", title=visible(title), file=visible(str(target)), how=how))
    return 0


def _refuse_mixed(kind: str, form: str, day: str, procedures: tuple[str, ...]) -> None:
    """Refuse what goes with another kind alone."""
    from showclear.reports.printing import FORMATS

    if day and kind != "day":
        raise click.UsageError(say("--day goes with day only."))
    if procedures and kind != "pad":
        raise click.UsageError(say("--procedure goes with pad only."))
    if kind in PRINTED and form not in FORMATS:
        raise click.UsageError(say("{kind} is made to be printed: --html or --pdf.", kind=kind))


def _subject_and_folder(kind: str, rest: tuple[str, ...]) -> tuple[str, Path]:
    """What it is about, where it is about anything, and the folder."""
    most = 2 if kind in ABOUT else 1
    if kind in ABOUT and not rest:
        raise click.UsageError(
            say("Name what it is about: showclear report {kind} {which}.", kind=kind, which=ABOUT[kind])
        )
    if len(rest) > most:
        raise click.UsageError(say("Too much is named: {words}.", words=visible(" ".join(rest[most:]))))
    subject, folders = (rest[0], rest[1:]) if kind in ABOUT else ("", rest)
    return subject, Path(folders[0] if folders else ".")


def _in_a_name(subject: str) -> str:
    """What a report is about, as a part of the name of its file."""
    kept = "".join(one if one.isascii() and (one.isalnum() or one in "-_") else "-" for one in subject)
    return kept.strip("-")[:60]


def _made(
    production: Production, kind: str, subject: str, form: str, paper: Paper, procedures: tuple[str, ...]
) -> tuple[str, bytes]:
    """The title and the bytes."""
    if kind in REPORTS:
        from showclear.reports.making import make

        report = make(production, kind, subject)
        return report.document.title, report.render(form, paper)
    from showclear.reports.printing import render

    document = _printed(production, kind, procedures)
    return document.title, render(document, form, paper)


def _printed(production: Production, kind: str, procedures: tuple[str, ...]) -> Document:
    if kind == "safety-plan":
        from showclear.app.printing.safety_plan import safety_plan
        from showclear.reports.safety_plan import safety_plan_document

        return safety_plan_document(safety_plan(production))
    if kind == "pad":
        from showclear.app.printing.pad import pad
        from showclear.reports.pad import pad_document

        return pad_document(pad(production, procedures))
    from showclear.app.printing.tags import tag_sheet
    from showclear.reports.tags import tags_document

    return tags_document(tag_sheet(production))


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
        raise InputError(
            say("{file}: a folder of records is no place for it.", file=where), say("Name another file with --out.")
        )
    if not where.parent.is_dir():
        raise InputError(
            say("{folder}: there is no such folder.", folder=where.parent),
            say("Make it, or name another file with --out."),
        )
    if where.is_dir() or (disk.exists(where) and not disk.read(where).startswith(_OURS)):
        raise InputError(
            say("{file}: something else stands there, and it was left alone.", file=where),
            say("Name another file with --out."),
        )
    replace_durably(disk, where, data, _MODE)
