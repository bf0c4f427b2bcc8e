"""A process that publishes and says aloud what was acknowledged: `worker.py ROOT FIRST COUNT [unsynced]`.

It begins when a line comes in, and goes on after an error of the disk, as people do. It speaks by `writev`, which
nobody makes fail.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from showclear.errors import StorageError
from showclear.storage.failures import HeadMovedError, UnconfirmedError
from showclear.storage.files import LocalFileSystem
from showclear.storage.log_folder import LogFolder
from tests.storage.records import hold, log_folder, make_record, record_id

STOPS = 1_000_000
"""The id of the stop before a record is so much higher than that of the record."""


class Unsynced(LocalFileSystem):
    """A planted mistake: nothing is ever flushed."""

    def flushes(self) -> bool:
        """Never."""
        return False


def say(what: str, name: str) -> None:
    """One line, whole or not at all."""
    os.writev(1, [f"{what} {name}\n".encode()])


def main() -> None:
    """Publish COUNT records from id FIRST on, each with a run, every third with a stop before it."""
    root, first, count = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    with tempfile.TemporaryDirectory() as elsewhere:
        # A program whose own modules cannot be loaded any more is not what is tried here.
        log = log_folder(LocalFileSystem(), Path(elsewhere))
        log.start_log("warm")
        log.publish(make_record(log.head(), record_id(0)))
    say("ready", "-")
    sys.stdin.readline()
    log = log_folder(Unsynced() if "unsynced" in sys.argv else LocalFileSystem(), root)
    for number in range(first, first + count):
        try:
            log.recover()
            one(log, number)
        except StorageError as error:
            say("error", type(error).__name__)
    say("done", "-")


def one(log: LogFolder, number: int) -> None:
    """A stop now and then, a run, its record. Raises: StorageError."""
    id_ = record_id(number)
    if number % 3 == 0:
        log.restrict(hold(record_id(STOPS + number)))
        say("stop", record_id(STOPS + number))
    journal = log.drafts.create(id_, {"header": number})
    journal.append({"answer": number})
    journal.close()
    say("answer", id_)
    while True:
        data = make_record(log.head(), id_)
        try:
            done = log.publish(data, id_)
        except HeadMovedError:
            # The other process was first: look again, sign again.
            continue
        except UnconfirmedError:
            raise
        except StorageError:
            say("refused", id_)
            raise
        say("published", done.name)
        return


if __name__ == "__main__":
    main()
