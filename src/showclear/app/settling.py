"""What records say whose files are read a second time: approvals from afar, and those that verify otherwise now.

What cannot be read then, or is not what was verified, may be a stop or take something back. Its record holds the set
(R-043), and is asked again at each look until it can be read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from showclear.app.log_facts import LogFacts
from showclear.app.reading import Said, facts_of, said_by_verified
from showclear.app.remote import APPROVAL, settled
from showclear.app.unchanged import read_files
from showclear.domain.situation.records import RecordFacts
from showclear.errors import StorageError
from showclear.ledger.record import digest_of

_NOT_READ = Said(unknown=True, procedure="", effects=(), people=(), title="", body=None)


class Settling(LogFacts):
    """Reads again what the meaning of a record rests on."""

    _unread: set[str]
    """Records that hold the set because a file that says more of them could not be read."""

    def _said_now(self, name: str) -> Said | None:
        """What a file says that was read before, and of which another thing is said now."""
        result = self.result.records[name]
        if result.head is None:
            return None
        data = read_files(self.folder, (name,)).get(name, b"")
        if digest_of(data) == result.digest:
            return said_by_verified(data, result.head)
        self._unread.add(name)
        return _NOT_READ

    def _settle(self, facts: RecordFacts, body: Mapping[str, Any]) -> RecordFacts:
        """An approval from afar counts with what it approves. Raises: StorageError."""
        return settled(facts, body, self.result, self.body) if facts.kind == APPROVAL else facts

    def _settle_or_hold(self, facts: RecordFacts, body: Mapping[str, Any]) -> RecordFacts:
        try:
            return self._settle(facts, body)
        except StorageError:
            self._unread.add(facts.name)
            return replace(facts, effects=(), unknown=True)

    def _readable_again(self) -> frozenset[str]:
        """The records that hold the set for a file that can be read again."""
        return frozenset(name for name in tuple(self._unread) if name in self._names and self._is_readable(name))

    def _is_readable(self, name: str) -> bool:
        result, said = self.result.records[name], self._said_now(name)
        if result.head is None or said is None:
            return True
        settled_now = facts_of(result, result.head, said, self._settle_or_hold)
        return said is not _NOT_READ and settled_now.unknown is said.unknown
