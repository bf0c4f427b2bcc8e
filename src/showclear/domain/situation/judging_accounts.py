"""Judging what a record says against the accounts: counts by two, rounds found again, rounds destroyed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from showclear.domain.checklists import Procedure
from showclear.domain.effects import Effect
from showclear.domain.situation import fold_rules as rule
from showclear.domain.situation import signers
from showclear.domain.situation.counting import gone, left_in, open_gaps_of
from showclear.domain.situation.history import Aspect
from showclear.domain.situation.moving import transfer
from showclear.domain.situation.reading import number, text
from showclear.domain.situation.values import THE_BOX, GapKind, Sink
from showclear.domain.weapons import Contents
from showclear.words import english

if TYPE_CHECKING:
    from showclear.domain.situation.judging import Judge


def accounted(judge: Judge, effect: Effect) -> None:
    """Two people counted a container, a feed device or a batch: it agrees with its account, or there is a gap."""
    if judge.fact(rule.COUNTED_BY_TWO, signers.by_two_who_looked(judge.record)):
        counted_by_two(judge, text(effect, "container"), number(effect, "counted"))
        if text(effect, "seal"):
            judge.result.seals[text(effect, "container")] = text(effect, "seal")


def counted_by_two(judge: Judge, item: str, counted: int) -> None:
    """Hold a count against the account of a container, feed device or batch.

    A count that agrees closes differences of earlier counts and nothing else: what did not come back is not found by
    counting the box again, and more rounds than the account has came from nobody knows where.
    """
    by_account = account_of(judge, item)
    if by_account is None:
        judge.gap(item, english("{item} was counted and is not on the register.", item=item))
    elif by_account < 0:
        judge.gap(
            item,
            english("{item}: {counted} counted; nobody knows how many it holds.", item=item, counted=counted),
            GapKind.COUNT,
        )
    elif counted != by_account:
        judge.gap(
            item,
            english(
                "{item}: {counted} counted, {by_account} by the account.",
                item=item,
                counted=counted,
                by_account=by_account,
            ),
            GapKind.COUNT,
        )
    else:
        judge.result.said[Aspect.SETTLED, item] = counted


def account_of(judge: Judge, item: str) -> int | None:
    """How many the account says are in a container, device or batch; -1 if nobody knows, None if it is unknown."""
    left = left_in(judge.view, item)
    if left is not None:
        return left + judge.moved(item, THE_BOX)
    if judge.view.entered("device", item):
        held = judge.holding(item)
        return -1 if held.contents is Contents.UNKNOWN else held.count
    entries = judge.view.said(Aspect.BATCH, item)
    return getattr(entries[0][1], "count", None) if len(entries) == 1 else None


def found_inert(judge: Judge, effect: Effect) -> None:
    """The one round that was missing from a box was found, positively inert, and is back in it."""
    container, count = text(effect, "container"), number(effect, "count")
    if not judge.fact(
        rule.COUNTED_BY_TWO, signers.by_two_who_looked(judge.record), procedures=(Procedure.FOUND, Procedure.INCIDENT)
    ):
        return
    missing = gone(judge.view, container, Sink.MISSING) + judge.moved(container, Sink.MISSING)
    classes = {entry.contents for _, entry in judge.view.container_entries(container)}
    if classes != {Contents.DUMMY}:
        judge.find(
            rule.COUNTED_BY_TWO, english("It closes no gap: {container} is no box of dummies.", container=container)
        )
    elif count == 1 and missing == 0 and _lacked_in_a_count(judge, container):
        # By the account it never left the box: the count of the same record settles it, and nothing moves.
        judge.result.seals[container] = text(effect, "seal") or judge.view.seal(container)
    elif count != 1 or missing != 1:
        judge.find(
            rule.COUNTED_BY_TWO,
            english(
                "It closes no gap: {count} found and {missing} missing from {container}. The short form is for a "
                "gap of exactly one; otherwise two people take the box in again.",
                count=count,
                missing=missing,
                container=container,
            ),
        )
    elif transfer(judge, container, Sink.MISSING, THE_BOX, 1) and text(effect, "seal"):
        judge.result.seals[container] = text(effect, "seal")


def _lacked_in_a_count(judge: Judge, container: str) -> bool:
    """Whether all that does not agree about a container are counts."""
    gaps = open_gaps_of(judge.view, container, judge.view.entered("container", container))
    return bool(gaps) and all(gap.kind is GapKind.COUNT for _, gap in gaps)


def destroyed(judge: Judge, effect: Effect) -> None:
    """Rounds of a container were destroyed by two custodians."""
    if judge.fact(rule.COUNTED_BY_TWO, signers.by_two_custodians(judge.record)):
        transfer(judge, text(effect, "container"), THE_BOX, Sink.DESTROYED, number(effect, "count"))


def leaves(judge: Judge, container: str, count: int) -> None:
    """Rounds of a container leave the production; the record that says so was found to count before."""
    transfer(judge, container, THE_BOX, Sink.TRANSFERRED, count)


HANDLERS: Mapping[str, Callable[[Judge, Effect], None]] = {
    "accounted": accounted,
    "found-inert": found_inert,
    "destroyed": destroyed,
}
"""Kind of effect to what reads it."""
