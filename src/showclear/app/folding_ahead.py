"""Folding what comes first while other files are still being looked at.

What is folded here is a guess: only when all files were read is it known what is said about each, and in which order
they stand. Where the guess was right, which it is wherever nothing is wrong with the beginning of the log, it is what
the fold of all would have given. Where it was not, it is thrown away.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from showclear.app.reading import facts_of
from showclear.app.reading_many import FileRead, read_each
from showclear.domain.situation import Situation, fold
from showclear.domain.situation.records import RecordFacts
from showclear.ledger.head import ZERO_DIGEST, Head
from showclear.ledger.relations import quorum_findings
from showclear.ledger.results import result_of
from showclear.ledger.verification import Verifier
from showclear.storage.log_folder import LogFolder

AT_ONCE = 200
"""Files that are taken in at once."""


class Ahead:
    """Verifies and folds what is certain to come before everything that was not read yet, as far as names say."""

    def __init__(self, production: str, names: Iterable[str], at_once: int = AT_ONCE) -> None:
        """`production`: its digest. `names`: of all records in the folder."""
        logs: dict[str, list[str]] = {}
        for name in sorted(names):
            logs.setdefault(name.rsplit("-", 2)[0], []).append(name)
        placed = sorted((at / len(line), name) for line in logs.values() for at, name in enumerate(line))
        self.names = [name for _, name in placed]
        """In the order in which they are best read: each log from its beginning to its end, all of them at one pace."""
        self.verifier = Verifier(production)
        """Knows what was folded."""
        self._production = production
        self._at_once = at_once
        self._situation = fold((), self.verifier.context().chain)
        self.folded: list[RecordFacts] = []
        """What the fold was given."""
        self._logs = {log: iter(line) for log, line in logs.items()}
        self._fronts = {log: next(line) for log, line in self._logs.items()}
        """Of each log that has not ended the name of the record that is to be taken next."""
        self._files: dict[str, FileRead] = {}
        """What was read and not taken."""
        self._read = 0
        self._last: dict[str, str] = {}
        """Of each log the digest of the one that was taken last."""
        self._taken: set[str] = set()

    def take(self, one: FileRead) -> None:
        """A file was read."""
        self._files[one.inspection.name] = one
        self._read += 1
        if self._read % self._at_once == 0:
            self._go_on()

    def _go_on(self) -> None:
        """Verify and fold what comes next."""
        found = list(self._next_ones())
        self.verifier.add_inspections(one.inspection for one, _ in found)
        for one, head in found:
            named = one.inspection.digest if head.kind == "production" else head.production
            if named == self._production and one.said is not None:
                result = result_of(one.inspection, quorum_findings(one.inspection))
                facts = facts_of(result, head, one.said)
                self._situation = self._situation.add(facts)
                self.folded.append(facts)

    def _next_ones(self) -> Iterator[tuple[FileRead, Head]]:
        """What the order of the chain has next, as long as the next one of each log is here and follows on the last."""
        while self._fronts:
            ready: list[tuple[Head, str, FileRead]] = []
            for log, name in self._fronts.items():
                one = self._files.get(name)
                head = one.inspection.head if one is not None else None
                if one is None or head is None or not self._follows(log, head, one):
                    return
                if self._taken.issuperset(head.parents):
                    ready.append((head, one.inspection.digest, one))
            if not ready:
                return
            head, digest, one = min(ready, key=lambda each: (each[0].made_at, each[0].log, each[0].sequence, each[1]))
            self._pass(head.log, digest)
            yield one, head

    def _follows(self, log: str, head: Head, one: FileRead) -> bool:
        """Whether a record is the next one of its log; an approval from afar rests on others in ways of its own."""
        follows = head.log == log and head.previous == self._last.get(log, ZERO_DIGEST)
        return follows and one.said is not None and one.said.body is None

    def _pass(self, log: str, digest: str) -> None:
        self._last[log] = digest
        self._taken.add(digest)
        del self._files[self._fronts.pop(log)]
        following = next(self._logs[log], None)
        if following is not None:
            self._fronts[log] = following

    def beginning_of(self, ordered: Sequence[str], facts: Mapping[str, RecordFacts]) -> Situation:
        """What was folded of some records, if they begin so and say just that; else of none.

        Args:
            ordered: their digests, as they stand in the chain.
            facts: by digest what the fold is to be given of each.
        """
        if [one.digest for one in self.folded] == list(ordered[: len(self.folded)]) and all(
            one == facts[one.digest] for one in self.folded
        ):
            return self._situation
        return fold((), self.verifier.context().chain)


def read_new(
    folder: LogFolder, names: Collection[str], processes: int | None, ahead: Ahead | None
) -> dict[str, FileRead]:
    """What some records prove and say by themselves; `ahead`, if there is one, is given each as it comes."""
    found = {}
    for one in read_each(folder, names if ahead is None else ahead.names, processes):
        found[one.inspection.name] = one
        if ahead is not None:
            ahead.take(one)
    return found
