"""Steps 10 to 14 and 17 for one record: what it says about others, compared with what is here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from showclear.ledger.chain import Chain
from showclear.ledger.enrolments import PEOPLE_KINDS, signers_fault
from showclear.ledger.head import ZERO_DIGEST, Citation, Head
from showclear.ledger.inspection import Inspection
from showclear.ledger.quorum import is_satisfied, quorum_of
from showclear.ledger.roster import FETCH, Roster
from showclear.ledger.sealing import seal_fault
from showclear.ledger.steps import STEP_IDS, Finding, Verdict, sentence
from showclear.words import english

CLOCK_TOLERANCE = timedelta(minutes=10)
"""How far the clocks of two laptops may differ before it is worth a warning."""

_COMPARE_CLOCKS = english("Compare the clocks of the laptops; the order of the records stands.")
_ASK = english("Ask the people named in it; do not rely on it.")


@dataclass(frozen=True, slots=True)
class Context:
    """What one record is compared with. `production` is the digest of the production record, None if unknown."""

    production: str | None
    chain: Chain
    roster: Roster


def production_findings(inspection: Inspection, production: str | None) -> Iterator[Finding]:
    """Step 10."""
    head = inspection.head
    if head is None:
        return
    named = inspection.digest if head.kind == "production" else head.production
    if production is None:
        what, remedy = english("There is no production record to compare it with."), FETCH
    elif named != production:
        what, remedy = (
            english("It belongs to another production."),
            english("Take it to the folder of that production."),
        )
    else:
        return
    yield Finding(STEP_IDS["production"], Verdict.UNVERIFIABLE, inspection.name, what, remedy)


def quorum_findings(inspection: Inspection) -> Iterator[Finding]:
    """Step 11."""
    head = inspection.head
    if head is None:
        return
    satisfied = is_satisfied(head.kind, head.signers)
    step = STEP_IDS["quorum"]
    if satisfied is None:
        what = english("This version does not know records of the kind {kind!r}.", kind=head.kind)
        yield Finding(step, Verdict.UNVERIFIABLE, inspection.name, what, english("Update Show Clear on this laptop."))
        return
    fault = _people_fault(inspection) if head.kind in PEOPLE_KINDS else ""
    quorum = quorum_of(head.kind)
    if not satisfied and quorum is not None:
        fault = english(
            "a record of the kind {kind!r} must be signed by {sentence}", kind=head.kind, sentence=quorum.sentence
        )
    if fault:
        yield Finding(step, Verdict.ALTERED, inspection.name, sentence(fault), _ASK)


def _people_fault(inspection: Inspection) -> str:
    signed = {(one.signer.person, one.signer.role, one.key) for one in inspection.signatures}
    return signers_fault(signed, inspection.people)


def key_findings(inspection: Inspection, roster: Roster) -> Iterator[Finding]:
    """Step 12."""
    step = STEP_IDS["keys"]
    for signature, fault in zip(inspection.signatures, roster.faults(inspection), strict=True):
        if fault is not None and signature.key_blob:
            where = english("{name}, line {line}", name=inspection.name, line=signature.line)
            yield Finding(step, fault.verdict, where, fault.what, fault.remedy)
    for what in roster.conflicts_of(inspection.digest):
        yield Finding(
            step, Verdict.UNVERIFIABLE, inspection.name, what, english("Ask the safety officer to settle it.")
        )


def chain_findings(inspection: Inspection, chain: Chain) -> Iterator[Finding]:
    """Step 13, as far as one record shows it."""
    head = inspection.head
    if head is None or head.previous == ZERO_DIGEST:
        return
    step = STEP_IDS["chain"]
    previous = chain.find(head.previous)
    if previous is None:
        before = f"{head.log}/{head.sequence - 1:06d}"
        what = english(
            "The record before it, {before}, is missing{other_there}.",
            before=before,
            other_there=_other_there(chain, head.log, head.sequence - 1),
        )
        yield Finding(step, Verdict.INCOMPLETE, inspection.name, what, FETCH)
        return
    if previous.sequence != head.sequence - 1 or previous.log != head.log:
        what = english(
            "It names {previous_place} as the record before it; that is not the one before {head_place}.",
            previous_place=previous.place,
            head_place=head.place,
        )
        yield Finding(step, Verdict.ALTERED, inspection.name, what, _ASK)


def citation_findings(inspection: Inspection, chain: Chain) -> Iterator[Finding]:
    """Step 14."""
    head = inspection.head
    if head is None:
        return
    step = STEP_IDS["citations"]
    for citation in head.after:
        cited = chain.find(citation.digest)
        if cited is None:
            there = _other_there(chain, citation.log, citation.sequence)
            what = english("It cites {place}, which is missing{there}.", place=citation.place, there=there)
            yield Finding(step, Verdict.INCOMPLETE, inspection.name, what, FETCH)
            continue
        if cited.sequence != citation.sequence or cited.log != citation.log:
            what = english(
                "It cites {citation_place}, but that file is {cited_place}.",
                citation_place=citation.place,
                cited_place=cited.place,
            )
            yield Finding(step, Verdict.ALTERED, inspection.name, what, _ASK)
    if not chain.is_whole(head) and all(parent in chain for parent in head.parents):
        what = english("Something that came before what it cites is missing, and may have been a stop.")
        yield Finding(step, Verdict.INCOMPLETE, inspection.name, what, FETCH)
    before = chain.find(head.previous)
    if before is not None and before.after:
        for citation in _gone_back(before, head, chain):
            what = english(
                "The record before it had seen {place}; this one has not: a restored or cloned laptop.",
                place=citation.place,
            )
            yield Finding(step, Verdict.INCOMPLETE, inspection.name, what, FETCH)


def time_findings(inspection: Inspection, chain: Chain) -> Iterator[Finding]:
    """Step 17: warnings, because times are claims and the order of the records is what counts."""
    head = inspection.head
    if head is None:
        return
    step, remedy = STEP_IDS["times"], _COMPARE_CLOCKS
    before = chain.find(head.previous)
    if before is not None and head.made_at < before.made_at:
        what = english(
            "It says {made_at:%Y-%m-%d %H:%M:%S}, before the record before it: back-dated or a clock.",
            made_at=head.made_at,
        )
        yield Finding(step, Verdict.INTACT, inspection.name, what, remedy)
    for citation in head.after:
        cited = chain.find(citation.digest)
        if cited is not None and cited.made_at - head.made_at > CLOCK_TOLERANCE:
            what = english(
                "It says {made_at:%Y-%m-%d %H:%M:%S}, well before {place}, which it has seen.",
                made_at=head.made_at,
                place=citation.place,
            )
            yield Finding(step, Verdict.INTACT, inspection.name, what, remedy)


def seal_findings(inspection: Inspection, chain: Chain) -> Iterator[Finding]:
    """Step 20."""
    if inspection.head is None or inspection.seal is None:
        return
    fault = seal_fault(chain, inspection.head, inspection.seal)
    if fault:
        yield Finding(STEP_IDS["seals"], Verdict.UNVERIFIABLE, inspection.name, f"{fault}.", _ASK)


def relate(inspection: Inspection, context: Context) -> tuple[Finding, ...]:
    """Everything that the folder has to say about one record whose layout holds."""
    return () if _is_usual(inspection, context) else _related(inspection, context)


def _is_usual(inspection: Inspection, context: Context) -> bool:
    """The quick answer for nearly all: that no step has anything to say. Where it is not sure, the answer is no."""
    head, chain = inspection.head, context.chain
    if head is None or head.kind in PEOPLE_KINDS or inspection.seal is not None:
        return False
    before = chain.find(head.previous)
    return (
        before is not None
        and before.sequence == head.sequence - 1
        and before.log == head.log
        and before.made_at <= head.made_at
        and (not before.after or before.after == head.after)
        and (not head.after or all(_is_as_cited(chain.find(one.digest), one, head) for one in head.after))
        and (chain.lacks_nothing or chain.is_whole(head))
        and head.production == context.production
        and is_satisfied(head.kind, head.signers) is True
        and context.roster.accepts(inspection)
    )


def _is_as_cited(cited: Head | None, citation: Citation, head: Head) -> bool:
    return (
        cited is not None
        and cited.sequence == citation.sequence
        and cited.log == citation.log
        and cited.made_at <= head.made_at
    )


def _related(inspection: Inspection, context: Context) -> tuple[Finding, ...]:
    return (
        *production_findings(inspection, context.production),
        *quorum_findings(inspection),
        *key_findings(inspection, context.roster),
        *chain_findings(inspection, context.chain),
        *citation_findings(inspection, context.chain),
        *time_findings(inspection, context.chain),
        *seal_findings(inspection, context.chain),
    )


def _gone_back(before: Head, head: Head, chain: Chain) -> Iterator[Citation]:
    """What the record before cites and this one neither cites nor has behind what it cites in the same log."""
    if before.after == head.after:
        return
    cited = set(head.after)
    for earlier in before.after:
        if earlier in cited:
            continue
        behind = (
            chain.is_ancestor(earlier.digest, later.digest)
            if earlier.digest in chain and later.digest in chain
            else earlier.sequence < later.sequence
            for later in head.after
            if later.log == earlier.log
        )
        if not any(behind):
            yield earlier


def _other_there(chain: Chain, log: str, sequence: int) -> str:
    return english("; the file with that number is another") if chain.records_at(log, sequence) else ""
