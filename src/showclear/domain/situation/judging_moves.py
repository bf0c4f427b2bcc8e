"""Judging what a record says about what changes units or leaves the production."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from showclear.domain.custody import Custody, Shape
from showclear.domain.effects import Effect
from showclear.domain.people import Role
from showclear.domain.situation import fold_rules as rule
from showclear.domain.situation import signers
from showclear.domain.situation.counting import left_in
from showclear.domain.situation.day import unit_entry
from showclear.domain.situation.fold_rules import FoldRule
from showclear.domain.situation.history import Aspect
from showclear.domain.situation.reading import number, text
from showclear.domain.situation.values import GapKind, Restricting
from showclear.words import english

if TYPE_CHECKING:
    from showclear.domain.situation.judging import Judge


def transferred(judge: Judge, effect: Effect) -> None:
    """An item goes to another unit, from armorer to armorer. Where that does not count nobody knows where it is."""
    broken, item, unit = rule.TRANSFER_BY_TWO, text(effect, "item"), text(effect, "unit")
    armorers = signers.people(judge.record, Role.ARMORER)
    if not judge.fact(broken, len(armorers) > 1, kinds=("transfer",)):
        _lose(judge, item)
        return
    person = judge.view.person(text(effect, "person"))
    if person is None or person.id not in armorers:
        judge.find(broken, english("{item} is not transferred: the armorer who takes it has to sign it.", item=item))
        _lose(judge, item)
    elif unit_entry(judge.view, unit) is None:
        judge.find(broken, english("{item} is not transferred: there is no unit {unit}.", item=item, unit=unit))
        _lose(judge, item)
    else:
        judge.result.said[Aspect.UNIT_OF, item] = unit
        judge.result.custody[item] = Custody(Shape.WITH, person.id)
        _count(judge, effect, broken)


def departed(judge: Judge, effect: Effect) -> None:
    """An item leaves the production. It is withdrawn until two people take it in again, whether this counts or not."""
    broken, item = rule.DEPARTED_UNTIL_INTAKE, text(effect, "item")
    if judge.copy:
        return
    reason = english(
        "it left the production: {reason}, to {place}",
        reason=text(effect, "reason"),
        place=text(effect, "to"),
    )
    judge.result.restrictions.append(Restricting(item, "withdrawn", reason))
    record = judge.record
    two = bool(signers.people(record, Role.ARMORER)) and len({one.person for one in record.signers}) > 1
    if judge.fact(broken, two, kinds=("departure",)):
        judge.result.custody[item] = Custody(Shape.OFF_PRODUCTION)
        _count(judge, effect, broken)
    else:
        _lose(judge, item)


def _lose(judge: Judge, item: str) -> None:
    if not judge.copy:
        judge.result.custody[item] = Custody(Shape.UNACCOUNTED)


def _count(judge: Judge, effect: Effect, broken: FoldRule) -> None:
    """The rounds of a container were counted when it changed hands."""
    item = text(effect, "item")
    left = left_in(judge.view, item)
    if left is None:
        return
    if "count" not in effect.values:
        judge.find(broken, english("Nobody counted what is in {item}.", item=item))
        words = english(
            "{item} changed hands and nobody counted what is in it; {left} by the account.", item=item, left=left
        )
        judge.gap(item, words, GapKind.COUNT)
    elif number(effect, "count") != left:
        words = english(
            "{item}: {counted} were counted when it changed hands, {left} by the account.",
            item=item,
            counted=number(effect, "count"),
            left=left,
        )
        judge.gap(item, words, GapKind.COUNT)


HANDLERS: Mapping[str, Callable[[Judge, Effect], None]] = {"transferred": transferred, "departed": departed}
"""Kind of effect to what reads it."""
