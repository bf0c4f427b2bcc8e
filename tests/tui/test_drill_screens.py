"""A drill on the real screens: the word on each of them, what there is to see, the other person's part, the debrief."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from showclear.app.drill.clock import DrillClock
from showclear.app.drill.opening import make_drill
from showclear.app.drill.plan import DAY
from showclear.app.drill.score import Verdict
from showclear.domain.checklists import AnswerKind
from showclear.domain.people import Role
from showclear.domain.runs import Question, Run
from showclear.tui.app import ShowClearApp
from showclear.tui.dialogs.help import HelpDialog
from showclear.tui.dialogs.published import PublishedDialog
from showclear.tui.dialogs.sign import SignDialog
from showclear.tui.presenters.help_texts import ANSWERS
from showclear.tui.screens.board import BoardScreen
from showclear.tui.screens.drill import WORD, DebriefDialog, DrillBand, SeenDialog
from showclear.tui.screens.run import RunScreen
from showclear.tui.widgets.drawn import plain_of
from showclear.tui.widgets.prompt import Paragraph
from tests.app.drill_play import NOW, opened, planted
from tests.tui.conftest import Snapshot
from tests.tui.real import Walker

if TYPE_CHECKING:
    from showclear.app.drill.guide import Guide

INSPECTION = DAY[0]


@pytest.fixture(scope="module")
def drilled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A drill; tests play copies of it."""
    folder = tmp_path_factory.mktemp("drill") / "drill"
    make_drill(folder, 7, Role.ARMORER, now=NOW, rounds=4)
    return folder


@dataclass
class Hands(Walker):
    """The trainee's hands: they press what stands beside YOU SEE."""

    guide: Guide | None = None

    def value_of(self, run: Run, question: Question) -> str:
        """What is shown."""
        assert self.guide is not None
        assert isinstance(self.app.screen, RunScreen)
        look = self.guide.look(self.app.screen.session)
        assert look is not None
        shown = plain_of([self.app.screen.query_one("#look", Paragraph)])
        assert look.text.split(".")[0][:20] in " ".join(shown.split()), shown
        return look.answer

    def look_up(self, screen: RunScreen) -> None:
        """A look takes its time."""
        assert isinstance(self.app.production.clock, DrillClock)
        self.app.production.clock.advance(2)


def says_drill(app: ShowClearApp) -> bool:
    """Whether the screen on top bears the word, at both ends of its first line."""
    (band,) = app.screen.query(DrillBand)
    line = plain_of([band])
    return line.startswith(f" {WORD} ") and line.endswith(f" {WORD} ") and band.region.y == 0


async def test_a_run_of_a_drill_is_walked_by_one_person_and_each_screen_bears_the_word(
    drilled: Path, tmp_path: Path, snapshot: Snapshot
) -> None:
    """Look: DRILL at both ends of the first line, YOU SEE under the question, the cart in it, nothing cut off."""
    with opened(drilled, tmp_path / "drill", planted(Role.ARMORER, "rushed", "cart")) as drill:
        app = ShowClearApp(drill.production, drill.pins, drill=drill.guide)
        app.scanner.gap = 0.0
        async with app.run_test(size=(80, 24)) as pilot:
            hands = Hands(app, pilot, drill.pins, guide=drill.guide)
            await pilot.pause()
            assert isinstance(app.screen, BoardScreen)
            assert says_drill(app)
            run = (INSPECTION.procedure, INSPECTION.subject, INSPECTION.inputs, "mara-reyes", "jonas-weil")
            await app.push_screen(RunScreen(drill.production.start_run(*run)))
            await pilot.pause()
            assert says_drill(app), "the PIN"
            await hands.walk()
            assert isinstance(app.screen, SeenDialog)
            assert says_drill(app), "what was seen"
            await hands.press("enter")
            assert says_drill(app), "the run"
            snapshot(app, "drill-run-80")
            await hands.press("f1")
            assert isinstance(app.screen, HelpDialog)
            assert app.screen.here == ANSWERS[AnswerKind.CHOICE], "help is about what is asked"
            assert says_drill(app), "help"
            await hands.press("escape")
            await hands.walk()
            assert says_drill(app), "the stop"
            await hands.press("a")
            await hands.walk()
            assert isinstance(app.screen, SignDialog)
            assert says_drill(app), "the sheet"
            await hands.press(*drill.pins["mara-reyes"])
            assert isinstance(app.screen, PublishedDialog), "the other one signs without a key of the trainee"
            await hands.press("enter")
            app.show_debrief()
            await pilot.pause()
            assert isinstance(app.screen, DebriefDialog)
            assert says_drill(app), "the debrief"
            verdicts = [one.verdict for one in drill.guide.outcomes()]
            assert verdicts == [Verdict.MISSED, Verdict.CAUGHT]
            snapshot(app, "drill-debrief-80")


async def test_real_work_bears_no_such_word(drilled: Path, tmp_path: Path) -> None:
    with opened(drilled, tmp_path / "drill") as drill:
        app = ShowClearApp(drill.production, drill.pins)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            assert not app.screen.query(DrillBand)
