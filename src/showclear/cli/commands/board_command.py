"""`showclear board`: what the board shows, as text or JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from showclear.cli.id_words import word_of
from showclear.cli.plain import local_time, put, shortened, table, tell, wants_lines
from showclear.cli.productions import production_for_reading
from showclear.words import say, say_count, translated

if TYPE_CHECKING:
    from showclear.app.views import Board
    from showclear.domain.custody import Custody
    from showclear.domain.people import Person
    from showclear.domain.situation.status import WeaponStatus

MARKS = {"cold": "=", "hot": "!", "unverified": "?", "quarantined": "X"}
"""Beside the word, so that a state is never told by colour alone."""
COLOURS = {"cold": "cyan", "hot": "red", "unverified": "yellow", "quarantined": "magenta"}


@click.command("board", short_help="Show every weapon: state, holder, what comes next.")
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path), default=".")
@click.option("--json", "as_json", is_flag=True, help="Write the board as one JSON object (see docs/cli.md).")
@click.option(
    "--plain", is_flag=True, help="In sentences of at most 79 columns: for screen readers and serial terminals."
)
def command(folder: Path, as_json: bool, plain: bool) -> int:
    """Show the board of the production in DIR (here, if none is named), as the records have it now.

    A state is worked out from what two people entered and signed; it makes no gun safe. Before you rely on
    it, look.

    \b
    Examples:
      showclear board
      showclear board "The Long Ride" --json
      showclear board --plain
    """
    plain = wants_lines(plain)
    if plain and as_json:
        raise click.UsageError(say("Choose one: --plain or --json."))
    with production_for_reading(folder) as production:
        board, closed = production.board(), production.closed
        people = {person.id: person for person in production.people()}
    if as_json:
        from showclear.cli.board_json import board_json

        put(json.dumps(board_json(board), ensure_ascii=True, indent=2))
    elif plain:
        from dataclasses import replace

        from showclear.cli.lines.board import board_lines
        from showclear.cli.lines.terminal import Lines

        lines = Lines()
        for line in filter(None, (closed, *board_lines(replace(board, reads_only=""), people))):
            lines.show(line)
    else:
        if closed:
            put(closed)
        _print(board, people)
    return 0


def _print(board: Board, people: Mapping[str, Person]) -> None:
    mark = "  " + say("DEMONSTRATION") if board.demonstration else ""
    put(f"{shortened(board.production)}{mark}  {local_time(board.at)}")
    for line in _day(board):
        put(line)
    if board.rules:
        put(say("rules: the floor, {rules}", rules=shortened(", ".join(board.rules))))
    put()
    for stop in board.stops:
        put(
            say(
                "{kind} since {since}: {reason}",
                kind=word_of(stop.kind).upper(),
                since=local_time(stop.since),
                reason=shortened(stop.reason) or say("no reason given"),
            )
        )
        for one in stop.said:
            put("  " + say("said afterwards, {time}: {words}", time=local_time(one.at), words=shortened(one.words)))
    for item in board.open_items:
        put(say("OPEN {kind}: {title}", kind=word_of(item.kind), title=shortened(item.title)))
    if board.stops or board.open_items:
        put()
    put(_weapons(board, people))
    for rows in (_due(board), _batches(board), _containers(board), _open_runs(board)):
        if rows:
            put()
            put(table(rows))
    for finding in board.findings:
        tell(f"! {shortened(finding)}")
    if board.pending:
        tell(
            say_count(
                "! {count} stop is written but not yet published; it counts.",
                "! {count} stops are written but not yet published; they count.",
                board.pending,
            )
        )


def _day(board: Board) -> tuple[str, ...]:
    """Unit and day in one line, and who is on duty in the next."""
    day = board.day
    if day is None:
        return ()
    if not day.open:
        return (f"{shortened(day.unit)}: {shortened(day.why)}",)
    done = ", ".join(f"{translated(one.word).lower()} {local_time(one.at)}" for one in day.rests if one.at is not None)
    left = ", ".join(translated(one.word).lower() for one in day.rests if one.at is None)
    words = "; ".join(part for part in (done, say("not yet: {left}", left=left) if left else "") if part)
    duty = ", ".join(f"{one.person.name} ({translated(one.duty)})" for one in board.on_duty)
    first = say(
        "{unit}, {place}, day {day}: {rests}",
        unit=shortened(day.unit),
        place=shortened(day.place),
        day=day.day,
        rests=words,
    )
    return (first, say("on duty: {duty}", duty=shortened(duty))) if duty else (first,)


def _due(board: Board) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (say("due, blocks") if one.blocking else say("due"), shortened(one.label))
        for one in board.due
        if one.act in ("", "resume")
    )


def _batches(board: Board) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (
            one.tag,
            f"{one.count} {translated(one.what)}",
            say("{count} out", count=sum(count for _, count in one.out)),
            shortened(one.why),
        )
        for one in board.batches
    )


def _containers(board: Board) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (
            one.tag,
            _load(one.contents, one.load, one.calibre),
            say("{count} left", count=one.left),
            say("seal {seal}", seal=one.seal),
            one.restricted,
        )
        for one in board.containers
    )


def _open_runs(board: Board) -> tuple[tuple[str, ...], ...]:
    return tuple((say("not signed"), run.title, run.named, run.people, run.where) for run in board.open_runs)


def _weapons(board: Board, people: Mapping[str, Person]) -> str:
    if not board.weapons:
        return say("No weapon has been taken in.")
    rows = tuple(_row(status, people, board.at) for status in board.weapons)
    head, *lines = table(
        (("  " + say("STATE"), say("TAG"), say("NAME"), say("HOLDS"), say("WITH"), say("SHOWN"), say("NEXT")), *rows)
    ).split("\n")
    coloured = [
        click.style(row[0], fg=COLOURS.get(str(status.state)), bold=True) + line.removeprefix(row[0])
        for line, row, status in zip(lines, rows, board.weapons, strict=True)
    ]
    return "\n".join((head, *coloured))


def _row(status: WeaponStatus, people: Mapping[str, Person], at: datetime) -> tuple[str, ...]:
    state = str(status.state)
    shown = "-"
    if status.shown_at is not None:
        shown = say("{minutes} min", minutes=max(0, int((at - status.shown_at).total_seconds())) // 60)
    return (
        f"{MARKS.get(state, '?')} {word_of(state).upper()}",
        status.weapon.tag,
        shortened(status.weapon.name, 40),
        _holds(status),
        _with(status.custody, people),
        shown,
        shortened(status.next or status.why),
    )


def _holds(status: WeaponStatus) -> str:
    if status.weapon.inert:
        return say("no chamber")
    if status.is_in_doubt:
        return say("not known")
    contents = str(status.contents)
    words = word_of(contents)
    return f"{status.count} {words}" if contents in ("dummy", "blank") and status.count >= 0 else words


def _with(custody: Custody | None, people: Mapping[str, Person]) -> str:
    if custody is None:
        return say("nobody on record")
    if custody.person:
        person = people.get(custody.person)
        return person.name if person else custody.person
    return say("locked, {lock}", lock=custody.lock) if custody.lock else word_of(custody.shape)


def _load(contents: str, load: str, calibre: str) -> str:
    return " ".join(word for word in (calibre, load, word_of(contents)) if word)
