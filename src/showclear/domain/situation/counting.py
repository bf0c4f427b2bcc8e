"""Counting rounds: sums of what went in and out, each event once."""

from __future__ import annotations

from dataclasses import replace

from showclear.domain.situation.history import Aspect, pair
from showclear.domain.situation.view import View


def left_in(view: View, container: str) -> int | None:
    """How many rounds are left in a container; None if it is not on the register.

    Where two intakes disagree the smaller number is taken.
    """
    counts = []
    for index, entry in view.container_entries(container):
        intake = replace(view, point=view.record(index).digest)
        since = view.total(Aspect.MOVED, container) - intake.total(Aspect.MOVED, container)
        counts.append(entry.count + since)
    return min(counts) if counts else None


def lost_from(view: View, container: str) -> int:
    """How many rounds of a container were in weapons that were then proved empty, and did not come back."""
    intakes = [replace(view, point=view.record(index).digest) for index, _ in view.container_entries(container)]
    before = [intake.total(Aspect.LOST, container) for intake in intakes]
    return view.total(Aspect.LOST, container) - min(before, default=0)


def out_in(view: View, container: str, weapon: str) -> int:
    """How many rounds of a container are in a weapon."""
    return -view.total(Aspect.MOVED_TO, pair(container, weapon))


def out_of(view: View, container: str) -> tuple[tuple[str, int], ...]:
    """The weapons that hold rounds of a container, each with how many; sorted."""
    prefix = pair(container, "")
    weapons = sorted(
        name.removeprefix(prefix)
        for aspect, name in view.history.lanes
        if aspect is Aspect.MOVED_TO and name.startswith(prefix)
    )
    found = ((weapon, out_in(view, container, weapon)) for weapon in weapons)
    return tuple((weapon, count) for weapon, count in found if count)
