"""What a laptop does on a set, with a note of everything that was acknowledged, and what must hold after a crash."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from showclear.storage.files import FileSystem
from showclear.storage.log_folder import LogFolder
from tests.storage.records import assert_whole, hold, log_folder, make_record, record_id

RUN = record_id(1)
SECOND = record_id(2)
STOP = record_id(3)
AFTERWARDS = record_id(99)


@dataclass
class Acknowledged:
    """What the screen has said by the time of the crash."""

    events: list[str] = field(default_factory=list)
    published: dict[str, bytes] = field(default_factory=dict)
    handed_in: set[bytes] = field(default_factory=set)
    restricted: list[str] = field(default_factory=list)


def set_up(filesystem: FileSystem, root: Path) -> None:
    """A production with one record, before anything can go wrong."""
    log = log_folder(filesystem, root)
    log.start_log("cart")
    log.publish(make_record(log.head(), record_id(0)))
    log.drafts.sweep()


def play(log: LogFolder, said: Acknowledged) -> None:
    """A run is journalled, signed and published; then a record without a run; then a stop."""
    journal = log.drafts.create(RUN, {"event": "header"})
    said.events.append("header")
    for number in range(2):
        journal.append({"event": f"answer {number}"})
        said.events.append(f"answer {number}")
    journal.close()
    publish(log, said, make_record(log.head(), RUN), RUN)
    publish(log, said, make_record(log.head(), SECOND), "")
    log.restrict(hold(STOP, "a crack"))
    said.restricted.append(STOP)
    log.drafts.sweep()


def publish(log: LogFolder, said: Acknowledged, data: bytes, run_id: str) -> None:
    """Publish and note the acknowledgement."""
    said.handed_in.add(data)
    done = log.publish(data, run_id)
    said.published[done.name] = data


def check(filesystem: FileSystem, root: Path, said: Acknowledged) -> None:
    """Start again and compare with what was said. Raises AssertionError for anything lost, doubled or changed."""
    log = log_folder(filesystem, root)
    log.recover()
    assert log.trouble == ()
    ids = assert_whole(log)
    for name, data in said.published.items():
        assert log.read(name) == data, "an acknowledged record is lost or changed"
    for name in log.names()[1:]:
        data = log.read(name)
        assert STOP.encode() in data or data in said.handed_in, "a record was rendered anew"
    for stop in said.restricted:
        pending = [one.restriction_id for one in log.pending_restrictions()]
        assert (stop in ids) + pending.count(stop) == 1, "an acknowledged stop is lost or doubled"
    check_run(log, said, ids)
    log.publish(make_record(log.head(), AFTERWARDS))
    assert_whole(log)


def check_run(log: LogFolder, said: Acknowledged, ids: tuple[str, ...]) -> None:
    """The run is open with all its events, or its record is published; never both, never neither."""
    drafts = {draft.run_id: draft for draft in log.drafts.list()}
    assert not (RUN in drafts and RUN in ids), "a published run can be signed a second time"
    if RUN in ids:
        return
    if said.events:
        assert RUN in drafts, "an acknowledged run is lost"
        found = [event["event"] for event in log.drafts.open(RUN).events()]
        assert found[: len(said.events)] == said.events, "an acknowledged answer is lost"
