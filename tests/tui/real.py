"""The real production behind the screens: a demonstration on the disk, its keys held in this process."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from showclear.app.demo import ON_SHIFT, Demonstration, KeyInHand, demo_machine, make_demo
from showclear.app.founding import NewKey
from showclear.app.production import Production
from showclear.app.walking import obvious_answer
from showclear.domain.checklists import AnswerKind
from showclear.domain.runs import Question, Run
from showclear.storage.clock import FakeClock
from showclear.storage.files import LocalFileSystem
from showclear.storage.key_files import open_key_file
from showclear.tui.app import ShowClearApp
from showclear.tui.dialogs.pin import PinDialog
from showclear.tui.dialogs.sign import SignDialog
from showclear.tui.screens.run import RunScreen
from showclear.tui.screens.run_frame import TURN_MS

NOW = datetime(2026, 3, 2, 19, 0, 0, tzinfo=UTC)
COLT = "A-07"


def make(folder: Path) -> Demonstration:
    """A demonstration whose keys open fast."""
    return make_demo(folder, now=NOW, rounds=4)


def copy(demonstration: Demonstration, folder: Path) -> Demonstration:
    """The same demonstration in another folder, for a test that writes."""
    shutil.copytree(demonstration.folder, folder)
    return Demonstration(folder, demo_machine(folder), demonstration.credentials, demonstration.records)


def open_demo(
    demonstration: Demonstration, clock: FakeClock | None = None, disk: LocalFileSystem | None = None
) -> Production:
    """The production, with the shifts open that `showclear demo` opens."""
    words = {one.person.id: one for one in demonstration.credentials}

    def opener(person_id: str, passphrase: str, pin: str) -> Any:
        path = demonstration.machine.key_file(person_id)
        key = open_key_file(LocalFileSystem(), path, passphrase)
        return KeyInHand(NewKey(words[person_id].person, passphrase, key.public, key.seed), pin)

    production = Production.open(
        demonstration.folder, machine=demonstration.machine, clock=clock or FakeClock(NOW), opener=opener,
        filesystem=disk or LocalFileSystem(),
    )  # fmt: skip
    for person in ON_SHIFT:
        production.shifts.open(person.id, words[person.id].passphrase, words[person.id].pin)
    return production


@dataclass
class Walker:
    """Two honest people at the keys of the app: they press what the thing in their hands says, and count the keys."""

    app: ShowClearApp
    pilot: Pilot[None]
    pins: Mapping[str, str]
    told: Mapping[object, str] = field(default_factory=dict)
    """Values that differ: by (person id, step, slot), (person id, step) or step."""
    keys: int = 0

    async def press(self, *keys: str) -> None:
        """Press keys and count them."""
        self.keys += len(keys)
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def walk(self, until: str = "", *, most: int = 400) -> None:
        """Answer until the run asks nothing any more, or asks the step named `until`."""
        for _ in range(most):
            screen = self.app.screen
            if isinstance(screen, PinDialog):
                await self.press(*(self.pins[screen.person.id]))
            elif isinstance(screen, RunScreen) and screen.session.run.question is not None:
                question = screen.session.run.question
                if until and until in (question.key.step, f"{question.key.step} {question.key.slot}"):
                    return
                self.look_up(screen)
                await self.press(*self.answer_keys(screen, question))
            else:
                return
        raise AssertionError(
            f"the run did not come to an end: {self.app.screen} {getattr(self.app.screen, 'question', None)}"
        )

    def look_up(self, screen: RunScreen) -> None:
        """Where the keys change hands, people look up before they press."""
        if screen.is_turning():
            clock = self.app.production.clock
            assert isinstance(clock, FakeClock)
            clock.advance(TURN_MS / 1000)

    async def sign(self) -> None:
        """Everybody signs."""
        while isinstance(self.app.screen, SignDialog):
            now = next(line.person for line in self.app.screen.shown.signers if line.now)
            await self.press(*self.pins[now.id])

    def answer_keys(self, screen: RunScreen, question: Question) -> list[str]:
        """The keys of one answer."""
        if question.open_rows and screen.row == "" and question.may_finish:
            return ["enter"]
        if question.open_rows and screen.row == "":
            return [*"cart", "enter"]
        value = self.value_of(screen.session.run, question)
        if question.answer in (AnswerKind.CHOICE, AnswerKind.SPOKEN, AnswerKind.PERSON):
            line = next((one for one in screen.asked.lines if one.value == value), None) if screen.asked else None
            assert line is not None, f"{question.key}: no key for {value!r}"
            return [line.key.lower()]
        if question.answer is AnswerKind.ROUNDS:
            assert screen.asked is not None
            keys = {one.value: one.key.lower() for one in screen.asked.lines}
            marks = [keys[sign] for sign in value.split("+")]
            return marks if len(marks) > 1 else [*marks, "enter"]
        typed = [KEY_NAMES.get(letter, letter) for letter in value]
        return typed if question.positions else [*typed, "enter"]

    def value_of(self, run: Run, question: Question) -> str:
        """What is entered: what was told, else what the record says."""
        step, slot, person = question.key.step, question.key.slot, question.person.id
        for key in ((person, step, slot), (person, step), step):
            if key in self.told:
                return self.told[key]
        return obvious_answer(run, question)


KEY_NAMES = {" ": "space", "-": "minus", ".": "full_stop"}


def later(minutes: float) -> datetime:
    """So many minutes after the demonstration ends."""
    return NOW + timedelta(minutes=minutes)
