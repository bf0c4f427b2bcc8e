"""Signing from afar: who is not at this laptop approves, in the log of another one, what was signed here (ADR 0028).

Only for kinds of record where nobody had to look at a thing. What is proposed and each approval of it are records of
the kind `approval`, each signed by its author alone, and each says the whole of it. The approval that makes the
signatures complete is what counts, as a record of the proposed kind that all of them signed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from showclear.domain.situation.afar import (
    TAKEN_BACK,
    completed,
    may_be_signed_from_afar,
    say_the_same,
    takes_back,
)
from showclear.domain.situation.records import RecordFacts, SignerFacts
from showclear.errors import RecordError, StorageError
from showclear.ledger.chain import Chain
from showclear.ledger.head import Head, Signer
from showclear.ledger.quorum import is_satisfied
from showclear.ledger.record import record_name
from showclear.ledger.results import LogResult
from showclear.ledger.sealing import SEAL_KIND, read_seal, seal_fault

APPROVAL = "approval"
OF = "remote"
"""The table that says that a record is signed from afar: as what, and of which proposal."""

Body = Mapping[str, Any]
ReadBody = Callable[[str], Body]


def settled(found: RecordFacts, body: Body, result: LogResult, read: ReadBody) -> RecordFacts:
    """What the fold is given of an approval.

    A proposal, and an approval that does not complete it, change nothing. One that completes it is a record of the
    proposed kind, signed by all. A kind that nobody may sign from afar is judged as what it is: one signature.

    Raises:
        StorageError: what it approves, or an approval before it, cannot be read now: it may take the proposal back.
    """
    said = body.get(OF)
    if found.kind != APPROVAL or not isinstance(said, dict):
        return found
    kind = said.get("signed_as")
    if not isinstance(kind, str) or not may_be_signed_from_afar(kind):
        return found
    nothing = replace(found, effects=())
    earlier = _signed_before(found, body, result, read)
    if earlier is None or not found.intact:
        return nothing
    proposal = proposal_of(body)
    if taken_back(proposal, result, read, before=found.digest):
        return nothing
    if kind == SEAL_KIND and seal_lie(proposal, result, read):
        return nothing
    signers = completed(kind, found.signers, [_facts_of(one) for one in earlier], _enough)
    return replace(found, kind=kind, signers=signers) if signers else nothing


def approvals_beside(turned: frozenset[str], chain: Chain) -> frozenset[str]:
    """Every approval, where another thing is said of one of them than before: what one says rests on others."""
    names = {record_name(chain.head(digest), digest) for digest in chain.of_kind(APPROVAL)} if turned else set()
    return frozenset() if names.isdisjoint(turned) else frozenset(names)


def _enough(kind: str, signers: Sequence[SignerFacts]) -> bool:
    return bool(is_satisfied(kind, [Signer(one.person, one.role, one.meaning) for one in signers]))


def _facts_of(signer: Signer) -> SignerFacts:
    return SignerFacts(signer.person, signer.role, signer.meaning)


def _signed_before(found: RecordFacts, body: Body, result: LogResult, read: ReadBody) -> list[Signer] | None:
    """Who signed the proposal and its earlier approvals; None where it is itself a proposal, or of none."""
    proposal = proposal_of(body)
    chain = result.chain
    if not proposal or proposal not in chain or not chain.is_ancestor(proposal, found.digest):
        return None
    about = intact_body(proposal, result, read)
    if about is None or proposal_of(about) or not say_the_same(about, body):
        return None
    signers = list(chain.head(proposal).signers)
    for _, head, other in _approvals(proposal, result, read, found.digest):
        known = {one.person for one in signers}
        if say_the_same(about, other):
            signers += [one for one in head.signers if one.person not in known]
    return signers


def _approvals(proposal: str, result: LogResult, read: ReadBody, before: str) -> Iterator[tuple[str, Head, Body]]:
    """The intact approvals of a proposal, with `before` only ancestors of that record. Raises: StorageError."""
    chain = result.chain
    for digest in chain.in_order(chain.of_kind(APPROVAL)):
        if digest == proposal or (before and not chain.is_ancestor(digest, before)):
            continue
        body = intact_body(digest, result, read)
        if body is not None and proposal_of(body) == proposal:
            yield digest, chain.head(digest), body


def taken_back(proposal: str, result: LogResult, read: ReadBody, before: str = "") -> list[str]:
    """The intact records that take a proposal back, by those who signed it; `before` as for `_approvals`.

    Raises:
        StorageError: one of them cannot be read now; nobody knows whether it takes the proposal back.
    """
    body = intact_body(proposal, result, read)
    if body is None:
        return []
    signed = [_facts_of(one) for one in all_signed(proposal, result.chain.head(proposal), body, result, read, before)]
    return [
        digest
        for digest, head, other in _approvals(proposal, result, read, before)
        if other[OF].get("signed_as") == TAKEN_BACK and takes_back([_facts_of(one) for one in head.signers], signed)
    ]


def seal_lie(proposal: str, result: LogResult, read: ReadBody) -> str:
    """Why what a proposed seal states is not so; empty where it is: it is over what came before the proposal."""
    head, body = result.chain.head(proposal), intact_body(proposal, result, read)
    try:
        stated = read_seal(head.place, body or {})
    except RecordError as error:
        return error.message
    return seal_fault(result.chain, head, stated)


def intact_body(digest: str, result: LogResult, read: ReadBody) -> Body | None:
    """What an intact record says; None where it is not intact.

    Raises:
        StorageError: it cannot be read now.
    """
    name = record_name(result.chain.head(digest), digest)
    known = result.records.get(name)
    if known is None or not known.is_intact:
        return None
    try:
        return read(name)
    except RecordError as error:
        raise StorageError(error.message, error.remedy) from error


def proposal_of(body: Body) -> str:
    """The digest of what a record approves; empty where it approves none."""
    said = body.get(OF)
    of = said.get("of") if isinstance(said, dict) else None
    return of.rpartition("sha256:")[2] if isinstance(of, str) else ""


def all_signed(
    digest: str, head: Head, body: Body, result: LogResult, read: ReadBody, before: str = ""
) -> list[Signer]:
    """Who signed a proposal or approved it, whole and intact; `before` as for `_approvals`. Raises: StorageError."""
    signers = list(head.signers)
    for _, other, said in _approvals(digest, result, read, before):
        known = {one.person for one in signers}
        if say_the_same(body, said):
            signers += [one for one in other.signers if one.person not in known]
    return signers


def title_of(chain: Chain, digest: str) -> str:
    """What records and refusals call it."""
    return record_name(chain.head(digest), digest).removesuffix(".toml")
