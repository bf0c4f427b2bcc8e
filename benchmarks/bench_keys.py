"""Key handler to after-refresh on the run screen, against the same widgets and texts without engine and journal.

Row "key handler" of the numbers to reach: ratio at most 1.5, p99 at most 50 ms. Measured inside the running app,
from the call of the handler to the callback after the next refresh; a pilot, which costs 65 ms a key, is not used.
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

from showclear.app.demo import ARMORER, DIRECTOR, ON_SHIFT, Demonstration, KeyInHand, make_demo
from showclear.app.founding import NewKey
from showclear.app.production import Production
from showclear.app.sessions import RunSession
from showclear.app.walking import obvious_answer
from showclear.domain.checklists import Procedure
from showclear.domain.runs import Phase, Run
from showclear.storage.files import LocalFileSystem
from showclear.storage.key_files import open_key_file
from showclear.tui.app import ShowClearApp
from showclear.tui.screens.run import RunScreen

GOAL_RATIO, GOAL_P99_MS = 1.5, 50.0
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


def open_production(demo: Demonstration) -> Production:
    """The demonstration with every shift open in this process."""
    secrets = {one.person.id: one for one in demo.credentials}

    def opener(person_id: str, passphrase: str, pin: str) -> KeyInHand:
        one = secrets[person_id]
        opened = open_key_file(LocalFileSystem(), demo.machine.key_file(person_id), one.passphrase)
        return KeyInHand(NewKey(one.person, one.passphrase, opened.public, opened.seed), pin)

    production = Production.open(demo.folder, machine=demo.machine, opener=opener)
    for person in ON_SHIFT:
        production.shifts.open(person.id, "", demo.pins[person.id])
    return production


async def measure(
    app: ShowClearApp, session: RunSession | Played, pins: dict[str, str], seen: Callable[[Run], None]
) -> list[float]:
    """Milliseconds of each answer of the first pass."""
    person = cast(RunSession, session).run.plan.cast.performer
    if isinstance(session, RunSession):
        session.open_pass(person.id, pins[person.id])
    seen(session.run)
    screen = RunScreen(cast(RunSession, session))
    await app.push_screen(screen)
    await asyncio.sleep(0.05)
    times: list[float] = []
    while session.run.phase is Phase.ASKING and session.run.at_keys == person.id:
        question = session.run.question
        assert question is not None
        raw = obvious_answer(session.run, question)
        done = asyncio.Event()
        start = time.perf_counter()
        screen.give(raw)
        screen.call_after_refresh(done.set)
        await done.wait()
        if session.run.phase is Phase.ASKING:
            # The last answer of a pass opens a dialog, which is another screen.
            times.append((time.perf_counter() - start) * 1000)
        seen(session.run)
        await asyncio.sleep(0)
    await app.pop_screen()
    if app.screen is not app.board_screen:
        await app.pop_screen()
    return times


async def compare(rounds: int, size: tuple[int, int]) -> tuple[list[float], list[float]]:
    """Times of the real session and of the played one, in turn."""
    with tempfile.TemporaryDirectory() as folder:
        demo = make_demo(Path(folder) / "demo", now=datetime.now(UTC).replace(microsecond=0), rounds=4)
        production = open_production(demo)
        real: list[float] = []
        played: list[float] = []
        app = ShowClearApp(production, demo.pins)
        async with app.run_test(size=size):
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
    what = "key handler to after-refresh, run screen"
    print(row(what, "same widgets and texts, no engine or journal", *map(_median_seconds, (real, played)), GOAL_RATIO))
    print(limit_row(f"{what}: p99", f"{p99:.0f} ms", f"≤ {GOAL_P99_MS:.0f} ms", reached=p99 <= GOAL_P99_MS))
    return 0


def _median_seconds(times: list[float]) -> float:
    return statistics.median(times) / 1000


if __name__ == "__main__":
    sys.exit(main())
