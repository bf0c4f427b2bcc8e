"""What the gun holds, as the person at the keys has entered it."""

from __future__ import annotations

from dataclasses import dataclass

from textual.reactive import reactive

from showclear.tui.drawing.canvas import Canvas
from showclear.tui.drawing.gun import GunDrawing, GunShape, draw_gun
from showclear.tui.drawing.slots import LOOKS, Slot, SlotState
from showclear.tui.drawing.text import clean, width_of, wrap
from showclear.tui.widgets.drawn import Drawn
from showclear.words import say

NO_DRAWING = GunDrawing(GunShape.NONE, ())
"""The picture of something that has no chamber."""


@dataclass(frozen=True, slots=True)
class PictureData:
    """A picture with its words."""

    drawing: GunDrawing = NO_DRAWING
    title: str = ""
    """Whose entries these are: "As Jonas has entered it"."""
    note: str = ""
    """What is not shown: "Mara's own entries are covered until yours are in."."""
    short_note: str = ""
    """The same in at most 28 letters, for the small picture."""


class GunPicture(Drawn):
    """The user sees the chambers, rounds or barrels as far as they are entered, and the same as a table."""

    data: reactive[PictureData] = reactive(PictureData())

    def __init__(self, data: PictureData | None = None, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.set_reactive(GunPicture.data, data or PictureData())

    def rows_for(self, width: int) -> int:
        """As many rows as the large picture with its table takes."""
        return 31

    def draw(self, canvas: Canvas) -> None:
        """Draw title, picture, table and note; of these the picture is left off first."""
        data, width = self.data, canvas.width
        slots = _all_slots(data.drawing)
        canvas.text_middle(0, 0, width, data.title, "muted")
        roomy = canvas.height >= 28
        note = data.note if roomy else data.short_note or data.note
        notes = wrap(note, width - 4, 3 if roomy else 1) if note else ()
        left = canvas.height - 1 - len(notes)
        picture = draw_gun(data.drawing, width=width, rows=left, ground=self.ground)
        y = 1
        if picture is not None:
            canvas.paste(picture, (width - picture.width) // 2, 1)
            y = picture.height + 2
        end = canvas.height - len(notes)
        roomy = end - y >= len(slots) + 2
        rows = slots if end - y >= len(slots) else _window(slots, max(0, end - y))
        y = _draw_table(canvas, y, rows, words=width >= 35 or picture is None)
        y += 1 if roomy else 0
        for index, line in enumerate(notes):
            row = y + index if roomy else canvas.height - len(notes) + index
            canvas.text(2, row, line, "muted", room=width - 3)


def _all_slots(drawing: GunDrawing) -> tuple[Slot, ...]:
    return drawing.slots if drawing.chamber is None else (drawing.chamber, *drawing.slots)


def _window(slots: tuple[Slot, ...], most: int) -> tuple[Slot, ...]:
    """The rows that end with what is asked now, or with the last one that was entered."""
    if most < 1:
        return ()
    entered = [index for index, slot in enumerate(slots) if slot.state is not SlotState.NOT_YET]
    now = next((index for index, slot in enumerate(slots) if slot.state is SlotState.NOW), None)
    last = now if now is not None else (entered[-1] if entered else 0)
    if now is not None and most < 6 and now > 0:
        # In little room what was entered is worth more than the row that says "now".
        last = now - 1
    first = max(0, min(last - most + 1, len(slots) - most))
    return slots[first : first + most]


def _draw_table(canvas: Canvas, y: int, slots: tuple[Slot, ...], *, words: bool) -> int:
    """Draw the rows; without ``words`` only the evidence, where the picture beside it says the words."""
    label = max((width_of(clean(slot.label)) for slot in slots), default=1)
    word_at = 2 + max(1, label) + 2
    evidence_at = word_at + (7 if canvas.width >= 35 else 6) if words else word_at
    for slot in slots:
        look = LOOKS[slot.state]
        if slot.state is SlotState.NOW:
            canvas.rect(1, y, canvas.width - 2, 1, "focus")
            canvas.text(2, y, slot.label, "focus-ink", bold=True)
            canvas.text(word_at, y, say("now"), "focus-ink", bold=True)
        elif slot.state is SlotState.NOT_YET:
            canvas.text(2, y, slot.label, "muted")
            canvas.text(word_at, y, slot.evidence or say("not yet"), "muted", room=canvas.width - word_at - 1)
        else:
            canvas.text(2, y, slot.label, "text", bold=True)
            word = slot.shown_word
            if words or not slot.evidence:
                after = canvas.text(word_at, y, word, look.word_colour, bold=look.bold, room=canvas.width - word_at - 1)
                x = max(evidence_at, after + 1)
            else:
                x = word_at
            canvas.text(x, y, slot.evidence, "text", room=canvas.width - x - 1)
        y += 1
    return y
