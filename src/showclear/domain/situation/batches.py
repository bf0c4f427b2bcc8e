"""Inert batches: how many there are, whether they were counted today, how many are out and under whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from showclear.domain.custody import Custody
from showclear.domain.limits import Limits
from showclear.domain.situation.counting import open_gaps_of, out_of
from showclear.domain.situation.day import NoDay, holds_since, open_day, unit_of
from showclear.domain.situation.history import Aspect
from showclear.domain.situation.values import THE_SET, OpenRestriction
from showclear.domain.situation.view import View
from showclear.words import english

if TYPE_CHECKING:
    from showclear.domain.situation.fold import Situation


@dataclass(frozen=True, slots=True)
class Batch:
    """An entry of the register: solid items of one kind, marked 1 to `count`."""

    tag: str
    what: str
    count: int


@dataclass(frozen=True, slots=True)
class BatchCount:
    """Said of a batch: all of it was counted, each in the hand."""

    unit: str
    place: str
    count: int


@dataclass(frozen=True, slots=True)
class GivenOut:
    """Said of a batch: items were given out under a handler. `counts` is whether its rules held."""

    handler: str
    count: int
    holders: str
    counts: bool


@dataclass(frozen=True, slots=True)
class BatchStatus:
    """One inert batch as the board shows it."""

    batch: Batch
    unit: str
    counted: str
    """The record of today's count at this place; empty if there is none."""
    counted_elsewhere: str
    """The place where it was counted today before the unit moved; empty if it was not."""
    out: int
    out_under: tuple[tuple[str, int], ...]
    """The handlers, by id, under whom items are out, each with how many."""
    holders: tuple[str, ...]
    """Who was given items last, as named; empty while none is out."""
    properly_out: bool
    """Whether the rules held when items were given out last; true while none is out."""
    custody: Custody | None
    restrictions: tuple[OpenRestriction, ...]
    restricted: str
    """Why nothing of it may be given out; empty if nothing bars it."""
    record: str
    gap: str


def batch_entry(view: View, tag: str) -> Batch | None:
    """A batch of the register; None if it was never taken in, or where two intakes disagree."""
    entries = {entry for _, entry in view.said(Aspect.BATCH, tag) if isinstance(entry, Batch)}
    return entries.pop() if len(entries) == 1 else None


def counted_today(view: View, tag: str, now: datetime | None, limits: Limits) -> str:
    """The record that counted all of a batch today, at the place where its unit is; empty if none does."""
    day = open_day(view, unit_of(view, tag), now, limits)
    if isinstance(day, NoDay):
        return ""
    for index, value in view.said(Aspect.BATCH_COUNTED, tag):
        here = isinstance(value, BatchCount) and value.unit == day.unit and value.place in ("", day.place)
        if here and holds_since(view, day.since, index) and not _entered_since(view, tag, index):
            return view.title(index)
    return ""


def counted_elsewhere(view: View, tag: str, now: datetime | None, limits: Limits) -> str:
    """The place where all of a batch was counted on this day before its unit moved; empty if nobody did."""
    day = open_day(view, unit_of(view, tag), now, limits)
    if isinstance(day, NoDay):
        return ""
    counts = view.said(Aspect.BATCH_COUNTED, tag)
    today = (one for index, one in counts if isinstance(one, BatchCount) and holds_since(view, day.opened, index))
    return next((one.place for one in today if one.place not in ("", day.place)), "")


def _entered_since(view: View, tag: str, index: int) -> bool:
    """Whether the batch was taken in anew after it was counted, or unknown to who counted it."""
    return view.not_before(Aspect.BATCH, tag, index) is not None


def batch_tags(view: View) -> tuple[str, ...]:
    """Every batch that was ever taken in, sorted."""
    return view.names_said(Aspect.BATCH)


def batch_status(situation: Situation, tag: str, now: datetime | None, limits: Limits) -> BatchStatus | None:
    """One batch; None if it was never taken in."""
    view = situation.view
    entries = sorted(
        (entry for _, entry in view.said(Aspect.BATCH, tag) if isinstance(entry, Batch)),
        key=lambda one: (one.count, one.what),
    )
    if not entries:
        return None
    out = out_of(view, tag)
    given = [one for _, one in view.said(Aspect.BATCH_OUT, tag) if isinstance(one, GivenOut)] if out else []
    restricted, record = batch_trouble(view, tag)
    gaps = open_gaps_of(view, tag, view.tips(Aspect.BATCH, tag))
    return BatchStatus(
        batch=entries[0],
        unit=unit_of(view, tag),
        counted=counted_today(view, tag, now, limits),
        counted_elsewhere=counted_elsewhere(view, tag, now, limits),
        out=sum(count for _, count in out),
        out_under=out,
        holders=tuple(one.holders for one in given),
        properly_out=all(one.counts for one in given),
        custody=view.custody(tag),
        restrictions=situation.open_restrictions(tag),
        restricted=restricted,
        record=record,
        gap=" ".join(dict.fromkeys(gap.words for _, gap in gaps)),
    )


def batch_statuses(situation: Situation, now: datetime | None, limits: Limits) -> tuple[BatchStatus, ...]:
    """Every inert batch of the register, by tag."""
    found = (batch_status(situation, tag, now, limits) for tag in batch_tags(situation.view))
    return tuple(one for one in found if one is not None)


def items_out(situation: Situation) -> int:
    """How many items of inert batches are out."""
    view = situation.view
    return sum(count for tag in batch_tags(view) for _, count in out_of(view, tag))


def batch_trouble(view: View, tag: str) -> tuple[str, str]:
    """Why nothing of a batch may be given out, with the record; empty if nothing bars it."""
    intakes = view.tips(Aspect.BATCH, tag)
    if batch_entry(view, tag) is None:
        return english("two intakes disagree about it"), view.title(intakes[0]) if intakes else ""
    barring = view.open_restrictions(tag)
    if barring:
        return f"{barring[0][1].kind}: {barring[0][1].reason}", barring[0][1].record
    gaps = open_gaps_of(view, tag, intakes)
    if gaps:
        return gaps[0][1].words, view.title(gaps[0][0])
    for index in view.tips(Aspect.STAND_DOWN, THE_SET):
        if not any(view.precedes(index, one) for one in _looked(view, tag)):
            return english("unverified: nobody counted it since the stand-down"), view.title(index)
    return "", ""


def _looked(view: View, tag: str) -> list[int]:
    return [*view.tips(Aspect.BATCH, tag), *view.tips(Aspect.BATCH_COUNTED, tag)]
