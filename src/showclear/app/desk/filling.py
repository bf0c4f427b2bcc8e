"""Filling the search index in another process: a minute of work in a thread of this one would hold up every key."""

from __future__ import annotations

import os
from collections.abc import Generator, Mapping, Sequence
from pathlib import Path

from showclear.app.desk.noting import Surroundings, row_of
from showclear.app.inspecting import begin_process, process_pool, start_of
from showclear.errors import StorageError
from showclear.ledger.record import digest_of
from showclear.ledger.steps import Finding
from showclear.storage.index import Index
from showclear.storage.index_rows import IndexRow
from showclear.words import english

BATCH = 128
"""Records that the process puts in together."""

Said = tuple[str, str, str, tuple[Finding, ...]]
"""Name, digest, verdict and findings of a file, as verification has them."""

_INDEX: list[Index] = []
_AROUND: list[Surroundings] = []
"""What the process that fills was given when it began; empty in every other one."""


class NotFilledError(StorageError):
    """The other process could not be started, or did not get at the index."""


def row_for(said: Said, data: bytes, around: Surroundings) -> IndexRow:
    """The row of a file from its bytes as they are now."""
    name, digest, verdict, findings = said
    if digest_of(data) != digest:
        # Changed or gone since it was verified. Without a digest it is looked at again the next time.
        return IndexRow(
            name, "", verdict, 0, title="Not as it was when it was verified",  # not said: it is searched in English
            marks={verdict: "The file changed or went away meanwhile."}, text=name,  # not said: the same
        )  # fmt: skip
    return row_of(name, digest, verdict, findings, data, around)


def fill_elsewhere(
    index: Path, key: Mapping[str, str], log: Path, files: Sequence[Said], around: Surroundings
) -> Generator[int, None, None]:
    """Put files into the index at `index` by another process; after each batch how many are in.

    Raises:
        NotFilledError: it could not be done there; what is in already stays.
    """
    from concurrent.futures.process import BrokenProcessPool

    batches = [files[at : at + BATCH] for at in range(0, len(files), BATCH)]
    try:
        with process_pool(1, _begin, index, dict(key), around) as pool:
            try:
                done = 0
                for one in [pool.submit(_fill, log, batch) for batch in batches]:
                    done += one.result()
                    yield done
            finally:
                pool.shutdown(cancel_futures=True)
    except (BrokenProcessPool, NotImplementedError, ImportError, OSError) as error:
        raise NotFilledError(
            english("The search index was not made by another process."), english("It is made here.")
        ) from error


def _begin(index: Path, key: Mapping[str, str], around: Surroundings) -> None:
    begin_process()
    if hasattr(os, "nice"):
        os.nice(5)
    opened = Index(index, key)
    if opened.private:
        raise NotFilledError(english("The common index is busy."), english("It is made by the window that asked."))
    _INDEX.append(opened)
    _AROUND.append(around)


def _fill(log: Path, files: Sequence[Said]) -> int:
    (index,), (around,) = _INDEX, _AROUND
    index.update([row_for(said, _read(log / said[0]), around) for said in files])
    return len(files)


def _read(path: Path) -> bytes:
    try:
        return start_of(path)
    except StorageError:
        return b""
