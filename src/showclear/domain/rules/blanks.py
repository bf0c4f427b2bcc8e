"""Rules about blanks: the zone, the load, what fires them, filled feed devices."""

from __future__ import annotations

from showclear.domain.rules.contents import barred_or_short, box_of, said_of
from showclear.domain.rules.rule import Broken, Rule, RuleContext, broken, first_words, guns_of
from showclear.domain.situation import day as days
from showclear.domain.situation import gates
from showclear.domain.situation.accounts import Account, DeviceStatus, device_status
from showclear.domain.situation.grants import Ending
from showclear.domain.situation.zones import fires_blanks, living_zone
from showclear.domain.weapons import Contents, Ignition, Weapon
from showclear.words import english

_ZONE_FIRST = english("Set the zone for this gun, slate and place (F, zone): an armorer and an assistant director.")
_DEVICE = "device"


def zone_living(context: RuleContext) -> Broken | None:
    """R-080."""
    found = living_zone(context.situation.view, context.subject)
    if isinstance(found, Ending):
        return broken(_ZONE_FIRST, (found.text, found.record))
    index, zone = found
    record = context.situation.view.title(index)
    slate, place = context.inputs.get("scene", zone.slate), context.inputs.get("place", zone.place)
    if (slate, place) != (zone.slate, zone.place):
        return broken(
            _ZONE_FIRST,
            (
                english(
                    "The zone was set for {zone_slate}, {zone_place}; not for {slate}, {place}.",
                    zone_slate=zone.slate,
                    zone_place=zone.place,
                    slate=slate,
                    place=place,
                ),
                record,
            ),
        )
    load = context.inputs.get("plan.load", zone.load)
    planned = _planned(context, zone.count)
    if load != zone.load or planned > zone.count:
        fact = english(
            "The zone was set for {count} {zone_load} a take; the plan says {planned} {load}.",
            count=zone.count,
            zone_load=zone.load,
            planned=planned,
            load=load,
        )
        return broken(english("Plan what the zone was set for, or set the zone anew."), (fact, record))
    return None


def _planned(context: RuleContext, otherwise: int) -> int:
    text = context.inputs.get("plan.count", "")
    return int(text) if text.isascii() and text.isdigit() else otherwise


def _load(context: RuleContext) -> str:
    """The load that is planned: as named, else that of the zone; empty where there is neither."""
    named = context.inputs.get("plan.load", "")
    found = living_zone(context.situation.view, context.subject)
    return named or (found[1].load if not isinstance(found, Ending) else "")


def blank_box_fits(context: RuleContext) -> Broken | None:
    """R-081."""
    if context.inputs.get("plan.from") == _DEVICE:
        return None
    weapon = context.situation.weapon(context.subject)
    charged = weapon is not None and weapon.ignition in (Ignition.PERCUSSION, Ignition.FLINTLOCK)
    found = box_of(context, frozenset({Contents.POWDER if charged else Contents.BLANK}))
    if isinstance(found, Broken):
        return found
    return _other_load(context, found) or barred_or_short(context, found)


def _other_load(context: RuleContext, found: Account) -> Broken | None:
    load, box = _load(context), found.container
    if box.load and (not load or box.load == load):
        return None
    record = context.situation.view.title(context.situation.view.container_entries(box.tag)[0][0])
    said = (
        english("{tag} holds {load} blanks", tag=box.tag, load=box.load)
        if box.load
        else english("The load of {tag} is not on the register", tag=box.tag)
    )
    return broken(
        english("Name a box of the planned load."),
        (english("{said}; planned is {load}.", said=said, load=load or english("a load that is known")), record),
    )


def fires(context: RuleContext) -> Broken | None:
    """R-082."""
    weapon = context.situation.weapon(context.subject)
    if weapon is None:
        return broken(
            english("Two people take it in first (intake)."),
            english("No record takes {subject} in.", subject=context.subject),
        )
    if fires_blanks(weapon):
        return None
    return broken(english("Take a gun that fires blanks, or do the shot without."), _class_of(context, weapon))


def _class_of(context: RuleContext, weapon: Weapon) -> tuple[str, str]:
    entry = context.situation.view.weapon_entries(weapon.tag)[0][0]
    words = english(
        "{tag} is {weapon_class}, ignition {ignition}: it fires no blanks.",
        tag=weapon.tag,
        weapon_class=weapon.weapon_class,
        ignition=weapon.ignition,
    )
    return words, context.situation.view.title(entry)


def _named_device(context: RuleContext) -> DeviceStatus | Broken:
    tag = first_words(context.inputs.get(_DEVICE, "")) or context.subject
    found = device_status(context.situation, tag)
    if found is None:
        return broken(
            english("Name a feed device that two people took in."),
            english("No record takes the feed device {tag} in.", tag=tag),
        )
    return found


def device_taken_in(context: RuleContext) -> Broken | None:
    """R-083."""
    found = _named_device(context)
    if isinstance(found, Broken):
        return found
    tag = found.device.tag
    barring = context.restrictions(tag)
    if barring:
        facts = [(f"{tag}: {one.kind}: {one.reason}", one.record) for one in barring]
        return broken(english("Two people take {tag} in again.", tag=tag), *facts)
    entries = context.situation.view.device_entries(tag)
    if len({device for _, device in entries}) > 1:
        facts = [
            (english("{tag} is taken in here.", tag=tag), context.situation.view.title(index)) for index, _ in entries
        ]
        return broken(english("Two people take {tag} in again.", tag=tag), *facts)
    return None


