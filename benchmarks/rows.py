"""One row of the benchmark table: ours against a reference that was measured in the same run."""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median

HEADER = "| what | reference in the same run | ours | reference | ratio | goal | |\n|---|---|---:|---:|---:|---:|---|"


def interleaved(
    ours: Callable[[], object],
    reference: Callable[[], object],
    *,
    rounds: int = 21,
    clock: Callable[[], float] = time.perf_counter,
) -> tuple[float, float]:
    """The medians, in seconds, of `rounds` calls of each, taken in turn so that both meet the same busy machine.

    Each is the first of the two as often as the other: who comes second finds what both read in the caches.

    `clock`: `time.process_time` where the processor alone decides, so that what else runs counts less.
    """
    ours_took: list[float] = []
    reference_took: list[float] = []
    pairs = ((ours, ours_took), (reference, reference_took))
    for number in range(rounds):
        for function, took in pairs if number % 2 == 0 else pairs[::-1]:
            began = clock()
            function()
            took.append(clock() - began)
    return median(ours_took), median(reference_took)


def row(what: str, reference: str, ours_seconds: float, reference_seconds: float, goal: float) -> str:
    """A row of the table. `goal` is the greatest ratio that holds."""
    ratio = ours_seconds / reference_seconds
    return (
        f"| {what} | {reference} | {duration(ours_seconds)} | {duration(reference_seconds)} "
        f"| {ratio:.2f} | ≤ {goal:g} | {'reached' if ratio <= goal else 'missed'} |"
    )


def limit_row(what: str, ours: str, goal: str, *, reached: bool) -> str:
    """A row with an absolute goal instead of a ratio, both in words with their unit."""
    return f"| {what} | – | {ours} | – | – | {goal} | {'reached' if reached else 'missed'} |"


def duration(seconds: float) -> str:
    """Three digits and a unit."""
    for factor, unit in ((1.0, "s"), (1e3, "ms")):
        if seconds * factor >= 1:
            return f"{seconds * factor:.3g} {unit}"
    return f"{seconds * 1e6:.3g} µs"
