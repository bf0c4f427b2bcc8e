"""The base of widgets that draw themselves on a canvas."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, Self

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from showclear.tui.drawing.canvas import Canvas
from showclear.tui.palettes import Palette
from showclear.tui.themes import LARGE_TYPE, palette_of


@lru_cache(maxsize=2048)
def _style(ink: str, ground: str, bold: bool) -> Style:
    return Style(color=ink, bgcolor=ground, bold=bold)


def strips_of(canvas: Canvas, palette: Palette) -> list[Strip]:
    """A canvas as the lines that Textual shows."""
    return [
        Strip(
            [Segment(run.text, _style(run.ink, run.ground, run.bold)) for run in canvas.runs(row, palette)],
            canvas.width,
        )
        for row in range(canvas.height)
    ]


class Drawn(Widget):
    """A widget that is a drawing.

    A subclass says in :meth:`draw` what it looks like and in :meth:`rows_for` how many rows it wants.
    The drawing is kept until the widget is refreshed, resized, focused or shown in another theme.
    Nothing that is drawn is ever read as markup.
    """

    ALLOW_SELECT = False

    _kept_strips: list[Strip] | None = None
    _kept_for: tuple[Any, ...] = ()

    def draw(self, canvas: Canvas) -> None:
        """Draw the widget; the canvas has its size and its ground, and leaves off what does not fit."""
        raise NotImplementedError

    def rows_for(self, width: int) -> int:
        """How many rows the widget wants at this width, where its height is automatic."""
        del width
        return 1

    def columns_wanted(self) -> int:
        """How many columns the widget wants, where its width is automatic."""
        return 0

    @property
    def is_large(self) -> bool:
        """Whether the person at this laptop wants large type."""
        return self.app.has_class(LARGE_TYPE)

    @property
    def ground(self) -> str:
        """The colour behind the drawing, as the style sheet says."""
        return self.background_colors[1].hex6

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """See :meth:`rows_for`."""
        del container, viewport
        return self.rows_for(width)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """See :meth:`columns_wanted`."""
        del viewport
        return self.columns_wanted() or container.width

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Forget the drawing, and show a new one."""
        self._kept_strips = None
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def render_line(self, y: int) -> Strip:
        """One line of the drawing."""
        width, height = self.size
        palette = palette_of(self.app.theme)
        ground = self.ground
        with_blocks = not getattr(self.app, "is_ascii", False)
        key = (width, height, palette.name, ground, self.has_focus, with_blocks, self.is_large)
        strips = self._kept_strips
        if strips is None or self._kept_for != key:
            canvas = Canvas(width, height, ground)
            self.draw(canvas)
            strips = strips_of(canvas if with_blocks else canvas.without_blocks(), palette)
            self._kept_strips, self._kept_for = strips, key
        return strips[y] if 0 <= y < len(strips) else Strip.blank(width, _style(ground, ground, False))

    def on_focus(self) -> None:
        """Show that it has the focus."""
        self.refresh()

    def on_blur(self) -> None:
        """Show that it has not."""
        self.refresh()


def plain_of(widgets: Iterable[Drawn]) -> str:
    """What widgets show, as text; for tests."""
    lines = [widget.render_line(row).text for widget in widgets for row in range(widget.size.height)]
    return "\n".join(lines)
