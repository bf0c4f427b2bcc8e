"""The board in lines: one gun after the other, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from showclear.cli.id_words import word_of
from showclear.words import say, translated

if TYPE_CHECKING:
    from showclear.app.views import Board
    from showclear.domain.people import Person


def board_lines(board: Board, people: Mapping[str, Person]) -> tuple[str, ...]:
    """What stops the work, every gun, what else is open, and what is due, sentence by sentence."""
    return (*_head(board), *_stops(board, people), *_guns(board, people), *_things(board), *_open(board))


def _head(board: Board) -> Iterator[str]:
    from showclear.tui.presenters.times import clock

    if board.demonstration:
        yield say("{production}, DEMONSTRATION. {time}", production=board.production, time=clock(board.at))
    else:
        yield f"{board.production}. {clock(board.at)}"
    if board.reads_only:
        yield say("READS ONLY: {reason}", reason=board.reads_only)
    yield from (say("FINDING: {words}", words=one) for one in board.findings)
    day = board.day
    if day is None:
        return
    if not day.open:
        yield say("Unit {unit}: {reason}", unit=day.unit, reason=day.why or say("the day is not open."))
        return
    done = ", ".join(translated(one.word).lower() for one in day.rests if one.at is not None)
    waits = ", ".join(translated(one.word).lower() for one in day.rests if one.at is None)
    parts = (done and say("done: {rests}", rests=done), waits and say("not yet: {rests}", rests=waits))
    yield say(
        "Unit {unit}, {place}, day {day}. {rests}",
        unit=day.unit,
        place=day.place,
        day=day.day,
        rests="; ".join(filter(None, parts)),
    )


def _stops(board: Board, people: Mapping[str, Person]) -> Iterator[str]:
    from showclear.tui.presenters.board import lifting_words, reason_given
    from showclear.tui.presenters.custody import named
    from showclear.tui.presenters.times import second

    for stop in board.stops:
        kind, since, reason = word_of(stop.kind).upper(), second(stop.since), translated(reason_given(stop))
        words = say("{kind} since {time}", kind=kind, time=since)
        if stop.by:
            words = say("{kind} since {time} by {name}", kind=kind, time=since, name=named(stop.by, people))
        yield f"{words}: {reason}." if reason else f"{words}."
        yield f"  {translated(lifting_words(stop)).replace(': X.', '.')}"
    if not board.stops:
        yield say("No hold is open.")


def _guns(board: Board, people: Mapping[str, Person]) -> Iterator[str]:
    from showclear.tui.presenters.board import card

    for status in board.weapons:
        gun = card(status, people, board.at)
        holds = say("holds {contents}", contents=gun.holds)
        parts = map(translated, (holds, gun.with_, gun.since_text, translated(gun.why).rstrip(".")))
        state = word_of(gun.state.value).upper()
        yield f"{gun.tag} {state}. {gun.name}. {'; '.join(filter(None, parts))}."
        if gun.collect:
            yield "  " + say("COLLECT {tag}.", tag=gun.tag)
        if gun.next:
            yield "  " + say("Next: {what}.", what=gun.next)
    if not board.weapons:
        yield say("No gun is on the register yet.")


def _things(board: Board) -> Iterator[str]:
    from showclear.tui.presenters.board import batch_line

    for batch in map(batch_line, board.batches):
        what, figures, words = map(translated, (batch.what, batch.figures, batch.words))
        yield f"{batch.tag} {what}: {figures}. {words}".rstrip()
    for box in board.containers:
        what = " ".join(part for part in (box.calibre, box.load, word_of(box.contents)) if part)
        words = "; ".join(
            filter(
                None,
                (
                    say("{count} left", count=box.left),
                    say("seal {seal}", seal=box.seal) if box.seal else "",
                    translated(box.gap),
                ),
            )
        )
        yield f"{box.tag} {what}: {words}."
    for device in board.devices:
        if device.out or device.gap or device.restricted:
            yield say(
                "{tag} of {gun}: {words}.",
                tag=device.tag,
                gun=device.goes_with,
                words=device.gap or device.restricted or device.custody,
            )


def _open(board: Board) -> Iterator[str]:
    from showclear.tui.presenters.day import due_lines

    for item in board.open_items:
        yield say(
            "OPEN {kind}: {title}. {needs}",
            kind=word_of(item.kind),
            title=translated(item.title).rstrip("."),
            needs=item.needs,
        ).rstrip()
    for run in board.open_runs:
        yield say(
            "NOT SIGNED: {subject} {title}, {people}. Stopped at: {where}.",
            subject=run.named,
            title=run.title,
            people=run.people,
            where=run.where,
        )
    for line in due_lines(board):
        if line.blocking:
            yield say("DUE, gun work waits for it: {what}.", what=line.label)
        else:
            yield say("DUE: {what}.", what=line.label)
