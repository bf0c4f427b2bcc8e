"""One record of a snapshot: what the fold was given of it and what counted, without what stands in the columns."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime

from showclear.app.snapshot.codec import SnapshotFault, decode, encode
from showclear.domain.effects import Effect
from showclear.domain.people import Person
from showclear.domain.situation.records import RecordFacts, SignerFacts
from showclear.domain.situation.values import Judgement
from showclear.ledger.head import Citation, Head, Signer, signer_of
from showclear.ledger.past import Past
from showclear.ledger.steps import Finding

_JSON = json.JSONEncoder(separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Row:
    """A record that is intact, of this production, and readable as a whole: no other stands in a snapshot."""

    schema: str
    kind: str
    id: str
    production: str
    previous: str
    after: tuple[Citation, ...]
    signers: tuple[Signer, ...]
    procedure: str
    effects: tuple[Effect, ...]
    people: tuple[Person, ...]
    judgement: Judgement
    warnings: tuple[Finding, ...]
    title: str
    """What its body calls it."""
    counts_as: str = ""
    """The kind as which it counts, where it completes what was signed from afar; else empty."""
    counts_with: tuple[Signer, ...] = ()
    """Who signed it then, all in all."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A row as the ledger and the fold ask for it."""

    head: Head
    facts: RecordFacts
    judgement: Judgement
    warnings: tuple[Finding, ...]
    title: str


def row_of(kept: Kept) -> bytes:
    """The bytes of a row.

    Raises:
        SnapshotFault: something in it cannot stand in a snapshot.
    """
    head, facts = kept.head, kept.facts
    row = Row(
        head.schema, head.kind, head.id, head.production, head.previous, head.after, head.signers,
        facts.procedure, facts.effects, facts.people, kept.judgement, kept.warnings, kept.title,
        facts.kind if facts.kind != head.kind else "",
        tuple(signer_of(one.person, one.role, one.meaning) for one in facts.signers) if facts.kind != head.kind else (),
    )  # fmt: skip
    return _JSON.encode(encode(Row, row)).encode()


def read_row(data: bytes, past: Past, index: int) -> Kept:
    """The row at `index` of `past` from its bytes.

    Raises:
        SnapshotFault: they are not what `row_of` gave.
    """
    try:
        row = decode(Row, json.loads(data))
    except (ValueError, RecursionError) as error:
        raise SnapshotFault(str(error)) from error
    columns = past.columns
    log, sequence, digest = columns.logs[columns.log_of[index]], columns.sequence[index], past.digest(index)
    made_at = datetime.fromtimestamp(columns.made_at[index], UTC)
    signers = tuple(signer_of(one.person, one.role, one.meaning) for one in row.signers)
    head = Head(
        row.schema, row.kind, row.id, row.production, log, sequence, row.previous, made_at, row.after, signers
    )  # fmt: skip
    facts = RecordFacts(
        digest=digest,
        name=past.name(index),
        log=log,
        sequence=sequence,
        kind=row.counts_as or row.kind,
        id=row.id,
        made_at=made_at,
        signers=tuple(SignerFacts(one.person, one.role, one.meaning) for one in row.counts_with or signers),
        procedure=row.procedure,
        effects=row.effects,
        people=row.people,
    )
    return Kept(head, facts, row.judgement, row.warnings, row.title)
