"""Make the pictures of the README from the real app, on a demonstration on the disk, key by key.

    .venv-check/bin/python scripts/pictures.py

The hands are those of the tests of the screens: two honest people who press what the thing in their hands says.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from showclear.app.production import Production  # noqa: E402
from showclear.app.walking import Told, sign_all, walk  # noqa: E402
from showclear.domain.checklists import Procedure  # noqa: E402
from showclear.storage.clock import FakeClock  # noqa: E402
from showclear.tui.app import ShowClearApp  # noqa: E402
from showclear.tui.picture import app_svg  # noqa: E402
from showclear.tui.screens.run import RunScreen  # noqa: E402
from showclear.tui.themes import DEFAULT_THEME  # noqa: E402
from tests.tui.real import NOW, Walker, make, open_demo  # noqa: E402

TARGET = ROOT / "docs" / "pictures"
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


async def main() -> None:
    """Make all of them."""
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        demonstration = make(Path(folder) / "production")
        clock = FakeClock(NOW)
        production = open_demo(demonstration, clock)
        try:
            stage = Stage(production, clock, demonstration.pins)
            await _inspection(stage)
            clock.advance(60)
            _use(stage, Procedure.INSPECTION, "A-08", EMPTY)
            _use(stage, Procedure.HANDOVER, "A-08", {"holder": "dana-osei", "scene": "42"})
            clock.advance(120)
            await _board(stage)
            await _stop(stage)
            await _misfire(stage)
        finally:
            production.close()


async def _inspection(stage: Stage) -> None:
    """A revolver with six dummies: the fourth round, and the first signature."""
    session = stage.production.start_run(Procedure.INSPECTION, "A-07", SIX_DUMMIES, ARMORER, DIRECTOR)
    async with _app(stage) as (app, hands):
        await app.push_screen(RunScreen(session))
        await hands.walk(until="rounds 4")
        _write(app, "run")
        await hands.walk()
        _write(app, "sign")
        await hands.sign()
        await hands.press("enter")


async def _board(stage: Stage) -> None:
    async with _app(stage) as (app, _):
        _write(app, "board")


async def _stop(stage: Stage) -> None:
    """The second person reads something else off the gun than the register has."""
    session = stage.production.start_run(Procedure.INSPECTION, "B-02", EMPTY, ARMORER, DIRECTOR)
    async with _app(stage) as (app, hands):
        hands.told = {**TOLD, (DIRECTOR, "serial"): "88"}
        await app.push_screen(RunScreen(session))
        await hands.walk()
        _write(app, "stop")


async def _misfire(stage: Stage) -> None:
    """Seven seconds after a misfire was called."""
    emergency = stage.production.start_emergency(Procedure.MISFIRE, ("A-08",), by=ARMORER)
    async with _app(stage) as (app, hands):
        stage.clock.advance(7)
        await app.push_screen(RunScreen(emergency.sessions[0]))
        for _ in range(3):
            await hands.pilot.pause()
        _write(app, "misfire")


def _use(stage: Stage, procedure: Procedure, tag: str, inputs: dict[str, str]) -> None:
    """A signed run without the screens."""
    session = stage.production.start_run(procedure, tag, inputs, ARMORER, DIRECTOR)
    walk(session, stage.pins, Told(dict(TOLD)), lambda question: stage.clock.advance(1))
    sign_all(session, stage.pins)


@asynccontextmanager
async def _app(stage: Stage) -> AsyncIterator[tuple[ShowClearApp, Hands]]:
    app = ShowClearApp(stage.production)
    app.scanner.gap = 0.0  # keys follow each other faster here than under fingers
    async with app.run_test(size=SIZE) as pilot:
        app.theme = DEFAULT_THEME
        await pilot.pause()
        yield app, Hands(app, pilot, stage.pins, dict(TOLD), clock=stage.clock)


def _write(app: ShowClearApp, name: str) -> None:
    path = TARGET / f"{name}.svg"
    path.write_text(app_svg(app, title=f"Show Clear: {name}"), encoding="utf-8", newline="\n")
    print(path.relative_to(ROOT))


if __name__ == "__main__":
    asyncio.run(main())
