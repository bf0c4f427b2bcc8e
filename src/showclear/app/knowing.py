"""What the situation says about the things of one run, gathered for its plan."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from showclear.app.units import Unit, find_unit, items_of_unit
from showclear.domain.checklists import Checklist, Procedure
from showclear.domain.people import CUSTODIANS, Person
from showclear.domain.situation import Situation
from showclear.domain.situation import day as days
from showclear.domain.situation.accounts import account, load_of
from showclear.domain.situation.batches import batch_status, batch_tags, items_out
from showclear.domain.situation.clearances import Clearance, Issue, clearance, issue, turn_round_base
from showclear.domain.situation.counting import left_in
from showclear.domain.situation.day import NoDay
from showclear.domain.situation.frozen import is_frozen
from showclear.domain.situation.gaps import open_gaps
from showclear.domain.situation.history import Aspect
from showclear.domain.situation.status import guns_out
from showclear.domain.weapons import Contents, Device, Weapon

Rests = Clearance | Issue | None


@dataclass(frozen=True, slots=True)
class DeviceKnowledge:
    """A feed device that a run is about or loads from."""

    device: Device
    contents: Contents
    count: int
    seal: str


@dataclass(frozen=True, slots=True)
class BatchKnowledge:
    """An inert batch that a run is about."""

    tag: str
    what: str
    count: int
    out: int = 0


@dataclass(frozen=True, slots=True)
class Zone:
    """What a weapon may be fired with, as its zone was set."""

    load: str
    count: int
    people: int


@dataclass(frozen=True, slots=True)
class ItemKnowledge:
    """What the situation says about the weapon of a run and what goes with it."""

    weapon: Weapon | None = None
    holds: Contents = Contents.UNKNOWN
    holds_count: int = 0
    load: str = ""
    """The load of the blanks in it."""
    feeds: tuple[str, ...] = ()
    box: str = ""
    box_seal: str = ""
    box_left: int = 0
    box_contents: str = ""
    guns_out: int = 0
    """Guns out now, without the one of this run."""
    holder: Person | None = None
    """Who gets it or has it."""
    issue_word: str = ""
    slate: str = ""
    use: str = ""
    place: str = ""
    """Slate, use and place of the clearance or issue that the run rests on."""
    zone: Zone | None = None
    device: DeviceKnowledge | None = None
    batch: BatchKnowledge | None = None


@dataclass(frozen=True, slots=True)
class SetKnowledge:
    """What the situation says about the unit of a run, its things and its people."""

    unit: Unit
    weapons: tuple[str, ...] = ()
    containers: tuple[tuple[str, int], ...] = ()
    """Tag and how many rounds the account says are in it."""
    devices: tuple[tuple[str, int], ...] = ()
    batches: tuple[tuple[str, int], ...] = ()
    people: Mapping[str, str] = field(default_factory=dict)
    """Everybody on the roster: the name as it is read, and the id."""
    handlers: Mapping[str, str] = field(default_factory=dict)
    on_duty: int = 0
    batches_out: int = 0
    reconciled: bool = True
    gaps: tuple[str, ...] = ()
    person: Person | None = None
    armorer: Person | None = None
    stop: str = ""
    stop_words: str = ""


def know_set(situation: Situation, unit: str, inputs: Mapping[str, str], subject: str) -> SetKnowledge:
    """The unit of a run with everything that belongs to it."""
    everybody = tuple(situation.people().values())
    boxes = {tag: left_in(situation.view, tag) for tag in _to_count(situation, unit, "container")}
    gaps = tuple(gap.words for gap in open_gaps(situation.view, unit))
    stop = next((one for one in situation.open_restrictions() if one.record == inputs.get("restriction")), None)
    batches = tuple(
        one
        for tag in batch_tags(situation.view)
        if days.unit_of(situation, tag) == unit and (one := know_batch(situation, tag))
    )
    return SetKnowledge(
        unit=find_unit(situation, unit),
        weapons=items_of_unit(situation, unit, "weapon"),
        containers=tuple((tag, max(0, left)) for tag, left in boxes.items() if left is not None),
        devices=tuple((tag, max(0, situation.holding(tag).count)) for tag in _to_count(situation, unit, "device")),
        batches=tuple((one.tag, one.count) for one in batches),
        people=_by_name(everybody),
        handlers=_by_name(tuple(one for one in everybody if one.role in CUSTODIANS)),
        on_duty=len(on_duty(situation, unit)),
        batches_out=items_out(situation),
        reconciled=not gaps,
        gaps=gaps,
        person=situation.person(inputs.get("person", "")) or situation.people().get(subject),
        armorer=situation.person(inputs.get("armorer", "")),
        stop=inputs.get("restriction", ""),
        stop_words=stop.reason if stop else "",
    )


def _to_count(situation: Situation, unit: str, kind: str) -> tuple[str, ...]:
    """What of a unit is opened and counted: all but what is frozen, which stays as it is and counts by its seal."""
    return tuple(tag for tag in items_of_unit(situation, unit, kind) if not is_frozen(situation.view, tag))


def _by_name(people: tuple[Person, ...]) -> dict[str, str]:
    """People by name, sorted; who shares a name with somebody else has their id behind it."""
    names = [person.name for person in people]
    shown = {
        person.name if names.count(person.name) == 1 else f"{person.name} ({person.id})": person.id for person in people
    }
    return dict(sorted(shown.items()))


def on_duty(situation: Situation, unit: str) -> tuple[str, ...]:
    """The ids of those who handle guns for a unit on its day."""
    day = days.day_by_records(situation.view, unit)
    return () if isinstance(day, NoDay) else days.on_duty(situation.view, day)


def know_batch(situation: Situation, tag: str) -> BatchKnowledge | None:
    """An inert batch; None if it is not on the register."""
    found = batch_status(situation, tag, None, situation.limits) if tag else None
    return BatchKnowledge(tag, found.batch.what, found.batch.count, found.out) if found else None


def know_item(
    checklist: Checklist,
    situation: Situation,
    subject: str,
    inputs: Mapping[str, str],
    now: datetime | None,
    word: Callable[[], str],
) -> ItemKnowledge:
    """What is known of the weapon, container, device or batch of a run; `word` gives a clearance word that is free."""
    out = [tag for tag in guns_out(situation) if tag != subject or checklist.subject != "weapon"]
    box = account(situation, inputs.get("box", "") or _own_box(checklist, situation, subject))
    known = ItemKnowledge(
        guns_out=len(out),
        box=box.container.tag if box else "",
        box_seal=box.seal if box else "",
        box_left=box.left if box else 0,
        box_contents=str(box.container.contents) if box else "",
        device=_device(situation, subject if checklist.subject == "device" else inputs.get("device", "")),
        batch=know_batch(situation, subject if checklist.subject == "batch" else inputs.get("batch.tag", "")),
    )
    weapon = situation.weapon(subject)
    if checklist.subject != "weapon" or checklist.procedure is Procedure.INTAKE or weapon is None:
        return known
    return _with_weapon(known, situation, weapon, inputs, now, word)


def _own_box(checklist: Checklist, situation: Situation, subject: str) -> str:
    """The box that the rounds in a misfired gun came from; nobody is asked for it in an emergency."""
    if checklist.procedure is not Procedure.MISFIRE:
        return ""
    sources = situation.holding(subject).sources
    return sources[0][0] if sources else ""


def _with_weapon(
    known: ItemKnowledge,
    situation: Situation,
    weapon: Weapon,
    inputs: Mapping[str, str],
    now: datetime | None,
    word: Callable[[], str],
) -> ItemKnowledge:
    tag = weapon.tag
    limits = situation.limits
    rests: Rests = (
        clearance(situation, tag, now, limits)
        or issue(situation, tag, now, limits)
        or turn_round_base(situation, tag, now, limits)
    )
    holding = situation.holding(tag)
    return ItemKnowledge(
        weapon=weapon,
        holds=holding.contents,
        holds_count=max(0, holding.count),
        load=load_of(situation.view, holding),
        feeds=situation.devices_of(tag),
        box=known.box,
        box_seal=known.box_seal,
        box_left=known.box_left,
        box_contents=known.box_contents,
        guns_out=known.guns_out,
        holder=_holder(situation, tag, inputs, rests),
        issue_word=rests.word if isinstance(rests, Issue) else word(),
        slate=rests.slate if rests else "",
        use=rests.use if rests else "",
        place=rests.place if rests else "",
        zone=_zone(situation, tag),
        device=known.device,
    )


def _holder(situation: Situation, tag: str, inputs: Mapping[str, str], rests: Rests) -> Person | None:
    custody = situation.custody(tag)
    named = inputs.get("holder", "") or (rests.holder if isinstance(rests, Issue) else "")
    return situation.person(named or (custody.person if custody else ""))


def _zone(situation: Situation, tag: str) -> Zone | None:
    view = situation.view
    tips = view.tips(Aspect.ZONE, tag)
    if len(tips) != 1:
        return None
    for effect in view.record(tips[0]).effects:
        if effect.kind == "zoned" and effect.values.get("weapon") == tag:
            people = effect.values.get("people", 0)
            return Zone(str(effect.values["load"]), int(effect.values["count"]), int(people))
    return None


def _device(situation: Situation, tag: str) -> DeviceKnowledge | None:
    device = situation.devices().get(tag)
    if device is None:
        return None
    holding = situation.holding(tag)
    return DeviceKnowledge(device, holding.contents, max(0, holding.count), situation.view.seal(tag))
