"""Bands across the screen: a stand-down, a mismatch, and the head and rows of the stop screen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from textual import events
from textual.message import Message
from textual.reactive import reactive

from showclear.tui.drawing.band import GunState, draw_band
from showclear.tui.drawing.canvas import Canvas
from showclear.tui.drawing.letters import fit_word, is_drawable, letter_word, mark_of
from showclear.tui.drawing.text import clean
from showclear.tui.widgets.drawn import Drawn
from showclear.tui.widgets.pieces import Piece, draw_pieces
from showclear.words import english, say


class BannerKind(StrEnum):
    """Whose colours a banner has."""

    STOP = "stop"
    UNVERIFIED = "unverified"
    HOT = "hot"


_COLOURS = {
    BannerKind.STOP: ("stop-bg", "stop-ink"),
    BannerKind.UNVERIFIED: ("unv-bg", "unv-ink"),
    BannerKind.HOT: ("hot-bg", "hot-ink"),
}


@dataclass(frozen=True, slots=True)
class BannerData:
    """What a banner says."""

    word: str
    """In block letters: "STAND-DOWN", "HOLD", "NOT THE SAME"."""
    lines: tuple[tuple[Piece, ...], ...] = ()
    kind: BannerKind = BannerKind.STOP


class Banner(Drawn):
    """The user sees a word in block letters across the screen, and beside it who, when and what ends it."""

    data: reactive[BannerData] = reactive(BannerData(""))

    def __init__(self, data: BannerData, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.set_reactive(Banner.data, data)

    def rows_for(self, width: int) -> int:
        """Six rows on wide screens, four on others; more where there are more lines."""
        return max(6 if width >= 100 else 4, len(self.data.lines) + 1)

    def draw(self, canvas: Canvas) -> None:
        """Draw the band; the word becomes bold type where block letters do not fit."""
        data = self.data
        fill, ink = _COLOURS[data.kind]
        top = 0.5 if canvas.height > 2 else 0.0
        canvas.rect(0, top, canvas.width, canvas.height - top, fill)
        gap = 2 if canvas.width >= 100 and data.kind is BannerKind.STOP else 1
        word = letter_word(clean(data.word), gap=gap) if is_drawable(data.word) else None
        if word is None or word.cells > canvas.width // 2 + 4:
            word = fit_word(clean(data.word), max(0, canvas.width // 2 + 2))
        if word is None or canvas.height < 4:
            x = canvas.text(1, 1 if top else 0, data.word, ink, bold=True)
            first = data.lines[0] if data.lines else ()
            draw_pieces(canvas, x + 2, 1 if top else 0, first, ink=ink)
            for y, line in enumerate(data.lines[1:], start=2):
                draw_pieces(canvas, 1, y, line, ink=ink)
            return
        margin = 2.5 if canvas.width >= 100 else 1.5
        if data.kind is BannerKind.HOT:
            # The silhouette of the state, so that the band says HOT without its colour too.
            canvas.letters(margin, top + _half((canvas.height - top - 2.5) / 2), mark_of("hot"), ink)
            margin += 6.5
        canvas.letters(margin, top + _half((canvas.height - top - 2.5) / 2), word, ink)
        left = int(margin + word.cells) + (6 if canvas.width >= 100 else 4)
        start = max(1 if top else 0, (canvas.height - len(data.lines) + 1) // 2)
        for y, line in enumerate(data.lines[: canvas.height - start], start=start):
            draw_pieces(canvas, left, y, line, room=canvas.width - left - 1, ink=ink)


def _half(value: float) -> float:
    return int(2 * value) / 2


class StopBanner(Drawn):
    """The user sees STOP in the largest letters there are, and beside it who called it and since when."""

    word: reactive[str] = reactive(english("STOP"))
    lines: reactive[tuple[tuple[Piece, ...], ...]] = reactive((), layout=True)

    def __init__(
        self,
        word: str = english("STOP"),
        lines: tuple[tuple[Piece, ...], ...] = (),
        *,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.set_reactive(StopBanner.word, word)
        self.set_reactive(StopBanner.lines, lines)

    def _scale(self, width: int) -> int:
        return 3 if width >= 100 else 2 if width >= 60 else 1

    def rows_for(self, width: int) -> int:
        """As many rows as letters and lines take."""
        letters = {3: 8, 2: 5, 1: 3}[self._scale(width)]
        return max(letters, len(self.lines)) if width >= 60 else letters + len(self.lines)

    def draw(self, canvas: Canvas) -> None:
        """Draw letters and lines beside each other, or below each other where it is narrow."""
        word = fit_word(clean(self.word), canvas.width, scale=self._scale(canvas.width))
        x, y = 0, 1
        if word is None or canvas.height * 2 < len(word.rows):
            canvas.text(0, 0, self.word, "full-ink", bold=True)
        else:
            canvas.letters(0, 0, word, "full-ink")
            y = -(-len(word.rows) // 2)
            if canvas.width >= 60:
                x = int(word.cells) + (8 if canvas.width >= 100 else 3)
                y = 0
        for row, line in enumerate(self.lines, start=y):
            draw_pieces(canvas, x, row, line, room=canvas.width - x, ink="full-ink")


def _draw_edge(canvas: Canvas, x: int, width: int, rows: int, state: GunState) -> None:
    """Draw an edge at both ends of HOT: without one its fill sinks into a screen that is all red, or all white."""
    if state is not GunState.HOT:
        return
    canvas.rect(x, 0, 0.5, rows, "full-ink")
    canvas.rect(x + width - 0.5, 0, 0.5, rows, "full-ink")


@dataclass(frozen=True, slots=True)
class StopGun:
    """A gun that is in somebody's hands at the stop."""

    tag: str
    name: str
    state: GunState
    with_: str
    key: str
    """The digit that takes it back."""
    frozen: bool = False
    """Whether it is taken back closed and as it is: an open incident names it."""


