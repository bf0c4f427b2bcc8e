"""Who or what has an item. There is no other shape: an AD, a table or a cart cannot hold a gun."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Shape(StrEnum):
    """The closed set of custody."""

    LOCKED = "locked"
    WITH = "with"
    ISSUED = "issued"
    OFF_PRODUCTION = "off-production"
    UNACCOUNTED = "unaccounted"


@dataclass(frozen=True, slots=True)
class Custody:
    """`person` for WITH (an armorer or handler) and ISSUED (the holder); lock, seal and key holder for LOCKED."""

    shape: Shape
    person: str = ""
    lock: str = ""
    seal: str = ""
    key: str = ""


def is_out(custody: Custody | None) -> bool:
    """Whether a thing is out of lock and armorer's hands: issued, unaccounted for, or nowhere on record."""
    return custody is None or custody.shape in (Shape.ISSUED, Shape.UNACCOUNTED)
