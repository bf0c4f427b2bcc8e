"""The zone in which a weapon may be fired with blanks: what it was set for, and what ends it."""

from __future__ import annotations

from dataclasses import dataclass

from showclear.domain.situation import fold_rules as rule
from showclear.domain.situation.day import unit_of
from showclear.domain.situation.grants import Ending
from showclear.domain.situation.history import Aspect
from showclear.domain.situation.values import THE_SET, unit_item
from showclear.domain.situation.view import View
from showclear.domain.weapons import FIRES_BLANKS, Ignition, Weapon
from showclear.words import english


@dataclass(frozen=True, slots=True)
class Zone:
    """A weapon may be fired with up to `count` blanks of `load` a take, for this slate and place."""

    unit: str
    slate: str
    place: str
    load: str
    count: int
    people: int = 0
    """How many people it was set for; 0 where the record does not say."""


def fires_blanks(weapon: Weapon) -> bool:
    """Whether a weapon is of a class that may fire blanks, and has something that sets them off."""
    return weapon.weapon_class in FIRES_BLANKS and weapon.ignition is not Ignition.NONE


_RULES_CHANGED = english("The rules of the production changed since its zone was set.")
_SET_STOPPED = english("The set was stopped since its zone was set.")
_BREAK = english("There was a break since its zone was set.")
_DAY_CHANGED = english("The day or the place of the unit changed since its zone was set.")
_ARMORER_CHANGED = english("Another armorer took over since its zone was set.")


def living_zone(view: View, weapon: str) -> tuple[int, Zone] | Ending:
    """The zone of a weapon with its record, or why it has none.

    It ends with a newer zone for the weapon, a transfer of it, a newer slate of the unit's zones, a stop, a break, and
    whatever changes the unit's day or place. It says nothing about the weapon itself.
    """
    said = view.said(Aspect.ZONE, weapon)
    if len(said) != 1:
        text = (
            english("Two records set its zone and do not know of each other.")
            if said
            else english("No zone was set for it.")
        )
        return Ending(rule.BLANKS_IN_A_ZONE.id, text, view.title(said[0][0]) if said else "")
    index, zone = said[0]
    assert isinstance(zone, Zone)
    if unit_of(view, weapon) != zone.unit:
        return Ending(
            rule.BLANKS_IN_A_ZONE.id, english("Its zone was set by unit {unit}.", unit=zone.unit), view.title(index)
        )
    for aspect, name, text in (
        (Aspect.RULES, THE_SET, _RULES_CHANGED),
        (Aspect.RESTRICTED, THE_SET, _SET_STOPPED),
        (Aspect.RESTRICTED, unit_item(zone.unit), _BREAK),
        (Aspect.DAY, zone.unit, _DAY_CHANGED),
        (Aspect.ARMORER, zone.unit, _ARMORER_CHANGED),
    ):
        late = view.not_before(aspect, name, index)
        if late is not None:
            return Ending(rule.BLANKS_IN_A_ZONE.id, text, view.title(late))
    for other, slate in view.said(Aspect.ZONED, zone.unit):
        if slate != zone.slate:
            text = english(
                "A zone was set for {slate} since the zone for {zone_slate}.", slate=slate, zone_slate=zone.slate
            )
            return Ending(rule.BLANKS_IN_A_ZONE.id, text, view.title(other))
    return index, zone
