"""R-AFAR-1: which signatures on different laptops count together, and as what."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from showclear.domain.situation.records import SignerFacts

FROM_AFAR = frozenset({"day-seal", "definitions", "release"})
"""Kinds of record that people may sign on different laptops: nobody had to look at a thing."""

TAKEN_BACK = "taken-back"
"""What a record says it is that takes a proposal back."""

NOT_SAID_AGAIN = frozenset({"remote", "app", "title"})
"""What may differ between a proposal and its approval: who says it, and with which version."""

Enough = Callable[[str, Sequence[SignerFacts]], bool]
"""Whether these signers are those whom a kind of record needs."""


def may_be_signed_from_afar(kind: object) -> bool:
    """Whether a record of this kind may be signed on different laptops."""
    return kind in FROM_AFAR


def completed(
    kind: str, mine: Sequence[SignerFacts], earlier: Sequence[SignerFacts], enough: Enough
) -> tuple[SignerFacts, ...]:
    """Who signed all in all, where an approval makes the signatures complete; empty where it does not.

    Args:
        kind: what was proposed.
        mine: who signed the approval.
        earlier: who signed the proposal and the approvals before it.
        enough: who must sign which kind.
    """
    if {one.person for one in mine} & {one.person for one in earlier}:
        return ()
    if enough(kind, earlier) or not enough(kind, (*earlier, *mine)):
        return ()
    return (*earlier, *mine)


def takes_back(mine: Sequence[SignerFacts], signed: Sequence[SignerFacts]) -> bool:
    """Whether somebody may take a proposal back: who signed it, or an approval of it.

    Args:
        mine: who signed the record that takes it back.
        signed: who signed the proposal and its approvals.
    """
    return bool({one.person for one in mine} & {one.person for one in signed})


def say_the_same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether an approval says, word by word, what the proposal says, and as the same kind of record."""
    kinds = [body["remote"].get("signed_as") for body in (one, other) if isinstance(body.get("remote"), Mapping)]
    rest = [{key: value for key, value in body.items() if key not in NOT_SAID_AGAIN} for body in (one, other)]
    return len(kinds) == 2 and kinds[0] == kinds[1] and rest[0] == rest[1]
