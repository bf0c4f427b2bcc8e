"""What a day seal is over: the records since the seals before it, and the root of their tree (RFC 6962)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from showclear.errors import RecordError
from showclear.ledger.chain import Chain
from showclear.ledger.head import ZERO_DIGEST, Citation, Head
from showclear.words import english

SEAL_KIND = "day-seal"
_DIGEST = re.compile("sha256:[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class SealFacts:
    """What a day seal states about the records behind it."""

    heads: tuple[str, ...]
    """The newest record of each log, as `LOG/NNNNNN sha256:…`, sorted."""
    leaves: int
    """How many records are new since the seals before it."""
    root: str
    """64 hexadecimal digits."""


def root_of(leaves: Sequence[bytes]) -> str:
    """The Merkle tree hash of RFC 6962, section 2.1, over these leaves: 64 hexadecimal digits."""
    return _root([sha256(b"\0" + leaf).digest() for leaf in leaves]).hex()


def _root(hashes: list[bytes]) -> bytes:
    if not hashes:
        return sha256(b"").digest()
    # Level by level: a node without a neighbour moves up as it is, which is the split at a power of two.
    while len(hashes) > 1:
        paired = [sha256(b"\1" + left + right).digest() for left, right in zip(hashes[::2], hashes[1::2], strict=False)]
        hashes = paired + hashes[len(paired) * 2 :]
    return hashes[0]


def covered(chain: Chain, head: Head) -> tuple[str, ...]:
    """The digests that a seal with this head covers first: its ancestors without those that an earlier seal covers.

    The earlier seals themselves are among them. Sorted by log, number and digest.
    """
    is_covered = chain.behind(_newest_seals(chain, head))
    found: dict[str, tuple[str, int, str]] = {}
    waiting = list(head.parents)
    while waiting:
        digest = waiting.pop()
        if digest in found or is_covered(digest):
            continue
        one = chain.find(digest)
        if one is not None:
            found[digest] = one.log, one.sequence, digest
            waiting += one.parents
    return tuple(sorted(found, key=found.__getitem__))


def _newest_seals(chain: Chain, head: Head) -> tuple[str, ...]:
    def is_later(seal: str) -> bool:
        return not any(chain.is_same_or_ancestor(seal, parent) for parent in head.parents)

    # What one of a line came before, all before it in the line came before.
    known = [(line, bisect_left(line, True, key=is_later)) for line in chain.lines_of(SEAL_KIND)]
    newest = [line[count - 1] for line, count in known if count]
    return tuple(one for one in newest if not any(chain.is_ancestor(one, other) for other in newest))


def state(chain: Chain, head: Head) -> SealFacts:
    """What a seal with this head has to state."""
    digests = covered(chain, head)
    return SealFacts(heads_of(head), len(digests), root_of([bytes.fromhex(digest) for digest in digests]))


def heads_of(head: Head) -> tuple[str, ...]:
    """The heads of all logs that a record cites, its own log's too, one line each, sorted."""
    own = () if head.previous == ZERO_DIGEST else (Citation(head.log, head.sequence - 1, head.previous),)
    # not said: bytes of a record
    return tuple(sorted(f"{one.log}/{one.sequence:06d} sha256:{one.digest}" for one in (*own, *head.after)))


def seal_table(facts: SealFacts) -> dict[str, Any]:
    """The facts as they stand in `[facts.seal]`."""
    return {"leaves": facts.leaves, "root": f"sha256:{facts.root}", "heads": list(facts.heads)}


def read_seal(place: str, facts: Mapping[str, Any]) -> SealFacts:
    """What the facts of a day seal state.

    Raises:
        RecordError: a value is missing or is not what it has to be.
    """
    table = facts.get("seal")
    if not isinstance(table, dict):
        raise RecordError(english("{place}: the table [facts.seal] is missing.", place=place))
    heads, leaves, root = table.get("heads"), table.get("leaves"), table.get("root")
    if not isinstance(heads, list) or not all(isinstance(one, str) for one in heads):
        raise RecordError(english("{place}: the heads of the logs are missing.", place=place))
    if not isinstance(leaves, int) or isinstance(leaves, bool) or not isinstance(root, str):
        raise RecordError(english("{place}: the number of records or their root is missing.", place=place))
    if _DIGEST.fullmatch(root) is None:
        raise RecordError(english("{place}: the root is no SHA-256.", place=place))
    return SealFacts(tuple(heads), leaves, root.removeprefix("sha256:"))


def seal_fault(chain: Chain, head: Head, stated: SealFacts) -> str:
    """What a seal states that its records do not give; empty if all of it holds or some of them are missing."""
    if stated.heads != heads_of(head):
        return english("It names other heads of the logs than those that it cites")
    if not chain.is_whole(head):
        return ""
    found = state(chain, head)
    if found.leaves != stated.leaves:
        return english(
            "It says {stated_leaves} records since the seals before it; {found_leaves} are here",
            stated_leaves=stated.leaves,
            found_leaves=found.leaves,
        )
    if found.root != stated.root:
        return english("Its root is not that of the records behind it")
    return ""