def device_holds_nothing(context: RuleContext) -> Broken | None:
    """R-084."""
    found = _named_device(context)
    if isinstance(found, Broken):
        return found
    if context.holding(found.device.tag).contents is Contents.NOTHING and not found.in_weapon:
        return None
    return broken(
        english("Empty it and prove it empty first; its rounds go back into their box."),
        said_of(context, found.device.tag),
    )


def device_ready(context: RuleContext) -> Broken | None:
    """R-085."""
    if context.inputs.get("plan.from") not in (None, _DEVICE):
        return None
    found = _named_device(context)
    if isinstance(found, Broken):
        return found
    tag = found.device.tag
    if found.device.goes_with != context.subject:
        record = context.situation.view.title(context.situation.view.device_entries(tag)[0][0])
        return broken(
            english("Take the device of this gun."),
            (english("{tag} goes with {goes_with}.", tag=tag, goes_with=found.device.goes_with), record),
        )
    if found.restricted:
        return broken(
            english("Two people take {tag} in again, or fill it anew.", tag=tag),
            (f"{tag}: {found.restricted}.", found.record),
        )
    filled = found.contents is Contents.BLANK and found.count > 0 and not found.in_weapon
    if not filled or not found.seal:
        return broken(english("Two handlers fill, count and seal it first (fill)."), said_of(context, tag))
    planned, load = _planned(context, found.count), _load(context)
    if planned != found.count or not found.load or (load and load != found.load):
        fact = english(
            "{tag} holds {count} {load}; planned are {planned} {planned_load}.",
            tag=tag,
            count=found.count,
            load=found.load or english("of more than one load"),
            planned=planned,
            planned_load=load,
        )
        return broken(english("Plan what is in it, or fill it anew."), (fact, said_of(context, tag)[1]))
    return None


def zone_guns_ready(context: RuleContext) -> Broken | None:
    """R-086."""
    tags = guns_of(context)
    if not tags:
        return broken(english("Name the guns that fire in this zone."), english("No gun is named."))
    view = context.situation.view
    day = gates.day_open(view, context.unit, context.now, context.limits)
    if isinstance(day, gates.Shut):
        return broken(day.remedy, *day.facts)
    for tag in dict.fromkeys(tags):
        weapon = context.situation.weapon(tag)
        if weapon is None:
            return broken(
                english("Two people take it in first (intake)."), english("No record takes {tag} in.", tag=tag)
            )
        if days.unit_of(view, tag) != day.unit:
            return broken(
                english("Take a gun of this unit, or transfer it."),
                english("{tag} is of unit {unit}.", tag=tag, unit=days.unit_of(view, tag)),
            )
        if not fires_blanks(weapon):
            return broken(english("Leave it out: it fires no blanks."), _class_of(context, weapon))
        barring = context.restrictions(tag)
        if barring:
            return broken(
                english("Leave {tag} out.", tag=tag),
                *((f"{tag}: {one.kind}: {one.reason}", one.record) for one in barring),
            )
        shut = gates.in_count(view, day, tag)
        if shut is not None:
            return broken(shut.remedy, *shut.facts)
    return None


def weapon_holds_known(context: RuleContext) -> Broken | None:
    """R-087."""
    holding = context.holding(context.subject)
    if holding.contents is not Contents.UNKNOWN and holding.count >= 0:
        return None
    return broken(
        english("It stays in the armorer's hand or lock until two people open it and take it in again."),
        said_of(context, context.subject),
    )


RULES: tuple[Rule, ...] = (
    Rule(
        "R-080",
        "zone-living",
        english(
            "The zone for this slate and place was set for this weapon since the last break, stop or change of slate."
        ),
        "AEAA",
        zone_living,
    ),
    Rule(
        "R-081",
        "blank-box-fits",
        english(
            "The box is on the register, holds blanks of the planned load and the calibre of the weapon, is "
            "not barred, and holds enough."
        ),
        "GREY",
        blank_box_fits,
    ),
    Rule("R-082", "fires-blanks", english("The weapon is of a class that may fire blanks."), "ours", fires),
    Rule(
        "R-083",
        "device-taken-in",
        english("The feed device is on the register and nothing bars it."),
        "ours",
        device_taken_in,
    ),
    Rule(
        "R-084",
        "device-holds-nothing",
        english("The record says that the feed device holds nothing."),
        "ours",
        device_holds_nothing,
    ),
    Rule(
        "R-085",
        "device-ready",
        english(
            "The feed device was filled, counted and sealed by two handlers, goes with this weapon, and "
            "nothing bars it."
        ),
        "ours",
        device_ready,
    ),
    Rule(
        "R-086",
        "zone-guns-ready",
        english("Every gun named is of the unit, in today's count, fires blanks, and nothing bars it."),
        "ours",
        zone_guns_ready,
    ),
    Rule(
        "R-087",
        "weapon-holds-known",
        english("The record says what the weapon holds: nothing, dummies or counted blanks."),
        "ours",
        weapon_holds_known,
    ),
)
"""The rules of this topic."""
