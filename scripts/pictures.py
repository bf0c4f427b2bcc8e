"""Make the pictures of the README and the guides from the real app, on a demonstration on the disk, key by key.

    .venv-check/bin/python scripts/pictures.py           make them
    .venv-check/bin/python scripts/pictures.py --check   fail where a picture says other words than the app now

The hands are those of the tests of the screens: two honest people who press what the thing in their hands says.
"""

from __future__ import annotations

import asyncio
import html
import os
import re
import sys
import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
# A picture has all colours and the same clock, whatever the terminal is that it is made in.
os.environ |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LC_ALL": "C.UTF-8", "TZ": "UTC"}
os.environ.pop("NO_COLOR", None)

import pytest  # noqa: E402
from textual.screen import Screen  # noqa: E402

from showclear.app.drill.opening import make_drill  # noqa: E402
from showclear.app.drill.plan import DAY  # noqa: E402
from showclear.app.production import Production  # noqa: E402
from showclear.app.sessions import RunSession  # noqa: E402
from showclear.app.walking import Told, answer_once, sign_all, walk  # noqa: E402
from showclear.domain.checklists import Procedure  # noqa: E402
from showclear.domain.people import Role  # noqa: E402
from showclear.domain.runs import Side  # noqa: E402
from showclear.storage.clock import FakeClock  # noqa: E402
from showclear.tui.app import ShowClearApp  # noqa: E402
from showclear.tui.dialogs.sign import SignDialog  # noqa: E402
from showclear.tui.picture import app_svg  # noqa: E402
from showclear.tui.screens.run import RunScreen  # noqa: E402
from showclear.tui.themes import DEFAULT_THEME  # noqa: E402
from tests.app.drill_play import Trainee, opened, planted  # noqa: E402
from tests.tui.quiet import STAND_INS, settle  # noqa: E402
from tests.tui.real import NOW, Walker, make, open_demo  # noqa: E402

# What a picture shows is there when it is made, however slow the machine is.
for name, stand_in in STAND_INS.items():
    pytest.MonkeyPatch().setattr(name, stand_in)

PICTURES = ROOT / "docs" / "pictures"
NAMES = ("run", "sign", "handover", "board", "stop", "desk", "record", "misfire", "drill")
SIZE = (120, 40)
LOOK_SECONDS = 3
ARMORER, DIRECTOR = "mara-reyes", "jonas-weil"
SIX_DUMMIES = {
    "scene": "42", "use": "take", "place": "Stage 3", "plan.contents": "dummy", "plan.count": "6", "box": "DUM-3",
}  # fmt: skip
EMPTY = SIX_DUMMIES | {"plan.contents": "nothing", "plan.count": "0", "box": ""}
TOLD = {"new-seal": "5807", "stays": "with", "words": "As you showed me.", "giver": "Mara Reyes", "taker": "Dana Osei"}


@dataclass
class Hands(Walker):
    """Hands that take their time: a record of looks that nobody could have taken is flagged as too fast."""

    clock: FakeClock | None = None

    async def press(self, *keys: str) -> None:
        """Look first, then press."""
        assert self.clock is not None
        self.clock.advance(LOOK_SECONDS)
        await super().press(*keys)


@dataclass(frozen=True)
class Stage:
    """An open demonstration, its clock and its PINs."""

    production: Production
    clock: FakeClock
    pins: dict[str, str]
    target: Path


async def make_all(target: Path) -> None:
    """Make all of them."""
    with tempfile.TemporaryDirectory() as folder:
        demonstration = make(Path(folder) / "production")
        clock = FakeClock(NOW)
        production = open_demo(demonstration, clock)
        try:
            stage = Stage(production, clock, demonstration.pins, target)
            await _inspection(stage)
            clock.advance(60)
            _use(stage, Procedure.INSPECTION, "A-08", EMPTY)
            await _handover(stage)
            clock.advance(120)
            await _board(stage)
            await _stop(stage)
            await _desk(stage)
            await _misfire(stage)
        finally:
            production.close()
        await _drill(Path(folder) / "drill", target)


async def _inspection(stage: Stage) -> None:
    """A revolver with six dummies: the fourth round, and the first signature."""
    session = stage.production.start_run(Procedure.INSPECTION, "A-07", SIX_DUMMIES, ARMORER, DIRECTOR)
    _until(stage, session, "rounds", "4")
    await _show(stage, "run", RunScreen(session))
    _finish(stage, session)
    await _show(stage, "sign", SignDialog(session.signing()))
    sign_all(session, stage.pins)


async def _handover(stage: Stage) -> None:
    """The call, with the word that the floor hears."""
    inputs = {"holder": "dana-osei", "scene": "42"}
    session = stage.production.start_run(Procedure.HANDOVER, "A-08", inputs, ARMORER, DIRECTOR)
    _until(stage, session, "cold-call")
    await _show(stage, "handover", RunScreen(session))
    _finish(stage, session)
    sign_all(session, stage.pins)


def _until(stage: Stage, session: RunSession, step: str, slot: str = "") -> None:
    """Walk a run without screens until a question is asked."""
    while True:
        while session.pass_is_due():
            turn = session.run.turn
            assert turn is not None
            session.open_pass(turn.person.id, stage.pins[turn.person.id])
        question = session.run.question
        assert question is not None
        if (question.key.step, question.key.slot) == (step, slot):
            return
        stage.clock.advance(LOOK_SECONDS)
        answer_once(session, question, Told(dict(TOLD)))


