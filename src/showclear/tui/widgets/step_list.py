"""Where in the checklist this is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from textual.reactive import reactive

from showclear.tui.drawing.canvas import Canvas
from showclear.tui.drawing.text import clip, width_of, wrap
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
        """Every step on its own row, an empty row between blocks; what is longer takes a second row."""
        return max(1, len(self._rows(width)))

    def draw(self, canvas: Canvas) -> None:
        """Draw the rows.

        Where they do not fit, what is longer than a row is cut, then blocks that are done or not begun fold, then the
        rest scrolls.
        """
        width = canvas.width
        choices = (self._rows(width), self._rows(width, cut=True), self._rows(width, cut=True, fold=True))
        rows = next((rows for rows in choices if len(rows) <= canvas.height), choices[-1])
        now = next((index for index, row in enumerate(rows) if row.mark is StepMark.NOW), 0)
        first = max(0, min(now - canvas.height // 2, len(rows) - canvas.height))
        for y, row in enumerate(rows[first : first + canvas.height]):
            _draw(canvas, y, row)

    def _rows(self, width: int, *, cut: bool = False, fold: bool = False) -> list[_Row]:
        rows: list[_Row] = []
        for block in self.blocks:
            if rows and not fold:
                rows.append(_Row())
            rows += _heading(block, width, cut=cut)
            if not fold or not (block.is_done or block.is_open):
                rows += [row for step in block.steps for row in _step(step, width, cut=cut)]
        return rows


@dataclass(frozen=True, slots=True)
class _Row:
    """One row as it is drawn."""

    sign: str = ""
    text: str = ""
    value: str = ""
    mark: StepMark | None = None
    """None for a heading and for the air between blocks."""
    quiet: bool = False
    rule: bool = False
    """Whether a rule fills it up to the edge."""


def _heading(block: StepBlock, width: int, *, cut: bool) -> list[_Row]:
    left = 2 + width_of(block.number)
    lines = wrap(block.title, max(1, width - left - 1), 1 if cut else 2)
    return [
        _Row(sign=block.number if not index else "", text=line, quiet=block.is_open, rule=index == len(lines) - 1)
        for index, line in enumerate(lines)
    ]


def _step(step: StepLine, width: int, *, cut: bool) -> list[_Row]:
    whole = _Row(_GLYPHS[step.mark], step.title, step.value, step.mark)
    room = width - 5 - width_of(step.title)
    if cut or not step.value or width_of(step.value) <= room:
        return [whole]
    # What was entered is read as a whole: below its step, where it does not fit beside it.
    return [replace(whole, value=""), _Row(value=clip(step.value, width - 6), mark=step.mark)]


def _draw(canvas: Canvas, y: int, row: _Row) -> None:
    end = canvas.width - 1
    if row.mark is None:
        ink = "muted" if row.quiet else "text"
        canvas.text(1, y, row.sign, ink, bold=True)
        left = 2 + max(1, width_of(row.sign))
        x = canvas.text(left, y, row.text, ink, bold=True, room=max(0, end - left))
        if row.rule:
            canvas.rule(x + 1, y, end - x - 1, "line")
        return
    now = row.mark is StepMark.NOW
    if now:
        canvas.rect(0, y, canvas.width, 1, "focus")
    ink = "focus-ink" if now else "text"
    canvas.text(1, y, row.sign, ink if row.mark is not StepMark.OPEN else "muted", bold=True)
    # The value is what was said about the gun: the title gives way before it does.
    value = clip(row.value, max(0, end - 3 - min(10, width_of(row.text)) - 1))
    start = canvas.text_end(end, y, value, ink, bold=True) if value else end + 1
    canvas.text(3, y, row.text, ink if now else "muted", bold=now, room=max(0, start - 4))
