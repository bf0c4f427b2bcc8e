"""A batch of inert things on the board."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import reactive

from showclear.tui.drawing.canvas import Canvas
from showclear.tui.widgets.drawn import Drawn
from showclear.words import english, say


@dataclass(frozen=True, slots=True)
class BatchData:
    """What a line says about a batch, ready to be shown."""

    tag: str
    what: str
    figures: str
    """How many are out, or that all are in."""
    words: str = ""
    """Under whom and with whom, why it waits, or where it is."""
    collect: bool = False
    barred: bool = False


@dataclass
class BatchOpened(Message):
    """A batch was asked for."""

    tag: str


class BatchLine(Drawn, can_focus=True):
    """The user sees a batch in one line: how many are out, under whom, and loudly when they have to come back."""

    HELP = "batch"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter",
            "open",
            english("Open"),
            id="batch.open",
            show=False,
            tooltip=english("What can be done with this batch."),
        ),
    ]
    data: reactive[BatchData] = reactive(BatchData("", "", ""))

    def __init__(self, data: BatchData, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.set_reactive(BatchLine.data, data)

    def draw(self, canvas: Canvas) -> None:
        """One line; where it is narrow the name of the things gives way first."""
        data, width = self.data, canvas.width
        if self.has_focus:
            canvas.rect(0, 0, width, 1, "raised")
            canvas.rect(0, 0, 0.5, 1, "focus")
        figures, words = (16, 54) if width >= 70 else (10, 30)
        canvas.text(1, 0, data.tag, "text", bold=True, room=figures - 2)
        x = canvas.text(figures, 0, data.figures, "text", bold=True, room=words - figures - 1)
        if width >= 70:
            canvas.text(max(30, x + 2), 0, data.what, "text", room=23)
        if data.barred:
            canvas.text(words, 0, f"X {data.words}", "quar", bold=True, room=width - words - 1)
        elif data.collect:
            end = width - 1
            canvas.rect(words, 0, end - words, 1, "stop-bg")
            canvas.text(
                words + 1, 0, say("COLLECT {words}", words=data.words), "stop-ink", bold=True, room=end - words - 2
            )
        else:
            canvas.text(words, 0, data.words, "muted", room=width - words - 1)

    def on_click(self, event: events.Click) -> None:
        """A click chooses, a second one opens."""
        event.stop()
        if self.has_focus:
            self.action_open()

    def action_open(self) -> None:
        """Ask what can be done with it."""
        self.post_message(BatchOpened(self.data.tag))
