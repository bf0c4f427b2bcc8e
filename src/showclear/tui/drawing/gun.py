"""Pictures of what a gun holds: a cylinder, a magazine, a tube, barrels.

The metal is drawn once for each size and kept; a new entry only draws the slots again.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from showclear.tui.drawing.canvas import Canvas
from showclear.tui.drawing.feeds import (
    draw_belt,
    draw_marks,
    draw_muzzle_loader,
    draw_nipple,
    draw_round,
    round_colours,
    window,
)
from showclear.tui.drawing.shapes import disc, fluted_disc, stadium
from showclear.tui.drawing.slots import LOOKS, Slot, SlotState, draw_barrel, draw_chamber
from showclear.words import say


class GunShape(StrEnum):
    """Which picture a gun gets."""

    CYLINDER = "cylinder"
    MAGAZINE = "magazine"
    TUBE = "tube"
    BARRELS = "barrels"
    STACKED_BARRELS = "stacked-barrels"
    MUZZLE_LOADER = "muzzle-loader"
    BELT = "belt"
    MARKS = "marks"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class GunDrawing:
    """What the picture shows: the slots in order, and the chamber of a gun that is fed from a magazine or tube."""

    shape: GunShape
    slots: tuple[Slot, ...]
    chamber: Slot | None = None
    """The chamber of a gun that is fed; of a muzzle-loader its nipple or pan."""
    nipples: tuple[SlotState, ...] = ()
    """What was entered about each nipple of a percussion revolver; empty where it has none."""


_SEATS: dict[tuple[int, bool], tuple[tuple[int, int], ...]] = {
    (6, True): ((0, -12), (10, -6), (10, 6), (0, 12), (-10, 6), (-10, -6)),
    (5, True): ((0, -12), (11, -4), (7, 10), (-7, 10), (-11, -4)),
    (6, False): ((0, -10), (9, -6), (9, 6), (0, 10), (-9, 6), (-9, -6)),
}
_LARGE = (37, 19, 18.0, 4.9)
_SMALL = (31, 15, 15.5, 3.9)


@dataclass(frozen=True, slots=True)
class CylinderPlan:
    """Measures of a cylinder: cells across and down, radius, chamber radius, and the seats from the middle."""

    width: int
    height: int
    radius: float
    chamber_radius: float
    seats: tuple[tuple[int, int], ...]

    @property
    def middle(self) -> tuple[float, float]:
        """Column and row of the middle, in cells; the middle of a cell, so that text can stand on it."""
        return self.width / 2, (self.height - 1) // 2 + 0.5


@lru_cache(maxsize=32)
def plan_cylinder(count: int, *, large: bool) -> CylinderPlan:
    """Measures for so many chambers, from 1 to 10."""
    width, height, radius, chamber = _LARGE if large else _SMALL
    seats = _SEATS.get((count, large)) or _ring(count, radius, chamber)
    return CylinderPlan(width, height, radius, _chamber_radius(seats, radius, chamber), seats)


def _ring(count: int, radius: float, chamber: float) -> tuple[tuple[int, int], ...]:
    if count == 1:
        return ((0, 0),)
    # The more chambers, the farther out they have to sit to have room beside each other.
    crowded = math.sin(math.pi / count)
    orbit = radius - 1.2 - min(chamber, (radius - 1.2) * crowded / (1 + crowded))
    angles = (2 * math.pi * index / count for index in range(count))
    return tuple((round(orbit * math.sin(angle)), 2 * round(-orbit * math.cos(angle) / 2)) for angle in angles)


def _chamber_radius(seats: tuple[tuple[int, int], ...], radius: float, chamber: float) -> float:
    if len(seats) == 1:
        return radius / 2
    nearest = min(math.dist(a, b) for index, a in enumerate(seats) for b in seats[index + 1 :])
    farthest = max(math.hypot(*seat) for seat in seats)
    if len(seats) in (5, 6):
        return chamber
    return min(chamber, (nearest - 0.6) / 2, radius - farthest)


@lru_cache(maxsize=32)
def _cylinder_body(count: int, large: bool, ground: str) -> Canvas:
    plan = plan_cylinder(count, large=large)
    canvas = Canvas(plan.width, plan.height, ground)
    x, y = plan.middle
    flutes = tuple(360 / count * (index + 0.5) for index in range(count)) if count > 1 else ()
    canvas.shape(x, y, fluted_disc(plan.radius, flutes, 0.0), "steel-hi")
    canvas.shape(x, y, fluted_disc(plan.radius, flutes, 1.0), "steel")
    if count > 1:
        pin = 0.16 * plan.radius
        canvas.shape(x, y, disc(pin), "steel-hi")
        canvas.shape(x, y, disc(pin - 1), "steel")
        canvas.shape(x, y, disc(0.07 * plan.radius), "hole")
    return canvas


def draw_cylinder(slots: tuple[Slot, ...], *, large: bool, ground: str, nipples: tuple[SlotState, ...] = ()) -> Canvas:
    """A revolver's cylinder from behind, numbered clockwise from the top; with a nipple for each chamber if it has."""
    count = max(1, min(10, len(slots)))
    plan = plan_cylinder(count, large=large)
    canvas = _cylinder_body(count, large, ground).copy()
    x, y = plan.middle
    # What is asked now is the largest disc and lies on top of its neighbours.
    order = sorted(range(min(count, len(slots))), key=lambda index: slots[index].state is SlotState.NOW)
    for index in order:
        across, down = plan.seats[index]
        draw_chamber(
            canvas, x + across, y + down / 2, plan.chamber_radius, slots[index], with_mark=plan.chamber_radius >= 3.9
        )
    if nipples and large and 1 < count <= 6:
        for (across, down), state in zip(plan.seats, nipples, strict=False):
            draw_nipple(canvas, x + round(0.42 * across), y + round(0.42 * down) / 2, state)
    return canvas


