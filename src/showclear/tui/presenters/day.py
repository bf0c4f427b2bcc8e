"""The shooting day in words: the bar at the top, what gun work rests on, what is due."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING

from showclear.tui.drawing.text import wrap
from showclear.tui.presenters.custody import is_misfired, is_out
from showclear.tui.presenters.times import clock, listed, minute
from showclear.tui.widgets.pieces import Piece, Weight, muted, strong
from showclear.tui.widgets.top_bar import Place, TopBarData
from showclear.words import english, say, say_count, translated

if TYPE_CHECKING:
    from showclear.app.views import Board, DayView, DueLine

PLACES = (("1", english("Board")), ("2", english("Armory")), ("3", english("People")), ("4", english("Desk")))
"""The places of the app, with the keys that go there."""

KEY_LABEL = 26
"""Characters of a due line that fit on the key bar."""


def top_bar(board: Board, now: datetime, here: str = "1") -> TopBarData:
    """The production, its day, where one can go, the time.

    Args:
        board: the board.
        now: the time that is shown.
        here: the key of the place that is shown.
    """
    name: list[Piece] = [Piece(board.production)]
    if board.demonstration:
        name += [Piece("   "), Piece(say("DEMONSTRATION"), Weight.ALERT)]
    day = board.day
    whole: tuple[Piece, ...] = ()
    beside: tuple[Piece, ...] = ()
    short: tuple[Piece, ...] = ()
    if day is not None and day.day and day.open:
        whole, beside = (muted(f"   {day.day}"),), (muted(f"  {day.day}"),)
        short = (muted(f"  {_short_day(day.day)}"),)
    places = tuple(Place(key, label, key == here) for key, label in PLACES)
    left = (strong(say("SHOW CLEAR")), Piece("   "), *name, *whole)
    return TopBarData(left, places, clock(now), ((*name, *beside),), tuple(name), short)


def _short_day(day: str) -> str:
    """A date as it fits beside the places: the year is on every record."""
    try:
        found = date.fromisoformat(day)
    except ValueError:
        return day
    return f"{found.day} {found:%b}"


def status_line(board: Board) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Unit, day and what gun work rests on; at the right what is not signed."""
    left: list[Piece] = []
    if board.day is not None:
        left += _day(board.day)
    else:
        left.append(strong(say("No hold is open.") if not board.stops else say("Gun work stands still.")))
    right: list[Piece] = []
    if board.pending:
        right.append(Piece(say("{count} not yet published", count=board.pending), Weight.ALERT))
    if board.open_runs:
        gap = "  " if right else ""
        right.append(strong(gap + say("{count} not signed", count=len(board.open_runs))))
    return tuple(left), tuple(right)


def finding_line(board: Board, columns: int = 120) -> tuple[Piece, ...]:
    """That this laptop only reads, or what verification found, on a line of its own; empty where there is nothing.

    A finding that takes more than two rows of so many columns is not said in part: V shows it whole.
    """
    if board.reads_only:
        return (Piece(say("READS ONLY: {why}", why=board.reads_only), Weight.ALERT),)
    if not board.findings:
        return ()
    count = len(board.findings)
    head = say("1 finding, V shows it") if count == 1 else say("{count} findings, V shows them", count=count)
    whole = f"{head}: {translated(board.findings[0])}"
    return (Piece(whole if len(wrap(whole, columns - 2)) < 3 else f"{head}.", Weight.ALERT),)


def _day(day: DayView) -> list[Piece]:
    pieces = [strong(day.unit), Piece(" ")]
    if not day.open:
        return [*pieces, Piece(f" {day.why or say('The day is not open.')}", Weight.ALERT)]
    if day.place:
        pieces.append(muted(f" {day.place}  "))
    done = [rest for rest in day.rests if rest.at is not None]
    waits = tuple(rest.word.lower() for rest in day.rests if rest.at is None)
    for rest in done:
        pieces += [muted(f" {rest.word.lower()} "), Piece(minute(rest.at) if rest.at else "")]
    if waits:
        pieces += [Piece("  " + say("not yet:") + " ", Weight.ALERT), Piece(", ".join(waits))]
    return pieces


def due_lines(board: Board) -> tuple[DueLine, ...]:
    """What is due, guns whose time is over first: they are collected whatever else is due."""
    from showclear.app.views import DueLine

    named = {line.target for line in board.due if line.act == "take-back"}
    # What is due there is to sign where it went; taking it back would end that, and has a key of its own.
    named |= {run.subject for run in board.open_runs if run.holder_id}
    collect = tuple(
        DueLine(
            say("Collect {tag}", tag=one.weapon.tag), act="take-back", target=one.weapon.tag, blocking=True, why=one.why
        )
        for one in board.weapons
        if one.collect and not is_misfired(one) and one.weapon.tag not in named
    )
    # The seal belongs to the evening: it goes before the opening of the next day, which gun work waits for.
    ordered = sorted(board.due, key=lambda line: not line.blocking and line.act != "seal")
    return (*collect, *ordered)


def next_due(board: Board | None) -> DueLine | None:
    """What one key does next; None when nothing is due."""
    lines = due_lines(board) if board is not None else ()
    return lines[0] if lines else None


def key_label(board: Board | None) -> str:
    """What the key for the next due thing will do."""
    line = next_due(board)
    if line is None:
        return say("nothing is due")
    label = translated(line.label).partition(" when ")[0].partition(" for ")[0]
    words = label[:1].lower() + label[1:] if not label[:2].isupper() else label
    ends = (words, *(words[: found.start()] for found in _ENDS.finditer(words)))
    fitting = (one for one in ends if len(one) <= KEY_LABEL and one.count("(") == one.count(")"))
    return max(fitting, key=len, default=say("do what is due"))


_ENDS = re.compile(r" (?=\()|(?=[:;,] )| (?=(?:at|by|from|in|of|on|to|until|with) )")
"""Where a line that is due may end on a key: what stands before is a sentence of its own."""


def still_out(board: Board, room: int = 0) -> str:
    """Which guns and batches are out, in one sentence; with `room`, in so many columns: by name, else by number."""
    guns = tuple(one.weapon.tag for one in board.weapons if is_out(one))
    batches = tuple(
        say("{count} of {tag}", count=sum(number for _, number in one.out), tag=one.tag)
        for one in board.batches
        if one.out
    )
    found = (*guns, *batches)
    if not found:
        return say("Nothing is out.")
    if not room:
        return say("Still out: {things}.", things=listed(found))
    short = say("Out: {things}.", things=", ".join(found))
    return short if len(short) <= room else say("{count} still out.", count=len(found))


def not_reviewed(board: Board) -> str:
    """That a stop has no signed review yet; empty where every one has."""
    waiting = [one for one in board.stops if not one.reviewed]
    waiting_items = [one for one in board.open_items if one.kind == "review"]
    number = len(waiting) + len(waiting_items)
    if not number:
        return ""
    return (
        say_count("{count} stop not reviewed yet: W.", "{count} stops not reviewed yet: W.", number)
        if number > 1
        else say("Not reviewed yet: W.")
    )
