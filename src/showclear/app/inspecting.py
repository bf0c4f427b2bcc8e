"""Looking at many record files at once, by as many processes as there are processors.

What a file proves by itself (steps 1 to 9) needs nothing but the file, so it may be found out anywhere; what is said
is the same whoever looked. Where no further process can be started, this one does everything.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from showclear.app.workers import by_many
from showclear.ledger.inspection import Inspection, inspect_records
from showclear.ledger.record import LARGEST
from showclear.storage.failures import storage_error
from showclear.storage.open_files import no_file, open_to_read

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

Found = TypeVar("Found")

Progress: TypeAlias = Callable[[int, int], None]
"""Called with how many files were looked at, and of how many; by whoever asked, not by another thread."""

FEW = 1500
"""Files that this process has looked at before another one has started."""

_BATCH = 200
"""Files that a process is given at once, at most."""

_TOGETHER = 400_000
"""Bytes of files that a process looks at together: about as many as its processor holds close by."""

_MOST = 6
"""Processes; from there on this one, which puts together what they found, is the slowest."""


_PIECE = 1 << 16
"""Bytes that are asked for at once. Nearly every record is read by the first asking, and ends at the second."""


def in_silence(done: int, of: int) -> None:
    """A `Progress` that says nothing."""


def inspect_files(
    folder: Path,
    names: Sequence[str],
    progress: Progress = in_silence,
    *,
    processes: int | None = None,
    may_fork: bool = False,
) -> list[Inspection]:
    """What each file proves by itself, in the order of `names`.

    Args:
        folder: where they lie.
        names: the names of record files.
        progress: called at the beginning, now and then, and at the end.
        processes: how many look; None for as many as it is worth.
        may_fork: whether this process does nothing else, so that others may begin as copies of it.

    Raises:
        StorageError: a file cannot be read.
    """
    return list(each_inspected(folder, names, progress, processes=processes, may_fork=may_fork))


def each_inspected(
    folder: Path,
    names: Sequence[str],
    progress: Progress = in_silence,
    *,
    processes: int | None = None,
    may_fork: bool = False,
) -> Iterator[Inspection]:
    """As `inspect_files`, one after the other as they come, while others are still being looked at."""
    return by_processes(_inspect, folder, names, progress, processes=processes, may_fork=may_fork)


def by_processes(
    look: Callable[[Path, tuple[str, ...]], list[Found]],
    folder: Path,
    names: Sequence[str],
    progress: Progress = in_silence,
    *,
    processes: int | None = None,
    may_fork: bool = False,
) -> Iterator[Found]:
    """What `look`, a function of a module, gives of some files at a time, as it comes, in the order of `names`.

    What it raises is raised here. The other arguments are those of `inspect_files`.
    """
    number = _worth(len(names)) if processes is None else processes
    size = max(1, min(_BATCH, -(-len(names) // number)))
    batches = [tuple(names[at : at + size]) for at in range(0, len(names), size)]
    done = 0
    progress(0, len(names))
    several = by_many(look, folder, batches, number, _begin_looking, fork=may_fork and _can_fork())
    for some in several if number > 1 else (look(folder, one) for one in batches):
        done += len(some)
        progress(done, len(names))
        yield from some


def _worth(files: int) -> int:
    return 1 if files < FEW else min(_MOST, processors())


def processors() -> int:
    """How many this process may use."""
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count() or 1


def process_pool(number: int, begin: Callable[..., None], *given: object) -> ProcessPoolExecutor:
    """Processes that work for this one, also under a full screen; each calls `begin` first. Raises: OSError."""
    from concurrent.futures import ProcessPoolExecutor
    from contextlib import redirect_stderr
    from multiprocessing import get_context

    # A full screen puts a stream without a number in the place of this one, and no process starts with that.
    with redirect_stderr(sys.__stderr__):
        # Spawned on every system: a fork would copy the threads of a screen in the middle of what they do.
        return ProcessPoolExecutor(number, get_context("spawn"), begin, given)


def _can_fork() -> bool:
    """Linux alone: elsewhere what the system itself keeps in a process does not outlive a fork, or there is none."""
    from threading import active_count

    return sys.platform == "linux" and active_count() == 1


def _inspect(folder: Path, names: tuple[str, ...]) -> list[Inspection]:
    where = str(folder)
    files = ((name, _read(f"{where}/{name}", LARGEST + 1)) for name in names)
    return [one for some in together(files) for one in inspect_records(some)]


def together(files: Iterable[tuple[str, bytes]]) -> Iterator[list[tuple[str, bytes]]]:
    """Files, each with its name, as many at a time as are best looked at together."""
    some, size = list[tuple[str, bytes]](), 0
    for name, data in files:
        some.append((name, data))
        size += len(data)
        if size >= _TOGETHER:
            yield some
            some, size = [], 0
    yield some


def start_of(path: Path) -> bytes:
    """The file, but of one that is larger than any record only the start. Raises: StorageError."""
    return _read(str(path), LARGEST + 1)


def all_of(path: str) -> bytes:
    """The whole file. Raises: StorageError."""
    return _read(path, sys.maxsize)


def _read(path: str, most: int) -> bytes:
    # Bare calls, and not asked how large it is: of a long log this is a tenth of the time.
    try:
        descriptor = open_to_read(path)
        try:
            left, parts = most, list[bytes]()
            while left and (part := os.read(descriptor, min(_PIECE, left))):
                # Only what is no record fills a piece, and a device would fill them for ever.
                if len(part) == _PIECE and not S_ISREG(os.fstat(descriptor).st_mode):
                    raise no_file(path)
                parts.append(part)
                left -= len(part)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise storage_error(error, "read", Path(path)) from error
    return parts[0] if len(parts) == 1 else b"".join(parts)


def begin_process() -> None:
    """Of another process: Ctrl+C is for the one that asked, and it does not outlive that one."""
    from signal import SIG_IGN, SIGINT, signal
    from threading import Thread

    signal(SIGINT, SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _begin_looking() -> None:
    gc.disable()
    begin_process()


@contextmanager
def without_looking_for_cycles(*, ever: bool = False) -> Iterator[None]:
    """What is found of files has no cycles, and to look for them over and over takes a twentieth of the time.

    With `ever` they are not looked for in what is found afterwards either, for a command that ends soon.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if ever:
            gc.freeze()
        if was:
            gc.enable()


def _end_with_parent() -> None:
    from multiprocessing import parent_process
    from multiprocessing.connection import wait

    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
