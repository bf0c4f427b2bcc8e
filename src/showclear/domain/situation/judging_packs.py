"""Judging what a record says about the rules that the production adopts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from showclear.domain.effects import Effect
from showclear.domain.limits import LIMITS, read_value
from showclear.domain.people import Role
from showclear.domain.situation import fold_rules as rule
from showclear.domain.situation import signers
from showclear.domain.situation.history import Aspect
from showclear.domain.situation.packs import Pack, PackValue
from showclear.domain.situation.reading import text
from showclear.domain.situation.values import THE_SET
from showclear.words import english

if TYPE_CHECKING:
    from showclear.domain.situation.judging import Judge


def _counts(judge: Judge) -> bool:
    """Whether the record may say which rules hold: signed by a safety officer and an armorer."""
    record = judge.record
    signed = bool(signers.people(record, Role.SAFETY_OFFICER)) and bool(signers.people(record, Role.ARMORER))
    return judge.fact(rule.RULES_ADOPTED, signed, kinds=("definitions",))


def pack_adopted(judge: Judge, effect: Effect) -> None:
    """A pack holds from here on, with the values that follow, instead of its older version."""
    pack = text(effect, "pack")
    if not pack.strip():
        judge.find(rule.RULES_ADOPTED, english("It adopts no rules: the pack has no name."))
    elif _counts(judge):
        judge.result.said[Aspect.PACK, pack] = Pack(
            pack, text(effect, "title"), text(effect, "version"), text(effect, "sha")
        )
        judge.result.said[Aspect.RULES, THE_SET] = True


def limit_set(judge: Judge, effect: Effect) -> None:
    """A value of a pack that this record adopts. One that cannot be read may be stricter than all that is known."""
    if not _counts(judge):
        return
    name, pack = text(effect, "limit"), judge.result.said.get((Aspect.PACK, text(effect, "pack")))
    limit = LIMITS.get(name)
    try:
        value = None if limit is None else read_value(limit, text(effect, "value"))
    except ValueError:
        value = None
    if value is None or not isinstance(pack, Pack):
        judge.result.unknown = True
        judge.find(
            rule.UNKNOWN_HOLDS,
            english("The limit “{name}” of {pack} cannot be read: it holds.", name=name, pack=text(effect, "pack")),
        )
        return
    values = (*pack.values, PackValue(name, value, text(effect, "source")))
    judge.result.said[Aspect.PACK, pack.id] = replace(pack, values=values)


def pack_removed(judge: Judge, effect: Effect) -> None:
    """A pack holds no longer."""
    pack = text(effect, "pack")
    if _counts(judge):
        judge.result.said[Aspect.PACK, pack] = Pack(pack, pack, "", "", removed=True)
        judge.result.said[Aspect.RULES, THE_SET] = True


HANDLERS: Mapping[str, Callable[[Judge, Effect], None]] = {
    "pack-adopted": pack_adopted,
    "limit-set": limit_set,
    "pack-removed": pack_removed,
}
"""Kind of effect to what reads it."""
