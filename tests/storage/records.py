"""Records for storage tests: real bytes of the record format, without signers, so that none is needed."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from showclear.ledger.head import SCHEMA, Head
from showclear.ledger.record import parse_frame, render_body, with_cut
from showclear.storage.files import FileSystem
from showclear.storage.log_folder import LogFolder
from showclear.storage.marks import LogHead
from showclear.storage.paths import MachinePaths, ProductionPaths, ProductionState
from showclear.storage.restrictions import PendingRestriction

PRODUCTION = "ab" * 32
NOON = datetime(2026, 5, 4, 12, 0, 0, tzinfo=UTC)


def record_id(number: int) -> str:
    """An id of 32 hexadecimal digits."""
    return f"{number:032x}"


def make_record(head: LogHead, id_: str, made_at: datetime = NOON, note: str = "") -> bytes:
    """An unsigned record that follows `head`."""
    return with_cut(
        render_body(
            Head(SCHEMA, "hold", id_, PRODUCTION, head.log, head.sequence + 1, head.digest, made_at, (), ()),
            {"note": note} if note else {},
        )
    )


def render_restriction(restriction: PendingRestriction, head: LogHead) -> bytes:
    """What the app hands to the log folder, in short."""
    return make_record(head, restriction.restriction_id, note=str(restriction.facts.get("reason", "")))


def hold(id_: str, reason: str = "") -> PendingRestriction:
    """A hold as it is pressed."""
    return PendingRestriction(id_, "hold", "2026-05-04T12:00:00Z", {"reason": reason})


def places(root: Path) -> tuple[ProductionPaths, ProductionState]:
    """A production folder and this machine's state about it, under one root."""
    return ProductionPaths(root / "production"), MachinePaths(root / "home").production(PRODUCTION)


def log_folder(filesystem: FileSystem, root: Path) -> LogFolder:
    """The log folder of `places`, as one window sees it."""
    production, state = places(root)
    return LogFolder(filesystem, production, state, render_restriction)


def assert_whole(log: LogFolder) -> tuple[str, ...]:
    """Read the own log again, byte for byte: names fit, chain unbroken, no event twice. Returns the ids."""
    own = log.own_log()
    names = [name for name in log.names() if name.startswith(f"{own}-")]
    frames = [parse_frame(log.read(name)) for name in names]
    previous = "0" * 64
    for number, (name, frame) in enumerate(zip(names, frames, strict=True), 1):
        assert name == f"{own}-{number:06d}-{frame.digest[:32]}.toml"
        assert (frame.head.sequence, frame.head.previous) == (number, previous)
        previous = frame.digest
    ids = tuple(frame.head.id for frame in frames)
    assert len(ids) == len(set(ids)), "one event was published twice"
    assert log.head().digest == previous, "the marks do not say what the folder holds"
    return ids
