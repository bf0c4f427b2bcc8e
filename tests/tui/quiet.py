"""When an app has nothing to do: no time is slept away, and a busy machine fails nothing.

Textual's own pilot sleeps a fiftieth of a second and looks how much the process computed meanwhile. That is slow where
nothing is to be done, and wrong where the machine is busy: a process that got no turn looks like one that is done.
"""

from __future__ import annotations

import asyncio
from time import process_time
from typing import Any

from textual.app import App

SOON = 0.05
"""Seconds: a timer that is due within them is waited for. What a screen puts off for a moment is shorter."""
MOST = 50
"""So many timers after one key: there are screens that move for ever."""
TURN = 0.02
"""Seconds between two looks at threads that work."""


async def quiet(min_sleep: float = 0.0, max_sleep: float = 1.0) -> None:
    """Wait until the event loop has nothing to do now or soon, and no thread of it computes.

    It stands in the place of Textual's `wait_for_idle`, whose arguments it does not need. A thread that waits, as for
    the gate of a test, is not waited for.
    """
    del min_sleep, max_sleep
    loop: Any = asyncio.get_running_loop()
    for _ in range(MOST):
        await _drain(loop)
        soon = loop.time() + SOON
        due = [handle.when() for handle in loop._scheduled if not handle.cancelled() and handle.when() < soon]
        if due:
            await asyncio.sleep(max(0.0, min(due) - loop.time()))
        elif not _threads_work(loop) or not await _computes():
            return


async def settle(app: App[Any]) -> None:
    """Wait until no thread of the app works either, and what it said is on the screen."""
    await quiet()
    while any(worker.is_running for worker in app.workers):
        await asyncio.sleep(TURN / 4)
        await quiet()


async def _drain(loop: Any) -> None:
    """Until nothing is left that could be done at once."""
    await asyncio.sleep(0)
    while loop._ready:
        await asyncio.sleep(0)


def _threads_work(loop: Any) -> bool:
    """Whether a thread of the loop has something to do."""
    pool = loop._default_executor
    return pool is not None and (pool._work_queue.qsize() > 0 or pool._idle_semaphore._value < len(pool._threads))


async def _computes() -> bool:
    """Whether this process used its time."""
    before = process_time()
    await asyncio.sleep(TURN)
    return process_time() - before > TURN / 20


STAND_INS = {
    "textual.app.wait_for_idle": quiet,
    "textual.pilot.wait_for_idle": quiet,
    # A screen is drawn again at once and not sixty times a second.
    "textual.screen.UPDATE_PERIOD": 0.001,
}
"""What is to be set so that a pilot waits for quiet."""
