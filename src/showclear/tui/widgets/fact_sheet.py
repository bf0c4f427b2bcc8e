"""What is known about one thing or one person, beside a list."""

from __future__ import annotations

from dataclasses import dataclass

from textual.reactive import reactive

from showclear.tui.drawing.band import GunState, draw_band
from showclear.tui.drawing.canvas import Canvas
from showclear.tui.drawing.text import clean, wrap
from showclear.tui.widgets.drawn import Drawn
from showclear.tui.widgets.pieces import Weight
from showclear.words import say


@dataclass(frozen=True, slots=True)
class AccountData:
    """Where the rounds or things of a container are."""

    opening: int
    out: int
    left: int


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what stands beside it."""

    label: str
    value: str
    weight: Weight = Weight.TEXT


@dataclass(frozen=True, slots=True)
class SheetData:
    """What the sheet says."""

    title: str = ""
    name: str = ""
    state: GunState | None = None
    facts: tuple[Fact, ...] = ()
    account: AccountData | None = None
    alert: str = ""
    """What is not as it should be, in a sentence."""
    hint: str = ""
    """What can be done about it."""


_LABEL = 11


class FactSheet(Drawn):
    """The user sees the state in block letters, then label by label what the records say."""

    data: reactive[SheetData] = reactive(SheetData())

    def draw(self, canvas: Canvas) -> None:
        """State, title, account, facts, what is wrong."""
        data, y, width = self.data, 0, canvas.width
        canvas.rect(0, 0, width, canvas.height, "panel")
        if data.state is not None:
            draw_band(canvas, 0, 0, width, data.state, height=3.5)
            y = 4
        else:
            y = 1
        x = canvas.text(2, y, data.title, "text", bold=True, room=width - 4)
        canvas.text(x + 2, y, data.name, "text", room=max(0, width - x - 4))
        y += 2
        if data.account is not None:
            y = self._draw_account(canvas, y, data.account)
        for fact in data.facts:
            y = self._draw_fact(canvas, y, fact)
        for text, ink, bold in ((data.alert, "unv", True), (data.hint, "muted", False)):
            if text:
                y += 1
                for part in wrap(text, width - 4, 5):
                    canvas.text(2, y, part, ink, bold=bold)
                    y += 1

    def _draw_fact(self, canvas: Canvas, y: int, fact: Fact) -> int:
        canvas.text(2, y, fact.label, "muted", room=_LABEL - 1)
        room = canvas.width - 4 - _LABEL
        bold = fact.weight in (Weight.STRONG, Weight.ALERT)
        ink = "unv" if fact.weight is Weight.ALERT else "muted" if fact.weight is Weight.MUTED else "text"
        lines = wrap(fact.value, room, 4) if room > 4 else (clean(fact.value),)
        for part in lines or ("",):
            canvas.text(2 + _LABEL, y, part, ink, bold=bold)
            y += 1
        return y

    def _draw_account(self, canvas: Canvas, y: int, account: AccountData) -> int:
        width = canvas.width - 4
        total = max(1, account.opening, account.out + account.left)
        x = 2.0
        for number, ink in ((account.out, "muted"), (account.left, "steel-hi")):
            part = round(2 * width * number / total) / 2
            if number and part < 1:
                part = 1.0
            canvas.rect(x, y, min(part, 2 + width - x), 2, ink)
            x += part
        canvas.text(2, y + 2, say("{out} out", out=account.out), "text", bold=True)
        canvas.text_end(
            2 + width,
            y + 2,
            say("{left} left of {opening}", left=account.left, opening=account.opening),
            "text",
            bold=True,
        )
        return y + 4
