"""`showclear lint`: are the checklists and rule packs right, and is every hazard covered?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from showclear.cli.plain import put, shortened, table, tell
from showclear.cli.reading import read_file
from showclear.errors import ChecklistError, InputError
from showclear.words import say, say_count

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from showclear.domain.checklists import Checklist

EXIT_FAULTS = 1
SCHEMA = "showclear-lint/1"
LIST_SCHEMA = "showclear-checklists/1"


@click.command("lint", short_help="Check checklists: shape, words, reach, hazards covered.")
@click.argument("paths", metavar="[PATH]...", type=click.Path(path_type=Path), nargs=-1)
@click.option("--list", "only_list", is_flag=True, help="List the checklists instead: id, version, procedure, title.")
@click.option("--json", "as_json", is_flag=True, help="Write it as one JSON object (see docs/cli.md).")
def command(paths: tuple[Path, ...], only_list: bool, as_json: bool) -> int:
    """Check the shipped checklists and rule packs, or the files and folders named.

    Each fault is one paragraph: where it is, what is wrong, what to do. A folder is checked as a whole set
    (every combination of gun, contents and use; every hazard), a file for itself, with the shared blocks in
    the folder "blocks" beside it and, where there is none, with the shipped ones.

    \b
    Exit codes: 0 no fault, 1 faults found, 2 a path cannot be read.

    \b
    Examples:
      showclear lint
      showclear lint my-inspection.toml
      showclear lint --list
    """
    from showclear.app.definitions import definitions_folder

    targets: tuple[Traversable, ...] = paths or (definitions_folder(),)
    if only_list:
        return _list(targets, as_json=as_json)
    faults: list[tuple[str, str]] = []
    for target in targets:
        if _is_folder(target):
            _note_stale(target)
        faults += _faults_of_folder(target) if _is_folder(target) else _faults_of_file(Path(str(target)), str(target))
    if as_json:
        rows = [{"says": fault, "remedy": remedy} for fault, remedy in faults]
        put(json.dumps({"schema": SCHEMA, "faults": rows}, ensure_ascii=True, indent=2))
    for fault, remedy in () if as_json else faults:
        put(shortened(fault))
        if remedy:
            put("  " + say("What to do: {remedy}", remedy=shortened(remedy)))
    tell(say_count("{count} fault found.", "{count} faults found.", len(faults)) if faults else say("No fault found."))
    return EXIT_FAULTS if faults else 0


def _list(targets: tuple[Traversable, ...], *, as_json: bool) -> int:
    from showclear.app.definitions import load_checklist, load_definitions

    checklists: list[Checklist] = []
    for target in targets:
        if _is_folder(target):
            checklists += load_definitions(target).checklists
        else:
            path = Path(str(target))
            checklists.append(load_checklist(path.name, read_file(path), _blocks_for(path)))
    if as_json:
        listed = [
            {"id": one.id, "version": one.version, "procedure": str(one.procedure), "title": one.title}
            for one in checklists
        ]
        put(json.dumps({"schema": LIST_SCHEMA, "checklists": listed}, ensure_ascii=True, indent=2))
        return 0
    rows = tuple((each.id, str(each.version), each.procedure, each.title) for each in checklists)
    put(table(rows))
    return 0


def _faults_of_folder(folder: Traversable) -> list[tuple[str, str]]:
    """The first fault of every file; where there is none, those of the set as a whole."""
    from showclear.app.definitions import load_definitions

    path = Path(str(folder))
    files = sorted(path.glob("*.toml")) + sorted((path / "blocks").glob("*.toml"))
    files += sorted((path / "rules").glob("*.toml"))
    if not files:
        raise InputError(
            say("{path}: there is no checklist in this folder.", path=path),
            say("Name a folder with *.toml files in it."),
        )
    faults = [fault for file in files for fault in _faults_of_file(file, file.relative_to(path).as_posix())]
    if faults:
        return faults
    try:
        definitions = load_definitions(folder)
    except ChecklistError as error:
        return [(error.message, error.remedy)]
    from showclear.app.definitions.lint import lint
    from showclear.app.definitions.translations import translation_faults

    return [*translation_faults(folder, definitions)] + [
        (f"{', '.join(filter(None, (finding.file, finding.place)))}: {finding.fault}", finding.remedy)
        for finding in lint(definitions)
    ]


def _note_stale(folder: Traversable) -> None:
    """Which texts of a translation are shown in English: no fault, and not to be overlooked."""
    from showclear.app.definitions import load_definitions
    from showclear.app.definitions.translations import stale_texts

    try:
        for place in stale_texts(folder, load_definitions(folder)):
            tell(
                say(
                    "Note: {place} is shown in English: it is not translated, or the English has changed since.",
                    place=place,
                )
            )
    except ChecklistError:
        # The same fault is among those that are listed below.
        return


def _is_folder(target: Traversable) -> bool:
    try:
        return target.is_dir()
    except (OSError, ValueError):
        # A name that the system refuses is no folder; reading it as a file says what is wrong with it.
        return False


def _faults_of_file(path: Path, name: str) -> list[tuple[str, str]]:
    from showclear.app.definitions import load_block, load_checklist, load_hazards, load_pack, load_sources
    from showclear.app.definitions.reading import read_table
    from showclear.app.definitions.translations import load_translation

    data = read_file(path)
    try:
        schema = str(read_table(name, data).get("schema", "")).partition("/")[0]
        if schema == "showclear-block":
            load_block(name, data)
        elif schema == "showclear-rules":
            load_pack(name, data)
        elif schema == "showclear-hazards":
            load_hazards(name, data)
        elif schema == "showclear-sources":
            load_sources(name, data)
        elif schema == "showclear-translation":
            load_translation(name, data)
        else:
            load_checklist(name, data, _blocks_for(path))
    except ChecklistError as error:
        return [(error.message, error.remedy)]
    return []


def _blocks_for(checklist: Path) -> dict[str, bytes]:
    from showclear.app.definitions import definitions_folder

    beside = checklist.parent / "blocks"
    if beside.is_dir():
        return {file.stem: read_file(file) for file in sorted(beside.glob("*.toml"))}
    shipped = definitions_folder() / "blocks"
    found = shipped.iterdir() if shipped.is_dir() else ()
    return {item.name.removesuffix(".toml"): item.read_bytes() for item in found if item.name.endswith(".toml")}
