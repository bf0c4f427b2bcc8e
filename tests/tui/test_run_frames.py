"""Nothing old may stay on the screen: what a terminal shows after each key is what a new screen of that run shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from textual._compositor import CompositorUpdate
from textual.pilot import Pilot
from textual.screen import Screen

from showclear.app.walking import obvious_answer
from showclear.domain.checklists import AnswerKind, Procedure
from showclear.domain.runs import Run
from showclear.domain.runs.values import Phase, Question, QuestionKey
from showclear.tui.app import ShowClearApp
from showclear.tui.screens.bar import KeyLine
from showclear.tui.screens.entry import EntryInput
from showclear.tui.screens.run import RunScreen
from tests.tui.day_runs import EMPTY, day
from tests.tui.fakes import PIN

_SEQUENCE = re.compile(r"\x1b\[(\d+);(\d+)H|\x1b\[([\d;]*)m|([^\x1b\n]+)")
PROCEDURE = Procedure.INSPECTION
DUMMIES = {"plan.contents": "dummy", "plan.count": "2", "box": "DUM-3"}
Picture = tuple[tuple[tuple[str, str], ...], ...]
"""A character and its look for each cell, row by row."""


class Terminal(ShowClearApp):
    """The app on a terminal that keeps what was written, cell by cell, and each frame."""

    frames: list[Picture] | None = None
    """None while nobody looks."""

    def blank(self) -> None:
        """An empty terminal, as large as the app."""
        width, height = self.size
        self.cells = [[("", "")] * width for _ in range(height)]

    def write(self, update: CompositorUpdate) -> Picture:
        """Take in what is written; returns what the terminal then shows."""
        x = y = 0
        look = ""
        for row, column, style, text in _SEQUENCE.findall(update.render_segments(self.console)):
            if row:
                x, y = int(column) - 1, int(row) - 1
            elif text:
                self.cells[y][x : x + len(text)] = [(character, look) for character in text]
                x += len(text)
            else:
                look = "" if style in ("", "0") else style
        return tuple(map(tuple, self.cells))

    def write_all(self) -> Picture:
        """Show the whole screen on an empty terminal."""
        self.blank()
        update = self.screen._compositor.render_update(full=True, screen_stack=self._background_screens)
        assert isinstance(update, CompositorUpdate)
        return self.write(update)

    def _display(self, screen: Screen[Any], renderable: Any) -> None:
        super()._display(screen, renderable)
        if self.frames is not None and isinstance(renderable, CompositorUpdate):
            self.frames.append(self.write(renderable))


def lines(picture: Picture) -> list[str]:
    """The characters alone, as a person reads them."""
    return ["".join(character for character, _ in row).rstrip() for row in picture]


async def show(app: Terminal, pilot: Pilot[None], screen: RunScreen) -> None:
    """Open a run."""
    app.push_screen(screen)
    await pilot.pause()
    screen.query_one(EntryInput).cursor_blink = False
    await pilot.pause()


def keys_of(screen: RunScreen) -> Iterator[bool]:
    """Answer until the run is complete, key by key; rounds are marked sign by sign. False: a dialog was over it."""
    while (run := screen.session.run).phase in (Phase.ASKING, Phase.NEEDS_PASS):
        if run.question is None:
            assert run.turn is not None
            screen.app.pop_screen()
            screen.session.open_pass(run.turn.person.id, PIN)
            screen.advance()
            yield False
            continue
        value = obvious_answer(run, run.question)
        if run.question.answer is AnswerKind.ROUNDS and not screen.marked:
            screen.mark(run.question, value.split("+")[0])
        else:
            screen.give(value)
        yield True


@dataclass(frozen=True)
class Seen:
    """What was asked after a key, and the frames in which that appeared."""

    run: Run
    question: Question
    marked: frozenset[str]
    handed: QuestionKey | None
    frames: tuple[Picture, ...]


def is_worth_a_look(seen: list[Seen], question: Question) -> bool:
    """Every question; of those that come again and again the first two: a new screen costs a tenth of a second."""
    again = [one for one in seen if one.question.key.step == question.key.step]
    return len(again) < 2 or again[-1].question.person != question.person


@pytest.mark.parametrize(("size", "most"), [((120, 40), 14), ((80, 24), 4)])
async def test_after_each_key_of_a_run_the_terminal_shows_what_a_new_screen_shows_and_no_frame_mixes_two_questions(
    size: tuple[int, int], most: int
) -> None:
    """Only what changed is drawn and laid out anew; a cell that was forgotten would tell of another chamber."""
    production: Any = day()
    production.plan_count = 2
    app = Terminal(production)
    async with app.run_test(size=size) as pilot:
        inputs = dict.fromkeys((field.id for field in production.prepare(PROCEDURE, "A-07").fields), "")
        session = production.start_run(PROCEDURE, "A-07", inputs | EMPTY | DUMMIES, "mara", "jonas")
        session.open_pass("mara", PIN)
        screen = RunScreen(session)
        await show(app, pilot, screen)
        app.write_all()
        seen: list[Seen] = []
        for within in keys_of(screen):
            app.frames = []
            await pilot.pause()
            question = session.run.question
            if app.screen is screen and question is not None and is_worth_a_look(seen, question):
                settled = within and screen.handed is None
                frames = tuple(app.frames)[0 if settled else -1 :]
                seen.append(Seen(session.run, question, screen.marked, screen.handed, frames))
            if len(seen) == most:
                break
        app.frames = None
        assert len(seen) == most
        bar = screen.query_one(KeyLine).size
        for one in seen:
            new = RunScreen(production._session(one.run, session.weapon))
            new.marked, new.handed = one.marked, one.handed
            await show(app, pilot, new)
            now = app.write_all()
            assert one.frames
            for frame in one.frames:
                # Which key withdraws is said a frame later where a line that is typed in takes the letters.
                assert lines(frame)[: -bar.height] == lines(now)[: -bar.height]
            assert one.frames[-1] == now
            await app.pop_screen()
