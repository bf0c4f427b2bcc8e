"""The life of a gun as bands: a lane a day, its state, below it a line that is thicker the further from the lock."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from math import ceil

from showclear.app.printing.identity import Identity, zone_of
from showclear.app.printing.weapon import Hold, LifeDay
from showclear.reports.document import Drawing
from showclear.reports.svg import GREY, INK, LIGHT, PAPER, WIDTH, Svg

LANES, FIRST_LANES = 20, 9
"""Lanes of one drawing: it has to fit a page, and the first one what is left of a page."""

LEFT, TOP, LANE, STATE = 25.0, 7.0, 10.5, 4.8
"""Room for the names of days and for the hours; the height of a lane, and of the band of states in it."""

NARROWEST = 0.4
"""Millimetres of the shortest time: a gun that was hot for a minute is seen."""

THICK = {"locked": 0.35, "with": 1.1, "issued": 2.4}
"""Millimetres of the line below, by the shape of the custody."""

STATES = (("unverified", "unverified"), ("cold", "cold: cleared or issued"), ("hot", "hot: a blank in it"),
          ("quarantined", "quarantined"))  # fmt: skip
HANDS = (("locked", "locked up"), ("with", "armorer, handler"), ("issued", "handed over"), ("", "off, or not known"))

LEGEND = (
    "A day is a lane: the band says what the gun was, the line below who had it. A triangle is a look that two people "
    "signed, an upright line a stop of the set. Times as the laptops claim them."
)


def bands(days: Sequence[LifeDay], identity: Identity) -> Iterator[Drawing]:
    """The drawings, each with as many days as fit; the last one says what the signs mean."""
    if not days:
        return
    zone = zone_of(identity.zone)
    starts = [one.begin.astimezone(zone) for one in days]
    first = min(one.hour for one in starts)
    last = max(
        ceil((one.end.astimezone(zone) - _midnight(start)).total_seconds() / 3600)
        for one, start in zip(days, starts, strict=True)
    )
    hours = (first, max(last, first + 4))
    yield Drawing(_legend(), "")
    begins = (0, *range(FIRST_LANES, len(days), LANES))
    groups = [days[at : FIRST_LANES if at == 0 else at + LANES] for at in begins]
    for number, group in enumerate(groups):
        last_one = number == len(groups) - 1
        yield Drawing(_drawing(group, identity, hours), LEGEND if last_one else "")


def _legend() -> str:
    svg = Svg(11)
    for at, (state, words) in enumerate(STATES):
        _band(svg, state, at * 47.0, 7.0, 0.4)
        svg.text(at * 47.0 + 9, 4.0, words, 2.9)
    for at, (shape, words) in enumerate(HANDS):
        _line(svg, shape, at * 47.0, 7.0, 8.4)
        svg.text(at * 47.0 + 9, 9.4, words, 2.9)
    return svg.drawn()


def _midnight(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)


def _drawing(days: Sequence[LifeDay], identity: Identity, hours: tuple[int, int]) -> str:
    svg = Svg(TOP + LANE * len(days) + 1)
    scale = (WIDTH - LEFT - 2) / (hours[1] - hours[0])
    step = 1 if hours[1] - hours[0] <= 16 else 2
    for hour in range(hours[0], hours[1] + 1, step):
        x = LEFT + (hour - hours[0]) * scale
        svg.text(x, 3.4, f"{hour % 24:02d}", 2.8, anchor="middle")
        svg.line(x, TOP - 2, x, TOP + LANE * len(days), 0.12, ink=GREY)
    for at, day in enumerate(days):
        top = TOP + at * LANE
        begin = _midnight(day.begin.astimezone(zone_of(identity.zone)))

        def place(moment: datetime, begin: datetime = begin) -> float:
            return LEFT + ((moment - begin) / timedelta(hours=1) - hours[0]) * scale

        svg.text(0, top + STATE - 0.8, day.label[:14], 2.9, bold=True)
        for hold in day.holds:
            _hold(svg, hold, place(hold.since), place(hold.until), top)
        for moment in day.checks:
            x = place(moment)
            svg.shape((x - 0.8, top - 1.5), (x + 0.8, top - 1.5), (x, top - 0.1))
        for moment in day.stops:
            svg.line(place(moment), top - 1.5, place(moment), top + STATE + 3.2, 0.7)
    return svg.drawn()


def _hold(svg: Svg, hold: Hold, start: float, end: float, top: float) -> None:
    width = max(NARROWEST, end - start)
    _band(svg, hold.state, start, width, top)
    _line(svg, hold.shape, start, width, top + STATE + 1.8)


def _band(svg: Svg, state: str, x: float, width: float, top: float) -> None:
    match state:
        case "hot":
            svg.box(x, top, width, STATE, INK)
        case "cold":
            svg.box(x, top, width, STATE, PAPER, 0.3)
            if width > 2:
                svg.box(x + 0.9, top + STATE / 2 - 0.5, width - 1.8, 1.0, INK)
        case "quarantined":
            svg.box(x, top, width, STATE, PAPER, 0.3)
            svg.hatch(x, top, width, STATE)
        case _:
            svg.box(x, top, width, STATE, LIGHT)


def _line(svg: Svg, shape: str, x: float, width: float, y: float) -> None:
    """Who had it; broken for off the production, unaccounted for, and nobody on record."""
    thick = THICK.get(shape)
    if thick is None:
        svg.line(x, y, x + width, y, 0.5, dash="1 1")
    else:
        svg.box(x, y - thick / 2, width, thick, INK)
