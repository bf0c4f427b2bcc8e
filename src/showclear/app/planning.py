"""From a checklist, an item and what was filled in to a plan: facts, facets and slots of one run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from showclear.app.inputs import read_feeds, weapon_of_inputs
from showclear.domain.checklists import Checklist
from showclear.domain.people import Person
from showclear.domain.runs.plan import Cast, RunPlan
from showclear.domain.vocabulary import Facets
from showclear.domain.weapons import Contents, Weapon

TRAY = 10
"""Rounds of a blank tray at intake; ours."""

FactMap = dict[str, "str | int"]


@dataclass(frozen=True, slots=True)
class ItemKnowledge:
    """What the situation says about the things of one run."""

    weapon: Weapon | None = None
    holds: Contents = Contents.UNKNOWN
    holds_count: int = 0
    feeds: tuple[str, ...] = ()
    box: str = ""
    box_seal: str = ""
    box_left: int = 0
    guns_out: int = 0
    """Guns out now, without the one of this run."""
    holder: Person | None = None
    """Who gets it or has it."""
    issue_word: str = ""
    slate: str = ""
    use: str = ""
    place: str = ""
    """Slate, use and place of the clearance or issue that the run rests on."""


def build_plan(
    checklist: Checklist,
    subject: str,
    inputs: Mapping[str, str],
    performer: Person,
    verifier: Person,
    known: ItemKnowledge,
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
    facts = {**_facts(weapon, inputs, known), "performer.name": performer.name}
    return RunPlan(
        run_id=run_id,
        checklist=checklist,
        subject=subject,
        cast=Cast(performer, verifier),
        inputs=dict(inputs),
        facts=facts,
        facets=_facets(weapon, inputs, known.holds),
        slots=_slots(weapon, inputs, feeds, known),
        limits={name: int(value) for name, value in limits.items()},
        started_at=now,
        seed=seed,
    )


def _facts(weapon: Weapon | None, inputs: Mapping[str, str], known: ItemKnowledge) -> FactMap:
    facts: FactMap = {"set.guns-out": known.guns_out + 1}
    if weapon is not None:
        facts |= {
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
    count = int(inputs["plan.count"]) if "plan.count" in inputs else known.holds_count
    facts["plan.contents"] = inputs.get("plan.contents", str(known.holds))
    facts["plan.count"] = count
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
    for name in ("tag", "contents", "load", "calibre", "maker", "lot", "seal"):
        if f"container.{name}" in inputs:
            facts[f"container.{name}"] = inputs[f"container.{name}"]
    if "container.count" in inputs:
        facts["container.count"] = int(inputs["container.count"])
    if known.holder is not None:
        facts |= {"issue.holder": known.holder.name, "issue.holder-id": known.holder.id}
    for fact, value in (
        ("issue.word", known.issue_word),
        ("issue.scene", known.slate),
        ("issue.use", known.use),
        ("issue.place", known.place),
    ):
        if value:
            facts[fact] = value
    return facts


def _facets(weapon: Weapon | None, inputs: Mapping[str, str], contents: Contents) -> Facets:
    values: list[tuple[str, tuple[str, ...]]] = []
    if weapon is not None:
        values += [
            ("weapon.action", (str(weapon.action),)),
            ("weapon.class", (str(weapon.weapon_class),)),
            ("weapon.ignition", (str(weapon.ignition),)),
            ("weapon.has", tuple(str(one) for one in weapon.has)),
        ]
    holds = () if contents is Contents.UNKNOWN else (str(contents),)
    values.append(("plan.contents", (inputs["plan.contents"],) if "plan.contents" in inputs else holds))
    values += [(facet, (inputs[facet],)) for facet in ("container.contents", "use") if inputs.get(facet)]
    return Facets(tuple(values))


def _slots(
    weapon: Weapon | None, inputs: Mapping[str, str], feeds: tuple[str, ...], known: ItemKnowledge
) -> dict[str, tuple[str, ...]]:
    slots = {
        "weapon.feeds": feeds,
        "weapon.holds-count": numbered(known.holds_count),
        "plan.count": numbered(int(inputs.get("plan.count") or known.holds_count)),
    }
    if weapon is not None:
        slots["weapon.chambers"] = numbered(weapon.chambers)
        slots["weapon.barrels"] = numbered(weapon.barrels)
    if inputs.get("container.count"):
        count = int(inputs["container.count"])
        slots["container.count"] = numbered(count)
        slots["container.trays"] = numbered(-(-count // TRAY))
    return slots


def numbered(count: int) -> tuple[str, ...]:
    """Slots from 1 to `count`."""
    return tuple(str(number) for number in range(1, count + 1))
