"""Why a log cannot be read or continued, each with what to do now."""

from __future__ import annotations

from pathlib import Path

from showclear.errors import StorageError
from showclear.storage.failures import (
    AlreadyPublishedError,
    DamagedFileError,
    HeadMovedError,
    MissingFileError,
    NotOurLogError,
    UnconfirmedError,
)
from showclear.storage.identity import RecordIdentity
from showclear.storage.marks import LogHead
from showclear.words import english


def gone(log: Path) -> MissingFileError:
    """The log folder is not there any more, as when a stick is pulled out."""
    return MissingFileError(
        english("{log}: it is not there any more.", log=log),
        english("Plug the disk in again, or open the production where it is now. Nothing was changed."),
    )


def no_log(root: Path) -> NotOurLogError:
    """This laptop owns no log in the folder of this production."""
    return NotOurLogError(
        english("{root}: this laptop has no log in this folder; it may be a copy.", root=root),
        english("Start a log of this laptop's own, then try again."),
    )


def for_another_log(record: RecordIdentity, log: str) -> NotOurLogError:
    """The record belongs to another log than `log`, which is this laptop's."""
    return NotOurLogError(
        english(
            "{name}: the record is for log {record_log}, this laptop writes {log}.",
            name=record.name,
            record_log=record.log,
            log=log,
        ),
        english("Sign it on the laptop that writes that log, or begin it again here."),
    )


def head_moved(record: RecordIdentity, head: LogHead) -> HeadMovedError:
    """The log grew to `head` since the record was begun."""
    return HeadMovedError(
        english(
            "{name}: since the first signature the log has come to number {sequence}.",
            name=record.name,
            sequence=head.sequence,
        ),
        english("Look at what happened in between; then everybody signs again."),
    )


def published_before(name: str) -> AlreadyPublishedError:
    """Other bytes of the same event count already, under this name."""
    return AlreadyPublishedError(
        english("{name}: this was signed and published before.", name=name),
        english("Read that record; do not sign again."),
        name,
    )


def run_not_open(root: Path) -> MissingFileError:
    """The run whose record this is was ended elsewhere."""
    return MissingFileError(
        english("{root}: the run of this record is not open any more.", root=root),
        english("Another window finished or abandoned it. Look at the board before going on."),
    )


def unconfirmed(record: RecordIdentity, error: StorageError) -> UnconfirmedError:
    """The record is in the log, and the disk refused with `error` to confirm it."""
    return UnconfirmedError(
        english(
            "{name}: the record is in the log, but the disk did not confirm it. {message}",
            name=record.name,
            message=error.message,
        ),
        english(
            "Nobody signs again: it is finished at the next start or the next record. {remedy}", remedy=error.remedy
        ),
    )


def neither_written_nor_gone(record: RecordIdentity, error: StorageError, second: StorageError) -> UnconfirmedError:
    """The disk refused the record with `error`, and with `second` to take it back."""
    return UnconfirmedError(
        english(
            "{name}: the disk did not confirm the record, nor that it is gone. {message}",
            name=record.name,
            message=error.message,
        ),
        english(
            "Nobody signs anew: sign here again, or start again and see whether it is in the log. {remedy}",
            remedy=second.remedy,
        ),
    )


def other_file(target: Path) -> DamagedFileError:
    """Other bytes lie under the name of a record."""
    return DamagedFileError(
        english("{target}: another file has the name of this record.", target=target),
        english("Somebody changed the log. Run showclear verify before going on."),
    )


def no_restriction(file: Path) -> DamagedFileError:
    """What waits to be published as a restriction cannot be read; it counts as a stop."""
    return DamagedFileError(
        english("{restriction}: it cannot be read, or Show Clear did not write it.", restriction=file),
        english(
            "Count everything as stopped until the safety officer has looked at the file and moved its folder away."
        ),
    )
