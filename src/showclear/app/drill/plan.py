"""What a drill plants, drawn from its seed, and the day that is played."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from showclear.app.demo_day import PLACE, UNIT
from showclear.app.drill.faults import DUMMY_GUN, EMPTY_GUN, FAULTS, Fault, Place
from showclear.domain.checklists import Procedure
from showclear.domain.people import Role
from showclear.domain.runs import Run
from showclear.errors import InputError
from showclear.words import english

EARLY = 3
"""Faults before the one that ends the day."""


@dataclass(frozen=True, slots=True)
class Planted:
    """A fault in its place."""

    fault: Fault
    slots: tuple[str, ...]
    """The slot drawn for each of its places; empty where the step has one only."""

    def at(self, run: Run, step: str, slot: str) -> Place | None:
        """Where the fault shows at this question of a run; None where it does not."""
        procedure = run.plan.checklist.procedure
        for place, drawn in zip(self.fault.places, self.slots, strict=True):
            about = not place.subject or place.subject == run.plan.subject
            if place.procedure is procedure and about and place.step == step and drawn in ("", slot):
                return place
        return None


@dataclass(frozen=True, slots=True)
class DrillPlan:
    """A drill: all of it follows from seed and role."""

    seed: int
    role: Role
    """Whom the trainee is."""
    planted: tuple[Planted, ...]
    """In the order in which they come up."""

    @property
    def words(self) -> str:
        """As it stands in the production record."""
        return f"{self.seed} {self.role}"


def draw(seed: int, role: Role) -> DrillPlan:
    """The drill of a seed: some faults that the day goes on after, then one that ends it, so that all can be met."""
    random = Random(seed)
    seen = [fault for fault in FAULTS if role in fault.roles]
    early = random.sample([fault for fault in seen if not fault.ends_the_day], EARLY)
    last = random.choice([fault for fault in seen if fault.ends_the_day])
    chosen = [fault for fault in FAULTS if fault in (*early, last)]
    return DrillPlan(seed, role, tuple(_plant(fault, random) for fault in chosen))


def _plant(fault: Fault, random: Random) -> Planted:
    drawn = {slots: random.choice(slots) for slots in dict.fromkeys(one.slots for one in fault.places) if slots}
    return Planted(fault, tuple(drawn.get(place.slots, "") for place in fault.places))


def plan_of(words: str) -> DrillPlan:
    """The drill that a production record names.

    Raises:
        InputError: it names none that this version knows.
    """
    seed, _, role = words.partition(" ")
    if not seed.removeprefix("-").isdigit() or role not in (Role.ARMORER, Role.ASSISTANT_DIRECTOR):
        raise InputError(
            english('This drill says "{words}" of itself.', words=words[:40]),
            english("Make a new one: showclear drill DIR."),
        )
    return draw(int(seed), Role(role))


@dataclass(frozen=True, slots=True)
class Task:
    """Something to be done on the day of the drill."""

    procedure: Procedure
    subject: str
    key: str
    """The key on the board."""
    words: str
    inputs: Mapping[str, str]
    takes_back: bool = False
    """Whether the gun is taken back first."""


SCENE, BOX = "24C", "DUM-3"  # not said: as they are typed
_SHOWN = {"use": "take", "place": PLACE}

DAY: tuple[Task, ...] = (
    Task(
        Procedure.INSPECTION,
        EMPTY_GUN,
        "I",
        english("inspect {tag}, for scene 24C, a take, holding nothing", tag=EMPTY_GUN),
        {
            **_SHOWN,
            "scene": SCENE,
            "plan.contents": "nothing",
            "plan.count": "0",
            "box": "",
        },
    ),
    Task(
        Procedure.HANDOVER,
        EMPTY_GUN,
        "H",
        english("hand {tag} to Dana Osei, scene 24C", tag=EMPTY_GUN),
        {"holder": "dana-osei", "scene": SCENE},
    ),
    Task(
        Procedure.TURN_ROUND,
        EMPTY_GUN,
        "T",
        english("the take is over: B takes {tag} back, T turns it round", tag=EMPTY_GUN),
        {},
        True,
    ),
    Task(
        Procedure.RETURN,
        EMPTY_GUN,
        "R",
        english("cut: B takes {tag} back, R returns and clears it", tag=EMPTY_GUN),
        {"box": ""},
        True,
    ),
    Task(
        Procedure.INSPECTION,
        DUMMY_GUN,
        "I",
        english("inspect {tag}, for scene 25, a take, with 6 dummies from DUM-3", tag=DUMMY_GUN),
        {
            **_SHOWN,
            "scene": "25",
            "plan.contents": "dummy",
            "plan.count": "6",
            "box": BOX,
        },
    ),
    Task(
        Procedure.RETURN,
        DUMMY_GUN,
        "R",
        english("the scene is dropped: return and clear {tag}, dummies into DUM-3", tag=DUMMY_GUN),
        {"box": BOX},
    ),
    Task(Procedure.WRAP, UNIT, "J", english("wrap: sweep, count, lock up"), {"unit": UNIT}),
)
"""What the trainee walks, in order."""
