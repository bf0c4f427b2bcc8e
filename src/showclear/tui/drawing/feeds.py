"""Pictures of what is not a cylinder, a magazine, a tube or a breech: a belt, a muzzle-loader, marks of a batch."""

from __future__ import annotations

from showclear.tui.drawing.canvas import Canvas
from showclear.tui.drawing.slots import LOOKS, Slot, SlotState, draw_chamber
from showclear.words import say

BELT_WIDTH = 25
"""Columns of a belt with its links."""

MARK_WIDTH, MARK_ROWS = 11, 4
"""Cells of one mark of a batch, the row of air below it included."""


def window(slots: tuple[Slot, ...], most: int) -> tuple[tuple[Slot, ...], int, int]:
    """As many slots as there is room for, around what is asked now, and how many are left off at both ends."""
    if len(slots) <= most:
        return slots, 0, 0
    now = next((index for index, slot in enumerate(slots) if slot.state is SlotState.NOW), 0)
    first = max(0, min(now - most // 2, len(slots) - most))
    return slots[first : first + most], first, len(slots) - first - most


def round_colours(slot: Slot) -> tuple[str, str]:
    """Fill and ink of a round that lies on its side."""
    look = LOOKS[slot.state]
    if slot.state is SlotState.NOT_YET:
        return "steel", "muted"
    if slot.state is SlotState.EMPTY:
        return "hole", "cold"
    return look.fill, look.ink


def draw_round(canvas: Canvas, x: int, y: int, slot: Slot, *, tall: bool) -> None:
    """A round with its nose to the right, its number and its word on the case."""
    fill, ink = round_colours(slot)
    look = LOOKS[slot.state]
    rim = look.rim if slot.state in (SlotState.EMPTY, SlotState.FIRED, SlotState.SAME) else fill
    height = 1.5 if tall else 1
    canvas.rect(x, y, 13, height, rim)
    canvas.rect(x + 13.5, y, 2.5, height, rim)
    if tall:
        canvas.rect(x + 16, y + 0.5, 1, 0.5, rim)
    if rim != fill:
        canvas.rect(x + 0.5, y, 12, height, fill)
    canvas.text(x + 1 - (len(slot.label) > 2), y, slot.label, ink, bold=look.bold, room=4)
    word = slot.shown_word if slot.state is not SlotState.NOT_YET else slot.word
    canvas.text(x + 4, y, word, ink, bold=look.bold, room=8)
    if look.mark and len(slot.shown_word) < 7:
        canvas.text_end(x + 12, y, look.mark, ink, bold=True)


def draw_belt(slots: tuple[Slot, ...], *, rows: int, ground: str) -> Canvas:
    """A belt hanging down, the round that is fed first at the top; two strands of links hold the cases."""
    shown, above, below = window(slots, max(1, (rows - 2) // 2))
    height = 2 * len(shown) + (2 if below else 1)
    canvas = Canvas(BELT_WIDTH, height, ground)
    for left in (6, 13):
        canvas.rect(left, 0, 2.5, height, "steel-hi")
    for index, slot in enumerate(shown):
        y = 1 + 2 * index
        canvas.rect(3, y - 0.5, 17, 2, ground)
        for left in (6, 13):
            canvas.rect(left, y - 0.5, 2.5, 0.5, "steel-hi")
        draw_round(canvas, 3, y, slot, tall=True)
    if above:
        canvas.text(3, 0, " " + say("{count} more above", count=above) + " ", "muted", ground=ground)
    if below:
        canvas.text(3, height - 1, " " + say("{count} more below", count=below) + " ", "muted", ground=ground)
    return canvas


_BARREL_ROWS = 7


def draw_muzzle_loader(bore: Slot, lock: Slot | None, *, width: int, ground: str) -> Canvas | None:
    """A muzzle-loader from the side: the lock at the left, the barrel, and the rod as far as it went in.

    Args:
        bore: what was entered about the barrel. Empty: the rod reaches the breech; anything else: it stands out.
        lock: the nipple or pan, where it is asked about.
        width: columns there are.
        ground: colour around it.

    Returns:
        The picture, or ``None`` where there is too little room.
    """
    if width < 31:
        return None
    canvas = Canvas(width, _BARREL_ROWS + 6, ground)
    top = 6
    canvas.rect(2, top, width - 6, 5, "steel-hi")
    canvas.rect(3, top + 0.5, width - 8, 4, "steel")
    canvas.rect(5, top + 1, width - 9, 3, "hole")
    _draw_rod(canvas, 5, top + 1, width, bore)
    if lock is not None:
        draw_chamber(canvas, 6.5, 2.5, 4.9, lock, with_mark=True)
        canvas.rect(6, 5.5, 1, 1, "steel-hi")
    canvas.text(3, top + 5, "breech", "muted")
    canvas.text_end(width - 4, top + 5, "muzzle", "muted")
    return canvas


def _draw_rod(canvas: Canvas, left: int, top: int, width: int, bore: Slot) -> None:
    look = LOOKS[bore.state]
    room = width - 9
    if bore.state is SlotState.NOT_YET:
        canvas.text_middle(left, top + 1, room, bore.word or say("not yet"), "muted")
        return
    if bore.state is SlotState.NOW:
        canvas.rect(left, top, room, 3, look.fill)
        canvas.text_middle(left, top + 1, room, say("{label} NOW ?", label=bore.label).strip(), look.ink, bold=True)
        return
    reached = bore.state is SlotState.EMPTY
    start = left if reached else left + 9
    canvas.rect(start, top + 1, width - start, 1, "cold" if reached else "steel-hi")
    if reached:
        canvas.text_middle(left, top, room, f"{bore.label} {bore.shown_word}".strip(), look.ink, bold=True)
        return
    canvas.rect(left, top, 8, 3, look.fill)
    canvas.text_middle(left, top, 8, look.mark, look.ink, bold=True)
    canvas.text_middle(left, top + 1, 8, bore.shown_word, look.ink, bold=True)


def draw_nipple(canvas: Canvas, x: float, y: float, state: SlotState) -> None:
    """The nipple of a chamber of a percussion revolver: hollow while it is bare, full with a cap on it."""
    if state is SlotState.EMPTY:
        canvas.rect(x - 1.5, y - 1, 3, 2, "cold")
        canvas.rect(x - 0.5, y - 0.5, 1, 1, "hole")
        return
    look = LOOKS[state]
    canvas.rect(x - 1.5, y - 1, 3, 2, look.rim if state is SlotState.NOT_YET else look.fill)
    if state is SlotState.NOT_YET:
        canvas.rect(x - 0.5, y - 0.5, 1, 1, "hole")


def draw_marks(slots: tuple[Slot, ...], *, width: int, rows: int, ground: str) -> Canvas | None:
    """The drawn marks of an inert batch as a grid of tags, each with its own number and what was read on it."""
    columns = max(1, (width + 1) // (MARK_WIDTH + 1))
    shown, above, below = window(slots, columns * max(1, (rows - 1) // MARK_ROWS))
    if width < MARK_WIDTH or rows < MARK_ROWS or not shown:
        return None
    lines = -(-len(shown) // columns)
    canvas = Canvas(
        min(width, columns * (MARK_WIDTH + 1) - 1), lines * MARK_ROWS + (1 if above or below else 0), ground
    )
    for index, slot in enumerate(shown):
        _draw_mark(canvas, index % columns * (MARK_WIDTH + 1), index // columns * MARK_ROWS, slot)
    if above or below:
        canvas.text(0, canvas.height - 1, say("{count} more", count=above + below), "muted")
    return canvas


def _draw_mark(canvas: Canvas, x: int, y: int, slot: Slot) -> None:
    look = LOOKS[slot.state]
    canvas.rect(x, y, MARK_WIDTH, 3, look.rim)
    canvas.rect(x + 0.5, y + 0.5, MARK_WIDTH - 1, 2, look.fill)
    # The hole of a tag, at its left edge.
    canvas.rect(
        x + 1,
        y + 1,
        1,
        1,
        look.rim
        if slot.state in (SlotState.EMPTY, SlotState.NOT_YET)
        else "focus-ink"
        if slot.state is SlotState.NOW
        else "hole",
    )
    canvas.text_middle(x + 2, y + 1, MARK_WIDTH - 3, slot.label, look.ink, bold=look.bold)
