"""Whether a hot issue holds over the ancestors of its record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from showclear.domain.situation import fold_rules as rule
from showclear.domain.situation.fold_rules import FoldRule
from showclear.domain.situation.grants import Ending
from showclear.domain.situation.reading import number, text
from showclear.domain.situation.values import Grant, Holding
from showclear.domain.situation.zones import fires_blanks, living_zone
from showclear.domain.weapons import CHARGES, Contents, Ignition
from showclear.words import english

if TYPE_CHECKING:
    from showclear.domain.situation.judging import Judge

_LOADS = frozenset({"loaded", "device-inserted"})


def hot_fault(judge: Judge, grant: Grant) -> tuple[FoldRule, str] | None:
    """Why a weapon may not be handed over with blanks; None if it may."""
    text_of_fault = _zone_fault(judge, grant) or _load_fault(judge, grant)
    return (rule.BLANKS_IN_A_ZONE, text_of_fault) if text_of_fault else None


def _zone_fault(judge: Judge, grant: Grant) -> str:
    if not all(fires_blanks(weapon) for _, weapon in judge.view.weapon_entries(grant.weapon)):
        return english("it is of a class that fires no blanks.")
    found = living_zone(judge.view, grant.weapon)
    if isinstance(found, Ending):
        return found.text
    _, zone = found
    if (zone.slate, zone.place) != (grant.slate, grant.place):
        return english("its zone was set for {slate}, {place}.", slate=zone.slate, place=zone.place)
    if grant.count > zone.count:
        return english(
            "its zone was set for {zone_count} a take, not for {grant_count}.",
            zone_count=zone.count,
            grant_count=grant.count,
        )
    if _loads(judge, judge.holding(grant.weapon)) != {zone.load}:
        return english("its zone was set for {load}, and that is not what is in it.", load=zone.load)
    return ""


def _loads(judge: Judge, holding: Holding) -> set[str]:
    """The loads of what a weapon holds; caps have none."""
    entries = [entry for container, _ in holding.sources for _, entry in judge.view.container_entries(container)]
    return {entry.load for entry in entries if entry.contents is not Contents.CAPS}


def _load_fault(judge: Judge, grant: Grant) -> str:
    """It was proved empty in this record, and what it holds went in after that."""
    proved, loaded = False, 0
    for effect in judge.record.effects:
        if text(effect, "weapon") != grant.weapon:
            continue
        if effect.kind == "proved-empty":
            proved, loaded = True, 0
        elif effect.kind in _LOADS and text(effect, "contents") != Contents.CAPS:
            loaded += number(effect, "count")
        elif effect.kind == "issued":
            break
    if not proved or loaded != grant.count:
        return english("it was not proved empty and then loaded in this record.")
    return _charge_fault(judge, grant)


def _charge_fault(judge: Judge, grant: Grant) -> str:
    """Cartridges go where a cartridge fires; powder and caps where they do. Where caps are counted, one a charge."""
    sources = judge.holding(grant.weapon).sources
    by_class: dict[Contents, int] = {}
    for container, count in sources:
        for contents in {entry.contents for _, entry in judge.view.container_entries(container)}:
            by_class[contents] = by_class.get(contents, 0) + count
    ignitions = {weapon.ignition for _, weapon in judge.view.weapon_entries(grant.weapon)}
    charged = not CHARGES.isdisjoint(by_class)
    if charged == (Ignition.CARTRIDGE in ignitions):
        return english("what is in it is not what fires in it.")
    if by_class.get(Contents.CAPS, 0) not in ((0, grant.count) if ignitions == {Ignition.PERCUSSION} else (0,)):
        return english("there is not one cap to each charge.")
    return ""
