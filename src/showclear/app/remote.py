"""Signing from afar: who is not at this laptop approves, in the log of another one, what was signed here (ADR 0025).

Only for kinds of record where nobody had to look at a thing. What is proposed and each approval of it are records of
the kind `approval`, each signed by its author alone, and each says the whole of it. The approval that makes the
signatures complete is what counts, as a record of the proposed kind that all of them signed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from showclear.domain.situation.records import RecordFacts, SignerFacts
from showclear.errors import ShowClearError
from showclear.ledger.chain import Chain
from showclear.ledger.head import Head, Signer
from showclear.ledger.quorum import is_satisfied
from showclear.ledger.record import record_name
from showclear.ledger.results import LogResult

APPROVAL = "approval"
FROM_AFAR = frozenset({"definitions", "release"})
"""Kinds that people may sign on different laptops: nobody had to look at a thing."""

OF = "remote"
NOT_SAID_AGAIN = frozenset({OF, "app", "title"})
"""What may differ between a proposal and its approval: who says it, and with which version."""

Body = Mapping[str, Any]
ReadBody = Callable[[str], Body]


def settled(found: RecordFacts, body: Body, result: LogResult, read: ReadBody) -> RecordFacts:
    """What the fold is given of an approval.

    A proposal, and an approval that does not complete it, change nothing. One that completes it is a record of the
    proposed kind, signed by all. A kind that nobody may sign from afar is judged as what it is: one signature.
    """
    said = body.get(OF)
    if found.kind != APPROVAL or not isinstance(said, dict):
        return found
    kind = said.get("signed_as")
    if not isinstance(kind, str) or kind not in FROM_AFAR:
        return found
    nothing = replace(found, effects=())
    earlier = _signed_before(found, kind, body, result, read)
    if earlier is None or not found.intact:
        return nothing
    mine = [Signer(one.person, one.role, one.meaning) for one in found.signers]
    if {one.person for one in mine} & {one.person for one in earlier}:
        return nothing
    if is_satisfied(kind, earlier) or not is_satisfied(kind, [*earlier, *mine]):
        return nothing
    signers = tuple(SignerFacts(one.person, one.role, one.meaning) for one in (*earlier, *mine))
    return replace(found, kind=kind, signers=signers)


def _signed_before(found: RecordFacts, kind: str, body: Body, result: LogResult, read: ReadBody) -> list[Signer] | None:
    """Who signed the proposal and its earlier approvals; None where it is itself a proposal, or of none."""
    proposal = proposal_of(body)
    chain = result.chain
    if not proposal or proposal not in chain or not chain.is_ancestor(proposal, found.digest):
        return None
    about = intact_body(proposal, result, read)
    if about is None or proposal_of(about) or not _says_the_same(about, body):
        return None
    signers = list(chain.head(proposal).signers)
    for digest, head, other in _approvals(proposal, result, read):
        known = {one.person for one in signers}
        if chain.is_ancestor(digest, found.digest) and _says_the_same(about, other):
            signers += [one for one in head.signers if one.person not in known]
    return signers


def _approvals(proposal: str, result: LogResult, read: ReadBody) -> Iterator[tuple[str, Head, Body]]:
    """The intact approvals of a proposal."""
    for digest in result.chain.in_order(result.chain.of_kind(APPROVAL)):
        body = intact_body(digest, result, read) if digest != proposal else None
        if body is not None and proposal_of(body) == proposal:
            yield digest, result.chain.head(digest), body


def intact_body(digest: str, result: LogResult, read: ReadBody) -> Body | None:
    """What an intact record says; None where it is not intact, or says nothing that can be read."""
    name = record_name(result.chain.head(digest), digest)
    known = result.records.get(name)
    if known is None or not known.is_intact:
        return None
    try:
        return read(name)
    except ShowClearError:
        return None


def proposal_of(body: Body) -> str:
    """The digest of what a record approves; empty where it approves none."""
    said = body.get(OF)
    of = said.get("of") if isinstance(said, dict) else None
    return of.rpartition("sha256:")[2] if isinstance(of, str) else ""


def _says_the_same(one: Body, other: Body) -> bool:
    kinds = [body[OF].get("signed_as") if isinstance(body.get(OF), dict) else None for body in (one, other)]
    rest = [{key: value for key, value in body.items() if key not in NOT_SAID_AGAIN} for body in (one, other)]
    return kinds[0] == kinds[1] and rest[0] == rest[1]


def all_signed(digest: str, head: Head, body: Body, result: LogResult, read: ReadBody) -> list[Signer]:
    """Who signed a proposal or approved it, whole and intact."""
    signers = list(head.signers)
    for _, other, said in _approvals(digest, result, read):
        known = {one.person for one in signers}
        if _says_the_same(body, said):
            signers += [one for one in other.signers if one.person not in known]
    return signers


def title_of(chain: Chain, digest: str) -> str:
    """What records and refusals call it."""
    return record_name(chain.head(digest), digest).removesuffix(".toml")
