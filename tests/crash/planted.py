"""Mistakes put into the program or its disk on purpose: a harness that finds none of them proves nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from showclear.storage.drafts import FINISHED_START, Drafts, finished_name
from showclear.storage.identity import RecordIdentity, identify
from showclear.storage.journal import Journal
from showclear.storage.lines import CheckedLines, encode_line
from showclear.storage.log_folder import LogFolder
from showclear.storage.marks import Marks
from showclear.storage.published import Published, Trouble
from tests.crash.scenario import WatchedDisk


class NoFileIsFlushed(WatchedDisk):
    """fsync of a file does nothing."""

    def flushes_file(self, path: Path) -> bool:
        """Never."""
        return False


class NoFolderIsFlushed(WatchedDisk):
    """fsync of a folder does nothing."""

    def flushes_folder(self, path: Path) -> bool:
        """Never."""
        return False


def forgets_file(name: str) -> type[WatchedDisk]:
    """A disk for a program that forgot fsync of files of that name."""

    class Forgets(WatchedDisk):
        def flushes_file(self, path: Path) -> bool:
            return not path.name.startswith(name)

    return Forgets


def forgets_folder(name: str) -> type[WatchedDisk]:
    """A disk for a program that forgot fsync of folders of that name; `run` stands for every run."""

    class Forgets(WatchedDisk):
        def flushes_folder(self, path: Path) -> bool:
            return path.name != name and not (name == "run" and len(path.name) == 32)

    return Forgets


def clean_up_file_by_file(drafts: Drafts, folder_id: str) -> None:
    """An early version did this, and a crash let the same run be signed twice."""
    folder = drafts._production.pending_folder(folder_id)
    for name in drafts._filesystem.listdir(folder):
        drafts._filesystem.unlink(folder / name)
    drafts._filesystem.rmdir(folder)


def sweep_without_waiting(drafts: Drafts) -> None:
    """Files go before the rename of their folder is durable."""
    done = drafts._production.done
    for name in drafts._filesystem.listdir(done):
        drafts._delete(done / name)


def leave_without_waiting(drafts: Drafts, run_id: str) -> None:
    """A run is given up by a rename that nobody flushes."""
    drafts.move_away(run_id)


_put = LogFolder._put


def mark_first(log: LogFolder, folder_id: str, data: bytes, record: RecordIdentity) -> Published:
    """The mark is durable before there is anything that it marks."""
    log.marks.published(record.name, record.digest)
    return _put(log, folder_id, data, record)


def link_first(log: LogFolder, folder_id: str, data: bytes, record: RecordIdentity) -> Published:
    """The record gets its name before its bytes are flushed."""
    disk, folder = log._filesystem, log._production.pending_folder(folder_id)
    disk.mkdir(folder)
    path = folder / finished_name(data)
    with disk.create(path, 0o444) as file:
        file.write(data)
        log._link(path, log._production.record(record.name))
        file.fsync()
    return log._link_and_mark(folder_id, path, record)


def no_mark(marks: Marks, name: str, digest: str) -> None:
    """What was published is not noted."""


_finish = LogFolder._finish


def throw_away(log: LogFolder, folder_id: str, path: Path, trouble: list[Trouble]) -> Published | None:
    """Recovery throws away what everybody signed, and they sign something else."""
    data = log._filesystem.read(path)
    if path.name == finished_name(data) and not log._in_log(identify(data)):
        log._filesystem.unlink(path)
        return None
    return _finish(log, folder_id, path, trouble)


def keep_torn_tails(lines: CheckedLines, data: bytes) -> None:
    """What a crash tore is not cut off before the next line."""
    file = lines._opened()
    file.write(data)
    file.fsync()


def unflushed_event(journal: Journal, event: dict[str, object]) -> None:
    """An answer is on the screen before it is on the disk."""
    with journal._lines._filesystem.open_append(journal.path) as file:
        file.write(encode_line(json.dumps(event)))
    journal._events.append(event)


@dataclass(frozen=True)
class Planted:
    """A mistake, the scenario that meets it, and what the harness has to say about it."""

    name: str
    scenario: str
    kind: type[WatchedDisk] = WatchedDisk
    patches: tuple[tuple[type, str, Callable[..., object]], ...] = ()

    @contextmanager
    def put_in(self) -> Iterator[None]:
        """The program with the mistake."""
        with pytest.MonkeyPatch.context() as patch:
            for owner, attribute, faulty in self.patches:
                patch.setattr(owner, attribute, faulty)
            yield


PLANTED = (
    Planted("no fsync of any file", "work", NoFileIsFlushed),
    Planted("no fsync of any folder", "work", NoFolderIsFlushed),
    Planted("no fsync of the journal", "work", forgets_file("journal")),
    Planted("no fsync of the finished bytes", "work", forgets_file(FINISHED_START)),
    Planted("no fsync of the marks", "work", forgets_file("marks")),
    Planted("no fsync of a stop", "stop", forgets_file("restriction")),
    Planted("no fsync of a key file", "key", forgets_file(".mara")),
    Planted("no fsync of log/", "work", forgets_folder("log")),
    Planted("no fsync of pending/", "work", forgets_folder("pending")),
    Planted("no fsync of the folder of a run", "work", forgets_folder("run")),
    Planted("no fsync of the folder of the keys", "key", forgets_folder("keys")),
    Planted("clean-up file by file", "work", patches=((Drafts, "move_away", clean_up_file_by_file),)),
    Planted("a sweep that does not wait for the rename", "work", patches=((Drafts, "sweep", sweep_without_waiting),)),
    Planted("a run given up without waiting", "work", patches=((Drafts, "leave", leave_without_waiting),)),
    Planted("the mark before the bytes", "work", patches=((LogFolder, "_put", mark_first),)),
    Planted("the link before the bytes", "work", patches=((LogFolder, "_put", link_first),)),
    Planted("no mark", "work", patches=((Marks, "published", no_mark),)),
    Planted("recovery throws finished bytes away", "work", patches=((LogFolder, "_finish", throw_away),)),
    Planted("a torn line is not cut off", "work", patches=((CheckedLines, "_add", keep_torn_tails),)),
    Planted("an answer shown before it is durable", "work", patches=((Journal, "append", unflushed_event),)),
)
