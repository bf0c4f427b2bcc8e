"""What the storage needs to know of a finished record: who it is and where in which log it stands."""

from __future__ import annotations

from dataclasses import dataclass

from showclear.errors import RecordError
from showclear.ledger.record import parse_frame, record_name
from showclear.words import english


@dataclass(frozen=True, slots=True)
class RecordIdentity:
    """From the head of a record and the digest of its bytes; digests are 64 hexadecimal digits."""

    id: str
    log: str
    sequence: int
    previous: str
    digest: str
    name: str


def identify(data: bytes) -> RecordIdentity:
    """Read the frame of finished record bytes. Signatures are counted, not verified.

    Raises: `RecordError` if the frame does not hold or a signature that the head asks for is missing.
    """
    frame = parse_frame(data)
    head = frame.head
    if len(frame.blocks) != len(head.signers):
        raise RecordError(
            english(
                "{place}: {count_blocks} of {count_signers} signatures are there.",
                place=head.place,
                count_blocks=len(frame.blocks),
                count_signers=len(head.signers),
            ),
            english("Everybody whom the record names signs before it is published."),
        )
    name = record_name(head, frame.digest)
    return RecordIdentity(head.id, head.log, head.sequence, head.previous, frame.digest, name)
