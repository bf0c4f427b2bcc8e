"""The body of the wait screen: the band of a hot gun, two prohibitions, the clock, what may be said meanwhile."""

from __future__ import annotations

from dataclasses import dataclass

from textual import getters
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.reactive import reactive

from showclear.tui.widgets.answer_row import AnswerData, AnswerRow
from showclear.tui.widgets.banners import Banner, BannerData
from showclear.tui.widgets.pieces import muted, strong
from showclear.tui.widgets.prompt import BigText, Paragraph, PieceLine
from showclear.tui.widgets.wait_clock import WaitClock
from showclear.words import say


@dataclass(frozen=True, slots=True)
class WaitData:
    """What the wait screen says, the clock apart."""

    banner: BannerData
    forbidden: tuple[str, ...]
    """In block letters, on a large screen."""
    forbidden_small: str
    """In block letters, on a small one."""
    sentence: str
    sentence_small: str
    """What a small screen says below; it repeats what has no room in block letters."""
    total: int
    """Seconds of the whole wait."""
    note: str = ""
    keys: tuple[AnswerData, ...] = ()
    """What may be said while nobody moves. There is no key that makes the wait shorter."""
    next_steps: tuple[str, ...] = ()


class WaitPanel(Container):
    """The user sees that nobody opens it and nobody pulls again, and how long yet."""

    left: reactive[int] = reactive(0, init=False)
    """Seconds that are left."""
    clock = getters.query_one(WaitClock)

    def __init__(self, data: WaitData, left: int, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.data = data
        self.set_reactive(WaitPanel.left, left)

    def compose(self) -> ComposeResult:
        """The band, the prohibitions, the clock, the keys, what comes then."""
        data = self.data
        yield Banner(data.banner, id="wait-band")
        with Container(id="wait-body"):
            with Vertical(id="wait-left"):
                for line in data.forbidden:
                    yield BigText(line, classes="forbidden -large")
                yield BigText(data.forbidden_small, classes="forbidden -small")
                yield Paragraph(data.sentence, strong=True, classes="wait-sentence -large")
                yield Paragraph(data.sentence_small, strong=True, classes="wait-sentence -small")
                yield WaitClock(self.left, data.total, data.note, id="wait-clock")
            with Vertical(id="wait-right"):
                yield PieceLine(strong(say("While you wait")), classes="wait-title")
                for key in data.keys:
                    yield AnswerRow(key)
                if data.next_steps:
                    yield PieceLine(strong(say("Then, in this order")), classes="wait-title -then")
                for number, step in enumerate(data.next_steps, start=2):
                    yield PieceLine(strong(f"{number:>2}"), muted(f"  {step}"), classes="wait-next")

    def watch_left(self, left: int) -> None:
        """A second has passed."""
        self.clock.left = left

    def mark_said(self, answer_id: str, words: str) -> None:
        """Say on the row itself that it was written."""
        for row in self.query(AnswerRow):
            if row.data.answer_id == answer_id:
                row.data = AnswerData(answer_id, row.data.key, f"✓ {words}")
