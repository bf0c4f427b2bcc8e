"""A screen as an SVG picture on whole-pixel cells, block elements as exact geometry."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape

from showclear.tui.drawing.text import clusters, width_of

CELL_WIDTH = 12
CELL_HEIGHT = 24
MARGIN = 10
_BASELINE = 18

# The halves and quarters that a block character fills, each as x, y, width, height in eighths of a cell.
_QUARTERS = ((0, 0), (4, 0), (0, 4), (4, 4))
_MASKS = {glyph: mask for mask, glyph in enumerate(" ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█") if mask}


class SvgRun(NamedTuple):
    """Neighbouring cells of one look; colours as ``#RRGGBB``."""

    text: str
    ink: str
    ground: str
    bold: bool


def block_boxes(glyph: str) -> tuple[tuple[int, int, int, int], ...]:
    """The boxes that a block element fills, in eighths of a cell; nothing for any other character."""
    if glyph in _MASKS:
        mask = _MASKS[glyph]
        if mask == 15:
            return ((0, 0, 8, 8),)
        return tuple((x, y, 4, 4) for bit, (x, y) in enumerate(_QUARTERS) if mask >> bit & 1)
    code = ord(glyph[0])
    if 0x2581 <= code <= 0x2587:
        rows = code - 0x2580
        return ((0, 8 - rows, 8, rows),)
    if 0x2589 <= code <= 0x258F:
        return ((0, 0, 0x2590 - code, 8),)
    return ()


def svg_of(lines: Sequence[Sequence[SvgRun]], *, columns: int, title: str, ground: str) -> str:
    """The picture of a screen.

    Args:
        lines: the rows of the screen.
        columns: its width in cells.
        title: what the picture shows, for people who do not see it.
        ground: colour of the margin around it.
    """
    width = columns * CELL_WIDTH + 2 * MARGIN
    height = len(lines) * CELL_HEIGHT + 2 * MARGIN
    boxes: list[str] = []
    texts: list[str] = []
    for row, line in enumerate(lines):
        x, y = MARGIN, MARGIN + row * CELL_HEIGHT
        for run in line:
            run_width = width_of(run.text) * CELL_WIDTH
            boxes.append(_box(x, y, run_width, CELL_HEIGHT, run.ground))
            _add_run(run, x, y, boxes, texts)
            x += run_width
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"',
            f' viewBox="0 0 {width} {height}">',
            f"<title>{escape(title)}</title>",
            "<style>text{font:20px 'Fira Code','JetBrains Mono',monospace;font-variant-ligatures:none;white-space:pre}"
            ".b{font-weight:700}rect{shape-rendering:crispEdges}</style>",
            f'<rect width="{width}" height="{height}" fill="{ground}"/>',
            *boxes,
            *texts,
            "</svg>\n",
        )
    )


def _box(x: float, y: float, width: float, height: float, colour: str) -> str:
    return f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" fill="{colour}"/>'


def _add_run(run: SvgRun, x: int, y: int, boxes: list[str], texts: list[str]) -> None:
    word, word_at = "", x
    for glyph, cells in (*clusters(run.text), (" ", 1)):
        if glyph == " " or block_boxes(glyph) or glyph in "─━":
            if word:
                weight = ' class="b"' if run.bold else ""
                texts.append(f'<text x="{word_at}" y="{y + _BASELINE}"{weight} fill="{run.ink}">{escape(word)}</text>')
                word = ""
            boxes.extend(_glyph_boxes(glyph, x, y, run.ink))
        else:
            if not word:
                word_at = x
            word += glyph
        x += cells * CELL_WIDTH


def _glyph_boxes(glyph: str, x: int, y: int, colour: str) -> Iterable[str]:
    if glyph in "─━":
        thickness = 2 if glyph == "─" else 4
        yield _box(x, y + (CELL_HEIGHT - thickness) / 2, CELL_WIDTH, thickness, colour)
        return
    for left, top, width, height in block_boxes(glyph):
        across, down = CELL_WIDTH / 8, CELL_HEIGHT / 8
        yield _box(x + left * across, y + top * down, width * across, height * down, colour)
