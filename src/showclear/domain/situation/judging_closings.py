"""Judging what closes a restriction by name: on an item, or a hold on the set."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from showclear.domain.checklists import EMERGENCIES, Procedure
from showclear.domain.effects import Effect
from showclear.domain.situation import fold_rules as rule
from showclear.domain.situation import signers
from showclear.domain.situation.history import Aspect
from showclear.domain.situation.reading import text
from showclear.domain.situation.values import NOTHING, THE_SET, Closing, Restricting
from showclear.words import english

if TYPE_CHECKING:
    from showclear.domain.situation.judging import Judge

_LIFTING = "hold-lifted"
_CLOSABLE = frozenset({"withdrawn", "quarantined", "unverified", "misfired"})


def closed(judge: Judge, effect: Effect) -> None:
    """A restriction on an item is closed by name."""
    if not judge.fact(rule.CLOSING_BY_NAME, signers.by_two_who_looked(judge.record), procedures=tuple(Procedure)):
        return
    item, index = text(effect, "item"), judge.named(effect)
    found = judge.restricting(index, item, _CLOSABLE)
    stopped = bool(judge.restricting(index, THE_SET, ("stand-down",)))
    kinds = {one.kind for one in found}
    kinds -= {one.kind for one in found if not _may_close(judge, item, one, stands_down=stopped)}
    if index is None or not found:
        judge.find(
            rule.CLOSING_BY_NAME,
            english("It closes nothing on {item}: no ancestor of that name restricts it so.", item=item),
        )
    elif not kinds and any(one.kind == "misfired" for one in found):
        words = english("{item} misfired: only a signed misfire run that proved it empty closes that.", item=item)
        judge.find(rule.MISFIRE_CLOSED_BY_TWO, words)
    elif not kinds:
        judge.find(
            rule.CLOSING_BY_NAME,
            english("It closes nothing on {item}: it is neither the run nor a new intake.", item=item),
        )
    else:
        judge.result.closings += [Closing(item, index, kind) for kind in sorted(kinds)]


def _may_close(judge: Judge, item: str, one: Restricting, *, stands_down: bool) -> bool:
    if one.kind == "misfired":
        return judge.record.procedure == Procedure.MISFIRE and _proves_empty(judge, item)
    taken_in_again = (
        item in {*judge.result.weapons, *judge.result.devices, *judge.result.containers}
        or (Aspect.BATCH, item) in judge.result.said
    )
    own = one.run == judge.record.id and not stands_down and judge.record.procedure not in EMERGENCIES
    return taken_in_again or own


def _proves_empty(judge: Judge, item: str) -> bool:
    """Whether this record itself proves a weapon empty, and that counts."""
    looked = any(one.kind == "proved-empty" and text(one, "weapon") == item for one in judge.record.effects)
    return looked and judge.result.holdings.get(item) == NOTHING


def hold_lifted(judge: Judge, effect: Effect) -> None:
    """A hold is lifted by name, by two."""
    record = judge.record
    if judge.copy:
        return
    index = judge.named(effect)
    kinds = {one.kind for one in judge.restricting(index, THE_SET, ("hold", "stand-down"))}
    if kinds == {"stand-down"}:
        judge.find(rule.RELEASED_BY_TWO, english("It lifts nothing: a stand-down is not a hold; it is released."))
    elif index is None or "hold" not in kinds:
        judge.find(rule.HOLD_LIFTED_BY_TWO, english("It lifts nothing: no hold of that name is among its ancestors."))
    elif not record.intact or record.kind != _LIFTING or not signers.by_any_armorer_and_ad(record):
        judge.find(
            rule.HOLD_LIFTED_BY_TWO, english("It lifts nothing: an armorer and an assistant director must sign it.")
        )
    elif judge.two_roles:
        judge.find(
            rule.ONE_ROLE,
            english("{person} is on the roster in roles that exclude each other.", person=judge.two_roles),
        )
    elif not text(effect, "reason").strip() or not text(effect, "answer").strip():
        judge.find(rule.HOLD_LIFTED_BY_TWO, english("It lifts nothing: it needs a reason and an answer."))
    else:
        judge.result.closings.append(Closing(THE_SET, index, "hold"))


HANDLERS: Mapping[str, Callable[[Judge, Effect], None]] = {"closed": closed, "hold-lifted": hold_lifted}
"""Kind of effect to what reads it."""
