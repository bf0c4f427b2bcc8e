"""Plots of a production: which gun was checked on which day, how many checks were due and done, stops by day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from showclear.app.printing.production import DayLine, ProductionReport
from showclear.app.printing.stops import SET_STOPS, Stop
from showclear.domain.situation.checked import DUE_WORDS, Due, GunDay, Mark
from showclear.reports.document import Drawing
from showclear.reports.svg import GREY, INK, LIGHT, PAPER, WIDTH, Svg

One = TypeVar("One")

LEFT, CELL, HIGH = 25.0, 7.4, 6.4
"""Room for tags, and the size of the square for a gun on a day."""

ROW = 7.4
"""Height of a bar with its gap."""

COLUMNS = int((WIDTH - LEFT) / CELL)
ROWS = 26
"""What fits one drawing on a page."""

SQUARES = (
    "A row is a gun, a column a day. Dark: everything that was due is on record; the number is how often it was handed "
    "over. Grey: all done, and it was not handed over. White with a cross: something that was due is not on record. "
    "Hatched: it is, in a record that is not intact. Dotted: the day goes on. No square: it was not of this unit that "
    "day. The diamond below a day: full, sealed; empty, wrapped and not sealed; none, open."
)


def squares(report: ProductionReport, unit: str) -> Iterator[Drawing]:
    """Which gun was checked on which day of a unit, in as many drawings as it takes."""
    days = [one for one in report.days if one.unit == unit]
    cells = {(one.opened, one.tag): one for one in report.gun_days if one.unit == unit}
    tags = sorted({one.tag for one in cells.values()})
    parts = [(rows, columns) for columns in _in_parts(days, COLUMNS) for rows in _in_parts(tags, ROWS)]
    return (Drawing(_squares(rows, columns, cells), "") for rows, columns in parts)


def _in_parts(several: Sequence[One], most: int) -> list[Sequence[One]]:
    return [several[at : at + most] for at in range(0, len(several), most)]


def _squares(tags: Sequence[str], days: Sequence[DayLine], cells: dict[tuple[str, str], GunDay]) -> str:
    top = 12.0
    svg = Svg(top + HIGH * len(tags) + 6)
    for column, day in enumerate(days):
        x = LEFT + column * CELL
        svg.text(x + CELL / 2 + 1, top - 1.2, day.day[-5:], 2.7, turned=True)
        for row, tag in enumerate(tags):
            seen = cells.get((day.opened, tag))
            if seen is not None:
                _square(svg, x, top + row * HIGH, seen)
        _seal(svg, x + CELL / 2, top + HIGH * len(tags) + 2.6, day)
    for row, tag in enumerate(tags):
        svg.text(0, top + row * HIGH + 4.3, tag, 3.2, bold=True)
    svg.text(0, top + HIGH * len(tags) + 3.6, "Seal", 2.9)
    return svg.drawn()


def _square(svg: Svg, x: float, y: float, seen: GunDay) -> None:
    width, height = CELL - 0.6, HIGH - 0.6
    middle = x + width / 2
    if seen.count(Mark.DOUBTFUL) and not seen.count(Mark.MISSING):
        svg.box(x, y, width, height, PAPER, 0.3)
        svg.hatch(x, y, width, height)
    elif seen.count(Mark.MISSING):
        svg.box(x, y, width, height, PAPER, 0.6)
        svg.line(x + 1.6, y + 1.2, x + width - 1.6, y + height - 1.2, 0.8)
        svg.line(x + 1.6, y + height - 1.2, x + width - 1.6, y + 1.2, 0.8)
    elif seen.count(Mark.OPEN):
        svg.box(x, y, width, height, PAPER)
        for dot in range(7):
            svg.line(x + dot * width / 6, y + height, x + dot * width / 6, y + height - 0.4, 0.4)
            svg.line(x + dot * width / 6, y, x + dot * width / 6, y + 0.4, 0.4)
        if seen.handovers:
            svg.text(middle, y + 4.1, str(seen.handovers), 3.0, anchor="middle")
    elif seen.handovers:
        svg.box(x, y, width, height, "#333")
        svg.text(middle, y + 4.1, str(seen.handovers), 3.2, anchor="middle", ink=PAPER, bold=True)
    else:
        svg.box(x, y, width, height, LIGHT)


def _seal(svg: Svg, x: float, y: float, day: DayLine) -> None:
    if day.is_open:
        return
    points = [(x - 1.3, y), (x, y - 1.3), (x + 1.3, y), (x, y + 1.3)]
    svg.shape(*points)
    if day.seal is None:
        svg.shape(*((x + (px - x) * 0.6, y + (py - y) * 0.6) for px, py in points), fill=PAPER)


def due_and_done(report: ProductionReport, words: str) -> Drawing:
    """A bar for each kind of check: its length is how often it was due, filled as far as it is on record."""
    kinds = [due for due in Due if any(report.count(mark, due) for mark in Mark)]
    svg = Svg(ROW * len(kinds) + 1)
    most = max((sum(report.count(mark, due) for mark in Mark) for due in kinds), default=1)
    begin, room = 72.0, WIDTH - 72 - 28
    for row, due in enumerate(kinds):
        done, doubtful, still = (report.count(mark, due) for mark in (Mark.DONE, Mark.DOUBTFUL, Mark.OPEN))
        whole = sum(report.count(mark, due) for mark in Mark)
        y, scale = row * ROW + 1, room / most
        svg.text(0, y + 4.1, DUE_WORDS[due], 3.3)
        svg.box(begin, y, max(0.6, whole * scale), 5.4, PAPER, 0.3)
        if done:
            svg.box(begin, y, done * scale, 5.4, GREY, 0.3)
        if doubtful:
            svg.hatch(begin + done * scale, y, doubtful * scale, 5.4)
        told = f"{done} of {whole}" + (f", {still} open" if still else "")
        svg.text(begin + whole * scale + 2, y + 4.1, told, 3.3, bold=done + still < whole)
    return Drawing(svg.drawn(), words)


STOPS_BY_DAY = (
    "Stops by date. Black: stand-down. Hatched: hold. Grey: report. White: a concern, or one thing that was barred."
)


def stops_by_day(stopped: Sequence[tuple[str, Stop]], dates: Sequence[str]) -> Iterator[Drawing]:
    """How many stops there were on each date, a box each, the gravest at the foot.

    Args:
        stopped: each stop with its date.
        dates: every date that is shown, in order.
    """
    if not stopped:
        return
    order = {kind: at for at, kind in enumerate(SET_STOPS)}
    by_date = {
        date: sorted((one for when, one in stopped if when == date), key=lambda one: order.get(one.kind, len(order)))
        for date in dates
    }
    high = min(12, max(len(several) for several in by_date.values()))
    parts = _in_parts(dates, COLUMNS)
    for at, part in enumerate(parts):
        svg = Svg(high * 5.0 + 14)
        foot = high * 5.0 + 1
        svg.line(LEFT, foot, WIDTH, foot, 0.3)
        for column, date in enumerate(part):
            x = LEFT + column * CELL
            svg.text(x + CELL / 2 + 1, foot + 11.5, date[-5:], 2.7, turned=True)
            shown = by_date[date][:high]
            for row, stop in enumerate(shown):
                _stop(svg, x, foot - 5 * (row + 1), stop.kind)
            if len(by_date[date]) > high:
                svg.text(x + CELL / 2, foot - 5 * high + 3.6, f"{len(by_date[date])}", 2.8, anchor="middle", bold=True)
        yield Drawing(svg.drawn(), STOPS_BY_DAY if at == len(parts) - 1 else "")


def _stop(svg: Svg, x: float, y: float, kind: str) -> None:
    fill = {"stand-down": INK, "incident": GREY}.get(kind, PAPER)
    svg.box(x, y, CELL - 0.8, 4.4, fill, 0.3)
    if kind == "hold":
        svg.hatch(x, y, CELL - 0.8, 4.4)
