"""What a laptop does on a set, with a note of all that was told to somebody, and what must hold after a crash."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from showclear.errors import StorageError
from showclear.ledger.record import parse_frame, read_name, record_name
from showclear.storage.concerns import WaitingConcern, WaitingConcerns
from showclear.storage.definitions import DefinitionStore
from showclear.storage.failures import UnconfirmedError
from showclear.storage.files import FileSystem
from showclear.storage.key_files import create_key_file, open_key_file
from showclear.storage.log_folder import LogFolder
from showclear.storage.marks import LogHead
from showclear.storage.restrictions import write_restriction
from tests.crash.memory import MemoryDisk, Told
from tests.storage.records import assert_whole, hold, log_folder, make_record, places, record_id

RUN, SECOND, STOP, GIVEN_UP, OPEN, WAITING, AFTERWARDS = (record_id(number) for number in (1, 2, 3, 4, 5, 6, 99))
WORDS = "anchor bridge canyon dancer eleven"
FOREIGN = "truck-zz99"


@dataclass(frozen=True)
class Event:
    """A line of the journal of a run is said to be kept."""

    run: str
    number: int


@dataclass(frozen=True)
class HandedIn:
    """Bytes that everybody signed go into publishing: from here on they may be found in the log, and no others."""

    data: bytes


@dataclass(frozen=True)
class Visible:
    """A record has its name in the log: a copier may have taken it to other laptops already, told or not."""

    name: str
    data: bytes


@dataclass(frozen=True)
class Published:
    """A record is said to be signed."""

    name: str
    data: bytes


@dataclass(frozen=True)
class Refused:
    """Bytes are said not to be signed, because the disk refused: they are never found in the log, unless handed in
    again."""

    data: bytes


@dataclass(frozen=True)
class Unconfirmed:
    """Nobody knows whether these bytes are signed: they may be found in the log, and no others may take their place."""

    data: bytes


@dataclass(frozen=True)
class Stopped:
    """A stop is said to count."""

    id: str


@dataclass(frozen=True)
class Left:
    """A run is said to be given up."""

    run: str


@dataclass(frozen=True)
class Seen:
    """A file of another laptop is noted, with whether it came before its time."""

    name: str
    early: bool


@dataclass(frozen=True)
class KeyMade:
    """A person has a key."""

    line: str


@dataclass(frozen=True)
class Kept:
    """A definition is kept, or a concern waits, in these bytes or words."""

    what: bytes | str


Tell = Callable[[object], None]


class WatchedDisk(MemoryDisk):
    """Notes when a record of ours has its name in the log."""

    def link(self, source: Path, target: Path) -> None:
        """A second name."""
        super().link(source, target)
        self._watch(target)

    def rename(self, source: Path, target: Path) -> None:
        """Move."""
        super().rename(source, target)
        self._watch(target)

    def _watch(self, target: Path) -> None:
        if target.parent.name == "log" and read_name(target.name) is not None:
            self.note(Told(Visible(target.name, self.read(target))))


def set_up(filesystem: FileSystem, root: Path) -> None:
    """A production with one record, before anything can go wrong."""
    log = log_folder(filesystem, root)
    log.start_log("cart")
    log.publish(make_record(log.head(), record_id(0)))
    log.drafts.sweep()


def found(filesystem: FileSystem, root: Path, tell: Tell) -> None:
    """A log is begun, and its first record published."""
    log = log_folder(filesystem, root)
    log.start_log("cart")
    publish(log, tell, make_record(log.head(), record_id(0)), "")


def work(filesystem: FileSystem, root: Path, tell: Tell) -> None:
    """A run is journalled, signed and published; a record without a run; one run given up, one left open."""
    log = log_folder(filesystem, root)
    journal(log, tell, RUN, answers=2)
    publish(log, tell, make_record(log.head(), RUN), RUN)
    journal(log, tell, GIVEN_UP, answers=1)
    log.drafts.leave(GIVEN_UP)
    tell(Left(GIVEN_UP))
    publish(log, tell, make_record(log.head(), SECOND), "")
    journal(log, tell, OPEN, answers=1)


def stop(filesystem: FileSystem, root: Path, tell: Tell) -> None:
    """A hold while a run is open, one while another window has the lock, and a record after them."""
    log = log_folder(filesystem, root)
    journal(log, tell, RUN, answers=1)
    log.restrict(hold(STOP, "a crack"))
    tell(Stopped(STOP))
    write_restriction(filesystem, places(root)[0], hold(WAITING, "while another window publishes"))
    tell(Stopped(WAITING))
    log.recover()
    publish(log, tell, make_record(log.head(), RUN), RUN)


def take_in(filesystem: FileSystem, root: Path, tell: Tell) -> None:
    """Records of another laptop come in, the first flushed by its copier, the second before its time; then our own."""
    log = log_folder(filesystem, root)
    for number, data in enumerate(foreign()):
        name = foreign_name(data)
        with filesystem.create(places(root)[0].record(name), 0o444) as file:
            file.write(data)
            if number == 0:
                file.fsync()
        if number == 0:
            filesystem.fsync_folder(places(root)[0].log)
        log.note_seen([name])
        tell(Seen(name, False))
        if number == 1:
            log.note_early([name])
            tell(Seen(name, True))
    publish(log, tell, make_record(log.head(), SECOND), "")


def make_key(filesystem: FileSystem, root: Path, tell: Tell) -> None:
    """A person is enrolled."""
    tell(KeyMade(create_key_file(filesystem, root / "home" / "keys" / "mara", WORDS, "mara", rounds=1).line))


def keep(filesystem: FileSystem, root: Path, tell: Tell) -> None:
    """Two definitions are adopted, two concerns written."""
    production = places(root)[0]
    for number in range(2):
        data = b"definition %d" % number
        DefinitionStore(filesystem, production).put(data)
        tell(Kept(data))
        WaitingConcerns(filesystem, production).add(WaitingConcern("2026-05-04", f"concern {number}"))
        tell(Kept(f"concern {number}"))


def journal(log: LogFolder, tell: Tell, run: str, answers: int) -> None:
    """Begin a run and answer."""
    lines = log.drafts.create(run, {"event": 0})
    tell(Event(run, 0))
    for number in range(1, answers + 1):
        lines.append({"event": number})
        tell(Event(run, number))
    lines.close()


def publish(log: LogFolder, tell: Tell, data: bytes, run_id: str) -> None:
    """Publish and tell how it went. Raises: StorageError."""
    tell(HandedIn(data))
    try:
        done = log.publish(data, run_id)
    except UnconfirmedError:
        tell(Unconfirmed(data))
        raise
    except StorageError:
        tell(Refused(data))
        raise
    tell(Published(done.name, data))


@cache
def foreign() -> tuple[bytes, ...]:
    """Two records of another laptop."""
    first = make_record(LogHead(FOREIGN, 0, "0" * 64), record_id(50))
    return first, make_record(LogHead(FOREIGN, 1, parse_frame(first).digest), record_id(51))


def foreign_name(data: bytes) -> str:
    """The name of its file."""
    frame = parse_frame(data)
    return record_name(frame.head, frame.digest)


SCENARIOS: dict[str, Callable[[FileSystem, Path, Tell], None]] = {
    "found": found,
    "work": work,
    "stop": stop,
    "take-in": take_in,
    "key": make_key,
    "keep": keep,
}
"""What is done, by name; all but `found` begin with `set_up`."""


def recover(filesystem: FileSystem, root: Path) -> None:
    """What every start does first."""
    log_folder(filesystem, root).recover()


def check(filesystem: FileSystem, root: Path, told: Iterable[object]) -> None:
    """Start again and compare with what was told.

    Raises: AssertionError for anything lost, doubled, changed or invented.
    """
    told = tuple(told)
    log = log_folder(filesystem, root)
    log.recover()
    assert log.trouble == ()
    if log.own_log() is None:
        assert not any(isinstance(one, Published) for one in told), "a log that was begun is lost"
        log.start_log("cart")
    ids = assert_whole(log)
    check_log(log, told, ids)
    for run in (RUN, GIVEN_UP, OPEN):
        check_run(log, told, ids, run)
    check_key(filesystem, root, told)
    check_kept(filesystem, root, told)
    log.publish(make_record(log.head(), AFTERWARDS))
    assert_whole(log)


def check_log(log: LogFolder, told: tuple[object, ...], ids: tuple[str, ...]) -> None:
    """The log holds what was told, and nothing that nobody handed in."""
    handed_in: set[bytes] = set()
    doubtful = {one.data for one in told if isinstance(one, Unconfirmed)}
    for one in told:
        if isinstance(one, HandedIn):
            handed_in.add(one.data)
        elif isinstance(one, Refused) and one.data not in doubtful:
            handed_in.discard(one.data)
    pending = [one.restriction_id for one in log.pending_restrictions()]
    stops = {STOP, WAITING}
    names = log.names()
    for one in told:
        if isinstance(one, Published):
            assert log.read(one.name) == one.data, "an acknowledged record is lost or changed"
        elif isinstance(one, Visible):
            found = log.read(one.name) if one.name in names else b""
            assert found == one.data, "what others may have copied is another record"
        elif isinstance(one, Stopped):
            assert ids.count(one.id) + pending.count(one.id) == 1, "an acknowledged stop is lost or doubled"
        elif isinstance(one, Seen):
            log.marks.refresh()
            assert one.name in (log.marks.early() if one.early else log.marks.names()), "a mark is lost"
    for name, id_ in zip((name for name in log.names() if not name.startswith(FOREIGN)), ids, strict=True):
        known = id_ in stops or id_ == record_id(0) or log.read(name) in handed_in
        assert known, "a record is in the log that nobody handed in, or it was rendered anew"


def check_run(log: LogFolder, told: tuple[object, ...], ids: tuple[str, ...], run: str) -> None:
    """The run is open with all its events, or its record is published, or it is given up; never two of them."""
    drafts = {draft.run_id for draft in log.drafts.list()}
    assert not (run in drafts and run in ids), "a published run can be signed a second time"
    events = [one.number for one in told if isinstance(one, Event) and one.run == run]
    if Left(run) in told:
        assert run not in drafts, "a run that was given up is there again"
    elif run == GIVEN_UP and events == [0, 1] and run not in drafts:
        # It was just being given up.
        return
    elif events and run not in ids:
        assert run in drafts, "an acknowledged run is lost"
        lines = log.drafts.open(run)
        kept = [event["event"] for event in lines.events()]
        assert kept[: len(events)] == events, "an acknowledged answer is lost"
        lines.append({"event": "after"})
        lines.close()
        assert [event["event"] for event in log.drafts.open(run).events()] == [*kept, "after"], "it cannot go on"


def check_kept(filesystem: FileSystem, root: Path, told: tuple[object, ...]) -> None:
    """Definitions and concerns are there, and can be added to."""
    production = places(root)[0]
    concerns = {one.words for one in WaitingConcerns(filesystem, production).list()}
    store = DefinitionStore(filesystem, production)
    for one in told:
        if isinstance(one, Kept):
            kept = store.get(sha256(one.what).hexdigest()) if isinstance(one.what, bytes) else one.what
            assert kept == one.what
            assert isinstance(one.what, bytes) or one.what in concerns, "a concern is lost"
    store.put(b"definition 0")


def check_key(filesystem: FileSystem, root: Path, told: tuple[object, ...]) -> None:
    """The key file is whole or not there, and whole once somebody was told."""
    path = root / "home" / "keys" / "mara"
    made = [one.line for one in told if isinstance(one, KeyMade)]
    if not filesystem.exists(path):
        assert not made, "a key is lost"
        return
    opened = open_key_file(filesystem, path, WORDS)
    assert made in ([], [opened.public.line]), "another key"
    if made:
        assert filesystem.read(path.with_name("mara.pub")).decode().startswith(made[0])
