"""Memory of the board over 100,000 records, above that of an empty Textual app.

.venv/bin/python benchmarks/bench_memory.py                     the row, for 100,000 records
.venv/bin/python benchmarks/bench_memory.py --records 6000      for fewer
.venv/bin/python benchmarks/bench_memory.py --folder FOLDER     for a demonstration that is there already
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from statistics import median

from many_records import make, open_once
from on_terminal import empty_app, run, show_clear
from rows import limit_row

from showclear.app.demo_things import WEAPONS

GOAL_MB = 60.0
RECORDS = 100_000
SETTLE_SECONDS = 5.0
"""Until the files were compared and the folder was looked at again."""


def main() -> None:
    """Print the row."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=RECORDS, help="how many records are made")
    parser.add_argument("--folder", type=Path, help="a demonstration that is there already")
    parser.add_argument("--rounds", type=int, default=3, help="how often each side runs")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary) / "production"
        if options.folder is None:
            make(folder, options.records)
        else:
            open_once(folder)
        records = len(list((folder / "log").iterdir()))
        tags = [one.tag for one in WEAPONS]
        rounds = range(options.rounds)
        ours = median(run(show_clear(folder), tags, SETTLE_SECONDS).megabytes for _ in rounds)
        theirs = median(run(empty_app(), ["ready"], SETTLE_SECONDS).megabytes for _ in rounds)
    what = f"memory, board over {records:,} records, above an empty Textual app"
    more = ours - theirs
    print(limit_row(what, f"+ {more:.0f} MB ({ours:.0f} MB)", f"≤ + {GOAL_MB:.0f} MB", reached=more <= GOAL_MB))


if __name__ == "__main__":
    main()
