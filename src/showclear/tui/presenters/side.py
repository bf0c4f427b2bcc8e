"""The column beside the board in words: due, on duty, out, open, not signed, published last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from showclear.tui.drawing.text import wrap
from showclear.tui.presenters.custody import is_out
from showclear.tui.presenters.day import due_lines
from showclear.tui.presenters.people import short_role
from showclear.tui.presenters.times import minute
from showclear.tui.widgets.pieces import Piece, Weight, muted, strong
from showclear.tui.widgets.side_column import SideRow, SideSection
from showclear.words import english, say, translated

if TYPE_CHECKING:
    from showclear.app.views import Board, OpenItem, RecordLine, SetLine

COLUMNS = 31
"""Width of the column on wide screens."""

BLOCKS = english("blocks")
"""The word at a due line that gun work waits for."""

ITEM_WORDS = {
    "incident": english("report"),
    "concern": english("concern"),
    "frozen": english("frozen"),
    "misfired": english("misfired"),
    "quarantined": english("barred"),
    "gap": english("gap"),
    "review": english("review"),
    "action": english("to do"),
    "hold": english("HOLD"),
    "stand-down": english("STAND-DOWN"),
}
"""What an open item is called at the end of its line."""


def side_sections(board: Board) -> tuple[SideSection, ...]:
    """Every section that the board has something to say in."""
    sections = [
        SideSection(say("Due"), _due(board)),
        SideSection(say("On duty"), _duty(board)),
        SideSection(say("Out"), _out(board)),
    ]
    opened = _open(board)
    if opened:
        sections.append(SideSection(say("Open"), opened))
    if board.open_runs:
        sections.append(
            SideSection(
                say("Not signed"),
                tuple(
                    row
                    for run in board.open_runs
                    for row in (
                        SideRow((strong(f"{run.named} {run.title}".strip()),), value=f"run:{run.run_id}"),
                        SideRow((muted(run.where),), value=f"run:{run.run_id}"),
                    )
                ),
            )
        )
    if board.rules:
        named = wrap(say("floor, {rules}", rules=", ".join(board.rules)), COLUMNS, 3)
        sections.append(SideSection(say("Rules"), tuple(SideRow((Piece(part),), value="rules:") for part in named)))
    sections.append(
        SideSection(
            say("Published last"),
            tuple(SideRow((muted(f"{minute(line.made_at)}  "), Piece(record_words(line)))) for line in board.recent)
            or (SideRow((muted(say("nothing yet")),)),),
        )
    )
    return tuple(sections)


def record_words(line: RecordLine) -> str:
    """A record in a few words; its title may begin with what it is about."""
    if not line.subject or ": " in line.title or line.title.startswith(line.subject):
        return line.title
    return f"{line.subject}: {line.title}"


def _due(board: Board) -> tuple[SideRow, ...]:
    rows: list[SideRow] = []
    for number, line in enumerate(due_lines(board)):
        value = f"due:{number}"
        right: tuple[Piece, ...] = (Piece(BLOCKS, Weight.ALERT),) if line.blocking else ()
        mark = Piece("! " if line.blocking else "- ", Weight.ALERT if line.blocking else Weight.MUTED)
        words = wrap(line.label, COLUMNS - 2 - (len(BLOCKS) + 1 if right else 0), 4)
        for index, part in enumerate(words):
            text = strong(part) if line.blocking or not number else Piece(part)
            rows.append(SideRow((mark if not index else Piece("  "), text), right if not index else (), value))
    return tuple(rows) or (SideRow((muted(say("nothing")),)),)


def _duty(board: Board) -> tuple[SideRow, ...]:
    on_shift = {shift.person.id for shift in board.shifts}
    rows = [
        SideRow(
            (Piece(one.person.name) if one.person.id in on_shift else muted(one.person.name),),
            (muted(one.duty or short_role(one.person.role)),),
        )
        for one in board.on_duty
    ]
    there = {one.person.id for one in board.on_duty}
    rows += [
        SideRow(
            (muted(shift.person.name),),
            (muted(say("{short_role}, shift only", short_role=short_role(shift.person.role))),),
        )
        for shift in board.shifts
        if shift.person.id not in there
    ]
    return tuple(rows) or (SideRow((muted(say("nobody: S opens a shift")),), value="shifts:"),)


def _out(board: Board) -> tuple[SideRow, ...]:
    rows = [
        SideRow(
            (strong(one.weapon.tag),), (Piece(say("COLLECT"), Weight.STOP) if one.collect else muted(str(one.state)),)
        )
        for one in board.weapons
        if is_out(one)
    ]
    for batch in board.batches:
        number = sum(count for _, count in batch.out)
        if number:
            word = Piece(say("COLLECT"), Weight.STOP) if batch.collect else muted(batch.handler)
            rows.append(
                SideRow(
                    (strong(batch.tag), Piece("  " + say("{number} of {count}", number=number, count=batch.count))),
                    (word,),
                )
            )
    rows += [
        SideRow(
            (strong(one.tag), muted(f"  {one.contents} {one.calibre}")),
            (strong(say("{count} in {place}", count=count, place=place)),),
        )
        for one in board.containers
        for place, count in one.out
    ]
    places: dict[str, list[str]] = {}
    for device in board.devices:
        if not device.put_away:
            places.setdefault(device.custody, []).append(device.tag)
    rows += [SideRow((strong(", ".join(tags)),), (muted(place),)) for place, tags in places.items()]
    return tuple(rows) or (SideRow((muted(say("nothing")),)),)


def _open(board: Board) -> tuple[SideRow, ...]:
    rows = [_stop_row(stop) for stop in board.stops]
    for item in board.open_items:
        rows += _item_rows(item)
    return tuple(rows)


def _stop_row(stop: SetLine) -> SideRow:
    word = Piece(ITEM_WORDS.get(stop.kind, stop.kind), Weight.STOP)
    return SideRow((strong(say("since {minute}", minute=minute(stop.since))),), (word,), f"stop:{stop.record}")


def _item_rows(item: OpenItem) -> list[SideRow]:
    value = f"item:{item_value(item)}"
    word = Piece(ITEM_WORDS.get(item.kind, item.kind), Weight.ALERT)
    room = COLUMNS - 3 - len(word.text)
    title = translated(item.title)
    words = title if title.startswith(item.subject) else f"{item.subject} {title}"
    first, *rest = wrap(words, room, 4) or ("",)
    rows = [SideRow((Piece("? ", Weight.ALERT), strong(first)), (word,), value)]
    rows += [SideRow((Piece("  "), strong(part)), (), value) for part in rest]
    if item.needs:
        rows += [SideRow((Piece("  "), muted(part)), (), value) for part in wrap(item.needs, COLUMNS - 2, 4)]
    return rows


ENDABLE = ("incident", "concern", "misfired", "frozen")
"""What is open besides a stop and can be dealt with by a key, the gravest first."""


def item_value(item: OpenItem) -> str:
    """What stands for an open item: its record, and the thing where it is about one: a record may bar several."""
    return item.record if item.kind in _WHOLE else f"{item.record}|{item.kind} {item.subject}"


_WHOLE = frozenset({"incident", "concern", "review", "action"})
"""What is open by its record, and not by a thing that the record names."""


def item_of(board: Board, value: str) -> OpenItem | None:
    """The open item that a value stands for, or a record that is named alone; None where it is over meanwhile."""
    return next((one for one in board.open_items if value in (item_value(one), one.record)), None)
