"""Whether a clearance or an issue holds over the ancestors of its record."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from showclear.domain.checklists import Procedure
from showclear.domain.custody import Custody, Shape
from showclear.domain.effects import Effect
from showclear.domain.limits import Limits
from showclear.domain.people import Role
from showclear.domain.situation import fold_rules as rule
from showclear.domain.situation import gates, in_shot, signers
from showclear.domain.situation.counting import apart, impossible, open_gaps_of
from showclear.domain.situation.day import Day
from showclear.domain.situation.fold_rules import FoldRule
from showclear.domain.situation.gates import Shut
from showclear.domain.situation.grants import ending, newest_grant, unknown_records
from showclear.domain.situation.history import BARRING, Aspect
from showclear.domain.situation.hot import hot_fault
from showclear.domain.situation.reading import moment, number, text
from showclear.domain.situation.records import PERFORMED, VERIFIED
from showclear.domain.situation.unsettled import unsettled
from showclear.domain.situation.values import NOTHING, THE_SET, Grant
from showclear.domain.situation.view import View
from showclear.domain.weapons import CHARGES, Contents, Use, Weapon, plain
from showclear.words import english

if TYPE_CHECKING:
    from showclear.domain.situation.judging import Judge

Fault = tuple[FoldRule, str]

_USES = frozenset(Use)


def read_grant(judge: Judge, effect: Effect) -> Grant | Fault:
    """The permission that an effect of a rightly signed record gives, or which rule it breaks and how."""
    fault = _fault_of_values(judge, effect) or _fault_of_things(judge, effect) or _fault_of_gates(judge, effect)
    if fault is not None:
        return fault
    grant = _written(judge, effect)
    if grant.contents is Contents.BLANK:
        return hot_fault(judge, grant) or _to_a_performer(judge, grant)
    if grant.issued or judge.record.procedure == Procedure.TURN_ROUND:
        return _carried_on(judge, grant)
    return grant


def end_what_its_own_record_ends(judge: Judge) -> None:
    """What a record says of a gun beside its permission, before or behind it, ends that as a newer record would."""
    for tag, grant in tuple(judge.result.grants.items()):
        if _is_ended_here(judge, grant):
            del judge.result.grants[tag]
            kind = "issued" if grant.issued else "cleared"
            why = english("its own record restricts it, moves it, or changes what it holds.")
            judge.find(rule.RULES_HOLD_BEFORE, english("{tag} is not {kind}: {why}", tag=tag, kind=kind, why=why))


def _is_ended_here(judge: Judge, grant: Grant) -> bool:
    result, held = judge.result, judge.holding(grant.weapon)
    devices = {*judge.view.devices_of(grant.weapon), *grant.devices}
    return (
        any(one.item == grant.weapon for one in result.restrictions)
        or (held.contents, held.count) != (grant.contents, grant.count)
        or not _is_where_it_belongs(result.custody.get(grant.weapon), grant)
        or not devices.isdisjoint({*result.gaps, *result.custody})
        or (grant.contents is not Contents.BLANK and any(_is_filled_here(judge, grant, one) for one in devices))
    )


def _is_where_it_belongs(custody: Custody | None, grant: Grant) -> bool:
    """Whether a record that permits something with a weapon leaves it where that needs it, or says nothing of it."""
    if custody is None or grant.issued:
        return custody is None or custody == Custody(Shape.ISSUED, grant.holder)
    return custody.shape is Shape.LOCKED or custody == Custody(Shape.WITH, grant.armorer)


def _is_filled_here(judge: Judge, grant: Grant, device: str) -> bool:
    """Whether this record leaves something else in a feed device beside a weapon than nothing or dummies."""
    holding = judge.result.holdings.get(device)
    beside = device not in _inserted_devices(judge, grant.weapon)
    left = holding is not None and holding.contents not in (Contents.NOTHING, Contents.DUMMY) and beside
    return left or any(one.kind == "device-loaded" and text(one, "device") == device for one in judge.record.effects)


def _fault_of_values(judge: Judge, effect: Effect) -> Fault | None:
    since = moment(text(effect, "since"))
    if since is None or since > judge.record.made_at:
        return rule.CLOCK_BACKWARDS, english("when it was looked at is not known, or later than the record.")
    if number(effect, "minutes") < 1:
        return rule.RUNS_OUT, english("it names no minutes.")
    contents, count, condition = text(effect, "contents"), number(effect, "count"), text(effect, "condition")
    if condition == "hot":
        if effect.kind != "issued" or contents != Contents.BLANK or count < 1:
            return rule.BLANKS_IN_A_ZONE, english("only a weapon with counted blanks is issued hot.")
    elif (contents, count > 0) not in {(Contents.NOTHING, False), (Contents.DUMMY, True)} or count < 0:
        return rule.RULES_HOLD_BEFORE, english("only a weapon with nothing or with counted dummies can be cold.")
    elif condition not in ("", "cold"):
        return rule.RULES_HOLD_BEFORE, english("there is no condition “{condition}”.", condition=condition)
    if text(effect, "use") not in _USES or not text(effect, "slate").strip() or not text(effect, "place").strip():
        return rule.RULES_HOLD_BEFORE, english("slate, place and use have to be named.")
    return None


def _fault_of_things(judge: Judge, effect: Effect) -> Fault | None:
    view, tag = judge.view, text(effect, "weapon")
    entries = view.weapon_entries(tag)
    if len({weapon for _, weapon in entries}) != 1:
        known = english("two records disagree about it") if entries else english("it is not on the register")
        return rule.RULES_HOLD_BEFORE, f"{known}."
    if judge.result.unknown or unknown_records(view):
        return rule.UNKNOWN_HOLDS, english("a record that this version cannot read may be a stop.")
    holding = judge.holding(tag)
    if (holding.contents, holding.count) != (text(effect, "contents"), number(effect, "count")):
        return rule.RULES_HOLD_BEFORE, english("it does not hold what this names.")
    if not _in_hand_or_locked(judge, tag):
        return rule.RULES_HOLD_BEFORE, english("it was neither in the hand of who performed nor locked.")
    if effect.kind == "cleared" and judge.record.procedure == Procedure.INSPECTION and not _proved_here(judge, tag):
        return rule.RULES_HOLD_BEFORE, english("it was not proved empty in this record.")
    devices, inserted = _named_devices(judge, tag), _inserted_devices(judge, tag)
    for device in devices:
        if device not in view.devices_of(tag):
            return rule.RESTS_ON, english("{device} does not go with it.", device=device)
        if device not in inserted and judge.holding(device).contents not in (Contents.NOTHING, Contents.DUMMY):
            return rule.RESTS_ON, english(
                "{device} goes with it and is not known to hold nothing or dummies.", device=device
            )
    for item in (THE_SET, tag, *devices, *inserted, *(container for container, _ in holding.sources)):
        barring = _barring(judge, item)
        if barring:
            return rule.RULES_HOLD_BEFORE, english(
                "{barring} is open on {item}.", barring=barring, item=item or english("the set")
            )
    misfit = _misfit(judge, tag, entries[0][1])
    if misfit:
        return rule.RULES_HOLD_BEFORE, misfit
    unopened = (device for device in devices if judge.result.holdings.get(device) != NOTHING)
    return _fault_of_sources(judge, (*inserted, *unopened), tuple(container for container, _ in holding.sources))


def _fault_of_sources(judge: Judge, devices: tuple[str, ...], containers: tuple[str, ...]) -> Fault | None:
    """What is wrong with what its rounds came out of, boxes and filled devices, and with devices that go with it."""
    view = judge.view
    looked = {device: view.tips(Aspect.HOLDING, device) for device in devices}
    looked |= {container: view.entered("container", container) for container in containers}
    for item, looks in looked.items():
        for stop in view.tips(Aspect.STAND_DOWN, THE_SET):
            if not any(view.precedes(stop, one) for one in looks):
                return rule.STAND_DOWN_UNVERIFIES, english("nobody looked at {item} since the stand-down.", item=item)
        doubt = unsettled(view, item, looks, judge.record.id)
        if doubt is not None:
            return rule.RULES_HOLD_BEFORE, english("{item} is unverified: {reason}.", item=item, reason=doubt.reason)
        gap = _gap(judge, item)
        if gap:
            return rule.COUNTS_ARE_SUMS, english("what goes into it or with it has a gap. {gap}", gap=gap)
    return None


def _fault_of_gates(judge: Judge, effect: Effect) -> Fault | None:
    """Which gate of the day was shut over the ancestors of the record, at its time."""
    record, view, tag = judge.record, judge.view, text(effect, "weapon")
    performer, verifier = signers.one(record, PERFORMED), signers.one(record, VERIFIED)
    assert performer is not None
    assert verifier is not None
    day = gates.for_clearance(view, tag, performer.person, verifier.person, record.made_at, judge.limits)
    if isinstance(day, Shut):
        return rule.GATES_HOLD_BEFORE, day.words
    outside = gates.within_limits(view, day, tag, judge.limits) or (
        gates.may_hand_over(view, performer.role, judge.limits) if effect.kind == "issued" else None
    )
    if outside is not None:
        return rule.RULES_OF_THE_PLACE, outside.words
    hot = text(effect, "condition") == "hot"
    place = text(effect, "place")
    elsewhere = gates.at_place(view, day, place if hot else next(iter(in_shot.places_of(place)), ""))
    if elsewhere is not None:
        return rule.GATES_HOLD_BEFORE, elsewhere.words
    holder = view.person(text(effect, "holder")) if effect.kind == "issued" else None
    if holder is None:
        return None
    minor = gates.minor_holds_inert(view, holder.id, tag)
    if minor is not None:
        return rule.MINORS_HOLD_INERT, minor.words
    near = gates.no_minor_near(view, day.unit, text(effect, "slate"), (holder.id,)) if hot else None
    if near is not None:
        return rule.MINORS_HOLD_INERT, near.words
    found = gates.for_issue(view, day, tag, holder.id, hot=hot) or gates.enough_handlers(view, day, tag, judge.limits)
    found = found or _fault_of_planned(judge, effect, day, hot)
    return None if found is None else (rule.GATES_HOLD_BEFORE, found.words)


def _fault_of_planned(judge: Judge, effect: Effect, day: Day, hot: bool) -> Shut | None:
    """The first gate that is shut for somebody to whom the gun is planned to go afterwards."""
    tag = text(effect, "weapon")
    faults = (gates.for_issue(judge.view, day, tag, one, hot=hot) for one in planned_holders(judge.view, effect))
    return next((found for found in faults if found is not None), None)


def planned_holders(view: View, effect: Effect) -> tuple[str, ...]:
    """Who has a gun after its holder, in order, by id; a name that nobody bears stays as it is."""
    named = (name.strip() for name in text(effect, "then").split(";"))
    found = ((view.person(name), name) for name in named if name)
    return tuple(person.id if person else name for person, name in found)


def _proved_here(judge: Judge, tag: str) -> bool:
    return any(one.kind == "proved-empty" and text(one, "weapon") == tag for one in judge.record.effects)


def _inserted_devices(judge: Judge, tag: str) -> tuple[str, ...]:
    """The filled devices that went into a weapon in this record."""
    into = (one for one in judge.record.effects if one.kind == "device-inserted" and text(one, "weapon") == tag)
    return tuple(dict.fromkeys(text(one, "device") for one in into))


def _named_devices(judge: Judge, tag: str) -> tuple[str, ...]:
    return tuple(sorted(device for device, weapon in judge.result.goes_with.items() if weapon == tag))


def _barring(judge: Judge, item: str) -> str:
    """The kind of a barring restriction that is open on an item before or in this record; empty if there is none."""
    closed = {(one.restriction, one.kind) for one in judge.result.closings if one.item == item}
    found = [one.kind for index, one in judge.view.open_restrictions(item) if (index, one.kind) not in closed]
    found += [one.kind for one in judge.result.restrictions if one.item == item and one.kind in BARRING]
    return found[0] if found else ""


def _in_hand_or_locked(judge: Judge, tag: str) -> bool:
    """Whether a weapon was where whoever performs could look into it."""
    custody, performer = judge.view.custody(tag), signers.one(judge.record, PERFORMED)
    if custody is None or performer is None:
        return False
    return custody.shape is Shape.LOCKED or (custody.shape is Shape.WITH and custody.person == performer.person)


def _misfit(judge: Judge, tag: str, weapon: Weapon) -> str:
    """Why what a weapon holds does not go into it; empty if it does."""
    holding = judge.holding(tag)
    devices = [device for name in judge.view.devices_of(tag) for _, device in judge.view.device_entries(name)]
    room = weapon.chambers + sum(device.capacity for device in devices)
    if holding.count > room:
        return english("it takes {room} with its devices, not {count}.", room=room, count=holding.count)
    for container, _ in holding.sources:
        for _, box in judge.view.container_entries(container):
            if box.contents not in CHARGES and plain(box.calibre) != plain(weapon.calibre):
                return english(
                    "its calibre is {weapon_calibre}; {container} is a box of {box_calibre}.",
                    weapon_calibre=weapon.calibre,
                    container=container,
                    box_calibre=box.calibre,
                )
    return ""


def _gap(judge: Judge, item: str) -> str:
    """What does not agree about a box or feed device before or in this record; empty if everything does."""
    own, view = judge.result.gaps.get(item), judge.view
    if own is not None:
        return own.words
    gaps = open_gaps_of(view, item, (*view.entered("container", item), *view.entered("device", item)))
    between = apart(view, item)
    if gaps or between is None:
        return gaps[0][1].words if gaps else impossible(view, item)
    return between[1]


def _written(judge: Judge, effect: Effect) -> Grant:
    """The grant as the effect writes it. Its values were checked before."""
    tag = text(effect, "weapon")
    performer = signers.one(judge.record, PERFORMED)
    since = moment(text(effect, "since"))
    assert performer is not None
    assert since is not None
    return Grant(
        weapon=tag,
        issued=effect.kind == "issued",
        contents=Contents(text(effect, "contents")),
        count=number(effect, "count"),
        slate=text(effect, "slate"),
        use=text(effect, "use"),
        place=text(effect, "place"),
        armorer=performer.person,
        since=since,
        minutes=number(effect, "minutes"),
        holder=text(effect, "holder"),
        word=text(effect, "word"),
        then=planned_holders(judge.view, effect),
        places=in_shot.places_of(text(effect, "places")),
        devices=_named_devices(judge, tag),
        sources=tuple(container for container, _ in judge.holding(tag).sources),
    )


def _carried_on(judge: Judge, grant: Grant) -> Grant | Fault:
    """The grant, if what it rests on lives and is the same."""
    own = judge.result.grants.get(grant.weapon)
    around = judge.record.procedure == Procedure.TURN_ROUND
    lived = (
        turn_round_base(judge.view, grant.weapon, judge.record.made_at, judge.limits, begun=grant.since)
        if around
        else None
    )
    base = own or (lived if around else _living_clearance(judge, grant))
    if base is None:
        return rule.ISSUE_CARRIES_ON, english("nothing that lives among its ancestors permits it.")
    for name in ("slate", "use", "place", "contents", "count", "armorer", "sources"):
        if getattr(base, name) != getattr(grant, name):
            return rule.ISSUE_CARRIES_ON, english("another {name} than what it rests on.", name=name)
    if not grant.issued:
        return grant
    elsewhere = in_shot.undeclared("; ".join(grant.places), base.place)
    if elsewhere:
        return rule.ISSUE_CARRIES_ON, english(
            "{elsewhere} is none of the places that were declared when it was shown clear.", elsewhere=elsewhere
        )
    given = _to_a_performer(judge, grant)
    if not isinstance(given, Grant):
        return given
    if any(one.issued and one.holder != given.holder for one in (base, lived) if one is not None):
        return rule.ISSUE_CARRIES_ON, english("another holder than in the issue that it rests on.")
    return replace(
        given,
        devices=tuple(sorted({*base.devices, *grant.devices})),
        then=given.then or base.then,
        places=given.places or base.places,
    )


def _to_a_performer(judge: Judge, grant: Grant) -> Grant | Fault:
    holder = judge.view.person(grant.holder)
    if holder is None or judge.view.roles_of(holder.id) != {Role.PERFORMER}:
        return rule.CUSTODIANS_ONLY, english(
            "{holder} is no performer on the roster.", holder=grant.holder or english("nobody named")
        )
    stranger = next((one for one in grant.then if judge.view.roles_of(one) != {Role.PERFORMER}), "")
    if stranger or (grant.then and grant.contents is Contents.BLANK):
        return rule.CUSTODIANS_ONLY, english(
            "{stranger} goes to nobody else: only performers, and only cold.", stranger=stranger or english("a hot gun")
        )
    return grant if grant.holder == holder.id else replace(grant, holder=holder.id)


def _living_clearance(judge: Judge, grant: Grant) -> Grant | None:
    found = newest_grant(judge.view, grant.weapon)
    if found is None or found[1].issued:
        return None
    return None if ending(judge.view, *found, judge.record.made_at, judge.limits) else found[1]


def turn_round_base(
    view: View, tag: str, now: datetime | None, limits: Limits, *, begun: datetime | None = None
) -> Grant | None:
    """The issue that a turn-round may rest on whose look began at `begun` (default: now); None if none lives.

    Never one with blanks: what was fired has to be accounted for first.
    It is the newest record about the weapon, or only a take-back into the hands of its own armorer came after it. The
    take-back ends the issue and does not stop its clock: the look of the turn-round begins before the issue runs out.
    """
    tips = view.tips(Aspect.ABOUT, tag)
    if len(tips) != 1:
        return None
    found = newest_grant(view, tag)
    if found is None and _only_takes_back(view, tips[0], tag):
        found = newest_grant(view.before(tips[0]), tag)
        if found is not None and view.judgement(tips[0]).custody[tag].person != found[1].armorer:
            return None
    if found is None or not found[1].issued or found[1].contents is Contents.BLANK:
        return None
    if ending(view, *found, now, limits, begun=begun):
        return None
    return found[1]


def _only_takes_back(view: View, index: int, tag: str) -> bool:
    judgement = view.judgement(index)
    custody = judgement.custody.get(tag)
    effects = view.record(index).effects
    return (
        custody is not None
        and custody.shape is Shape.WITH
        and not judgement.unknown
        and all(effect.kind == "custody" for effect in effects)
    )
