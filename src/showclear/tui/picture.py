"""Pictures of the running app, for people to look at: an SVG, and a PNG where rsvg-convert is installed."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.color import Color as RichColor
from rich.segment import Segment
from rich.style import Style
from textual.app import App

from showclear.tui._textual_compat import screen_segments
from showclear.tui.drawing.svg import SvgRun, svg_of
from showclear.tui.themes import DEFAULT_THEME, palette_of


def app_svg(app: App[Any], title: str = "Show Clear") -> str:
    """What a running app shows now, as an SVG on whole-pixel cells."""
    palette = palette_of(app.theme)
    lines = [[_run(segment, palette["text"], palette["bg"]) for segment in line] for line in screen_segments(app)]
    return svg_of(lines, columns=app.size.width, title=title, ground=palette["bg"])


def write_picture(svg: str, target: Path) -> tuple[Path, ...]:
    """Write ``target`` with the suffix .svg, and beside it a .png where the tool for it is installed.

    Returns:
        The files that were written.
    """
    drawing = target.with_suffix(".svg")
    drawing.write_text(svg, encoding="utf-8", newline="\n")
    converter = shutil.which("rsvg-convert")
    if converter is None:
        return (drawing,)
    pixels = target.with_suffix(".png")
    subprocess.run([converter, "-o", str(pixels), str(drawing)], check=True)
    return (drawing, pixels)


async def picture_of(
    app: App[Any], target: Path, *, size: tuple[int, int], keys: Sequence[str] = (), theme: str | None = None
) -> tuple[Path, ...]:
    """Run an app without a terminal, press some keys and write a picture of what it shows.

    Args:
        app: the app, not yet running.
        target: where the picture goes; its suffix is replaced.
        size: columns and rows.
        keys: keys to press first, as Textual names them.
        theme: a theme to show it in, in place of the default.
    """
    async with app.run_test(size=size) as pilot:
        # Not what this terminal would get: a picture has all colours.
        app.theme = theme or DEFAULT_THEME
        await pilot.press(*keys)
        await pilot.pause()
        return write_picture(app_svg(app, title=app.title), target)


def _run(segment: Segment, ink: str, ground: str) -> SvgRun:
    style = segment.style or Style()
    ink, ground = _hex(style.color, ink), _hex(style.bgcolor, ground)
    if style.reverse:
        ink, ground = ground, ink
    return SvgRun(segment.text, ink, ground, bool(style.bold))


def _hex(colour: RichColor | None, otherwise: str) -> str:
    return otherwise if colour is None or colour.is_default else colour.get_truecolor().hex.upper()
