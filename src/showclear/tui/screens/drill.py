"""What a drill adds to every screen: the word DRILL, what comes next, what there is to see, and the debrief."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.reactive import reactive
from textual.screen import Screen

from showclear.app.drill.debrief import NOT_A_PROOF, lines
from showclear.tui.dialogs.frame import Dialog
from showclear.tui.dialogs.message import CLOSE_KEYS
from showclear.tui.drawing.canvas import Canvas
from showclear.tui.drawing.text import clip, width_of
from showclear.tui.screens.base import words
from showclear.tui.widgets.drawn import Drawn
from showclear.words import english, say, translated

if TYPE_CHECKING:
    from showclear.app.drill.debrief import Debrief, Told
    from showclear.app.views import Board
    from showclear.tui.screens.host import Host

WORD = english("DRILL")
NOTHING_REAL = english("Nothing here is real.")


class DrillBand(Drawn):
    """The user sees over every screen that this is a drill, and what comes next in it."""

    says: reactive[str] = reactive("")

    def on_mount(self) -> None:
        """Follow the board."""
        self.watch(self.app, "board", self.show_next)

    def show_next(self, board: Board | None) -> None:
        """What comes next on the day of the drill."""
        host: Host = self.app  # type: ignore[assignment]
        if board is not None and host.drill is not None:
            self.says = host.drill.plan_words(board)

    def draw(self, canvas: Canvas) -> None:
        """The word in the colours of a warning, then the sentence; the word stands at both ends."""
        word = f" {translated(WORD)} "
        wide = width_of(word)
        end = canvas.width - wide
        canvas.rect(0, 0, canvas.width, 1, "raised")
        for at in (0, end):
            canvas.rect(at, 0, wide, 1, "unv-bg")
            canvas.text(at, 0, word, "unv-ink", bold=True)
        room = end - wide - 2
        text = f"{translated(self.says)} {translated(NOTHING_REAL)}"
        canvas.text(wide + 1, 0, text if width_of(text) <= room else clip(self.says, room), "text")


def mark_as_drill(screen: Screen[Any], host: Host) -> None:
    """Put the band over a screen of a drill; nothing in real work."""
    if host.drill is not None and not screen.query(DrillBand):
        screen.add_class("-drill")
        screen.mount(DrillBand(), before=0)


class SeenDialog(Dialog[None]):
    """The user reads what the other person was just seen to do. What is done about it is up to them."""

    HELP = "seen"
    BINDINGS: ClassVar[list[BindingType]] = [*CLOSE_KEYS]

    def __init__(self, text: str) -> None:
        super().__init__(say("You see"))
        self.text = text

    def compose_body(self) -> ComposeResult:
        """One sentence."""
        yield words(self.text, "strong")

    def action_close(self) -> None:
        """Go back."""
        self.dismiss(None)


class DebriefDialog(Dialog[None]):
    """The user reads what was caught, what was missed, and where that has happened."""

    HELP = "debrief"
    BINDINGS: ClassVar[list[BindingType]] = [*CLOSE_KEYS]

    def __init__(self, told: Debrief) -> None:
        super().__init__(say("Debrief"))
        self.told = told

    def compose_body(self) -> ComposeResult:
        """The score, then fault by fault."""
        yield words(self.told.headline, "strong")
        for one in self.told.told:
            yield from self._fault(one)
        yield words(NOT_A_PROOF, "quiet", "gap")

    def _fault(self, one: Told) -> ComposeResult:
        yield words(
            f"{translated(one.verdict.words)}: {translated(one.title)}",
            "alert" if one.verdict.is_missed else "strong",
            "gap",
        )
        for line in lines(one):
            yield words(line, "fact")

    def action_close(self) -> None:
        """Go back."""
        self.dismiss(None)
