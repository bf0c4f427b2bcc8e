"""The second unit of a long made-up history: on a laptop of its own, made by a process of its own.

Neither unit waits for the records of the other, so both laptops work at once; at the end the files of the second come
into the folder of the first, as they do on a stick.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from showclear.app import demo_day
from showclear.app.demo_day import OFFICER, SECOND
from showclear.app.demo_making import Making, open_laptop
from showclear.app.founding import NewKey
from showclear.app.inspecting import begin_process, process_pool
from showclear.storage.clock import FakeClock
from showclear.storage.files import FileSystem
from showclear.storage.paths import ProductionPaths
from showclear.storage.unsynced import UnsyncedFileSystem

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor
    from multiprocessing.sharedctypes import Synchronized

TWO_UNITS = 2000
"""From how many made-up records on there are two units: starting a process and carrying files takes seconds."""

_LOOK_SECONDS = 0.5
"""How often the first laptop looks how far the second one is, once it is done itself."""

_STOPPED = -1

_made: Synchronized[int] | None = None
"""Of another process: where it says how many records it has made, until it is told that it shall stop."""

_order: Order | None = None
"""Of another process: what it makes."""


@dataclass(frozen=True, slots=True)
class Order:
    """What the second laptop is to do, in a folder that is not there yet."""

    folder: Path
    files: Mapping[str, bytes]
    """What it begins with, by path in the folder: what the first laptop had then."""
    keys: Mapping[str, NewKey]
    pins: Mapping[str, str]
    begins: datetime
    now: datetime
    history: int
    seed: int


def work(order: Order) -> Iterator[int]:
    """Take in the guns of the second unit and make its days; yields how many there are. Raises: ShowClearError."""
    if order.folder.exists():
        shutil.rmtree(order.folder)
    for name, data in order.files.items():
        path = order.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    clock, people = FakeClock(order.begins), (SECOND.armorer, SECOND.director, SECOND.handler, OFFICER)
    production = open_laptop(
        order.folder, order.keys, order.pins, people, clock, UnsyncedFileSystem(), laptop="second"
    )  # fmt: skip
    try:
        production.choose_unit(SECOND.unit)
        making = Making(production, SECOND, order.pins, clock, Random(order.seed), order.now)
        making.take_in()
        demo_day.train(making.walk, SECOND)
        yield from making.days(order.history)
    finally:
        # The folder of the first laptop goes on with the records; nobody opens this one again.
        production.close(remember=False)


class SecondLaptop:
    """Works beside this process; where no other one can be started or it was ended, when `finish` is called."""

    def __init__(self, order: Order) -> None:
        from multiprocessing import get_context

        self._order = order
        self._made: Synchronized[int] | None = None
        self._pool: ProcessPoolExecutor | None = None
        self._working: Future[None] | None = None
        try:
            self._made = get_context("spawn").Value("q", 0)
            self._pool = process_pool(1, _begin, self._made, order)
            self._working = self._pool.submit(_work_there)
        except (NotImplementedError, ImportError, OSError):
            # No semaphores on this system, or no memory for another process.
            self.stop()

    @property
    def made(self) -> int:
        """How many records of days it has made."""
        return self._made.value if self._made is not None else 0

    def finish(self, disk: FileSystem, target: Path) -> Iterator[int]:
        """Wait for it, and carry its records into the folder of the first laptop; yields how many it has made.

        Args:
            disk: where both folders lie.
            target: the folder of the first laptop.

        Raises:
            ShowClearError: it could not make them.
        """
        yield from self._wait()
        source, known = ProductionPaths(self._order.folder), ProductionPaths(target)
        there, names = set(disk.listdir(known.log)), disk.listdir(source.log)
        if isinstance(disk, UnsyncedFileSystem):
            disk.forget(known.log)
            disk.forget(source.log)
        for name in names:
            if name not in there:
                disk.rename(source.log / name, known.log / name)
        if self._pool is not None and self._working is not None:
            # While the first laptop reads what came, the rest of the folder goes and what lies about is flushed.
            self._pool.submit(_clear_away, self._order.folder)

    def _wait(self) -> Iterator[int]:
        from concurrent.futures import TimeoutError as StillWorking
        from concurrent.futures.process import BrokenProcessPool

        while self._working is not None:
            try:
                self._working.result(timeout=_LOOK_SECONDS)
            except StillWorking:
                yield self.made
            except BrokenProcessPool:
                # Somebody ended it, or no process can be started in this way: made here, from the beginning.
                self._working = None
            else:
                return
        yield from work(self._order)

    def stop(self) -> None:
        """End it, finished or not; its folder goes."""
        if self._made is not None:
            self._made.value = _STOPPED
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None
        shutil.rmtree(self._order.folder, ignore_errors=True)


def _begin(made: Synchronized[int], order: Order) -> None:
    """Of the other process. Up to Python 3.11.4 a task as long as the order waits for ever once that was ended."""
    global _made, _order
    _made, _order = made, order
    begin_process()


def _clear_away(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    UnsyncedFileSystem().settle()


def _work_there() -> None:
    for made in work(_order) if _order is not None else ():
        if _made is not None:
            with _made.get_lock():
                if _made.value == _STOPPED:
                    return
                _made.value = made
