"""Marks: every record name that was published or first seen on this laptop.

They are never rebuilt from the folder, so a record that vanishes from it is noticed. The head of this laptop's
own log is the last mark that says `published`; `early` says that a record came before its own time.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from showclear.errors import StorageError
from showclear.ledger.head import ZERO_DIGEST
from showclear.ledger.record import read_name
from showclear.storage.failures import DamagedFileError
from showclear.storage.files import FileSystem
from showclear.storage.lines import CheckedLines
from showclear.storage.paths import HEX64, ProductionState

LOCK_SECONDS = 5.0
_VERBS = ("published", "seen", "early")


@dataclass(frozen=True, slots=True)
class LogHead:
    """The newest record of a log: `sequence` 0 and 64 zeros for a log without records."""

    log: str
    sequence: int
    digest: str
    """64 hexadecimal digits, without `sha256:`."""
    name: str = ""


class Marks:
    """The marks of one production on this machine account."""

    def __init__(self, filesystem: FileSystem, state: ProductionState) -> None:
        self._filesystem = filesystem
        self._state = state
        self._names: set[str] = set()
        self._given: frozenset[str] = frozenset()
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

    def names(self) -> frozenset[str]:
        """Every name marked so far, as of the last refresh."""
        if len(self._given) != len(self._names):
            self._given = frozenset(self._names)
        return self._given

    def early(self) -> frozenset[str]:
        """Every name that came here before its own time, as of the last refresh."""
        return frozenset(self._early)

    def head(self, log: str) -> LogHead:
        """The newest record of `log` that this laptop published, as of the last refresh."""
        return self._heads.get(log, LogHead(log, 0, ZERO_DIGEST))

    def published_from(self, log: str, sequence: int) -> tuple[LogHead, ...]:
        """What this laptop published in `log` from that number on."""
        records = self._published.get(log, [])
        first = len(records)
        while first and records[first - 1].sequence >= sequence:
            first -= 1
        return tuple(records[first:])

    def published(self, name: str, digest: str) -> None:
        """Note a record of our own, durable when this returns.

        Raises: `StorageError`.
        """
        self._append([f"published {name} {digest}"])

    def seen(self, names: Iterable[str]) -> tuple[str, ...]:
        """Note the names that are new here, with one fsync for all; returns them.

        Raises: `StorageError`.
        """
        new = tuple(sorted(set(names) - self._names))
        if new:
            self._append([f"seen {name}" for name in new])
        return new

    def came_early(self, names: Iterable[str]) -> None:
        """Note that records came here before their own time: a later look at the clock cannot tell any more.

        Raises: `StorageError`.
        """
        new = sorted(set(names) - self._early)
        if new:
            self._append([f"early {name}" for name in new])

    def _append(self, texts: list[str]) -> None:
        with self._filesystem.lock(self._state.lock, LOCK_SECONDS):
            self.refresh()
            wanted = [text for text in texts if self._is_new(text)]
            if not wanted:
                return
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

    def _is_new(self, text: str) -> bool:
        verb, name, *_ = text.split(" ")
        if verb == "seen":
            return name not in self._names
        if verb == "early":
            return name not in self._early
        parsed = read_name(name)
        return parsed is not None and all(one.name != name for one in self.published_from(parsed.log, parsed.sequence))

    def _read_again(self) -> None:
        """After a failed fsync, take what the file shows, and write it into a new file at the next append."""
        self._lines.close()
        self._lines = CheckedLines(self._filesystem, self._state.marks)
        self._names.clear()
        self._early.clear()
        self._given = frozenset()
        self._heads.clear()
        self._published.clear()
        self.refresh()
        self._lines.distrust()

    def _take(self, text: str) -> None:
        verb, _, rest = text.partition(" ")
        name, _, digest = rest.partition(" ")
        parsed = read_name(name)
        if parsed is None or verb not in _VERBS or (verb == "published" and not HEX64.fullmatch(digest)):
            raise DamagedFileError(
                f'{self._state.marks}: "{text[:120]}" is not a mark that Show Clear wrote.',
                "Somebody edited the file. Keep it, and let the safety officer look at the log before going on.",
            )
        self._names.add(name)
        if verb == "early":
            self._early.add(name)
        if verb == "published" and parsed.sequence > self.head(parsed.log).sequence:
            head = LogHead(parsed.log, parsed.sequence, digest, name)
            self._heads[parsed.log] = head
            self._published.setdefault(parsed.log, []).append(head)
