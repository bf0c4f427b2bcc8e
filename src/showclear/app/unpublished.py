"""What counts though it is not in the log: restrictions on their way, and records that were here and are lost."""

from __future__ import annotations

from datetime import UTC, datetime

from showclear.app.bodies import effects_from
from showclear.domain.effects import Effect
from showclear.domain.situation.records import RecordFacts
from showclear.domain.text import plain_text
from showclear.errors import RecordError
from showclear.ledger.quorum import quorum_of
from showclear.ledger.verification import LogResult
from showclear.storage.restrictions import PendingRestriction
from showclear.words import english

TIME = "%Y-%m-%dT%H:%M:%SZ"  # not said: a pattern
"""How a restriction that is not published yet writes its time."""


def as_lost(name: str) -> RecordFacts:
    """A record that was here and cannot be read any more: it comes after everything, and may be a stop."""
    digest = f"lost {name}"  # not said: what it is told apart by
    long_ago = datetime(2000, 1, 1, tzinfo=UTC)
    # not said: what it is told apart by
    return RecordFacts(digest, name, f"lost {name}", 1, "lost", digest, long_ago, intact=False, unknown=True)


def as_waiting(number: int, restriction: PendingRestriction) -> RecordFacts:
    """A restriction that is not in the log yet, as the fold takes it; `number` is its place among those that wait."""
    return RecordFacts(
        digest=restriction.restriction_id,
        name=f"not published yet ({restriction.kind})",
        log="pending",
        sequence=number,
        kind=restriction.kind,
        id=restriction.restriction_id,
        made_at=read_time(restriction.made_at),
        unknown=quorum_of(restriction.kind) is None,
        effects=effects_from(restriction.facts),
    )


class WithUnpublished:
    """The order of the chain, with restrictions that are not published yet after everything."""

    def __init__(self, result: LogResult, pending: frozenset[str]) -> None:
        self._chain = result.chain
        self._pending = pending

    def is_ancestor(self, a: str, b: str) -> bool:
        """Whether `a` comes before `b`."""
        if a in self._pending:
            return False
        return b in self._pending or self._chain.is_ancestor(a, b)


def readable(effect: Effect) -> Effect:
    """The effect with what no record may hold replaced in its words: a stop is never refused for them."""
    values = {name: plain_text(one, 1000) if isinstance(one, str) else one for name, one in effect.values.items()}
    return Effect(effect.kind, values)


def read_time(text: str) -> datetime:
    """When a restriction says that its key was pressed. Raises: RecordError."""
    try:
        return datetime.strptime(text, TIME).replace(tzinfo=UTC)
    except ValueError as error:
        raise RecordError(
            english('"{text}" is not a time.', text=text[:40]),
            english("Keep the file and show it to the safety officer."),
        ) from error
