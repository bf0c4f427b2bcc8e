"""Start with a warm snapshot against an empty Textual app: a terminal of 120 by 40, to the first frame with every gun.

That frame says who has each gun and that nothing is permitted yet; a second row tells how long the board takes.

.venv/bin/python benchmarks/bench_start.py                    the row, for 36,000 records
.venv/bin/python benchmarks/bench_start.py --records 6000     for fewer
.venv/bin/python benchmarks/bench_start.py --folder FOLDER    for a demonstration that is there already
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from statistics import median

from many_records import make, open_once
from on_terminal import empty_app, run, show_clear
from rows import duration, row

from showclear.app.demo_things import WEAPONS

GOAL = 1.5
RECORDS = 36_000
BOARD = "Armory"
"""What the board says and the first frame does not."""


def main() -> None:
    """Print the rows."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=RECORDS, help="how many records are made")
    parser.add_argument("--folder", type=Path, help="a demonstration that is there already")
    parser.add_argument("--rounds", type=int, default=9, help="how often each side runs")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary) / "production"
        if options.folder is None:
            make(folder, options.records)
        else:
            open_once(folder)
        records = len(list((folder / "log").iterdir()))
        tags = [one.tag for one in WEAPONS]
        run(show_clear(folder), tags)  # Compiles what was changed since.
        ours, board, theirs = [], [], []
        for _ in range(options.rounds):
            ours.append(run(show_clear(folder), tags))
            board.append(run(show_clear(folder), [*tags, BOARD]))
            theirs.append(run(empty_app(), ["ready"]))
    reference = "an empty Textual app"
    what = f"start, {records:,} records, warm snapshot: to the first frame with every weapon"
    print(row(what, reference, median(one.seconds for one in ours), median(one.seconds for one in theirs), GOAL))
    first, whole, least = (median(one.processor_seconds for one in side) for side in (ours, board, theirs))
    print(row("the same start in processor time", reference, first, least, GOAL))
    print(
        f"| the same start until the board is there, in processor time | {reference} | {duration(whole)} "
        f"| {duration(least)} | {whole / least:.2f} | – | – |"
    )


if __name__ == "__main__":
    main()
