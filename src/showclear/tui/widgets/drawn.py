"""The base of widgets that draw themselves on a canvas."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, Self

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Size
from textual.reactive import reactive
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
    return [_strip_of(canvas, row, palette) for row in range(canvas.height)]


def _strip_of(canvas: Canvas, row: int, palette: Palette) -> Strip:
    segments = [Segment(run.text, _style(run.ink, run.ground, run.bold)) for run in canvas.runs(row, palette)]
    return Strip(segments, canvas.width)


_FRAME = (
    "padding", "border_top", "border_right", "border_bottom", "border_left", "outline_top", "outline_right",
    "outline_bottom", "outline_left", "tint", "hatch", "text_opacity",
)  # fmt: skip
"""Rules of a style sheet that lay something around or over a drawing."""


class Drawn(Widget):
    """A widget that is a drawing.

    A subclass says in :meth:`draw` what it looks like and in :meth:`rows_for` how many rows it wants.
    The drawing is kept until the widget is refreshed, resized, focused or shown in another theme; then it is drawn
    anew as a whole, and lines that came out the same are the same objects, which cost nothing more to show.
    Nothing that is drawn is ever read as markup.
    """

    ALLOW_SELECT = False
    virtual_size = reactive(Size(0, 0), repaint=False)
    """Nothing scrolls in a drawing: that it got another size asks for no second layout and frame, as in Textual."""

    _is_stale = True
    _kept_strips: list[Strip] = []
    _kept_canvas: Canvas | None = None
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
        """Forget the drawing, and show a new one; where it wants another number of rows, it gets them."""
        self._is_stale = True
        layout = layout or (repaint and self._wants_other_rows())
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def _wants_other_rows(self) -> bool:
        if not self.is_mounted or not self.styles.auto_dimensions:
            return False
        width, height = self.size
        return not width or self.rows_for(width) != height

    def _strips(self) -> list[Strip]:
        """The lines of the drawing as it is now."""
        width, height = self.size
        palette = palette_of(self.app.theme)
        ground = self.ground
        with_blocks = not getattr(self.app, "is_ascii", False)
        key = (width, height, palette.name, ground, self.has_focus, with_blocks, self.is_large)
        if self._is_stale or self._kept_for != key:
            canvas = Canvas(width, height, ground)
            self.draw(canvas)
            if not with_blocks:
                canvas = canvas.without_blocks()
            before = self._kept_canvas if self._kept_for == key else None
            self._kept_strips = [
                self._kept_strips[row]
                if before is not None and canvas.has_same_row(before, row)
                else _strip_of(canvas, row, palette)
                for row in range(height)
            ]
            self._kept_canvas, self._kept_for, self._is_stale = canvas, key, False
        return self._kept_strips

    def render_line(self, y: int) -> Strip:
        """One line of the drawing."""
        strips = self._strips()
        if 0 <= y < len(strips):
            return strips[y]
        return Strip.blank(self.size.width, _style(self.ground, self.ground, False))

    def render_lines(self, crop: Region) -> list[Strip]:
        """Lines of the drawing. Where nothing lies around or over it, they are shown as they were drawn."""
        if self.styles.has_any_rules(*_FRAME) or self.opacity != 1:
            return super().render_lines(crop)
        strips = self._strips()[crop.y : crop.bottom]
        if filters := self.get_line_filters():
            background = self.background_colors[1]
            for one in filters:
                strips = [strip.apply_filter(one, background) for strip in strips]
        if crop.column_span != (0, self.size.width):
            strips = [strip.crop(*crop.column_span) for strip in strips]
        return strips

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
