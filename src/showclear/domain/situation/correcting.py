"""Corrections: what later records say that a record should say. It stays as it is, and so does the situation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from showclear.domain.situation.history import Aspect

if TYPE_CHECKING:
    from showclear.domain.situation.fold import Situation


@dataclass(frozen=True, slots=True)
class Corrected:
    """Said of a record by one that corrects it."""

    what: str
    """Which part of it: `entries/12`, `inputs/scene`, `title`; an id for programs."""
    label: str
    """The same in words."""
    was: str
    should: str
    reason: str


@dataclass(frozen=True, slots=True)
class CorrectedRows:
    """Said of a record: everything that one record corrects in it."""

    rows: tuple[Corrected, ...]


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction of one part of a record."""

    record: str
    """The record that corrects, which can be corrected itself."""
    number: int
    """Which one of those in that record, from 1 on."""
    at: datetime
    by: tuple[str, ...]
    """Who signed it, by id."""
    said: Corrected


def corrections(situation: Situation, record: str) -> tuple[Correction, ...]:
    """What was corrected in a record (its name without `.toml`), the oldest first."""
    view = situation.view
    found = []
    for track in view.history.lanes.get((Aspect.CORRECTED, record), {}).values():
        for index in track.indices[: view.last(track) + 1]:
            told = view.judgement(index).said[Aspect.CORRECTED, record]
            assert isinstance(told, CorrectedRows)
            by, at = tuple(one.person for one in view.record(index).signers), view.record(index).made_at
            found += [Correction(view.title(index), number, at, by, row) for number, row in enumerate(told.rows, 1)]
    return tuple(sorted(found, key=lambda one: (one.at, one.record, one.number)))


def times_corrected(situation: Situation, record: str) -> int:
    """How often parts of a record were corrected."""
    return len(corrections(situation, record))
