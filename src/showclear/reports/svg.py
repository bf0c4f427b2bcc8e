"""Drawings for paper: black and greys only, so that a page says the same from any printer. Lengths are millimetres."""

from __future__ import annotations

from showclear.reports.text import escaped

WIDTH = 190.0
"""Of a drawing: an A4 page between its margins."""

FONT = "Helvetica Neue, Helvetica, Arial, Liberation Sans, DejaVu Sans, sans-serif"

GREY, LIGHT, INK, PAPER = "#8a8a8a", "#dcdcdc", "#000", "#fff"


class Svg:
    """A drawing that is built up shape by shape; texts in it are escaped as on the page."""

    def __init__(self, height: float, width: float = WIDTH) -> None:
        self._height = height
        self._width = width
        self._shapes: list[str] = []

    def box(self, x: float, y: float, width: float, height: float, fill: str, line: float = 0.0) -> None:
        """A rectangle; `line` is the width of its edge, drawn inside of it."""
        half = line / 2
        edge = f' stroke="{INK}" stroke-width="{_n(line)}"' if line else ""
        self._shapes.append(
            f'<rect x="{_n(x + half)}" y="{_n(y + half)}" width="{_n(max(0.05, width - line))}" '
            f'height="{_n(max(0.05, height - line))}" fill="{fill}"{edge}/>'
        )

    def line(self, x1: float, y1: float, x2: float, y2: float, width: float = 0.25, dash: str = "",
             ink: str = INK) -> None:  # fmt: skip
        """A straight line."""
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        self._shapes.append(
            f'<path d="M{_n(x1)} {_n(y1)}L{_n(x2)} {_n(y2)}" stroke="{ink}" stroke-width="{_n(width)}"{dashed}/>'
        )

    def shape(self, *points: tuple[float, float], fill: str = INK) -> None:
        """A filled shape with these corners."""
        path = "L".join(f"{_n(x)} {_n(y)}" for x, y in points)
        self._shapes.append(f'<path d="M{path}Z" fill="{fill}"/>')

    def hatch(self, x: float, y: float, width: float, height: float, step: float = 1.3) -> None:
        """Strokes from the lower left to the upper right inside a rectangle."""
        strokes, at = [], step / 2
        while at < width + height:
            left, right = max(0.0, at - height), min(at, width)
            strokes.append(f"M{_n(x + left)} {_n(y + at - left)}L{_n(x + right)} {_n(y + at - right)}")
            at += step
        if strokes:
            self._shapes.append(f'<path d="{"".join(strokes)}" stroke="{INK}" stroke-width="0.2" fill="none"/>')

    def text(self, x: float, y: float, words: str, size: float = 2.9, *, anchor: str = "start", ink: str = INK,
             bold: bool = False, turned: bool = False) -> None:  # fmt: skip
        """Words on the line at `y`. `turned` runs upwards from there."""
        weight = ' font-weight="bold"' if bold else ""
        turn = f' transform="rotate(-90 {_n(x)} {_n(y)})"' if turned else ""
        self._shapes.append(
            f'<text x="{_n(x)}" y="{_n(y)}" font-size="{_n(size)}" text-anchor="{anchor}" fill="{ink}"{weight}{turn}>'
            f"{escaped(words)}</text>"
        )

    def drawn(self) -> str:
        """The drawing."""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_n(self._width)} {_n(self._height)}" '
            f'font-family="{FONT}">{"".join(self._shapes)}</svg>'
        )


def _n(number: float) -> str:
    """A length with two decimals at most."""
    return f"{number:.2f}".rstrip("0").rstrip(".")
