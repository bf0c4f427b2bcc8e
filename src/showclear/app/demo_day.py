"""The day of the demonstration: opened, counted, proved, briefed and ready, so that a newcomer can begin at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from showclear.app.demo_things import BATCH, BOXES, SECOND_BOXES, SECOND_WEAPONS, WEAPONS, DemoBox, DemoWeapon
from showclear.app.walking import Told
from showclear.domain.checklists import Procedure
from showclear.domain.people import Person, Role

UNIT, PLACE = "main", "Stage 3"

OFFICER = Person("ines-park", "Ines Park", Role.SAFETY_OFFICER)
PRODUCER = Person("paul-brandt", "Paul Brandt", Role.PRODUCER)
ARMORER = Person("mara-reyes", "Mara Reyes", Role.ARMORER)
HANDLER = Person("sam-tran", "Sam Tran", Role.HANDLER)
DIRECTOR = Person("jonas-weil", "Jonas Weil", Role.ASSISTANT_DIRECTOR)
PERFORMERS = (
    Person("dana-osei", "Dana Osei", Role.PERFORMER),
    Person("luis-ortega", "Luis Ortega", Role.PERFORMER),
)


@dataclass(frozen=True, slots=True)
class Crew:
    """A unit: who works in it, where, and with what."""

    unit: str
    place: str
    armorer: Person
    handler: Person
    director: Person
    performers: tuple[Person, ...]
    weapons: tuple[DemoWeapon, ...]
    boxes: tuple[DemoBox, ...]

    @property
    def blanks(self) -> DemoBox:
        """Its first box of blanks."""
        return next(box for box in self.boxes if box.contents == "blank")


MAIN = Crew(UNIT, PLACE, ARMORER, HANDLER, DIRECTOR, PERFORMERS, WEAPONS, BOXES)
SECOND = Crew(
    "second",
    "Stage 5",
    Person("nadia-holt", "Nadia Holt", Role.ARMORER),
    Person("vera-sand", "Vera Sand", Role.HANDLER),
    Person("tomas-birk", "Tomas Birk", Role.ASSISTANT_DIRECTOR),
    (Person("kofi-adler", "Kofi Adler", Role.PERFORMER), Person("june-marsh", "June Marsh", Role.PERFORMER)),
    SECOND_WEAPONS,
    SECOND_BOXES,
)
"""Shoots beside the main unit in a long history, on a laptop of its own."""

RECORDS = 5
"""Records of a day without its guns: people, count, meeting, readiness, wrap."""

BLANKS = {"day.blanks": "yes"}
SCENE = {"scene": "24C"}


class Walk(Protocol):
    """Walks and signs one run."""

    def __call__(
        self,
        procedure: Procedure,
        subject: str,
        inputs: Mapping[str, str],
        performer: Person,
        verifier: Person,
        told: Told | None = None,
    ) -> object:
        """Raises: ShowClearError, whatever refuses it."""


def open_day(walk: Walk, guns: Iterable[str] = (), *, place: str = "", crew: Crew = MAIN) -> None:
    """C, K and readiness of one day; `guns` are proved empty, all where none is named."""
    tags = tuple(guns) or tuple(weapon.tag for weapon in crew.weapons)
    sealed: dict[object, str] = {
        ("guns-here", weapon.tag): "sealed" for weapon in crew.weapons if weapon.tag not in tags
    }
    walk(Procedure.DAY_PEOPLE, crew.unit, {"place": place or crew.place, **BLANKS}, crew.director, crew.armorer)
    walk(Procedure.DAY_COUNT, crew.unit, {}, crew.armorer, crew.director, Told(sealed))
    for tag in tags:
        walk(Procedure.DAY_PROOF, tag, {}, crew.armorer, crew.director)
    walk(Procedure.MEETING, crew.unit, {**SCENE, **BLANKS}, crew.director, crew.armorer)
    walk(Procedure.DAY_READINESS, crew.unit, BLANKS, crew.armorer, crew.director)


def train(walk: Walk, crew: Crew = MAIN) -> None:
    """The performers for every gun of their unit."""
    tags = " ".join(weapon.tag for weapon in crew.weapons)
    for performer in crew.performers:
        named = {"person": performer.id, "guns": tags}
        walk(Procedure.TRAINING, performer.id, named, crew.armorer, crew.director)


def take_in_batch(walk: Walk) -> None:
    """The inert batch of the demonstration."""
    walk(Procedure.BATCH_INTAKE, "", BATCH.inputs(), ARMORER, HANDLER, BATCH.told())


def count_batch(walk: Walk) -> None:
    """The daily count of the batch."""
    walk(Procedure.BATCH_DAY, BATCH.tag, {}, ARMORER, DIRECTOR, BATCH.told())


def wrap(walk: Walk, crew: Crew = MAIN) -> None:
    """The end of a day."""
    walk(Procedure.WRAP, crew.unit, {}, crew.armorer, crew.director, Told({"which-lock": "safe 1"}))
