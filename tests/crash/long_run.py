"""The long run: `python -m tests.crash.long_run --minutes 30`. Prints a table; the last one stands in docs/crashes.md.

Parts: `cuts` (a power cut anywhere, and a second one anywhere in the recovery after it), `faults` (an error of every
operation, then a power cut anywhere), `day` (the whole app on disks that lost power), `kill` (kill -9 of processes,
one, two and four at once), `strace` (each system call of a real process in turn fails or kills it; Linux with strace),
`power` (a real ext4 is shut down in the middle; Linux as root). What a machine cannot do is said and left out.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from random import Random

from showclear.app.demo import make_demo
from showclear.errors import ShowClearError
from tests.app.stage import NOW, keys_of
from tests.crash.cuts import states
from tests.crash.day import Day
from tests.crash.faults import Fault, healed, insisted
from tests.crash.harness import CASES, ROOT, cuts, cuts_inside_recovery, violation
from tests.crash.power import LoopDisk, can_cut_power, cut_in_the_middle
from tests.crash.processes import DAMAGES, Said, calls_made, can_trace, damaged, hold_to, killed
from tests.crash.scenario import check

AT_EACH_PLACE = 4
"""So many combinations after an error at each place, so that there is time for every operation."""


@dataclass
class Tally:
    """What one part came to."""

    what: str
    states: int = 0
    inside: int = 0
    """Of them, after a second cut inside recovery."""
    violations: list[str] = field(default_factory=list)
    left_out: int = 0
    """Beginnings that there was no time for."""
    caught: list[str] = field(default_factory=list)
    """What a mistake that was planted on purpose led to."""

    def say(self, text: str, where: str) -> None:
        """Keep a violation."""
        if text:
            self.violations.append(f"{where}: {text}")

    def row(self, seconds: float) -> str:
        """A row of the table."""
        left = f", {self.left_out} beginnings left out" if self.left_out else ""
        found = f"caught {len(self.caught)} times" if self.caught else f"{len(self.violations)}"
        return f"| {self.what} | {self.states:,}{left} | {self.inside:,} | {found} | {seconds:,.0f} s |"


Part = Callable[[float, Random], Iterator[Tally]]


def power_cuts(seconds: float, random: Random) -> Iterator[Tally]:
    """Each scenario: all first cuts; then second cuts in an order of chance, as long as there is time."""
    begun = time.monotonic()
    for place, case in enumerate(CASES, 1):
        # What one case leaves of its time is the next one's.
        tally, end = Tally(f"power cuts: {case}"), begun + seconds * place / len(CASES)
        found = list(cuts(case, random))
        for one in found:
            tally.states += 1
            tally.say(violation(one), f"{case}, after {one.after} changes")
        random.shuffle(found)
        seen: set[bytes] = set()
        for number, one in enumerate(found):
            if time.monotonic() > end:
                tally.left_out = len(found) - number
                break
            for again in cuts_inside_recovery(one, case, seen, random):
                tally.states += 1
                tally.inside += 1
                tally.say(violation(again), f"{case}, after {one.after} changes, then {again.after} in recovery")
        yield tally


def faults(seconds: float, random: Random) -> Iterator[Tally]:
    """An error of every operation in turn, then a power cut anywhere after it: a choice at each place."""
    for links in (True, False):
        tally = Tally(f"error, then power cut, {'links' if links else 'no links'}")
        end = time.monotonic() + seconds / 2
        numbers = []
        for number in count():
            done = insisted(Fault(number), links=links)
            if not done.disk.failed:
                break
            numbers.append(number)
            _checked(tally, done.healthy(), done.told, f"{done.disk.failed}")
        random.shuffle(numbers)
        for place, number in enumerate(numbers):
            if time.monotonic() > end:
                tally.left_out = len(numbers) - place
                break
            done = insisted(Fault(number), links=links)
            since = done.disk.failed_after
            found = states(done.disk, done.base, set(), random, whole_renames=links, since=since, most=AT_EACH_PLACE)
            for one in found:
                _checked(tally, healed(one.disk), one.told, f"{done.disk.failed}, then after {one.after} changes")
        yield tally


def _checked(tally: Tally, disk: object, told: tuple[object, ...], where: str) -> None:
    tally.states += 1
    try:
        check(disk, ROOT, told)  # type: ignore[arg-type]
    except (AssertionError, ShowClearError) as error:
        tally.say(f"{type(error).__name__}: {error}", where)


def whole_app(seconds: float, random: Random) -> Iterator[Tally]:
    """The app works and starts again on disks that lost power, in an order of chance."""
    tally, end = Tally("the whole app: inspection, signatures, hold, taken back"), time.monotonic() + seconds
    with tempfile.TemporaryDirectory() as folder:
        made = make_demo(Path(folder) / "demo", now=NOW, rounds=1)
        day = Day(made, keys_of(made), Path(folder) / "played")
        found = day.found(random, most=64)
        random.shuffle(found)
        for number, one in enumerate(found):
            if time.monotonic() > end:
                tally.left_out = len(found) - number
                break
            tally.states += 1
            tally.say(day.violation(one), f"the app, after {one.after} changes")
    yield tally


def kills(seconds: float, random: Random) -> Iterator[Tally]:
    """kill -9 of one, two and four processes that publish into one log, until the time is over."""
    for at_once in (1, 2, 4):
        tally, end = (
            Tally(f"kill -9, {at_once} at once: kills, then what was said by then"),
            time.monotonic() + seconds / 3,
        )
        while time.monotonic() < end:
            with tempfile.TemporaryDirectory() as folder:
                said = killed(Path(folder), 5, at_once, random)
                tally.states += 5 * at_once
                tally.inside += len(said)
                _held(tally, Path(folder), said, tally.what)
        yield tally


def system_calls(seconds: float, random: Random) -> Iterator[Tally]:
    """Each system call in turn fails or kills, in an order of chance."""
    tally, end = Tally("system call that fails or kills (strace)"), time.monotonic() + seconds
    if not can_trace():
        print("strace is not here or may not attach: left out.", file=sys.stderr)
        return
    with tempfile.TemporaryDirectory() as folder:
        made = calls_made(Path(folder) / "counted", Path(folder) / "trace")
    every = [(call, damage, number) for call in made for damage in DAMAGES for number in range(1, made[call] + 1)]
    random.shuffle(every)
    for place, (call, damage, number) in enumerate(every):
        if time.monotonic() > end:
            tally.left_out = len(every) - place
            break
        with tempfile.TemporaryDirectory() as folder:
            where = f"{call} number {number}, {damage}"
            tally.states += 1
            try:
                said = damaged(Path(folder), call, damage, number)
            except AssertionError as error:
                tally.say(f"the process did not end in words: {error}", where)
                continue
            _held(tally, Path(folder), said, where)
    yield tally


def power(seconds: float, random: Random) -> Iterator[Tally]:
    """The power of a real ext4 goes in the middle of the work; and, for control, of a program that flushes nothing."""
    for what, more, share in (("real power cuts (ext4)", (), 0.9), ("the same, nothing flushed", ("unsynced",), 0.1)):
        tally, end = Tally(f"{what}: cuts, then what was said by then"), time.monotonic() + seconds * share
        with tempfile.TemporaryDirectory() as folder:
            if not can_cut_power(Path(folder)):
                print("No loop device can be mounted and shut down here: left out.", file=sys.stderr)
                return
            disk = LoopDisk(Path(folder))
            try:
                while time.monotonic() < end and len(tally.violations) < 5:
                    root = disk.mounted / str(tally.states)
                    said = cut_in_the_middle(disk, root, random, *more)
                    disk.again()
                    tally.states += 1
                    tally.inside += len(said)
                    _held(tally, root, said, what)
                    shutil.rmtree(root)
            finally:
                disk.close()
        if more:
            tally.caught = tally.violations
            tally.violations = [] if tally.caught else ["the planted mistake was not caught"]
        yield tally


def _held(tally: Tally, root: Path, said: Said, where: str) -> None:
    try:
        hold_to(root, said)
    except (AssertionError, ShowClearError) as error:
        tally.say(f"{type(error).__name__}: {error}", where)


PARTS: dict[str, Part] = {
    "cuts": power_cuts,
    "faults": faults,
    "day": whole_app,
    "kill": kills,
    "strace": system_calls,
    "power": power,
}


def main() -> int:
    """Run the parts, print the table; 1 if anything did not hold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=30.0)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--part", choices=PARTS, action="append")
    options = parser.parse_args()
    parts = options.part or list(PARTS)
    print(f"seed {options.seed}\n\n| what | states | of them after a cut in recovery | violations | processor time |")
    print("|---|---:|---:|---:|---:|", flush=True)
    bad: list[str] = []
    for name in parts:
        random, begun = Random(options.seed), time.process_time()
        for tally in PARTS[name](options.minutes * 60 / len(parts), random):
            print(tally.row(time.process_time() - begun), flush=True)
            begun = time.process_time()
            bad += tally.violations
    for one in bad[:50]:
        print(one, file=sys.stderr)
    return 1 if bad else 0


if __name__ == "__main__":
    raise SystemExit(main())
