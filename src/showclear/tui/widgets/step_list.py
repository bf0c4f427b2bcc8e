"""Where in the checklist this is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from textual.reactive import reactive

from showclear.tui.drawing.canvas import Canvas
from showclear.tui.drawing.text import clip, width_of
from showclear.tui.widgets.drawn import Drawn


class StepMark(StrEnum):
    """How far a step is."""

    DONE = "done"
    NOW = "now"
    OPEN = "open"
    LATER = "later"
    """Deferred, where the checklist allows it."""


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step: its short title, how far it is, and the value that was entered."""

    title: str
    mark: StepMark = StepMark.OPEN
    value: str = ""


@dataclass(frozen=True, slots=True)
class StepBlock:
    """A block of steps with its number."""

    number: str
    title: str
    steps: tuple[StepLine, ...] = ()

    @property
    def is_done(self) -> bool:
        """Whether every step in it is done."""
        return bool(self.steps) and all(step.mark in (StepMark.DONE, StepMark.LATER) for step in self.steps)

    @property
    def is_open(self) -> bool:
        """Whether nothing in it was begun."""
        return all(step.mark is StepMark.OPEN for step in self.steps)


_GLYPHS = {StepMark.DONE: "✓", StepMark.NOW: "►", StepMark.OPEN: "-", StepMark.LATER: "+"}


class StepList(Drawn):
    """The user sees the blocks and steps, what was entered, and the step being asked; it follows by itself."""

    blocks: reactive[tuple[StepBlock, ...]] = reactive(())

    def __init__(
        self, blocks: tuple[StepBlock, ...] = (), *, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.set_reactive(StepList.blocks, blocks)

    def rows_for(self, width: int) -> int:
        """Every step on its own row, an empty row between blocks."""
        return max(1, sum(len(block.steps) + 2 for block in self.blocks) - 1)

    def draw(self, canvas: Canvas) -> None:
        """Draw the rows; where they do not fit, blocks that are done or not begun fold, then the rest scrolls."""
        rows = self._rows(fold=False)
        if len(rows) > canvas.height:
            rows = self._rows(fold=True)
        now = next((index for index, row in enumerate(rows) if row and row[1] and row[1].mark is StepMark.NOW), 0)
        first = max(0, min(now - canvas.height // 2, len(rows) - canvas.height))
        for y, row in enumerate(rows[first : first + canvas.height]):
            if row is None:
                continue
            block, step = row
            if step is None:
                _draw_heading(canvas, y, block)
            else:
                _draw_step(canvas, y, step)

    def _rows(self, *, fold: bool) -> list[tuple[StepBlock, StepLine | None] | None]:
        rows: list[tuple[StepBlock, StepLine | None] | None] = []
        for block in self.blocks:
            if rows and not fold:
                rows.append(None)
            rows.append((block, None))
            if not fold or not (block.is_done or block.is_open):
                rows.extend((block, step) for step in block.steps)
        return rows


def _draw_heading(canvas: Canvas, y: int, block: StepBlock) -> None:
    ink = "muted" if block.is_open else "text"
    end = canvas.width - 1
    canvas.text(1, y, block.number, ink, bold=True)
    x = canvas.text(2 + width_of(block.number), y, block.title, ink, bold=True, room=max(0, end - 3))
    canvas.rule(x + 1, y, end - x - 1, "line")


def _draw_step(canvas: Canvas, y: int, step: StepLine) -> None:
    now = step.mark is StepMark.NOW
    if now:
        canvas.rect(0, y, canvas.width, 1, "focus")
    end = canvas.width - 1
    ink = "focus-ink" if now else "text"
    canvas.text(1, y, _GLYPHS[step.mark], ink if step.mark is not StepMark.OPEN else "muted", bold=True)
    # The value is what was said about the gun: the title gives way before it does.
    value = clip(step.value, max(0, end - 3 - min(10, width_of(step.title)) - 1))
    start = canvas.text_end(end, y, value, ink, bold=True) if value else end + 1
    canvas.text(3, y, step.title, ink if now else "muted", bold=now, room=max(0, start - 4))
