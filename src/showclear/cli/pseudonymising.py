"""`showclear export --pseudonymised`: records without names, and who is who only on wish, in a file of its own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from showclear.cli.plain import put, tell, visible
from showclear.cli.productions import production_for_reading
from showclear.words import say

if TYPE_CHECKING:
    from showclear.app.bundle.choosing import Scope
    from showclear.app.bundle.pseudonyms import Pseudonyms
    from showclear.storage.files import FileSystem


def export_pseudonymised(
    where: Path, scope: Scope, which: str, out: Path | None, key_table: Path | None, *, packed: bool, free_text: bool
) -> int:
    """Write the records of a choice without names; its path goes to standard output.

    Raises:
        InputError: nothing fits, or a name is taken.
        StorageError: something cannot be read or written.
    """
    from showclear.app.bundle.making import choice_of, default_name, pseudonymised_of, refuse_inside
    from showclear.cli.progress import Bar
    from showclear.reports.csv_text import csv_text
    from showclear.storage.bundles import write_folder, write_zip
    from showclear.storage.files import LocalFileSystem

    disk = LocalFileSystem()
    with production_for_reading(where) as production:
        choice = choice_of(production, scope, which)
        records = pseudonymised_of(disk, production, choice, free_text=free_text, progress=Bar(say("reading")))
        # Neither the production nor whom it is about stands in the name.
        name = f"pseudonymised-{default_name(choice, '')}" if scope in ("day", "all") else f"pseudonymised-{scope}"
        target = (out or Path(f"{name}.zip" if packed else name)).expanduser().absolute()
        table = None if key_table is None else key_table.expanduser().absolute()
        for one in (target, *([table] if table else [])):
            refuse_inside(where, one)
        _refuse_together(disk, target, table)
        files = list(records.files(csv_text))
    if packed:
        write_zip(disk, target, files, target.stem, with_sums=False)
    else:
        write_folder(disk, target, files, with_sums=False)
    put(visible(str(target)))
    if table is not None:
        _write_table(disk, table, records.names)
    _tell_how_to_use_it(table, free_text=free_text)
    return 0


def _tell_how_to_use_it(table: Path | None, *, free_text: bool) -> None:
    if table is not None:
        tell(
            say(
                "Who is who stands in {file}. Keep it apart, and never hand it on with the records.",
                file=visible(str(table)),
            )
        )
    tell(say("No evidence: nothing in it is signed, and nothing can be verified."))
    if free_text:
        tell(
            say("Somebody has to read the texts in it before it is handed on: only names of the roster were replaced.")
        )


def _refuse_together(disk: FileSystem, target: Path, table: Path | None) -> None:
    """The table never lies with the records, and never over anything."""
    from showclear.errors import InputError

    if table is None:
        return
    if table == target or target in table.parents:
        raise InputError(
            say("{file}: this is inside of what is handed on.", file=table),
            say("Name a place apart with --key-table."),
        )
    if disk.exists(table):
        raise InputError(
            say("{file}: something with that name is there already.", file=table),
            say("Name another one with --key-table."),
        )


def _write_table(disk: FileSystem, table: Path, names: Pseudonyms) -> None:
    from showclear.reports.csv_text import csv_text
    from showclear.storage.durable import create_durably
    from showclear.storage.files import PRIVATE

    rows = csv_text(("pseudonym", "name", "id", "role"), names.table())
    create_durably(disk, table, rows.encode(), PRIVATE)