MAGAZINE_WIDTH = 25
"""Columns of a magazine with its floor plate."""


def draw_magazine(slots: tuple[Slot, ...], *, rows: int, ground: str) -> Canvas:
    """A magazine as a column, the top round first.

    Args:
        slots: the rounds, top first.
        rows: how many rows there are for it; where they do not suffice, the part around what is asked now is shown.
        ground: colour around it.
    """
    pitch = 2 if len(slots) < 10 and 2 * len(slots) + 3 <= rows else 1
    shown, above, below = window(slots, max(1, (rows - 3) // pitch))
    height = len(shown) * pitch + 3 - (pitch == 2 and bool(shown)) + (pitch == 2)
    canvas = Canvas(MAGAZINE_WIDTH, height, ground)
    canvas.rect(1, 0.5, 23, height - 1.5, "steel-hi")
    canvas.rect(2, 0.5, 21, height - 2, "steel")
    canvas.rect(3, 0.5, 19, height - 2, "hole")
    canvas.rect(3, 0.5, 2, 0.5, "steel-hi")
    canvas.rect(20, 0.5, 2, 0.5, "steel-hi")
    canvas.rect(0, height - 1, 25, 1, "steel-hi")
    for index, slot in enumerate(shown):
        draw_round(canvas, 4, 1 + index * pitch, slot, tall=pitch == 2)
    if above:
        canvas.text(4, 0, " " + say("{count} more above", count=above) + " ", "muted", ground="hole")
    if below:
        canvas.text(4, height - 1, " " + say("{count} more below", count=below) + " ", "text", ground="steel-hi")
    return canvas


def draw_tube(slots: tuple[Slot, ...], chamber: Slot | None, *, width: int, ground: str) -> Canvas | None:
    """A tube magazine as a row, nose to the right, with the chamber as a circle before it or above it.

    Returns:
        The picture, or ``None`` where so many rounds do not fit into the width.
    """
    count = max(1, len(slots))
    pitch = next((pitch for pitch in (5, 4) if count * pitch + 3 <= width), 0)
    if not pitch:
        return None
    tube = count * pitch + 3
    beside = chamber is not None and tube + 12 <= width
    above = chamber is not None and not beside
    left, top = (12 if beside else 0), (6 if above else 0)
    canvas = Canvas(left + tube, top + 5, ground)
    if chamber is not None:
        draw_chamber(canvas, 5.5, 2.5, 4.9, chamber, with_mark=True)
    canvas.rect(left, top, tube, 5, "steel-hi")
    canvas.rect(left + 1, top + 0.5, tube - 2, 4, "steel")
    canvas.rect(left + 1, top + 1, tube - 2, 3, "hole")
    for index, slot in enumerate(slots):
        x = left + 2 + index * pitch
        fill, ink = round_colours(slot)
        canvas.rect(x, top + 1.5, pitch - 2, 2, fill)
        canvas.rect(x + pitch - 2, top + 2, 1, 1, fill)
        if slot.state is SlotState.EMPTY:
            canvas.rect(x, top + 1.5, pitch - 2, 0.5, "cold")
            canvas.rect(x, top + 3, pitch - 2, 0.5, "cold")
        canvas.text(x + (1 if len(slot.label) == 1 else 0), top + 2, slot.label, ink, bold=LOOKS[slot.state].bold)
    return canvas


def draw_barrels(slots: tuple[Slot, ...], *, width: int, rows: int, ground: str, stacked: bool = False) -> Canvas:
    """The breech of one or two barrels, side by side or one above the other, seen from behind."""
    single = len(slots) < 2
    radius, apart = (10.4, 0 if single else 11)
    large = (2 * (apart + 13) <= (2 * rows if stacked else width)) and (width if stacked else 2 * rows) >= 28
    if not large:
        radius, apart = 7.4, 0 if single else 8
    body = radius + 2.6
    across, down = (body, body + apart) if stacked else (body + apart, body)
    height = math.ceil(down) | 1
    canvas = Canvas(math.ceil(2 * across) | 1, height + (not stacked), ground)
    x, y = canvas.width // 2 + 0.5, height // 2 + 0.5
    if not stacked:
        canvas.rect(x - 3, y + body / 2 - 0.5, 6, 1.5, "steel-hi")
    canvas.shape(x, y, stadium(body, apart, upright=stacked), "steel-hi")
    canvas.shape(x, y, stadium(body - 1, apart, upright=stacked), "steel")
    for index, slot in enumerate(slots[:2]):
        offset = 0 if single else apart * (2 * index - 1)
        if stacked:
            draw_barrel(canvas, x, y + offset / 2, radius, slot)
        else:
            draw_barrel(canvas, x + offset, y, radius, slot)
    return canvas


def draw_gun(drawing: GunDrawing, *, width: int, rows: int, ground: str) -> Canvas | None:
    """The picture of a gun, as large as it fits.

    Returns:
        The picture, or ``None`` where there is nothing to draw or no room for it: the table then says it alone.
    """
    shape, slots = drawing.shape, drawing.slots
    if shape is GunShape.CYLINDER and 1 <= len(slots) <= 10:
        large = width >= _LARGE[0] and rows >= _LARGE[1]
        if not large and (width < _SMALL[0] or rows < _SMALL[1]):
            return None
        return draw_cylinder(slots, large=large, ground=ground, nipples=drawing.nipples)
    if shape in (GunShape.BARRELS, GunShape.STACKED_BARRELS) and slots:
        stacked = shape is GunShape.STACKED_BARRELS
        canvas = draw_barrels(slots, width=width, rows=rows, ground=ground, stacked=stacked)
        return canvas if canvas.width <= width and canvas.height <= rows else None
    if shape is GunShape.TUBE:
        tube = draw_tube(slots, drawing.chamber, width=width, ground=ground)
        if tube is not None and tube.height <= rows:
            return tube
    if shape is GunShape.MUZZLE_LOADER and slots:
        return _fitting(draw_muzzle_loader(slots[0], drawing.chamber, width=width, ground=ground), rows)
    if shape is GunShape.MARKS:
        return draw_marks(slots, width=width, rows=rows, ground=ground)
    if shape in (GunShape.MAGAZINE, GunShape.TUBE, GunShape.CYLINDER, GunShape.BELT):
        return _fed(drawing, width=width, rows=rows, ground=ground)
    return None


def _fitting(canvas: Canvas | None, rows: int) -> Canvas | None:
    return canvas if canvas is not None and canvas.height <= rows else None


def _fed(drawing: GunDrawing, *, width: int, rows: int, ground: str) -> Canvas | None:
    chamber = drawing.chamber
    beside = chamber is not None and width >= MAGAZINE_WIDTH + 12
    above = 6 if chamber is not None and not beside else 0
    if width < MAGAZINE_WIDTH or rows - above < 5:
        return None
    draw = draw_belt if drawing.shape is GunShape.BELT else draw_magazine
    magazine = draw(drawing.slots, rows=rows - above, ground=ground)
    if chamber is None:
        return magazine
    canvas = Canvas(magazine.width + (12 if beside else 0), max(5, magazine.height + above), ground)
    canvas.paste(magazine, 12 if beside else 0, above)
    draw_chamber(canvas, 5.5, 2.5, 4.9, chamber, with_mark=True)
    return canvas
