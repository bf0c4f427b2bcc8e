"""Judging what a record says about blanks: zones, filled devices, what went in and what came back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from showclear.domain import limits as limit
from showclear.domain.checklists import Procedure
from showclear.domain.effects import Effect
from showclear.domain.situation import fold_rules as rule
from showclear.domain.situation import gates, signers
from showclear.domain.situation.coming_back import blanks_back
from showclear.domain.situation.day import unit_of
from showclear.domain.situation.history import Aspect
from showclear.domain.situation.moving import filled, in_doubt, load, share, taken_out, transfer, unload
from showclear.domain.situation.paper import LATE_ENTRY
from showclear.domain.situation.reading import moment, number, text
from showclear.domain.situation.records import PERFORMED, VERIFIED
from showclear.domain.situation.values import NOTHING, UNKNOWN, Holding, Inserted
from showclear.domain.situation.zones import Zone, fires_blanks
from showclear.words import english

if TYPE_CHECKING:
    from showclear.domain.situation.judging import Judge

_STAND_OFF = "blank_stand_off"
_INTO = (Procedure.BLANK_TAKE, Procedure.INSPECTION, Procedure.TURN_ROUND)


def _fact(judge: Judge, signed: bool, *procedures: Procedure) -> bool:
    """Whether it counts, as the fact of one of these procedures or as a late entry."""
    late = judge.record.kind == LATE_ENTRY
    return judge.fact(rule.INTAKE_SIGNERS, signed, procedures=() if late else procedures)


def zoned(judge: Judge, effect: Effect) -> None:
    """The zone of a blank sequence was set for a weapon."""
    record, tag = judge.record, text(effect, "weapon")
    if not judge.fact(rule.BLANKS_IN_A_ZONE, signers.by_armorer_and_ad(record), procedures=(Procedure.BLANK_ZONE,)):
        return
    unit, slate, place, blank_load = (text(effect, name) for name in ("unit", "slate", "place", "load"))
    zone = Zone(unit, slate, place, blank_load, number(effect, "count"), number(effect, "people"))
    since = moment(text(effect, "since"))
    shut = _shut_gate(judge, zone)
    outside = _outside_limits(judge, effect)
    if since is None or since > record.made_at:
        judge.find(rule.CLOCK_BACKWARDS, english("{tag} has no zone: when it was measured is not known.", tag=tag))
    elif not any(fires_blanks(weapon) for _, weapon in judge.view.weapon_entries(tag)):
        judge.find(
            rule.BLANKS_IN_A_ZONE,
            english("{tag} has no zone: it is not on the register as something that fires.", tag=tag),
        )
    elif zone.count < 1 or not slate.strip() or not blank_load.strip() or unit_of(judge.view, tag) != unit:
        judge.find(
            rule.BLANKS_IN_A_ZONE,
            english("{tag} has no zone: its unit, slate, load and count have to be named.", tag=tag),
        )
    elif shut or outside:
        broken = rule.GATES_HOLD_BEFORE if shut else rule.RULES_OF_THE_PLACE
        judge.find(broken, english("{tag} has no zone: {why}", tag=tag, why=shut or outside))
    else:
        judge.result.said[Aspect.ZONE, tag] = zone
        judge.result.said[Aspect.ZONED, unit] = slate


def _shut_gate(judge: Judge, zone: Zone) -> str:
    """Which gate of the day was shut when the zone was set, in words; empty if none was."""
    record, view = judge.record, judge.view
    day = gates.day_open(view, zone.unit, record.made_at, judge.limits)
    if isinstance(day, gates.Shut):
        return day.words
    performer, verifier = signers.one(record, PERFORMED), signers.one(record, VERIFIED)
    assert performer is not None
    assert verifier is not None
    shut = (
        gates.nothing_stops(view)
        or gates.at_place(view, day, zone.place)
        or gates.on_duty(view, day, performer.person)
        or gates.ad_of_unit(view, day, verifier.person)
        or gates.no_minor_near(view, zone.unit, zone.slate)
    )
    return shut.words if shut else ""


def _outside_limits(judge: Judge, effect: Effect) -> str:
    """Which limit that was adopted before the record its zone does not keep, in words; empty if it keeps them."""
    view, limits = judge.view, judge.limits
    day = gates.day_open(view, text(effect, "unit"), judge.record.made_at, limits)
    if isinstance(day, gates.Shut):
        return day.words
    shut = gates.class_allowed(view, text(effect, "weapon"), limits) or gates.papers_named(view, day, limits)
    least, measured = limit.number(limits, _STAND_OFF), number(effect, "stand_off") or limit.number({}, _STAND_OFF)
    if shut is None and measured < least:
        return english(
            "it was measured against {measured} cm; here {least} cm are the least.", measured=measured, least=least
        )
    return shut.words if shut else ""


def device_loaded(judge: Judge, effect: Effect) -> None:
    """A feed device was filled from a box, counted and sealed, by two custodians."""
    tag = text(effect, "device")
    if not _fact(judge, signers.by_two_custodians(judge.record), Procedure.FILL):
        if not judge.copy:
            in_doubt(judge, tag, text(effect, "contents"))
        return
    load(judge, effect, "device")
    capacity = min((device.capacity for _, device in judge.view.device_entries(tag)), default=0)
    if judge.holding(tag).count > capacity:
        judge.gap(
            text(effect, "container"), english("{tag} takes {capacity}; more went in.", tag=tag, capacity=capacity)
        )
        in_doubt(judge, tag)


def device_unloaded(judge: Judge, effect: Effect) -> None:
    """Rounds went from a feed device back into their box."""
    if _fact(judge, signers.by_two_who_looked(judge.record), *Procedure):
        unload(judge, effect, "device")


def device_inserted(judge: Judge, effect: Effect) -> None:
    """A filled feed device went into a weapon: its rounds are in the weapon now."""
    device, weapon = text(effect, "device"), text(effect, "weapon")
    held = judge.holding(device)
    if not _fact(judge, signers.by_two_who_looked(judge.record), *_INTO):
        if not judge.copy:
            in_doubt(judge, weapon, held.contents, text(effect, "contents"))
        return
    if (held.contents, held.count) != (text(effect, "contents"), number(effect, "count")) or not held.sources:
        judge.gap(
            device,
            english(
                "{device} went into {weapon} with other contents than the record says that it holds.",
                device=device,
                weapon=weapon,
            ),
        )
        in_doubt(judge, weapon, held.contents, text(effect, "contents"))
    else:
        after = judge.holding(weapon)
        for container, count in held.sources:
            after = filled(after, held.contents, count, container)
        judge.result.holdings[weapon] = after
    for container, count in held.sources:
        transfer(judge, container, device, weapon, count)
    judge.result.holdings[device] = UNKNOWN
    judge.result.said[Aspect.INSERTED, device] = Inserted(weapon, held)


def device_removed(judge: Judge, effect: Effect) -> None:
    """A feed device came out of a weapon with what is left in it."""
    device, weapon, count = text(effect, "device"), text(effect, "weapon"), number(effect, "count")
    if not _fact(judge, signers.by_two_who_looked(judge.record), *Procedure):
        return
    inserted = inserted_in(judge, device)
    judge.result.said[Aspect.INSERTED, device] = None
    boxes = inserted.held.sources if inserted is not None and inserted.weapon == weapon else ()
    before = judge.holding(weapon)
    back = share(boxes, count)
    enough = sum(amount for _, amount in back) == count
    known = all(amount <= dict(before.sources).get(container, 0) for container, amount in back)
    if not enough or not known or (count and inserted and text(effect, "contents") != inserted.held.contents):
        judge.gap(
            device,
            english(
                "{device} came out of {weapon} with {count}, which did not go in with it.",
                device=device,
                weapon=weapon,
                count=count,
            ),
        )
        in_doubt(judge, device, text(effect, "contents"), before.contents)
        return
    for container, amount in back:
        transfer(judge, container, weapon, device, amount)
    judge.result.holdings[weapon] = taken_out(judge, before, back) if back else before
    judge.result.holdings[device] = (
        Holding(inserted.held.contents, count, back) if count and inserted is not None else NOTHING
    )


def inserted_in(judge: Judge, device: str) -> Inserted | None:
    """The weapon that a device is in with what it held, after the effects that were read so far."""
    key = (Aspect.INSERTED, device)
    said = [judge.result.said[key]] if key in judge.result.said else [one for _, one in judge.view.said(*key)]
    return said[0] if len(said) == 1 and isinstance(said[0], Inserted) else None


HANDLERS: Mapping[str, Callable[[Judge, Effect], None]] = {
    "zoned": zoned,
    "device-loaded": device_loaded,
    "device-unloaded": device_unloaded,
    "device-inserted": device_inserted,
    "device-removed": device_removed,
    "blanks-back": blanks_back,
}
"""Kind of effect to what reads it."""
