"""From a checklist, an item and what was filled in to a plan: facts, facets and slots of one run."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256

from showclear.app.inputs import read_feeds, weapon_of_inputs
from showclear.app.knowing import ItemKnowledge, SetKnowledge
from showclear.domain.checklists import Checklist, Procedure
from showclear.domain.people import Person
from showclear.domain.rules.batches import items_listed
from showclear.domain.runs.plan import Cast, RunPlan
from showclear.domain.vocabulary import Facets
from showclear.domain.weapons import Contents, Weapon

TRAY = 10
"""Rounds of a blank tray at intake; ours."""

DRAWN_MARKS = 3
"""Items of an inert batch whose marks are read; ours."""

INTAKES = frozenset({Procedure.INTAKE, Procedure.AMMUNITION, Procedure.BATCH_INTAKE})
"""Procedures that put something on the register, new or again."""

FactMap = dict[str, "str | int"]


def things_of(plan: RunPlan) -> tuple[str, ...]:
    """The tags of everything that a run is about or touches."""
    named = [plan.inputs.get("box", ""), plan.inputs.get("device", ""), *plan.slots.get("guns", ())]
    subject = [plan.subject] if plan.checklist.is_about_an_item else []
    return tuple(filter(None, dict.fromkeys((*subject, *plan.slots.get("weapon.feeds", ()), *named))))


def build_plan(
    checklist: Checklist,
    subject: str,
    inputs: Mapping[str, str],
    performer: Person,
    verifier: Person,
    known: ItemKnowledge,
    unit: SetKnowledge,
    limits: Mapping[str, int],
    *,
    run_id: str,
    seed: str,
    now: datetime,
) -> RunPlan:
    """The plan of one run. `inputs` are checked already (`inputs.read_inputs`).

    Raises:
        InputError: the feed devices of an intake are not readable.
    """
    weapon = known.weapon or weapon_of_inputs(inputs)
    feeds = known.feeds or tuple(tag for tag, _, _ in read_feeds(inputs.get("weapon.feeds", "")))
    contents = planned_contents(checklist, inputs, known)
    count = _planned_count(checklist, inputs, known)
    out = known.guns_out + (1 if checklist.subject == "weapon" else 0)
    return RunPlan(
        run_id=run_id,
        checklist=checklist,
        subject=subject,
        cast=Cast(performer, verifier),
        inputs=dict(inputs),
        facts={
            **_unit_facts(unit, checklist, inputs, now),
            **_weapon_facts(weapon, known),
            **_plan_facts(weapon, known, contents, count),
            **_other_facts(known, contents),
            **_new_thing_facts(inputs),
            "performer.name": performer.name,
            "set.guns-out": out,
            "set.all-out": out + unit.batches_out,
        },
        facets=_facets(weapon, inputs, known, contents),
        slots={**_slots(weapon, inputs, feeds, known, count), **_set_slots(unit, inputs, known, seed)},
        limits={name: int(value) for name, value in limits.items()},
        started_at=now,
        seed=seed,
    )


def planned_contents(checklist: Checklist, inputs: Mapping[str, str], known: ItemKnowledge) -> str:
    """What the plan puts in; in a blank take a blank; else what the record says is there. Empty where unknown."""
    if "plan.contents" in inputs:
        return inputs["plan.contents"]
    if checklist.procedure is Procedure.BLANK_TAKE:
        return str(Contents.BLANK)
    if checklist.subject == "device":
        return known.box_contents or (str(known.device.contents) if known.device else "")
    return str(known.holds)


def _planned_count(checklist: Checklist, inputs: Mapping[str, str], known: ItemKnowledge) -> int:
    if "plan.count" in inputs:
        return int(inputs["plan.count"])
    loads = checklist.procedure is Procedure.BLANK_TAKE
    return known.device.count if loads and known.device else known.holds_count


def _weapon_facts(weapon: Weapon | None, known: ItemKnowledge) -> FactMap:
    if weapon is None:
        return {}
    facts: FactMap = {
        "weapon.tag": weapon.tag,
        "weapon.name": weapon.name,
        "weapon.holds": str(known.holds),
        "weapon.serial": weapon.serial,
        "weapon.calibre": weapon.calibre,
        "weapon.chambers": weapon.chambers,
        "weapon.barrels": weapon.barrels,
        "weapon.holds-count": known.holds_count,
        "weapon.empty-count": max(0, weapon.chambers - known.holds_count),
    }
    if known.load:
        facts["weapon.load"] = known.load
    if known.holds is Contents.BLANK:
        facts["weapon.issued-count"] = known.holds_count
    if known.zone is not None:
        facts |= {"zone.load": known.zone.load, "zone.count": known.zone.count, "zone.people": known.zone.people}
    return facts


def _plan_facts(weapon: Weapon | None, known: ItemKnowledge, contents: str, count: int) -> FactMap:
    facts: FactMap = {"plan.contents": contents, "plan.count": count}
    if weapon is not None:
        facts["plan.empty-count"] = max(0, weapon.chambers - count)
    if known.box:
        facts |= {
            "box.tag": known.box,
            "box.seal": known.box_seal,
            "box.holds-now": known.box_left,
            "box.holds-after": known.box_left - count,
            "box.holds-returned": known.box_left + known.holds_count,
        }
    return facts


def _new_thing_facts(inputs: Mapping[str, str]) -> FactMap:
    facts: FactMap = {}
    for name in ("tag", "contents", "load", "calibre", "maker", "lot", "seal"):
        if f"container.{name}" in inputs:
            facts[f"container.{name}"] = inputs[f"container.{name}"]
    for name in ("batch.tag", "batch.what"):
        if name in inputs:
            facts[name] = inputs[name]
    for name in ("container.count", "batch.count"):
        if name in inputs:
            facts[name] = int(inputs[name])
    if "holders" in inputs:
        facts["holders.count"] = items_listed(inputs["holders"])
    return facts


def _other_facts(known: ItemKnowledge, contents: str) -> FactMap:
    """Holder, clearance, feed device and batch."""
    facts: FactMap = {}
    if known.holder is not None:
        facts |= {"issue.holder": known.holder.name, "issue.holder-id": known.holder.id}
    if known.device is not None:
        facts |= {
            "device.tag": known.device.device.tag,
            "device.capacity": known.device.device.capacity,
            "device.holds-count": known.device.count,
            "device.seal": known.device.seal,
            "device.contents": contents,
        }
    if known.batch is not None:
        facts |= {
            "batch.tag": known.batch.tag,
            "batch.what": known.batch.what,
            "batch.count": known.batch.count,
            "batch.out-count": known.batch.out,
        }
    texts = {
        "issue.word": known.issue_word,
        "issue.scene": known.slate,
        "issue.use": known.use,
        "issue.place": known.place,
    }
    return facts | {name: value for name, value in texts.items() if value}


def _unit_facts(known: SetKnowledge, checklist: Checklist, inputs: Mapping[str, str], now: datetime) -> FactMap:
    unit = known.unit
    new_day = checklist.procedure is Procedure.DAY_PEOPLE
    facts: FactMap = {
        "unit.name": unit.name,
        "unit.day": (not new_day and unit.day) or unit.date(now),
        "set.weapons-count": len(known.weapons),
        "set.handlers-count": known.on_duty,
        "set.reconciled": "yes" if known.reconciled else "no",
        "set.gaps": "; ".join(known.gaps) or "none",
    }
    people = {"person": known.person, "armorer": known.armorer}
    for name, person in people.items():
        if person is not None:
            facts |= {f"{name}.name": person.name, f"{name}-id": person.id}
    texts = {
        "unit.place": unit.place or inputs.get("place", ""),
        "unit.first": unit.first.name if unit.first else "",
        "unit.armorer": unit.armorer.name if unit.armorer else "",
        "stop.name": known.stop,
        "stop.words": known.stop_words,
    }
    facts |= {name: value for name, value in texts.items() if value}
    for rows in (known.containers, known.devices, known.batches):
        facts |= {f"slot.holds:{tag}": count for tag, count in rows}
    for named in (known.people, known.handlers):
        facts |= {f"slot.id:{name}": person_id for name, person_id in named.items()}
    return facts


def _facets(weapon: Weapon | None, inputs: Mapping[str, str], known: ItemKnowledge, contents: str) -> Facets:
    values: list[tuple[str, tuple[str, ...]]] = []
    if weapon is not None:
        values += [
            ("weapon.action", (str(weapon.action),)),
            ("weapon.class", (str(weapon.weapon_class),)),
            ("weapon.ignition", (str(weapon.ignition),)),
            ("weapon.has", tuple(str(one) for one in weapon.has)),
        ]
    values.append(("plan.contents", () if contents in ("", str(Contents.UNKNOWN)) else (contents,)))
    if known.device is not None:
        values.append(("device.contents", (contents,)))
    asked = ("container.contents", "use", "day.blanks", "plan.from", "report.class")
    values += [(facet, (inputs[facet],)) for facet in asked if inputs.get(facet)]
    return Facets(tuple(values))


def _slots(
    weapon: Weapon | None, inputs: Mapping[str, str], feeds: tuple[str, ...], known: ItemKnowledge, count: int
) -> dict[str, tuple[str, ...]]:
    slots = {
        "weapon.feeds": feeds,
        "weapon.holds-count": numbered(known.holds_count),
        "plan.count": numbered(count),
    }
    if weapon is not None:
        slots["weapon.chambers"] = numbered(weapon.chambers)
        slots["weapon.barrels"] = numbered(weapon.barrels)
    if inputs.get("container.count"):
        rounds = int(inputs["container.count"])
        slots["container.count"] = numbered(rounds)
        slots["container.trays"] = numbered(-(-rounds // TRAY))
    return slots


def _set_slots(
    known: SetKnowledge, inputs: Mapping[str, str], item: ItemKnowledge, seed: str
) -> dict[str, tuple[str, ...]]:
    return {
        "set.weapons": known.weapons,
        "set.containers": tuple(tag for tag, _ in known.containers),
        "set.devices": tuple(tag for tag, _ in known.devices),
        "set.batches": tuple(tag for tag, _ in known.batches),
        "set.people": tuple(known.people),
        "set.handlers": tuple(known.handlers),
        "guns": tuple(inputs.get("guns", "").split()),
        "batch.drawn": drawn(seed, item.batch.count if item.batch else int(inputs.get("batch.count") or 0)),
    }


def drawn(seed: str, count: int) -> tuple[str, ...]:
    """Marks of a batch of `count` items, drawn from the seed of the run: nobody knows beforehand which are read."""
    order = sorted(range(1, count + 1), key=lambda mark: sha256(f"{seed}\nmark\n{mark}".encode()).digest())
    return tuple(str(mark) for mark in order[:DRAWN_MARKS])


def numbered(count: int) -> tuple[str, ...]:
    """Slots from 1 to `count`."""
    return tuple(str(number) for number in range(1, count + 1))
