"""Key handler to the last frame on the run screen, against the same widgets and texts without engine and journal.

Row "key handler" of the numbers to reach: ratio at most 1.5, p99 at most 50 ms. Measured inside the running app,
from the call of the handler until the last frame that the key brings is drawn; a pilot, which costs 65 ms a key, is not
used. The clock stands still, so that no frame comes from the time in the corner; a key waits for the one before.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

from rows import limit_row, row
from textual.screen import Screen

from showclear.app.demo import ARMORER, DIRECTOR, ON_SHIFT, Demonstration, KeyInHand, make_demo
from showclear.app.founding import NewKey
from showclear.app.production import Production
from showclear.app.sessions import RunSession
from showclear.app.walking import obvious_answer
from showclear.domain.checklists import Procedure
from showclear.domain.runs import Phase, Run
from showclear.storage.clock import Clock, FakeClock
from showclear.storage.files import LocalFileSystem
from showclear.storage.key_files import open_key_file
from showclear.tui.app import ShowClearApp
from showclear.tui.later import load_one
from showclear.tui.screens.run import RunScreen

GOAL_RATIO, GOAL_P99_MS = 1.5, 50.0
QUIET_SECONDS = 0.04
"""Without a frame: nothing more comes from that key. Frames of one key are at most 17 ms apart, on a free processor."""
INPUTS = {
    "scene": "42A", "use": "take", "place": "Stage 3", "plan.contents": "dummy", "plan.count": "6", "box": "DUM-3",
}  # fmt: skip


class Played:
    """A session that shows runs worked out before: same screen and texts, no engine, no journal, no disk."""

    def __init__(self, session: RunSession, runs: list[Run]) -> None:
        self._session = session
        self._runs = iter(runs)
        self.run = next(self._runs)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._session, name)

    def pass_is_due(self) -> bool:
        """Never: the passes were opened when the runs were worked out."""
        return False

    def answer(self, raw: str, slot: str = "") -> None:
        """The next run."""
        self.run = next(self._runs)


def open_production(demo: Demonstration, clock: Clock) -> Production:
    """The demonstration with every shift open in this process."""
    secrets = {one.person.id: one for one in demo.credentials}

    def opener(person_id: str, passphrase: str, pin: str) -> KeyInHand:
        one = secrets[person_id]
        opened = open_key_file(LocalFileSystem(), demo.machine.key_file(person_id), one.passphrase)
        return KeyInHand(NewKey(one.person, one.passphrase, opened.public, opened.seed), pin)

    production = Production.open(demo.folder, machine=demo.machine, clock=clock, opener=opener)
    for person in ON_SHIFT:
        production.shifts.open(person.id, "", demo.pins[person.id])
    return production


class Watched(ShowClearApp):
    """The app; it notes when it drew a frame last."""

    drawn_at = 0.0

    def _display(self, screen: Screen[Any], renderable: Any) -> None:
        super()._display(screen, renderable)
        if renderable is not None:
            self.drawn_at = time.perf_counter()

    async def settle(self) -> None:
        """Wait until no frame came for a while."""
        seen = 0.0
        while seen != self.drawn_at:
            seen = self.drawn_at
            await asyncio.sleep(QUIET_SECONDS)


async def measure(
    app: Watched, session: RunSession | Played, pins: dict[str, str], seen: Callable[[Run], None]
) -> list[float]:
    """Milliseconds of each answer of the first pass."""
    person = cast(RunSession, session).run.plan.cast.performer
    if isinstance(session, RunSession):
        session.open_pass(person.id, pins[person.id])
    seen(session.run)
    screen = RunScreen(cast(RunSession, session))
    await app.push_screen(screen)
    await app.settle()
    times: list[float] = []
    while session.run.phase is Phase.ASKING and session.run.at_keys == person.id:
        question = session.run.question
        assert question is not None
        raw = obvious_answer(session.run, question)
        start = time.perf_counter()
        screen.give(raw)
        while app.drawn_at < start:
            await asyncio.sleep(0.002)
        await app.settle()
        if session.run.phase is Phase.ASKING:
            # The last answer of a pass opens a dialog, which is another screen.
            times.append((app.drawn_at - start) * 1000)
        seen(session.run)
    await app.pop_screen()
    if app.screen is not app.board_screen:
        await app.pop_screen()
    return times


async def compare(rounds: int, size: tuple[int, int]) -> tuple[list[float], list[float]]:
    """Times of the real session and of the played one, in turn."""
    with tempfile.TemporaryDirectory() as folder:
        now = datetime.now(UTC).replace(microsecond=0)
        demo = make_demo(Path(folder) / "demo", now=now, rounds=4)
        production = open_production(demo, FakeClock(now))
        real: list[float] = []
        played: list[float] = []
        app = Watched(production, demo.pins)
        async with app.run_test(size=size):
            while load_one():
                await app.settle()
            for _ in range(rounds):
                session = production.start_run(Procedure.INSPECTION, "A-07", INPUTS, ARMORER.id, DIRECTOR.id)
                runs: list[Run] = []
                real += await measure(app, session, demo.pins, runs.append)
                played += await measure(app, Played(session, runs), demo.pins, lambda run: None)
                session.leave()
                production.book.folder.drafts.leave(session.run.plan.run_id)
        production.close()
        return real, played


def main() -> int:
    """Print two rows of the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=12)
    real, played = asyncio.run(compare(parser.parse_args().rounds, (120, 40)))
    p99 = statistics.quantiles(real, n=100)[98]
    what = "key handler to the last frame, run screen"
    print(row(what, "same widgets and texts, no engine or journal", *map(_median_seconds, (real, played)), GOAL_RATIO))
    print(limit_row(f"{what}: p99", f"{p99:.0f} ms", f"≤ {GOAL_P99_MS:.0f} ms", reached=p99 <= GOAL_P99_MS))
    return 0


def _median_seconds(times: list[float]) -> float:
    return statistics.median(times) / 1000


if __name__ == "__main__":
    sys.exit(main())
