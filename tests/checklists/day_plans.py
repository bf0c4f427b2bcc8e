"""Plans of runs about a unit, a person, a feed device or an inert batch, for walking."""

from __future__ import annotations

from showclear.app.definitions import shipped
from showclear.domain.checklists import Procedure
from showclear.domain.people import Person, Role
from showclear.domain.runs import Cast, RunPlan
from showclear.domain.vocabulary import Facets
from showclear.domain.weapons import Contents
from tests.checklists.walking import AD, ARMORER, LIMITS, SECOND, START, numbered

LATER = Person("pia", "Pia", Role.ARMORER)

_CASTS = {
    Procedure.DAY_PEOPLE: Cast(AD, ARMORER),
    Procedure.MEETING: Cast(AD, ARMORER),
    Procedure.LATE_BRIEFING: Cast(AD, ARMORER),
    Procedure.INCIDENT: Cast(AD, ARMORER),
    Procedure.FILL: Cast(ARMORER, SECOND),
    Procedure.EMPTY_DEVICE: Cast(ARMORER, SECOND),
    Procedure.BATCH_INTAKE: Cast(ARMORER, SECOND),
    Procedure.CHANGE_OF_ARMORER: Cast(ARMORER, LATER),
}
"""Who walks what; all others the armorer and the assistant director."""

_INPUTS = {
    "unit": "Main", "place": "Stage 2", "scene": "42 A", "day.blanks": "yes", "guns": "A-07 A-08", "plan.load": "half",
    "plan.count": "2", "person": "kim", "armorer": "pia", "new-place": "The quarry", "restriction": "20260301-0004",
    "report.class": "near-miss", "reason": "lunch", "box": "B-1", "batch.tag": "R-1", "batch.what": "rubber rifles",
    "batch.count": "40", "holders": "Kim 1; Ola 2", "guardian": "", "then": "",
    "places": "", "permit": "", "police-notice": "",
}  # fmt: skip


def names(count: int) -> tuple[str, ...]:
    """So many people of the roster."""
    return tuple(f"Person {number:02}" for number in range(1, count + 1))


def day_plan(
    procedure: Procedure,
    *,
    people: int = 4,
    guns: int = 2,
    contents: Contents = Contents.BLANK,
    facets: tuple[tuple[str, str], ...] = (),
) -> RunPlan:
    """A plan of `procedure`, about a unit with so many guns and a roster of so many people."""
    checklist = shipped().checklist(procedure)
    chosen = {"day.blanks": "yes", "report.class": "near-miss", "weapon.ignition": "cartridge"} | dict(facets)
    inputs = {name: chosen.get(name, _INPUTS[name]) for name in checklist.inputs}
    weapons = tuple(f"A-{number:02}" for number in range(7, 7 + guns))
    roster = names(people)
    return RunPlan(
        run_id="0" * 32,
        checklist=checklist,
        subject={"set": "Main", "device": "M-1", "batch": "R-1", "person": "kim"}[checklist.subject],
        cast=_CASTS.get(procedure, Cast(ARMORER, AD)),
        inputs=inputs,
        facts=_facts(roster, contents),
        facets=_facets(checklist.subject, chosen, contents),
        slots={
            "set.weapons": weapons, "set.containers": ("D-1", "B-1"), "set.devices": ("M-1",), "set.batches": ("R-1",),
            "set.people": roster, "set.handlers": (ARMORER.name, SECOND.name), "guns": ("A-07", "A-08"),
            "batch.drawn": ("3", "17", "38"), "plan.count": numbered(2),
        },
        limits=LIMITS,
        started_at=START,
        seed="seed",
    )  # fmt: skip


def _facts(roster: tuple[str, ...], contents: Contents) -> dict[str, str | int]:
    facts: dict[str, str | int] = {
        "performer.name": ARMORER.name, "unit.name": "Main", "unit.place": "Stage 2", "unit.day": "2026-03-01",
        "set.reconciled": "yes", "set.gaps": "none", "set.guns-out": 0, "set.all-out": 0, "person.name": "Kim",
        "person-id": "kim", "armorer-id": "pia", "plan.contents": str(contents), "plan.count": 2, "box.tag": "B-1",
        "box.seal": "4711", "box.holds-after": 42, "box.holds-returned": 46, "device.tag": "M-1", "device.capacity": 8,
        "device.holds-count": 2, "device.seal": "4713", "batch.tag": "R-1", "batch.what": "rubber rifles",
        "batch.count": 40, "batch.out-count": 12, "holders.count": 3,
    }  # fmt: skip
    facts |= {f"slot.holds:{tag}": count for tag, count in (("D-1", 44), ("B-1", 50), ("M-1", 0), ("R-1", 40))}
    return facts | {f"slot.id:{name}": name.casefold().replace(" ", "-") for name in (*roster, "Mara", "Ines")}


def _facets(subject: str, chosen: dict[str, str], contents: Contents) -> Facets:
    if subject == "device":
        return Facets((("device.contents", (str(contents),)),))
    if subject == "set":
        return Facets(tuple((name, (value,)) for name, value in chosen.items()))
    return Facets(())
