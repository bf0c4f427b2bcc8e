"""What was entered in a run: what counts, what is asked again, and what is kept as dead. Nothing is refused here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from showclear.domain.runs.comparing import mismatches_of
from showclear.domain.runs.course import Leg
from showclear.domain.runs.plan import Moment
from showclear.domain.runs.run import Run, changed
from showclear.domain.runs.values import DeadEntry, Entry, QuestionKey, Replaced

_Value = TypeVar("_Value")


def enter(run: Run, leg: Leg, key: QuestionKey, value: str, person: str, moment: Moment) -> Run:
    """The value counts as the answer to `key`; what it stands in place of goes with it."""
    entry = Entry(
        key=key,
        person=person,
        value=value,
        at=moment.at,
        ms=moment.ms,
        took=moment.ms - (run.now.ms if run.now else 0),
        attempt=run.attempt(leg.block),
        replaced=run.carried.get(leg, ()),
    )
    return changed(
        run,
        counted=_with(run.counted, leg, (*run.counted.get(leg, ()), entry)),
        carried=_without(run.carried, (leg,)) if leg in run.carried else run.carried,
        last=leg,
        touched_ms=moment.ms,
        now=moment,
    )


def advance(run: Run, leg: Leg) -> Run:
    """One question further; at the end of the second leg of a block its entries are compared."""
    position = run.positions.get(leg, 0) + 1
    moved = changed(run, positions=_with(run.positions, leg, position))
    if position < len(run.course.blocks[leg.block].asks[leg.side]):
        return moved
    moved = changed(moved, legs=run.legs[1:], done=(*run.done, leg))
    if any(other.block == leg.block for other in moved.legs):
        return moved
    differs = bool(mismatches_of(run.course, leg.block, moved.counted))
    return changed(moved, differing=leg.block, at_keys="") if differs else moved


def attach_carried(run: Run, leg: Leg) -> Run:
    """A row was taken back and none came in its place: the last row keeps it."""
    entries = run.counted[leg]
    kept = replace(entries[-1], replaced=(*entries[-1].replaced, *run.carried[leg]))
    return changed(run, counted=_with(run.counted, leg, (*entries[:-1], kept)), carried=_without(run.carried, (leg,)))


def ask_again(run: Run, leg: Leg, reason: str) -> Run:
    """The last entry of `leg` no longer counts and its question is asked again; the old value is carried along.

    Only one step back: there is no last answer until the next one is entered.
    """
    entry = run.counted[leg][-1]
    old = Replaced(entry.key, entry.value, entry.at, entry.ms, reason)
    entries = run.counted[leg][:-1]
    asks = run.course.blocks[leg.block].asks[leg.side]
    position = next(
        at
        for at, ask in enumerate(asks)
        if ask.key.step == entry.key.step and (ask.open_rows or ask.key.slot == entry.key.slot)
    )
    waiting = set(run.legs) | {leg}
    return changed(
        run,
        counted=_with(run.counted, leg, entries) if entries else _without(run.counted, (leg,)),
        positions=_with(run.positions, leg, position),
        carried=_with(run.carried, leg, (*run.carried.get(leg, ()), *entry.replaced, old)),
        legs=tuple(each for each in run.course.legs if each in waiting),
        done=tuple(each for each in run.done if each != leg),
        last=None,
    )


def restart(run: Run, blocks: tuple[str, ...], reason: str) -> Run:
    """R-RUN-8: the whole of each block is asked again, of both people, blind; the old entries are kept as dead."""
    restarted = tuple(leg for leg in run.course.legs if leg.block in blocks)
    begun = {leg for leg in restarted if leg in run.counted or leg in run.positions}
    dead = tuple(each for leg in restarted for each in _dead(run, leg, reason))
    waiting = set(run.legs) | begun
    return changed(
        run,
        counted=_without(run.counted, restarted),
        positions=_without(run.positions, restarted),
        carried=_without(run.carried, restarted),
        attempts={**run.attempts, **{block: run.attempts.get(block, 0) + 1 for block in blocks}},
        dead=(*run.dead, *dead),
        legs=tuple(leg for leg in run.course.legs if leg in waiting),
        done=tuple(leg for leg in run.done if leg not in begun),
        last=None if run.last in restarted else run.last,
        at_keys="",
    )


def _dead(run: Run, leg: Leg, reason: str) -> tuple[DeadEntry, ...]:
    """What was entered on `leg`, answers taken back and not yet replaced included."""
    person, attempt = run.plan.cast.of(leg.side).id, run.attempt(leg.block)
    taken_back = (
        DeadEntry(Entry(old.key, person, old.value, old.at, old.ms, 0, attempt), old.reason)
        for old in run.carried.get(leg, ())
    )
    return (*(DeadEntry(entry, reason) for entry in run.counted.get(leg, ())), *taken_back)


def _with(values: Mapping[Leg, _Value], leg: Leg, value: _Value) -> dict[Leg, _Value]:
    return {**values, leg: value}


def _without(values: Mapping[Leg, _Value], legs: tuple[Leg, ...]) -> dict[Leg, _Value]:
    return {leg: value for leg, value in values.items() if leg not in legs}
