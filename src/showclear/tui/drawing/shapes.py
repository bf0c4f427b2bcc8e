"""Discs, rings and bitten discs as spans of quarters.

Lengths are in pixels as a designer counts them: one column wide, half a row high, nearly square.
A shape is centred on its origin and sampled in the middle of each quarter, hard-edged.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache

from showclear.tui.drawing.canvas import Shape, Span


def sample(inside: Callable[[float, float], bool], reach: float) -> Shape:
    """Spans of every quarter whose middle is inside.

    Args:
        inside: tells for x and y in pixels from the origin whether they belong to the shape.
        reach: nothing farther from the origin than this, along either axis, is asked.
    """
    columns = range(-math.ceil(2 * reach), math.ceil(2 * reach))
    found: list[Span] = []
    for row in range(-math.ceil(reach), math.ceil(reach)):
        start: int | None = None
        for column in columns:
            if inside((column + 0.5) / 2, row + 0.5):
                start = column if start is None else start
            elif start is not None:
                found.append(Span(row, start, column))
                start = None
        if start is not None:
            found.append(Span(row, start, columns.stop))
    return tuple(found)


@lru_cache(maxsize=256)
def disc(radius: float) -> Shape:
    """A full disc."""
    found: list[Span] = []
    for row in range(-math.ceil(radius), math.ceil(radius)):
        square = radius * radius - (row + 0.5) ** 2
        if square <= 0:
            continue
        reach = math.floor(2 * math.sqrt(square) + 0.5)
        if reach > 0:
            found.append(Span(row, -reach, reach))
    return tuple(found)


@lru_cache(maxsize=64)
def bitten_disc(radius: float) -> Shape:
    """A disc with eight bites out of its rim: what was not seen whole."""
    bites = _around(radius, 8, 22.0)

    def inside(x: float, y: float) -> bool:
        return math.hypot(x, y) <= radius and all(math.hypot(x - a, y - b) > 0.75 for a, b in bites)

    return sample(inside, radius + 1)


@lru_cache(maxsize=64)
def lugged_disc(radius: float) -> Shape:
    """A disc with four lugs on its rim: what looks live."""
    lugs = _around(radius, 4, 45.0)

    def inside(x: float, y: float) -> bool:
        return math.hypot(x, y) <= radius or any(math.hypot(x - a, y - b) <= 1.1 for a, b in lugs)

    return sample(inside, radius + 2)


@lru_cache(maxsize=64)
def stadium(radius: float, apart: float, *, upright: bool = False) -> Shape:
    """Two discs of one radius and everything between them, the middles ``apart`` from the origin."""

    def inside(x: float, y: float) -> bool:
        along, across = (y, x) if upright else (x, y)
        return math.hypot(max(0.0, abs(along) - apart), across) <= radius

    return sample(inside, radius + apart + 1)


@lru_cache(maxsize=64)
def fluted_disc(radius: float, flutes: tuple[float, ...], inset: float) -> Shape:
    """The body of a cylinder.

    Args:
        radius: its outer radius.
        flutes: the angles of the flutes, clockwise from the top, in degrees.
        inset: how far inside of the outline to stay, along the flutes too.
    """
    bite = 0.17 * radius
    places = [_polar(radius + 0.9, angle) for angle in flutes]

    def inside(x: float, y: float) -> bool:
        if math.hypot(x, y) > radius - inset:
            return False
        return all(math.hypot(x - a, y - b) > bite + inset for a, b in places)

    return sample(inside, radius + 1)


def _around(radius: float, count: int, first: float) -> list[tuple[float, float]]:
    return [_polar(radius, first + 360 / count * index) for index in range(count)]


def _polar(radius: float, clockwise_from_top: float) -> tuple[float, float]:
    angle = math.radians(clockwise_from_top)
    return radius * math.sin(angle), -radius * math.cos(angle)