@dataclass
class TakeBackChosen(Message):
    """A gun on the stop screen is to be taken back."""

    tag: str


class StopGunRow(Drawn):
    """The user sees a gun that is still out, who has it, and the key that takes it back."""

    gun: reactive[StopGun] = reactive(StopGun("", "", GunState.UNVERIFIED, "", ""))
    most: reactive[int] = reactive(5, layout=True)
    """How many rows there are for it: five with block letters, three, two, or one where many guns are out."""

    def __init__(self, gun: StopGun, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.set_reactive(StopGunRow.gun, gun)

    def rows_for(self, width: int) -> int:
        """Five rows with block letters, of which one is air; fewer on small screens and where many are out."""
        return min(self.most, 5 if width >= 100 else 3 if width >= 60 else 1)

    def draw(self, canvas: Canvas) -> None:
        """Draw the band, the words and the key."""
        gun = self.gun
        if canvas.height >= 4 and canvas.width >= 90:
            self._draw_large(canvas)
            return
        rows = 2 if canvas.height >= 2 else 1
        canvas.rect(0, 0, canvas.width, rows, "full-strip")
        band = min(canvas.width, 16)
        draw_band(canvas, 1, 0, band - 1, gun.state, height=rows)
        _draw_edge(canvas, 1, band - 1, rows, gun.state)
        what = say("take back, closed") if gun.frozen else say("take back")
        key = f"{gun.key} {what}" if canvas.width >= 60 else gun.key
        start = canvas.text_end(canvas.width - 2, 0, key, "full-ink", bold=True, room=max(0, canvas.width - band - 4))
        room = max(0, start - band - 3)
        what = f"{gun.tag}  {gun.name}" if rows > 1 else f"{gun.tag}  {gun.with_}"
        canvas.text(band + 2, 0, what, "full-ink", bold=True, room=room)
        if rows > 1:
            canvas.text(band + 2, 1, gun.with_, "full-ink", room=canvas.width - band - 3)

    def _draw_large(self, canvas: Canvas) -> None:
        gun = self.gun
        canvas.rect(0, 0, canvas.width, 4, "full-strip")
        draw_band(canvas, 1, 0, 41, gun.state, height=4)
        _draw_edge(canvas, 1, 41, 4, gun.state)
        key_at = canvas.width - 30
        x = canvas.text(44, 1, gun.tag, "full-ink", bold=True)
        canvas.text(x + 2, 1, gun.name, "full-ink", room=max(0, key_at - x - 3))
        canvas.text(44, 2, gun.with_, "full-ink", bold=True, room=key_at - 45)
        canvas.rect(key_at, 0, 6, 4, "full-ink")
        if is_drawable(gun.key) and len(gun.key) == 1:
            letter = letter_word(gun.key)
            canvas.letters(key_at + (12 - letter.width) // 2 / 2, 1, letter, "full-bg")
        else:
            canvas.text_middle(key_at, 1, 6, gun.key, "full-bg", bold=True)
        first, second = (
            (say("take it back closed,"), say("as it is")) if gun.frozen else (say("take it back,"), say("clear it"))
        )
        canvas.text(key_at + 8, 1, first, "full-ink", bold=True)
        canvas.text(key_at + 8, 2, second, "full-ink", bold=True)

    def on_click(self, event: events.Click) -> None:
        """The whole row takes it back."""
        event.stop()
        self.post_message(TakeBackChosen(self.gun.tag))
