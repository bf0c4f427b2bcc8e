"""A process that publishes and says aloud what was acknowledged: `worker.py ROOT FIRST COUNT`."""

from __future__ import annotations

import sys
from pathlib import Path

from showclear.storage.failures import HeadMovedError
from showclear.storage.files import LocalFileSystem
from tests.storage.records import hold, log_folder, make_record, record_id


def main() -> None:
    """Publish COUNT records from id FIRST on, each with a run, every third with a stop before it."""
    root, first, count = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    log = log_folder(LocalFileSystem(), root)
    log.recover()
    for number in range(first, first + count):
        if number % 3 == 0:
            log.restrict(hold(record_id(1_000_000 + number)))
            print("stop", record_id(1_000_000 + number), flush=True)
        journal = log.drafts.create(record_id(number), {"header": number})
        journal.append({"answer": number})
        journal.close()
        print("answer", record_id(number), flush=True)
        while True:
            try:
                done = log.publish(make_record(log.head(), record_id(number)), record_id(number))
            except HeadMovedError:
                # The other process was first: look again, sign again.
                continue
            break
        print("published", done.name, flush=True)


if __name__ == "__main__":
    main()
