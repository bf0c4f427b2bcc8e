"""Playing a scenario, cutting the power everywhere in it and in the recovery after it, and counting what was found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from showclear.errors import ShowClearError
from tests.crash.cuts import Found, states
from tests.crash.memory import Told
from tests.crash.scenario import SCENARIOS, Tell, WatchedDisk, check, recover, set_up

ROOT = Path("/set")
Play = Callable[[WatchedDisk, Path, Tell], None]
Kind = type[WatchedDisk]


@dataclass(frozen=True)
class Case:
    """A scenario on a kind of disk."""

    scenario: str
    links: bool = True

    def __str__(self) -> str:
        return f"{self.scenario} on {'a disk with links' if self.links else 'a stick without links'}"


CASES = tuple(Case(name, links) for name in SCENARIOS for links in (True, False))


def played(case: Case, kind: Kind = WatchedDisk, play: Play | None = None) -> tuple[WatchedDisk, WatchedDisk]:
    """The disk before, all of it durable, and the disk with what the scenario did to it."""
    base = WatchedDisk(links=case.links)
    if case.scenario != "found":
        set_up(base, ROOT)
    disk = kind(links=case.links)
    disk.nodes = base.copy().nodes
    disk.next_node = base.next_node
    (play or SCENARIOS[case.scenario])(disk, ROOT, lambda what: disk.note(Told(what)))
    return base, disk


def cuts(case: Case, random: Random, kind: Kind = WatchedDisk, play: Play | None = None) -> Iterator[Found]:
    """Every different disk after one power cut in a scenario."""
    base, disk = played(case, kind, play)
    yield from states(disk, base, set(), random, whole_renames=case.links)


def cuts_inside_recovery(found: Found, case: Case, seen: set[bytes], random: Random) -> Iterator[Found]:
    """Every different disk after a second cut, anywhere in the recovery of what the first one left."""
    disk = found.disk.copy()
    disk.changes = [*map(Told, found.told)]
    recover(disk, ROOT)
    yield from states(disk, found.disk, seen, random, whole_renames=case.links, since=len(found.told))


def violation(found: Found, checked: Callable[..., None] = check) -> str:
    """What does not hold after this cut; empty if everything does."""
    try:
        checked(found.disk.copy(), ROOT, found.told)
    except (AssertionError, ShowClearError) as error:
        return f"{type(error).__name__}: {error}"
    return ""


def first_violation(
    case: Case, kind: Kind = WatchedDisk, play: Play | None = None, checked: Callable[..., None] = check
) -> str:
    """What does not hold after the first cut that breaks something; for planted bugs."""
    for found in cuts(case, Random(1), kind, play):
        said = violation(found, checked)
        if said:
            return said
    return ""
