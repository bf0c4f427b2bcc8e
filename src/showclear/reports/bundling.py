"""Making a bundle from beginning to end, for both front ends: opened for reading only, so any process may do it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from showclear.app.bundle.choosing import Scope, Why
from showclear.app.bundle.contents import Bundle
from showclear.app.bundle.making import bundle_of, bundle_of_unopened, choice_of, default_name, refuse_inside
from showclear.app.inspecting import Progress, begin_process, in_silence, process_pool
from showclear.app.production import Production
from showclear.errors import ShowClearError
from showclear.reports.bundle_pages import bundle_pages
from showclear.storage.bundles import Written, write_folder, write_zip
from showclear.storage.clock import SystemClock
from showclear.storage.files import LocalFileSystem
from showclear.storage.paths import MachinePaths


@dataclass(frozen=True, slots=True)
class Order:
    """What somebody wants."""

    folder: Path
    """Of the production."""
    machine: MachinePaths
    scope: Scope
    which: str
    out: Path
    """Where to; a folder that is there already is one to put it into, under a name of its own."""
    packed: bool = False
    attachments: bool = False
    detached: bool = True


@dataclass(frozen=True, slots=True)
class Made:
    """A bundle that was written."""

    path: Path
    digest: str
    """SHA-256 of its list of sums: it stands for the whole bundle."""
    files: int
    verdict: str
    records: Mapping[str, int]
    """How many are in it, by why."""
    whole: bool
    because: str
    """Why all records are in it, where fewer were asked for."""
    damaged: tuple[str, ...]
    left_out: Mapping[str, Any]
    not_opened: str = ""
    """Why the production could not be opened: then all of it was taken as it lies there."""


def make_bundle(order: Order, progress: Progress = in_silence) -> Made:
    """Make and write it.

    Raises:
        InputError: no record fits, or the name is taken.
        ShowClearError: the production cannot be opened, and not all of it was asked for.
        StorageError: something cannot be read or written.
    """
    disk, not_opened = LocalFileSystem(), ""
    # Before anything is read: of a long log that takes minutes.
    refuse_inside(order.folder, _place(order, "-"))
    try:
        production = Production.open(order.folder, machine=order.machine, window=False)
    except ShowClearError as error:
        if order.scope is not Scope.ALL:
            raise
        not_opened = error.message
        bundle = bundle_of_unopened(
            disk, order.folder, SystemClock().now(), not_opened,
            attachments=order.attachments, detached=order.detached, progress=progress,
        )  # fmt: skip
    else:
        with closing(production):
            bundle = bundle_of(
                disk, production, choice_of(production, order.scope, order.which), pages=bundle_pages,
                attachments=order.attachments, detached=order.detached, progress=progress,
            )  # fmt: skip
    return _made(bundle, _written(order, bundle), not_opened)


def _place(order: Order, name: str) -> Path:
    """Where the bundle will lie; `name` is its name where only the folder was named."""
    out = order.out.expanduser().absolute()
    return out / name if out.is_dir() else out


def _written(order: Order, bundle: Bundle) -> Written:
    disk, name = LocalFileSystem(), default_name(bundle.wish.choice, bundle.wish.production)
    target = _place(order, f"{name}.zip" if order.packed else name)
    if order.packed:
        return write_zip(disk, target, bundle.files(), target.stem)
    return write_folder(disk, target, bundle.files())


def _made(bundle: Bundle, written: Written, not_opened: str) -> Made:
    contents = bundle.contents()
    return Made(
        path=written.path,
        digest=written.digest,
        files=written.files,
        verdict=str(bundle.result.verdict),
        records={str(why): len(bundle.chosen.names(why)) for why in Why},
        whole=bundle.chosen.whole,
        because=bundle.chosen.because,
        damaged=tuple(contents["damaged"]),
        left_out=contents["left_out"],
        not_opened=not_opened,
    )


def make_elsewhere(order: Order) -> Made:
    """Make it in another process, so that no key of a screen waits; or here where none starts. Raises: the same."""
    from concurrent.futures.process import BrokenProcessPool

    try:
        with process_pool(1, begin_process) as pool:
            return pool.submit(make_bundle, order).result()
    except (BrokenProcessPool, NotImplementedError, ImportError, OSError):
        # No semaphores on this system, no memory for another process, or somebody ended it.
        return make_bundle(order)