def _finish(stage: Stage, session: RunSession) -> None:
    walk(session, stage.pins, Told(dict(TOLD)), lambda question: stage.clock.advance(LOOK_SECONDS))


async def _show(stage: Stage, name: str, screen: Screen[Any]) -> None:
    """Write the picture of one screen; what the app offers of unfinished runs at its start is put away."""
    async with app_on(stage) as (app, hands):
        if app.screen is not app.board_screen:
            await hands.pilot.press("escape")
        await app.push_screen(screen)
        await settle(app)
        write(app, name, stage.target)


async def _desk(stage: Stage) -> None:
    """What waits for the safety officer, and the newest record of all."""
    async with app_on(stage) as (app, hands):
        await hands.pilot.press("4")
        await settle(app)
        write(app, "desk", stage.target)
        await hands.pilot.press("slash", *"a-07 inspection")
        await settle(app)
        await hands.pilot.press("enter", "enter")
        await settle(app)
        write(app, "record", stage.target)


async def _drill(folder: Path, target: Path) -> None:
    """A drill: the fourth round is not like the others."""
    make_drill(folder, 7, Role.ARMORER, now=NOW, rounds=4)
    with opened(folder, folder.with_name("played"), planted(Role.ARMORER, "live-round")) as drill:
        task = next(one for one in DAY if one.inputs.get("plan.contents") == "dummy")
        session = drill.production.start_run(task.procedure, task.subject, task.inputs, ARMORER, DIRECTOR)
        app = ShowClearApp(drill.production, drill.pins, drill=drill.guide)
        Trainee(drill).answer_all(session, until="rounds")
        async with app.run_test(size=SIZE) as pilot:
            app.theme = DEFAULT_THEME
            await pilot.press("escape")
            await app.push_screen(RunScreen(session))
            await settle(app)
            write(app, "drill", target)


async def _board(stage: Stage) -> None:
    async with app_on(stage) as (app, _):
        write(app, "board", stage.target)


async def _stop(stage: Stage) -> None:
    """The second person reads something else off the gun than the register has."""
    session = stage.production.start_run(Procedure.INSPECTION, "B-02", EMPTY, ARMORER, DIRECTOR)
    told = Told({**TOLD, (Side.VERIFIER, "serial"): "88"})
    walk(session, stage.pins, told, lambda question: stage.clock.advance(LOOK_SECONDS))
    await _show(stage, "stop", RunScreen(session))
    session.withdraw("another gun than the one on the register")


async def _misfire(stage: Stage) -> None:
    """Seven seconds after a misfire was called."""
    emergency = stage.production.start_emergency(Procedure.MISFIRE, ("A-08",), by=ARMORER)
    async with app_on(stage) as (app, _):
        stage.clock.advance(7)
        await app.push_screen(RunScreen(emergency.sessions[0]))
        await settle(app)
        write(app, "misfire", stage.target)


def _use(stage: Stage, procedure: Procedure, tag: str, inputs: dict[str, str]) -> None:
    """A signed run without the screens."""
    session = stage.production.start_run(procedure, tag, inputs, ARMORER, DIRECTOR)
    walk(session, stage.pins, Told(dict(TOLD)), lambda question: stage.clock.advance(1))
    sign_all(session, stage.pins)


@asynccontextmanager
async def app_on(stage: Stage) -> AsyncIterator[tuple[ShowClearApp, Hands]]:
    """The app on a demonstration, and hands at its keys."""
    app = ShowClearApp(stage.production)
    app.scanner.gap = 0.0  # keys follow each other faster here than under fingers
    async with app.run_test(size=SIZE) as pilot:
        app.theme = DEFAULT_THEME
        await settle(app)
        yield app, Hands(app, pilot, stage.pins, dict(TOLD), clock=stage.clock)


def write(app: ShowClearApp, name: str, target: Path) -> None:
    """The screen as it is now."""
    path = target / f"{name}.svg"
    path.write_text(app_svg(app, title=f"Show Clear: {name}"), encoding="utf-8", newline="\n")


MADE_ANEW = re.compile(r"[0-9]|^[a-f]{4}$|^[A-Z]+\.$|cart-|drill-")
"""Numbers, digests, drawn characters, the clearance word, the names of logs."""


def words_of(picture: Path) -> Counter[str]:
    """The words in a picture; numbers, digests, drawn characters and the clearance word are others each time."""
    texts = re.findall(r"<text[^>]*>(.*?)</text>", picture.read_text("utf-8"), flags=re.DOTALL)
    words = (html.unescape(re.sub("<[^>]+>", "", text)) for text in texts)
    return Counter(word for word in words if len(word) > 2 and not MADE_ANEW.search(word))


def differences(names: Iterable[str], made: Path) -> list[str]:
    """Where the committed pictures of these names say other words than those made now."""
    faults = []
    for name in names:
        now, then = words_of(made / f"{name}.svg"), words_of(PICTURES / f"{name}.svg")
        if now != then:
            faults.append(f"{name}.svg: gone: {' '.join(then - now)}; new: {' '.join(now - then)}")
    return faults


def main() -> int:
    """Make the pictures, or hold the committed ones against the app."""
    if "--check" not in sys.argv[1:]:
        PICTURES.mkdir(parents=True, exist_ok=True)
        asyncio.run(make_all(PICTURES))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(make_all(Path(folder)))
        faults = differences(NAMES, Path(folder))
    for fault in faults:
        print(fault)
    if faults:
        print("Make them anew with scripts/pictures.py, and look at them.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
