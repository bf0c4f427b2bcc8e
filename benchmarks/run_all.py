"""Run every `bench_*.py` beside this file and print one table with the machine above it.

.venv/bin/python benchmarks/run_all.py            to look at
.venv/bin/python benchmarks/run_all.py --write    also into docs/benchmarks.md
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from rows import HEADER

HERE = Path(__file__).resolve().parent
PAGE = HERE.parent / "docs" / "benchmarks.md"
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"


def machine() -> str:
    """The machine in one line: processor, cores, memory, system. No names and no paths."""
    facts = [f"{os.cpu_count()} cores", platform.machine()]
    cpu = Path("/proc/cpuinfo")
    if cpu.exists():
        models = [
            line.split(":", 1)[1].strip() for line in cpu.read_text().splitlines() if line.startswith("model name")
        ]
        facts[:0] = models[:1]
        pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
        facts.append(f"{pages / 2**30:.0f} GiB memory")
    facts.append(platform.system())
    facts.append(f"Python {platform.python_version()}")
    return ", ".join(facts)


def measured() -> tuple[str, bool]:
    """The machine and the table as Markdown, and whether every benchmark ran and reached its goal."""
    rows: list[str] = []
    fine = True
    for script in sorted(HERE.glob("bench_*.py")):
        print(f"… {script.name}", file=sys.stderr, flush=True)
        done = subprocess.run((sys.executable, script), capture_output=True, text=True, check=False)
        found = [line for line in done.stdout.splitlines() if line.startswith("| ")]
        if done.returncode != 0 or not found:
            print(done.stdout + done.stderr, file=sys.stderr)
            found = [f"| {script.stem} | – | did not run | – | – | – | missed |"]
        rows += found
        fine = fine and all("| reached |" in line for line in found)
    head = f"Measured on {datetime.now(UTC):%Y-%m-%d} on: {machine()}."
    return "\n".join((head, "", HEADER, *rows)), fine


def main() -> int:
    """Print the table; 1 if a benchmark did not run or missed its goal."""
    table, fine = measured()
    print(table)
    if "--write" in sys.argv[1:]:
        page = PAGE.read_text("utf-8")
        before, rest = page.split(BEGIN)
        _, after = rest.split(END)
        PAGE.write_text(f"{before}{BEGIN}\n{table}\n{END}{after}", "utf-8")
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
