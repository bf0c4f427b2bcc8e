"""`showclear log`: find records by words, weapon, person, day, procedure, scene or result."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from showclear.cli.id_words import word_of
from showclear.cli.plain import local_time, put, shortened, tell, visible
from showclear.cli.productions import production_for_reading
from showclear.words import say, say_count, translated

if TYPE_CHECKING:
    from showclear.app.desk.desk import Desk
    from showclear.storage.index_rows import Hit

SCHEMA = "showclear-log/1"
MOST = 100
COLUMNS = 80
WORTH_SAYING = 1000
"""From how many records on it is said that the index is being made."""

# not said: types
Decorated = TypeVar("Decorated", bound="Callable[..., Any] | click.Command")


def _option(name: str, **words: Any) -> Callable[[Decorated], Decorated]:
    return click.option(name, default="", **words)


@click.command("log", short_help="Find records by words, weapon, person, day, scene or result.")
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path), default=".")
@click.argument("words", metavar="[WORDS]...", nargs=-1)
@_option("--weapon", metavar="TAG", help="Only about this weapon, device, box or batch.")
@_option("--person", metavar="WHO", help="Only with this person: a name or an id.")
@_option("--day", metavar="DAY", help="Only of this shooting day or date (2026-11-25).")
@_option("--procedure", metavar="P", help="Only this letter (D), procedure (inspection) or kind (hold).")
@_option("--scene", metavar="SCENE", help="Only for this scene.")
@_option("--result", metavar="R", help="Only with this result: mismatch, stop, fast, unsigned, altered ...")
@click.option("--most", metavar="N", type=click.IntRange(1, 1_000_000), default=MOST, help="How many (default 100).")
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object (see docs/cli.md).")
@click.option("--csv", "as_csv", is_flag=True, help="Write rows for a spreadsheet.")
def command(
    folder: Path,
    words: tuple[str, ...],
    weapon: str,
    person: str,
    day: str,
    procedure: str,
    scene: str,
    result: str,
    most: int,
    as_json: bool,
    as_csv: bool,
) -> int:
    """Find records in the production in DIR (here, if none is named), the newest first.

    Each of the WORDS has to stand in a record, or begin a word in it. A record that cannot be verified is found
    like any other, and says so.

    \b
    Examples:
      showclear log . --weapon A-07 --day 2026-11-25
      showclear log . --procedure D --result mismatch
      showclear log . ladder
    """
    from showclear.app.desk.wanted import search_for

    if as_json and as_csv:
        raise click.UsageError(say("Choose one: --json or --csv."))
    with production_for_reading(folder) as production:
        wanted = search_for(
            production.people(), words=" ".join(words), thing=weapon, person=person, day=day,
            procedure=procedure, scene=scene, result=result,
        )  # fmt: skip
        desk = production.desk
        desk.update(desk.now(), _progress)
        found = desk.search(wanted, most + 1)
        _put_found(production.name, desk, found[:most], more=len(found) > most, as_json=as_json, as_csv=as_csv)
    _say_how_many(len(found), most)
    return 0


def _put_found(production: str, desk: Desk, shown: list[Hit], *, more: bool, as_json: bool, as_csv: bool) -> None:
    if as_json:
        put(json.dumps(_as_json(production, desk, shown, more=more), ensure_ascii=True, indent=2))
    elif as_csv:
        click.echo(_as_csv(desk, shown), nl=False)
    else:
        for one in shown:
            _put_hit(one, desk)
    if desk.notice:
        tell(desk.notice)


def _say_how_many(found: int, most: int) -> None:
    if not found:
        tell(say("No record fits."))
    elif found > most:
        tell(
            say(
                "These are the {count} newest; there are more. --most {more} shows more of them.",
                count=most,
                more=most * 10,
            )
        )


def _progress(done: int, of: int) -> None:
    if done == 0 and of >= WORTH_SAYING:
        tell(
            say_count(
                "{count} record goes into the search index first; the next search is quick.",
                "{count} records go into the search index first; the next search is quick.",
                of,
            )
        )


def _as_json(production: str, desk: Desk, found: list[Hit], *, more: bool) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "production": production,
        "records": [_row(one, desk) for one in found],
        "more": more,
        "notice": desk.notice,
    }


def _as_csv(desk: Desk, found: list[Hit]) -> str:
    from showclear.reports.csv_text import csv_text

    rows = [_row(one, desk) for one in found]
    header = ("name", "made_at", "day", "kind", "procedure", "scene", "title", "things", "verdict", "results", "says")
    return csv_text(
        header,
        (
            (
                *(row[key] or "" for key in header[:7]),
                " ".join(row["things"]),
                row["verdict"],
                " ".join(row["results"]),
                " ".join(row["results"].values()),
            )
            for row in rows
        ),
    )


def _row(one: Hit, desk: Desk) -> dict[str, Any]:
    return {
        "name": one.name,
        "made_at": f"{_moment(one):%Y-%m-%dT%H:%M:%SZ}" if one.made_at else None,
        "day": one.day,
        "kind": one.kind,
        "procedure": one.procedure,
        "scene": one.scene,
        "title": one.title,
        "things": list(one.things),
        "verdict": one.verdict,
        "results": desk.says(one.name),
        "corrections": desk.times_corrected(one.name),
    }


def _put_hit(one: Hit, desk: Desk) -> None:
    """One line of at most 80 columns; below it, indented, what is to be looked at."""
    from showclear.app.desk.noting import FLAGS
    from showclear.domain.checklists import words_of

    when = local_time(_moment(one))[:16] if one.made_at else f"{say('(no time)'):<16}"
    what = translated(words_of(one.procedure)) or one.title
    about = ", ".join(tag for tag in one.things[:3] if not what.startswith(tag))
    place = one.name.removesuffix(".toml").rpartition("-")[0]
    left = f"{when}  {' '.join(part for part in (about, what, one.scene) if part)}"
    signed = "  " + say("unsigned") if "unsigned" in one.marks else ""
    right = f"{place}{signed}" + (f"  {word_of(one.verdict).upper()}" if one.verdict != "intact" else "")
    room = COLUMNS - 2 - _width(visible(right))
    put(f"{_fit(left, max(24, room))}  {visible(right)}")
    if corrected := desk.times_corrected(one.name):
        put("    " + say("! corrected {count} x: `showclear show` has both", count=corrected))
    for mark, words in desk.says(one.name).items():
        if mark in FLAGS or (mark == one.verdict and mark != "intact"):
            put(f"    {_fit(f'! {mark}: {shortened(words)}', COLUMNS - 4).rstrip()}")


def _moment(one: Hit) -> datetime:
    return datetime.fromtimestamp(one.made_at, UTC)


def _width(text: str) -> int:
    return sum(_cells(character) for character in text)


def _cells(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _fit(text: str, cells: int) -> str:
    """The text in just so many cells; where it is longer it ends in two dots."""
    shown = shortened(text)
    if _width(shown) <= cells:
        return shown + " " * (cells - _width(shown))
    kept = ""
    for character in shown:
        if _width(kept) + _cells(character) > cells - 2:
            break
        kept += character
    return kept + ".." + " " * (cells - 2 - _width(kept))
