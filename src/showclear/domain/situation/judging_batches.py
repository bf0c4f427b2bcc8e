"""Judging what a record says about inert batches: intake, counts, what is given out and comes back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from showclear.domain.checklists import Procedure
from showclear.domain.effects import Effect
from showclear.domain.people import CUSTODIANS
from showclear.domain.situation import fold_rules as rule
from showclear.domain.situation import signers
from showclear.domain.situation.batches import Batch, BatchCount, GivenOut, batch_entry, counted_today
from showclear.domain.situation.counting import open_gaps_of, out_in, out_of
from showclear.domain.situation.day import unit_of
from showclear.domain.situation.fold_rules import FoldRule
from showclear.domain.situation.history import Aspect
from showclear.domain.situation.judging_accounts import counted_by_two
from showclear.domain.situation.moving import share
from showclear.domain.situation.paper import LATE_ENTRY
from showclear.domain.situation.reading import number, text
from showclear.domain.situation.values import THE_BOX, THE_SET, GapKind, Movement
from showclear.words import english

if TYPE_CHECKING:
    from showclear.domain.situation.judging import Judge

_COUNTING = (
    Procedure.BATCH_DAY,
    Procedure.BATCH_COUNT,
    Procedure.DAY_COUNT,
    Procedure.BREAK,
    Procedure.MOVE,
    Procedure.WRAP,
)


def _fact(judge: Judge, broken: FoldRule, signed: bool, *procedures: Procedure) -> bool:
    late = judge.record.kind == LATE_ENTRY
    return judge.fact(broken, signed, procedures=() if late else procedures)


def taken_in(judge: Judge, effect: Effect) -> None:
    """A batch comes on the register: one kind of solid items, marked one by one."""
    tag, count = text(effect, "batch"), number(effect, "count")
    signed = signers.by_two_custodians(judge.record)
    if not judge.fact(rule.BATCHES_BY_COUNT, signed, procedures=(Procedure.BATCH_INTAKE,)):
        return
    others = [kind for kind in ("weapon", "device", "container") if judge.view.entered(kind, tag)]
    if not tag.strip() or count < 1 or others:
        why = (
            english("the tag {tag} is that of a {thing}", tag=tag, thing=others[0])
            if others
            else english("it has no tag or no items")
        )
        judge.find(rule.BATCHES_BY_COUNT, english("It is not on the register: {why}.", why=why))
        return
    judge.result.said[Aspect.BATCH, tag] = Batch(tag, text(effect, "what"), count)
    # Each item was in the hand of two: what was still out before is among them, or it is not of the batch any more.
    judge.result.movements += [Movement(tag, place, THE_BOX, amount) for place, amount in out_of(judge.view, tag)]
    if text(effect, "unit"):
        judge.result.said[Aspect.UNIT_OF, tag] = text(effect, "unit")


def counted(judge: Judge, effect: Effect) -> None:
    """Two people had each item of a batch in the hand and counted it."""
    tag, count = text(effect, "batch"), number(effect, "count")
    if not _fact(judge, rule.BATCHES_BY_COUNT, signers.by_two_who_looked(judge.record), *_COUNTING):
        return
    entry = batch_entry(judge.view, tag)
    counted_by_two(judge, tag, count)
    if entry is not None and count == entry.count:
        judge.result.said[Aspect.BATCH_COUNTED, tag] = BatchCount(text(effect, "unit"), text(effect, "place"), count)


def issued(judge: Judge, effect: Effect) -> None:
    """Items of a batch are given out. Where that does not count they are out all the same."""
    tag, count = text(effect, "batch"), number(effect, "count")
    if judge.copy:
        return
    record, person = judge.record, judge.view.person(text(effect, "handler"))
    handler = person.id if person else text(effect, "handler")
    signed = signers.by_custodian_and_ad(record)
    counts = judge.fact(rule.BATCHES_BY_COUNT, signed, procedures=(Procedure.BATCH_ISSUE,))
    if record.kind != "procedure" or not record.intact:
        return
    fault = _fault(judge, tag, count, handler, text(effect, "holders")) if counts else ""
    if fault:
        judge.find(
            rule.BATCHES_BY_COUNT, english("{tag} is not given out as it should be: {fault}", tag=tag, fault=fault)
        )
    if count > 0 and handler:
        judge.result.movements.append(Movement(tag, THE_BOX, handler, count))
        judge.result.said[Aspect.BATCH_OUT, tag] = GivenOut(
            handler, count, text(effect, "holders"), bool(counts and not fault)
        )


def _fault(judge: Judge, tag: str, count: int, handler: str, holders: str) -> str:
    view = judge.view
    entry = batch_entry(view, tag)
    if entry is None:
        return english("it is not on the register, or two records disagree about it.")
    if judge.result.unknown or view.newest(Aspect.UNKNOWN, THE_SET):
        return english("a record that cannot be read may be a stop.")
    for item in (THE_SET, tag):
        barring = view.open_restrictions(item)
        if barring:
            return english("{kind} is open on {item}.", kind=barring[0][1].kind, item=item or english("the set"))
    gaps = open_gaps_of(view, tag, view.tips(Aspect.BATCH, tag))
    if gaps:
        return gaps[0][1].words
    if not counted_today(view, tag, judge.record.made_at, judge.limits):
        return english("it was not counted today, at the place of unit {unit}.", unit=unit_of(view, tag))
    roles = view.roles_of(handler)
    if not roles or not roles <= CUSTODIANS:
        return english("{handler} is neither armorer nor handler.", handler=handler or english("nobody named"))
    out = sum(amount for _, amount in out_of(view, tag)) - judge.moved(tag, THE_BOX)
    if count < 1 or out + count > entry.count:
        return english(
            "{count} more would be out of {entry_count}; {out} are out.", count=count, entry_count=entry.count, out=out
        )
    return "" if holders.strip() else english("no holder is named.")


def back(judge: Judge, effect: Effect) -> None:
    """Items of a batch are back with their handler."""
    tag, count = text(effect, "batch"), number(effect, "count")
    if not judge.fact(rule.BATCHES_BY_COUNT, signers.by_two_who_looked(judge.record)):
        return
    person = judge.view.person(text(effect, "handler"))
    handler = person.id if person else text(effect, "handler")
    # Whoever takes them: those that are out with the one who is named come first, then those of others.
    out = {place: out_in(judge.view, tag, place) + judge.moved(tag, place) for place, _ in out_of(judge.view, tag)}
    first = [(handler, out.pop(handler, 0))]
    back_now = [*share(first, count), *share(out.items(), count - first[0][1])]
    if sum(amount for _, amount in back_now) != count:
        words = english(
            "{tag}: {count} came back to {handler}; {total} were out.",
            tag=tag,
            count=count,
            handler=handler,
            total=first[0][1] + sum(out.values()),
        )
        judge.gap(tag, words, GapKind.COUNT)
    judge.result.movements += [Movement(tag, place, THE_BOX, amount) for place, amount in back_now]


HANDLERS: Mapping[str, Callable[[Judge, Effect], None]] = {
    "batch-taken-in": taken_in,
    "batch-counted": counted,
    "batch-issued": issued,
    "batch-back": back,
}
"""Kind of effect to what reads it."""
