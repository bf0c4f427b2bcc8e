"""Detached signatures: the bytes that each signature covers and the signature, as `ssh-keygen -Y verify` takes them."""

from __future__ import annotations

from collections.abc import Iterator

from showclear.errors import RecordError
from showclear.ledger.record import parse_frame

FOLDER = "signed"


def detached(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """The two files of each signature, with their places in the bundle; none of what cannot be read as a record."""
    try:
        frame = parse_frame(data)
    except RecordError:
        return
    for number, block in enumerate(frame.blocks, 1):
        place = f"{FOLDER}/{name.removesuffix('.toml')}.{number}.{block.person}"
        yield f"{place}.bytes", data[: block.covered]
        yield f"{place}.sig", block.armored.encode()
