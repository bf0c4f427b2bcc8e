"""Every disk that a power cut may leave, worked out from the changes that the real code made on a `MemoryDisk`.

Nothing is promised but what was flushed: bytes that were not may be lost, kept, torn or zeros, each file for itself;
names that were not may be lost or kept, each change for itself, in any combination and before the bytes that they
name. A rename is one change of both folders; on a disk without a journal (`whole_renames=False`, as exFAT) the old name
may go and the new one not come, or both stay. Two flushes that run beside each other promise nothing until both are
done, so that either order of them is among the states.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import product
from math import prod
from random import Random

from tests.crash.memory import (
    ROOT,
    Change,
    Cut,
    FailedFlush,
    FlushedFile,
    FlushedFolder,
    Made,
    MemoryDisk,
    Names,
    Node,
    Told,
    Wrote,
    apply_names,
)

MOST_AT_ONCE = 8_192
"""Combinations at one point of a history; of more, a seeded choice is taken."""


@dataclass
class Durable:
    """What is safe after the first changes of a history, and what hangs in the air."""

    nodes: dict[int, Node]
    whole_renames: bool = True
    bytes_in_the_air: dict[int, list[bytes]] = field(default_factory=dict)
    """By file: what it held after each change since its last flush, oldest first."""
    names_in_the_air: list[tuple[int, Names]] = field(default_factory=list)
    """With the number of the change."""
    broken: set[int] = field(default_factory=set)
    """Files whose flush failed once: the cache may say that they are clean, and the disk hold something else."""

    def take(self, number: int, change: Change) -> None:
        """One more change."""
        match change:
            case Made():
                self.nodes[change.node] = Node(change.is_folder, change.mode)
            case Wrote():
                self._hangs(change.node).append(self._newest(change.node) + change.data)
            case Cut():
                self._hangs(change.node).append(self._newest(change.node)[: change.size])
            case FailedFlush():
                self.broken.add(change.node)
            case FlushedFile() if change.node in self.broken:
                pass
            case FlushedFile():
                self.nodes[change.node].data = self._newest(change.node)
                self.bytes_in_the_air.pop(change.node, None)
            case Names() if self.whole_renames:
                self.names_in_the_air.append((number, change))
            case Names():
                halves = Names(removed=change.removed), Names(added=change.added)
                self.names_in_the_air += [(number, half) for half in halves if half != Names()]
            case FlushedFolder():
                self._keep_names(change)
            case Told():
                pass

    def _hangs(self, node: int) -> list[bytes]:
        return self.bytes_in_the_air.setdefault(node, [])

    def _newest(self, node: int) -> bytes:
        hanging = self.bytes_in_the_air.get(node)
        return hanging[-1] if hanging else self.nodes[node].data

    def _keep_names(self, flushed: FlushedFolder) -> None:
        left = []
        for number, change in self.names_in_the_air:
            touches = any(one[0] == flushed.folder for one in (*change.removed, *change.added))
            if touches and number < flushed.begun:
                apply_names(self.nodes, change)
            else:
                left.append((number, change))
        self.names_in_the_air = left


@dataclass(frozen=True)
class Found:
    """A disk after a power cut, and what had been told by then."""

    disk: MemoryDisk
    told: tuple[object, ...]
    after: int
    """How many changes had been made."""


def states(
    disk: MemoryDisk,
    base: MemoryDisk,
    seen: set[bytes],
    random: Random,
    *,
    whole_renames: bool = True,
    since: int = 0,
    most: int = MOST_AT_ONCE,
) -> Iterator[Found]:
    """Every different disk that a power cut may leave anywhere in the history of `disk`, which began as `base`.

    Args:
        disk: with the changes that were made.
        base: what was there before, all of it durable.
        seen: digests of what was given before; it grows.
        random: chooses where there is too much to take it all.
        whole_renames: whether a rename is kept or lost as one.
        since: the power stays on for so many changes.
        most: so many combinations at one point at most.
    """
    durable = Durable({number: node.copy() for number, node in base.nodes.items()}, whole_renames)
    told: list[object] = []
    for number, change in enumerate((None, *disk.changes)):
        if isinstance(change, Told):
            told.append(change.what)
        elif change is not None:
            durable.take(number - 1, change)
        if number < since:
            continue
        for nodes in _found(durable, random, most):
            digest = _digest(nodes, len(told))
            if digest not in seen:
                seen.add(digest)
                yield Found(type(disk)(nodes, links=disk.links), tuple(told), number)


def _found(durable: Durable, random: Random, most: int) -> Iterator[dict[int, Node]]:
    hanging = {node: _contents(durable.nodes[node].data, after) for node, after in durable.bytes_in_the_air.items()}
    changes = [change for _, change in durable.names_in_the_air]
    for mask, contents in _picked(2 ** len(changes), tuple(hanging.values()), random, most):
        nodes = {number: node.copy() for number, node in durable.nodes.items()}
        for node, data in zip(hanging, contents, strict=True):
            nodes[node].data = data
        for number, change in enumerate(changes):
            if mask >> number & 1:
                apply_names(nodes, change)
        yield nodes


def _picked(
    masks: int, contents: tuple[tuple[bytes, ...], ...], random: Random, most: int
) -> Iterator[tuple[int, tuple[bytes, ...]]]:
    """Every set of names with every content of each file; where that is too much, the two ends and some by chance."""
    if masks * prod(map(len, contents)) <= most:
        yield from product(range(masks), product(*contents))
        return
    yield 0, tuple(one[0] for one in contents)
    yield masks - 1, tuple(one[-1] for one in contents)
    for _ in range(most):
        yield random.randrange(masks), tuple(map(random.choice, contents))


def _contents(durable: bytes, after: list[bytes]) -> tuple[bytes, ...]:
    """What a file may hold: as it was, as it was after each change, torn in the last one, grown but never written."""
    before = after[-2] if len(after) > 1 else durable
    newest = after[-1]
    found = [durable, *after]
    if len(newest) > len(before):
        new = len(newest) - len(before)
        found += [newest[: len(before) + size] for size in (1, new // 2, new - 1)]
        found.append(before + b"\0" * new)
    return tuple(dict.fromkeys(found))


def _digest(nodes: dict[int, Node], told: int) -> bytes:
    """Of everything that can be reached, and of how much had been told."""
    hasher = sha256(b"%d" % told)
    stack: list[tuple[str, int]] = [("", ROOT)]
    known: dict[int, int] = {}
    while stack:
        path, number = stack.pop()
        node = nodes[number]
        hasher.update(b"%s\0%d\0%d\0" % (path.encode(), node.is_folder, len(node.data)))
        hasher.update(node.data)
        # Two names of one file are not two files.
        hasher.update(b"%d" % known.setdefault(number, len(known)))
        stack.extend((f"{path}/{name}", one) for name, one in sorted(node.names.items()))
    return hasher.digest()
