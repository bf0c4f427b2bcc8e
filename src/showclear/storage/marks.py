"""Marks: every record name that was published or first seen on this laptop.

They are never rebuilt from the folder, so a record that vanishes from it is noticed. The head of this laptop's
own log is the last mark that says `published`; `early` says that a record came before its own time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from typing import NamedTuple

from showclear.errors import StorageError
from showclear.ledger.head import ZERO_DIGEST
from showclear.ledger.record import NAME, is_name, read_name
from showclear.storage.failures import DamagedFileError
from showclear.storage.files import FileSystem
from showclear.storage.lines import CheckedLines
from showclear.storage.names import Both, Names
from showclear.storage.paths import HEX64, ProductionState
from showclear.words import english

LOCK_SECONDS = 5.0
_PUBLISHED = re.compile(f"published ({NAME}) ({HEX64.pattern})")
_OTHERS = ("seen", "early")
"""What a mark says that is not `published`."""


class LogHead(NamedTuple):
    """The newest record of a log: `sequence` 0 and 64 zeros for a log without records."""

    log: str
    sequence: int
    digest: str
    """64 hexadecimal digits, without `sha256:`."""
    name: str = ""


@dataclass(frozen=True, slots=True)
class MarksState:
    """What the first `size` bytes of the marks say, so that they need not be read line by line again."""

    size: int
    sum: str
    """Their SHA-256."""
    heads: tuple[LogHead, ...]
    early: tuple[str, ...]


class Marks:
    """The marks of one production on this machine account."""

    def __init__(self, filesystem: FileSystem, state: ProductionState) -> None:
        self._filesystem = filesystem
        self._state = state
        self._before = Names()
        """What `resume` took over."""
        self._skipped: dict[str, int] = {}
        """Per log the number up to which the published records were taken over as one head only."""
        self._names: dict[str, None] = {}
        """The others, in the order in which they were marked."""
        self._early: set[str] = set()
        self._heads: dict[str, LogHead] = {}
        self._published: dict[str, list[LogHead]] = {}
        self._lines = CheckedLines(filesystem, state.marks)

    def refresh(self) -> None:
        """Read what other windows added.

        Raises: `StorageError`; `DamagedFileError` if a mark is damaged.
        """
        for text in self._lines.refresh():
            self._take(text)

    def state(self) -> MarksState:
        """What the marks say so far, for `resume`. Raises: `StorageError`."""
        size = self._lines.good_size
        data = self._filesystem.read(self._state.marks)[:size]
        heads = tuple(head for _, head in sorted(self._heads.items()))
        return MarksState(size, sha256(data).hexdigest(), heads, tuple(sorted(self._early)))

    def resume(self, state: MarksState, names: Names) -> bool:
        """Take over what the marks said before, where they still begin so and nothing of them was read yet.

        Args:
            state: what `state` gave.
            names: every name that was marked then.

        Raises: `StorageError`.
        """
        if self._lines.good_size or not self._filesystem.exists(self._state.marks):
            return False
        data = self._filesystem.read(self._state.marks)
        if len(data) < state.size or sha256(memoryview(data)[: state.size]).hexdigest() != state.sum:
            return False
        self._lines.skip(state.size)
        self._before = names
        self._heads = {head.log: head for head in state.heads}
        self._skipped = {head.log: head.sequence for head in state.heads}
        self._early = set(state.early)
        return True

    def names(self) -> Both:
        """Every name marked so far, as of the last refresh."""
        return Both(self._before, frozenset(self._names))

    def __len__(self) -> int:
        return len(self._before) + len(self._names)

    def __contains__(self, name: str) -> bool:
        return name in self._before or name in self._names

    def newest(self, most: int) -> Iterator[str]:
        """The names that were marked last: of a hundred thousand nobody looks at all for one more."""
        if not 0 <= most <= len(self._names):
            return iter(self.names())
        return islice(reversed(self._names), most)

    def early(self) -> frozenset[str]:
        """Every name that came here before its own time, as of the last refresh."""
        return frozenset(self._early)

    def head(self, log: str) -> LogHead:
        """The newest record of `log` that this laptop published, as of the last refresh."""
        return self._heads.get(log, LogHead(log, 0, ZERO_DIGEST))

    def published_from(self, log: str, sequence: int) -> tuple[LogHead, ...]:
        """What this laptop published in `log` from that number on."""
        if sequence <= self._skipped.get(log, 0):
            self._read_all()
        records = self._published.get(log, [])
        first = len(records)
        while first and records[first - 1].sequence >= sequence:
            first -= 1
        return tuple(records[first:])

    def published(self, name: str, digest: str) -> None:
        """Note a record of our own, durable when this returns.

        Raises: `StorageError`.
        """
        # not said: a line of the file of marks
        if not self._append([f"published {name} {digest}"]):
            # It stands there since a flush that failed, here or before a start: nobody knows what the disk holds.
            self._read_again()
            self._append([], always=True)

    def seen(self, names: Iterable[str]) -> tuple[str, ...]:
        """Note the names that are new here, with one fsync for all; returns them.

        Raises: `StorageError`.
        """
        new = tuple(sorted({name for name in names if name not in self}))
        if new:
            # not said: a line of the file of marks
            self._append([f"seen {name}" for name in new])
        return new

    def came_early(self, names: Iterable[str]) -> None:
        """Note that records came here before their own time: a later look at the clock cannot tell any more.

        Raises: `StorageError`.
        """
        new = sorted(set(names) - self._early)
        if new:
            # not said: a line of the file of marks
            self._append([f"early {name}" for name in new])

    def _append(self, texts: list[str], *, always: bool = False) -> bool:
        """Whether there was anything to write."""
        with self._filesystem.lock(self._state.lock, LOCK_SECONDS):
            self.refresh()
            wanted = [text for text in texts if self._is_new(text)]
            if not wanted and not always:
                return False
            try:
                self._lines.append(*wanted)
            except StorageError:
                self._read_again()
                raise
            finally:
                # Another window may replace the file after a disk error: never keep it open.
                self._lines.close()
        for text in wanted:
            self._take(text)
        return True

    def _is_new(self, text: str) -> bool:
        verb, name, *_ = text.split(" ")
        if verb == "seen":
            return name not in self
        if verb == "early":
            return name not in self._early
        parsed = read_name(name)
        return parsed is not None and all(one.name != name for one in self.published_from(parsed.log, parsed.sequence))

    def _read_again(self) -> None:
        """After a failed fsync, take what the file shows, and write it into a new file at the next append."""
        self._read_all()
        self._lines.distrust()

    def _read_all(self) -> None:
        self._lines.close()
        self._lines = CheckedLines(self._filesystem, self._state.marks)
        self._before = Names()
        self._skipped.clear()
        self._names.clear()
        self._early.clear()
        self._heads.clear()
        self._published.clear()
        self.refresh()

    def _take(self, text: str) -> None:
        published = _PUBLISHED.fullmatch(text)
        verb, _, rest = text.partition(" ")
        name = rest.partition(" ")[0]
        if published is None and (verb not in _OTHERS or not is_name(name)):
            raise DamagedFileError(
                english(
                    '{marks}: "{text}" is not a mark that Show Clear wrote.', marks=self._state.marks, text=text[:120]
                ),
                english(
                    "Somebody edited the file. Keep it, and let the safety officer look at the log before going on."
                ),
            )
        if name not in self._before:
            self._names[name] = None
        if verb == "early":
            self._early.add(name)
        if published is not None:
            log, sequence, digest = published[2], int(published[3]), published[5]
            known = self._heads.get(log)
            if known is None or sequence > known.sequence:
                head = self._heads[log] = LogHead(log, sequence, digest, name)
                self._published.setdefault(log, []).append(head)
