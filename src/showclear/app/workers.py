"""Batches of files by several processes, each on a pipe of its own.

Python's own pool reads all answers from one pipe, whose other end it holds too: where the system ends a process in the
middle of an answer, nothing says so, and it waits for the rest for ever. Here that is the end of this pipe.
"""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, redirect_stderr
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from showclear.errors import ShowClearError

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

Found = TypeVar("Found")
Look: TypeAlias = "Callable[[Path, tuple[str, ...]], list[Found]]"

_AHEAD = 8
"""How many times as many batches are given out, or wait to be taken, as there are processes."""

_AT_ONCE = 2
"""Batches that one process has: it goes on with the second while its answer to the first is read."""


class _Worker:
    """Another process, and the batches that it was given and has not answered, by number."""

    def __init__(self, context: Any, look: Look[Any], folder: Path, begin: Callable[[], None]) -> None:
        """Raises: OSError."""
        self.pipe, there = context.Pipe()
        self.given = deque[int]()
        self.process: BaseProcess = context.Process(target=_serve, args=(there, look, folder, begin), daemon=True)
        try:
            # A full screen puts a stream without a number in the place of this one, and no process starts with that.
            with redirect_stderr(sys.__stderr__):
                self.process.start()
        except BaseException:
            self.pipe.close()
            raise
        finally:
            # Only the other process has it now: when that ends, this end says so.
            there.close()

    def give(self, number: int, names: tuple[str, ...]) -> None:
        """Hand a batch out. One that has ended says so when its answer is read."""
        self.given.append(number)
        try:
            self.pipe.send((number, names))
        except OSError:
            return

    def stop(self) -> None:
        """End it; what it is still at, it only reads."""
        self.process.terminate()
        self.process.join()
        self.pipe.close()


def by_many(
    look: Look[Found],
    folder: Path,
    batches: Sequence[tuple[str, ...]],
    number: int,
    begin: Callable[[], None],
    *,
    fork: bool,
) -> Iterator[list[Found]]:
    """What `look` gives of each batch, in their order; by this process where no other can start or all have ended.

    What `look` raises is raised here. `begin` is called first in each other process, which with `fork` is a copy of
    this one.
    """
    from multiprocessing.connection import wait

    done = dict[int, list[Found]]()
    left = deque(range(len(batches)))
    with _begun(look, folder, number, begin, fork=fork) as workers:
        for at in range(len(batches)):
            while at not in done:
                for worker in workers:
                    while left and len(worker.given) < _AT_ONCE and left[0] < at + _AHEAD * number:
                        worker.give(left[0], batches[left.popleft()])
                if not workers:
                    done[at] = look(folder, batches[left.popleft()])
                    continue
                ready = wait([worker.pipe for worker in workers])
                for worker in [one for one in workers if one.pipe in ready]:
                    answered = _answer(worker)
                    if answered is not None:
                        done[answered[0]] = answered[1]
                        continue
                    workers.remove(worker)
                    left = deque(sorted((*worker.given, *left)))
                    worker.stop()
            yield done.pop(at)


def _answer(worker: _Worker) -> tuple[int, list[Any]] | None:
    """The number of a batch and what was found; None where the process has ended. Raises: what `look` raised there."""
    try:
        number, found, error = worker.pipe.recv()
    except (EOFError, OSError):
        return None
    worker.given.remove(number)
    if error is not None:
        raise error
    return number, found


@contextmanager
def _begun(
    look: Look[Any], folder: Path, number: int, begin: Callable[[], None], *, fork: bool
) -> Iterator[list[_Worker]]:
    """As many as can be started. Copies of this process begin at once; spawned ones load every module anew."""
    from multiprocessing import get_context

    workers = list[_Worker]()
    try:
        try:
            # Spawned wherever this process does more: a fork would copy the threads of a screen in the middle of it.
            context = get_context("fork" if fork else "spawn")
            while len(workers) < number:
                workers.append(_Worker(context, look, folder, begin))
        except (NotImplementedError, ImportError, OSError):
            # No memory for another process, or a system without any: whoever began goes on, or this one.
            pass
        yield workers
    finally:
        for worker in workers:
            worker.stop()


def _serve(pipe: Any, look: Look[Any], folder: Path, begin: Callable[[], None]) -> None:
    """Of the other process: answer until it is ended. A fault of ours ends it, and is met again by who asked."""
    begin()
    try:
        while True:
            number, names = pipe.recv()
            try:
                answer: tuple[int, list[Any], ShowClearError | None] = (number, look(folder, names), None)
            except ShowClearError as error:
                answer = (number, [], error)
            pipe.send(answer)
    except (EOFError, OSError):
        return
