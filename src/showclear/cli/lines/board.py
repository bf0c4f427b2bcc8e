"""The board in lines: one gun after the other, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from showclear.app.views import Board
    from showclear.domain.people import Person


def board_lines(board: Board, people: Mapping[str, Person]) -> tuple[str, ...]:
    """What stops the work, every gun, what else is open, and what is due, sentence by sentence."""
    return (*_head(board), *_stops(board, people), *_guns(board, people), *_things(board), *_open(board))


def _head(board: Board) -> Iterator[str]:
    from showclear.tui.presenters.times import clock

    yield f"{board.production}{', DEMONSTRATION' if board.demonstration else ''}. {clock(board.at)}"
    if board.reads_only:
        yield f"READS ONLY: {board.reads_only}"
    yield from (f"FINDING: {one}" for one in board.findings)
    day = board.day
    if day is None:
        return
    if not day.open:
        yield f"Unit {day.unit}: {day.why or 'the day is not open.'}"
        return
    done = ", ".join(one.word.lower() for one in day.rests if one.at is not None)
    waits = ", ".join(one.word.lower() for one in day.rests if one.at is None)
    parts = (done and f"done: {done}", waits and f"not yet: {waits}")
    yield f"Unit {day.unit}, {day.place}, day {day.day}. {'; '.join(filter(None, parts))}"


def _stops(board: Board, people: Mapping[str, Person]) -> Iterator[str]:
    from showclear.tui.presenters.board import lifting_words, reason_given
    from showclear.tui.presenters.custody import named
    from showclear.tui.presenters.times import second

    for stop in board.stops:
        by = f" by {named(stop.by, people)}" if stop.by else ""
        reason = reason_given(stop)
        yield f"{stop.kind.upper()} since {second(stop.since)}{by}{f': {reason}' if reason else ''}."
        yield f"  {lifting_words(stop).replace(': X.', '.')}"
    if not board.stops:
        yield "No hold is open."


def _guns(board: Board, people: Mapping[str, Person]) -> Iterator[str]:
    from showclear.tui.presenters.board import card

    for status in board.weapons:
        gun = card(status, people, board.at)
        parts = (f"holds {gun.holds}", gun.with_, gun.since_text, gun.why.rstrip("."))
        yield f"{gun.tag} {gun.state.value.upper()}. {gun.name}. {'; '.join(filter(None, parts))}."
        if gun.collect:
            yield f"  COLLECT {gun.tag}."
        if gun.next:
            yield f"  Next: {gun.next}."
    if not board.weapons:
        yield "No gun is on the register yet."


def _things(board: Board) -> Iterator[str]:
    from showclear.tui.presenters.board import batch_line

    for batch in map(batch_line, board.batches):
        yield f"{batch.tag} {batch.what}: {batch.figures}. {batch.words}".rstrip()
    for box in board.containers:
        what = " ".join(part for part in (box.calibre, box.load, box.contents) if part)
        words = "; ".join(filter(None, (f"{box.left} left", f"seal {box.seal}" if box.seal else "", box.gap)))
        yield f"{box.tag} {what}: {words}."
    for device in board.devices:
        if device.out or device.gap or device.restricted:
            yield f"{device.tag} of {device.goes_with}: {device.gap or device.restricted or device.custody}."


def _open(board: Board) -> Iterator[str]:
    from showclear.tui.presenters.day import due_lines

    for item in board.open_items:
        yield f"OPEN {item.kind}: {item.title.rstrip('.')}. {item.needs}".rstrip()
    for run in board.open_runs:
        yield f"NOT SIGNED: {run.subject} {run.title}, {run.people}. Stopped at: {run.where}."
    for line in due_lines(board):
        yield f"DUE{', gun work waits for it' if line.blocking else ''}: {line.label}."
